"""TMX files: what is read from each, what is refused, what is written."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from workflow.errors import MemoryStoreError
from workflow.memory.tmx import read_tmx, write_tmx
from workflow.memory.tmx.reader import LONGEST, Skipped
from workflow.memory.values import Unit

CASES = Path(__file__).resolve().parents[2] / "cases" / "memory" / "tmx"

ENVELOPE = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="fr" segtype="sentence" datatype="plaintext"/><body>
{}
</body></tmx>
"""
UNIT = '<tu><tuv xml:lang="fr"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>'


def tmx(tmp_path, body, *, encoding="utf-8"):
    path = tmp_path / "file.tmx"
    text = ENVELOPE.format(body).replace("UTF-8", encoding.upper())
    path.write_bytes(text.encode(encoding))
    return path


def read(path, source_lang="fr"):
    return [
        (unit.source_lang, unit.source, unit.target_lang, unit.target)
        for unit in read_tmx(path, source_lang=source_lang)
    ]


def refusal(path):
    with pytest.raises(MemoryStoreError) as caught:
        list(read_tmx(path, source_lang="fr"))
    assert caught.value.slug == "memory-import"
    return caught.value


@pytest.mark.parametrize("path", sorted(CASES.glob("*.tmx")), ids=lambda path: path.stem)
def test_a_file_gives_the_translations_beside_it(path):
    expected = path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()

    assert ["\t".join(each).replace("\n", "\\n") for each in read(path)] == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_encodings_that_a_file_declares_are_read(tmp_path, encoding):
    path = tmx(tmp_path, UNIT.format("Été", "Summer"), encoding=encoding)
    path.write_bytes(path.read_bytes().replace(b"UTF-8-SIG", b"UTF-8"))

    assert read(path) == [("fr", "Été", "en", "Summer")]


def test_texts_are_composed_and_have_no_space_at_their_edges(tmp_path):
    path = tmx(tmp_path, UNIT.format(" E\u0301te\u0301\n", "Summer "))

    assert read(path) == [("fr", "\u00c9t\u00e9", "en", "Summer")]


def test_who_and_when_and_how_sure_are_kept(tmp_path):
    body = """\
<tu creationid="ANNE" creationdate="20200101T000000Z">
<prop type="x-ConfirmationLevel">Draft</prop>
<tuv xml:lang="fr"><seg>Un.</seg></tuv>
<tuv xml:lang="en" changeid="JOHN" changedate="20210203T040506Z"><seg>One.</seg></tuv></tu>
<tu creationid="MT!"><tuv xml:lang="fr"><seg>Deux.</seg></tuv>
<tuv xml:lang="en"><seg>Two.</seg></tuv></tu>
<tu creationid="ANNE" creationdate="yesterday"><tuv xml:lang="fr"><seg>Trois.</seg></tuv>
<tuv xml:lang="en"><seg>Three.</seg></tuv></tu>"""

    units = list(read_tmx(tmx(tmp_path, body), source_lang="fr"))

    assert [(unit.by, unit.date, unit.reviewed) for unit in units] == [
        ("JOHN", "20210203T040506Z", False),
        ("MT!", "", False),
        ("ANNE", "", True),
    ]


def test_what_cannot_be_used_is_passed_over_and_counted(tmp_path):
    body = "".join(
        (
            UNIT.format("Un.", "One."),
            UNIT.format("x" * (LONGEST + 1), "Long."),
            UNIT.format("Vide.", " "),
            '<tu><tuv xml:lang="fr"><seg>Seul.</seg></tuv></tu>',
            '<tu><tuv xml:lang="xx-nowhere"><seg>a</seg></tuv><tuv><seg>b</seg></tuv></tu>',
        )
    )
    skipped = Skipped()

    units = list(read_tmx(tmx(tmp_path, body), source_lang="fr", skipped=skipped))

    assert [unit.target for unit in units] == ["One."]
    assert (skipped.no_pair, skipped.too_long) == (3, 1)


# --- Hostile files -----------------------------------------------------------------------------


