"""What GNU gettext makes of our files, and we of its."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from workflow.catalog import (
    format_catalog,
    header_value,
    make_template,
    merge,
    parse_catalog,
    with_draft,
)
from workflow.model import Draft, Entry, Position, Segment, Span
from workflow.settings import Project

pytestmark = [
    pytest.mark.gettext,
    pytest.mark.skipif(not shutil.which("msgcat"), reason="GNU gettext is not installed"),
]

CASES = Path(__file__).parents[2] / "cases" / "catalog"
TEXTS = (
    "50 % des voix",
    "100%s sûrs, %d et {0}",
    "Paris,\nle 3 novembre\n2017",
    "« Oui » – “yes” — 'да' : ʼ \u00a0\u202f!",
    'guillemets "droits", barre \\, fin \\',
    "tab\there, \\n littéral",
    "مجلس الأمن يذكّر بالاتفاق الموقع في 3 نوفمبر",
    "安全理事会回顾，该协议（2017年11月3日签署）仍然有效。" * 4,
    "👩\u200d👩\u200d👧\u200d👦 🇫🇷 e\u0301 \u202babc\u202c",
    "Consulter https://www.example.org/fr/a-b/2231?x=1&y=z-1 ou **gras** [lien](http://a.b/c)",
    "- # ~ #, fuzzy",
    "msgid \\",
    "x" * 100_000,
    "mot de passe " * 8_000 + "fin",
    "ligne\n" * 5_000 + "fin",
)


def run(*command, text="", check=True):
    return subprocess.run(
        command, input=text.encode(), capture_output=True, check=check
    ).stdout.decode()


def segment(text, *, line=1):
    return Segment(
        text=text,
        block=0,
        span=Span(0, 1),
        position=Position(path="releases/sommet.md", line=line),
        comments=("paragraph 1", "from the author"),
    )


@pytest.fixture
def template():
    segments = [segment(text, line=line) for line, text in enumerate((*TEXTS, "Oui", "Oui"), 1)]
    return make_template(
        segments, slug="sommet", project=Project(name="Presse"), source_lang="fr", date="2017-11-03"
    )


@pytest.fixture
def drafts(template):
    fresh = merge(template, None, lang="ru", team="Équipe")
    draft = Draft(text="", origin="argos translate-fr_ru 1.0", score=-0.31, warnings=("«x» \n y",))
    return replace(
        fresh,
        entries=tuple(
            with_draft(
                entry,
                replace(draft, text=f"\nП {entry.msgid}", previous=f"Avant {entry.msgid}"),
            )
            for entry in fresh.entries
        ),
    )


def test_msgfmt_finds_no_fault_with_our_files(template, drafts, tmp_path):
    reviewed = replace(
        drafts,
        entries=tuple(replace(entry, flags=(), previous_msgid=None) for entry in drafts.entries),
    )
    complaints = []
    for catalog in (template, drafts, reviewed):
        path = tmp_path / "a.po"
        path.write_text(format_catalog(catalog), encoding="utf-8")
        done = subprocess.run(
            ["msgfmt", "-c", "-o", tmp_path / "a.mo", path], capture_output=True, check=True
        )
        complaints.append(done.stderr.decode())
    assert complaints[1:] == ["", ""]
    assert len(polib.mofile(str(tmp_path / "a.mo"))) == len(TEXTS) + 2


def test_clearing_fuzzy_in_gettext_leaves_a_file_that_compiles(drafts):
    cleared = run("msgattrib", "--clear-fuzzy", "--clear-previous", text=format_catalog(drafts))
    run("msgfmt", "-c", "-o", "/dev/null", "-", text=cleared)
    found = parse_catalog(cleared, "a.po")
    assert found.entries == tuple(
        replace(entry, flags=(), previous_msgid=None) for entry in drafts.entries
    )


@pytest.mark.parametrize(("options", "width"), [(["--no-wrap"], 0), ([], 79), (["-w", "50"], 50)])
def test_msgcat_changes_no_byte_of_ours(drafts, options, width):
    text = format_catalog(drafts, width=width)
    assert run("msgcat", *options, "-", text=text) == text


def comparable(entry):
    """Leave out the flags that msgcat does not know or, written without spaces, not find."""
    return replace(entry, flags=tuple({*entry.flags} & {"fuzzy", "c-format"}))


def test_what_msgcat_wrote_is_written_the_same():
    text = (CASES / "written.po").read_text("utf-8")
    assert run("msgcat", "--no-wrap", "-", text=text) == text
    text = text.replace("\u2068releases/mon sommet.md\u2069", "x")  # 0.21 splits such names
    for width in (79, 40):
        wrapped = run("msgcat", f"--width={width}", "-", text=text)
        assert format_catalog(parse_catalog(wrapped, "a.po"), width=width) == wrapped


@pytest.mark.parametrize("name", ["written.po", "foreign.po"])
def test_msgcat_and_we_understand_the_same(name):
    text = (CASES / name).read_text("utf-8").replace("#= sticky\n", "").replace("#~ #", "#")
    ours = parse_catalog(text, name)
    theirs = parse_catalog(run("msgcat", "-", text=text), name)
    assert theirs.header == ours.header
    assert {entry.key: comparable(entry) for entry in theirs.entries} == {
        entry.key: comparable(entry) for entry in ours.entries
    }


def test_msgmerge_loses_nothing_of_ours(template, drafts, tmp_path):
    reviewed = replace(drafts.entries[0], flags=(), previous_msgid=None)
    gone = Entry(msgid="parti", msgstr="ушло", comments=("note",), obsolete=True)
    ours = replace(drafts, entries=(reviewed, *drafts.entries[1:], gone))
    for name, catalog in (("a.po", ours), ("a.pot", template)):
        (tmp_path / name).write_text(format_catalog(catalog), encoding="utf-8")
    merged = run("msgmerge", "-q", "-N", "--previous", tmp_path / "a.po", tmp_path / "a.pot")
    found = parse_catalog(merged, "a.po")
    assert found.entries == ours.entries
    assert header_value(found, "X-Trianon-Release") == "sommet"
    assert header_value(found, "X-Source-Language") == "fr"


def test_polib_and_we_understand_the_same(drafts):
    found = polib.pofile(format_catalog(drafts))
    assert [(entry.msgctxt, entry.msgid, entry.msgstr, entry.fuzzy) for entry in found] == [
        (entry.msgctxt, entry.msgid, entry.msgstr, True) for entry in drafts.entries
    ]
