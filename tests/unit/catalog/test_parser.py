from pathlib import Path

import pytest

from workflow.catalog import format_catalog, parse_catalog
from workflow.errors import CatalogError
from workflow.model import Catalog, Entry

CASES = Path(__file__).parents[2] / "cases" / "catalog"


def read_cases():
    parts = (CASES / "errors.txt").read_text("utf-8").split("\n.\n")
    return [
        pytest.param(text, expected, id=title.strip())
        for title, text, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False)
    ]


@pytest.mark.parametrize(("text", "expected"), read_cases())
def test_mistakes_are_refused_with_their_place(text, expected):
    for newline in ("\n", "\r\n"):
        with pytest.raises(CatalogError) as caught:
            parse_catalog("\ufeff" + text.replace("\n", newline), "a.po")
        assert f"{caught.value}\nhint: {caught.value.hint}" == expected


def test_a_nul_byte_is_refused_with_its_place():
    with pytest.raises(CatalogError) as caught:
        parse_catalog('msgid "a"\nmsgstr "b\0"', "a.po")
    assert str(caught.value) == "a.po:2:10: error: a NUL byte [po-syntax]"


def test_what_other_tools_write_is_understood():
    text = (CASES / "foreign.po").read_text("utf-8")
    assert parse_catalog(text, "a.po") == Catalog(
        header=(
            ("Project-Id-Version", ""),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("X-Odd", "value"),
            ("", "no field"),
            ("Language", "ru"),
        ),
        header_comments=(
            " saved by several editors, none of which writes as we do",
            "no space",
            "extracted from releases",
        ),
        header_fuzzy=True,
        entries=(
            Entry(
                msgid="split into é",
                msgstr="ab",
                references=("releases/a.md:3", "releases/b.md:4"),
                flags=("fuzzy", "no-wrap", "rst-text", "sticky"),
            ),
            Entry(
                msgid='\a\b\f\n\r\t\v"\\',
                msgstr="one line",
                extracted=("next without a blank line",),
            ),
            Entry(
                msgid="obsolete",
                msgstr="text",
                comments=("commented out comment",),
                flags=("fuzzy",),
                previous_msgid="before",
                obsolete=True,
            ),
            Entry(
                msgid="empty context",
                msgstr="x",
                msgctxt="",
                comments=("loose comment",),
                extracted=("note",),
            ),
        ),
    )


def test_every_part_of_an_entry_is_read():
    catalog = parse_catalog((CASES / "written.po").read_text("utf-8"), "a.po")
    assert catalog.entries[1] == Entry(
        msgid="Paris,\nle 3 novembre",
        msgstr="Париж,\n3 ноября",
        comments=("draft: pseudo, score -0.31", "Accord à vérifier.", ""),
        extracted=("paragraph 2", '"\\n" est un retour forcé'),
        references=(
            "releases/sommet.md:3",
            "\u2068releases/mon sommet.md\u2069:14",
            "releases/annexe-premiere-du-communique-de-presse.md:120",
            "releases/a.md:3",
        ),
        flags=("fuzzy", "no-wrap"),
        previous_msgid="Paris,\nle 2 novembre",
        previous_msgctxt="titre",
    )
    assert catalog.entries[4] == Entry(
        msgid="%d vote",
        msgstr="%d голос",
        msgid_plural="%d votes",
        msgstr_plural=("%d голоса", "%d голосов"),
        references=("releases/sommet.md:9",),
        flags=("c-format",),
    )
    assert [entry.line for entry in catalog.entries] == [20, 26, 45, 48, 52, 60, 64, 71]


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "# only a comment\n", "#~\n#|\n"])
def test_a_file_without_messages_is_an_empty_catalogue(text):
    catalog = parse_catalog(text, "a.po")
    assert catalog == Catalog(header=(), entries=())
    assert not format_catalog(catalog)


def test_numeric_escapes_are_bytes_of_the_charset():
    catalog = parse_catalog('msgid "caf\\351 \\xe9"\nmsgstr ""\n', "a.po", encoding="iso8859-1")
    assert catalog.entries[0].msgid == "café é"