HOSTILE = {
    "declared entity": ('<!DOCTYPE tmx [<!ENTITY a "aaaa">]>', UNIT.format("&a;", "x")),
    "billion laughs": (
        (
            '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
            '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
        ),
        UNIT.format("&c;", "x"),
    ),
    "external entity": (
        '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        UNIT.format("&x;", "x"),
    ),
    "parameter entity": (
        '<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>',
        UNIT.format("a", "x"),
    ),
    "entity of the unread document type": (
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        UNIT.format("a&nbsp;b", "x"),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_entities_are_refused_before_anything_is_expanded(tmp_path, name):
    doctype, body = HOSTILE[name]
    path = tmp_path / "file.tmx"
    text = ENVELOPE.format(body).replace("<tmx ", f"{doctype}\n<tmx ", 1)
    path.write_text(text, encoding="utf-8")

    error = refusal(path)

    assert "entit" in error.message
    assert error.position.line in {2, 4}


def test_a_truncated_file_is_refused_with_its_line(tmp_path):
    path = tmx(tmp_path, "\n".join(UNIT.format(n, n) for n in range(5)))
    path.write_bytes(path.read_bytes()[:-60])

    error = refusal(path)

    assert (error.position.path, error.position.line) == (str(path), 7)
    assert str(error).startswith(f"{path}:7:")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 not xml",
        b"<html><body>\xe9</body></html>",
        b'<?xml version="1.0" encoding="nonsense"?><tmx/>',
        b"\x00\x00\x00\x00" * 100,
        b"<glossary/>",
        b"<tmx><header/><body><tu></body></tmx>",
        b'<?xml version="1.0" encoding="UTF-16"?><tmx/>',
    ],
)
def test_what_is_no_tmx_is_refused(tmp_path, content):
    path = tmp_path / "file.tmx"
    path.write_bytes(content)

    assert refusal(path).position.path == str(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert [refusal(tmp_path / "none.tmx").slug, refusal(tmp_path).slug] == ["memory-import"] * 2


@pytest.mark.parametrize(
    ("opening", "filler", "ending"),
    [
        ('<tu changeid="', "a", '">'),
        ("<!--", "a", "-->"),
        ("<?a ", "a", "?>"),
        ("", "<tu>", ""),
        ("<tu>", '<tuv xml:lang="fr"/>', "</tu>"),
    ],
    ids=["attribute", "comment", "instruction", "depth", "variants"],
)
def test_no_part_of_a_file_may_fill_the_memory(tmp_path, opening, filler, ending):
    path = tmx(tmp_path, opening + filler * (8 * 2**20 // len(filler)) + ending)

    tracemalloc.start()
    refusal(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 4 * 2**20


def test_a_long_file_is_read_in_bounded_memory(tmp_path):
    path = tmp_path / "file.tmx"
    with path.open("w", encoding="utf-8") as file:
        before, after = ENVELOPE.format("\0").split("\0")
        file.write(before)
        file.writelines(UNIT.format(f"Phrase {n} {'é' * 200}", "x" * 200) for n in range(20_000))
        file.write(after)

    tracemalloc.start()
    count = sum(1 for _ in read_tmx(path, source_lang="fr"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (count, peak < 2 * 2**20) == (20_000, True)


def test_one_endless_text_is_passed_over_in_bounded_memory(tmp_path):
    path = tmx(tmp_path, UNIT.format("a " * 2**22, "x") + UNIT.format("Un.", "One."))

    tracemalloc.start()
    found = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (found, peak < 2 * 2**20) == ([("fr", "Un.", "en", "One.")], True)


# --- Writing -----------------------------------------------------------------------------------


def test_what_is_written_is_what_the_case_file_shows():
    known = {"source_lang": "fr", "target_lang": "en"}
    units = [
        Unit(
            source="« Tom & Léa »\n**ici**",
            target="“Tom & Léa”\n**here**",
            before=5,
            after=-7,
            place="title",
            by='A "B" <b@example.org>',
            date="20240102T030405Z",
            **known,
        ),
        Unit(source="Un\x0b seul.", target="One\r.", reviewed=False, **known),
        Unit(source="One.", target="Один.", source_lang="en", target_lang="ru", is_old=True),
    ]

    written = b"".join(write_tmx(units, source_lang="fr")).decode()

    expected = (CASES.parent / "written.xml").read_text(encoding="utf-8")
    version = written.partition('creationtoolversion="')[2].partition('"')[0]
    assert written == expected.replace("VERSION", version)


XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DTD = {
    "tmx": ({"version"}, set(), ("header", "body")),
    "header": (
        {
            *("creationtool", "creationtoolversion", "segtype", "o-tmf"),
            *("adminlang", "srclang", "datatype"),
        },
        {"o-encoding", "creationdate", "creationid", "changedate", "changeid"},
        ("note", "ude", "prop"),
    ),
    "body": (set(), set(), ("tu",)),
    "tu": (set(), {"tuid", "srclang", "creationdate", "changedate", "changeid"}, ("prop", "tuv")),
    "prop": ({"type"}, {"xml:lang"}, ()),
    "tuv": ({XML_LANG}, {"creationdate", "changedate", "changeid"}, ("prop", "seg")),
    "seg": (set(), set(), ()),
}
"""Of each element of TMX 1.4b what it must have, what it may have, and its parts in order."""


def test_what_is_written_keeps_to_the_document_type_of_tmx():
    unit = Unit(
        source="Un < deux & trois",
        target="One < two & three",
        source_lang="fr",
        target_lang="en",
        reviewed=False,
        before=1,
        after=2,
        place="title",
        date="20240502T101500Z",
        by='Anna "A" <a@example.org>',
    )
    other = replace(unit, source_lang="de", reviewed=True)

    written = b"".join(write_tmx([unit, other], source_lang="fr"))
    root = ET.fromstring(written)  # noqa: S314 - the line above wrote it

    for element in root.iter():
        must, may, parts = DTD[element.tag]
        places = [parts.index(part.tag) for part in element]
        assert must <= {*element.attrib} <= must | may
        assert places == sorted(places)
    assert [len(tu.findall("tuv")) for tu in root.iter("tu")] == [2, 2]
