import os
from dataclasses import replace
from pathlib import Path

import pytest

from workflow.catalog import format_catalog, parse_catalog, read_catalog, write_catalog
from workflow.errors import CatalogError
from workflow.model import Catalog, Entry

CASES = Path(__file__).parents[2] / "cases" / "catalog"
HEADER = (("Content-Type", "text/plain; charset=UTF-8"),)
LATIN = (
    b'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\n'
    b'msgid "caf\xe9 \\351"\nmsgstr "coffee"\n'
)


def test_what_is_written_is_read_back_and_written_the_same():
    text = (CASES / "written.po").read_text("utf-8")
    assert format_catalog(parse_catalog(text, "a.po")) == text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 20, 'msgid ""'),
        ("un deux", 20, 'msgid "un deux"'),
        ("un\n", 20, 'msgid "un\\n"'),
        ("un\ndeux", 0, 'msgid ""\n"un\\n"\n"deux"'),
        ("un deux trois quatre cinq", 20, 'msgid ""\n"un deux trois "\n"quatre cinq"'),
        ("anticonstitutionnellement", 20, 'msgid "anticonstitutionnellement"'),
        ("a\u00a0deux trois\u00a0quatre", 20, 'msgid ""\n"a\u00a0deux "\n"trois\u00a0quatre"'),
        ("安全理事会回顾，该协议", 20, 'msgid ""\n"安全理事会回顾，该"\n"协议"'),
        ("e\u0301" * 8, 20, 'msgid "' + "e\u0301" * 8 + '"'),
    ],
)
def test_texts_wrap_as_gettext_wraps_them(text, width, lines):
    written = format_catalog(
        Catalog(header=(), entries=(Entry(msgid=text, msgctxt="x"),)), width=width
    )
    assert written == f'msgctxt "x"\n{lines}\nmsgstr ""\n'


def test_an_entry_with_the_flag_is_not_wrapped():
    entry = Entry(msgid="un deux trois quatre cinq six", flags=("no-wrap",))
    written = format_catalog(Catalog(header=(), entries=(entry,)), width=20)
    assert written == f'#, no-wrap\nmsgid "{entry.msgid}"\nmsgstr ""\n'


def test_a_comment_never_leaves_its_lines():
    entry = Entry(msgid="oui", comments=('a\nmsgid "b"\r\nc\rd',))
    text = format_catalog(Catalog(header=(), entries=(entry,)))
    assert text == '# a\n# msgid "b"\n# c\n# d\nmsgid "oui"\nmsgstr ""\n'


def test_an_unchanged_catalogue_leaves_the_file_alone(tmp_path):
    path = tmp_path / "a.po"
    path.write_bytes((CASES / "foreign.po").read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert not write_catalog(path, read_catalog(path))
    assert path.read_bytes() == before


def test_a_change_leaves_the_lines_of_other_entries_alone(tmp_path):
    path = tmp_path / "a.po"
    wrapped = '# note\nmsgid ""\n"un "\n"deux"\nmsgstr ""\n"one "\n"two"\n'
    path.write_text(f'{wrapped}\nmsgid "trois"\nmsgstr "three"\n', encoding="utf-8")
    catalog = read_catalog(path)
    changed = replace(catalog.entries[1], msgstr="3")
    assert write_catalog(path, replace(catalog, entries=(changed, catalog.entries[0])))
    assert path.read_text("utf-8") == f'msgid "trois"\nmsgstr "3"\n\n{wrapped}'


def test_lines_that_polib_misreads_are_written_anew(tmp_path):
    path = tmp_path / "a.po"
    path.write_text('msgid "\\303\\251t\\303\\251"\nmsgstr ""\n', encoding="utf-8")
    catalog = read_catalog(path)
    added = Entry(msgid="oui", msgstr="yes")
    write_catalog(path, replace(catalog, entries=(*catalog.entries, added)))
    assert path.read_text("utf-8") == 'msgid "été"\nmsgstr ""\n\nmsgid "oui"\nmsgstr "yes"\n'


@pytest.mark.parametrize("character", "\v\f\x1c\x85\u2028\u2029")
def test_what_python_takes_for_a_line_end_stays_in_its_text(tmp_path, character):
    path = tmp_path / "a.po"
    entry = Entry(msgid=f"a{character}b", msgstr=f"c{character}d", comments=("note",))
    write_catalog(path, Catalog(header=HEADER, entries=(entry,)))
    assert read_catalog(path).entries == (entry,)


def test_a_file_that_cannot_be_read_is_not_replaced(tmp_path):
    path = tmp_path / "a.po"
    path.write_text('msgid "oui"\nmsgstr "work of a day\n', encoding="utf-8")
    with pytest.raises(CatalogError):
        write_catalog(path, Catalog(header=HEADER, entries=()))
    assert "work of a day" in path.read_text("utf-8")


def test_what_a_reader_would_misunderstand_is_not_written(tmp_path):
    path = tmp_path / "a.po"
    twice = Entry(msgid="", msgctxt=None, msgstr="a second header")
    with pytest.raises(CatalogError) as caught:
        write_catalog(path, Catalog(header=HEADER, entries=(twice,)))
    assert (caught.value.slug, path.exists()) == ("po-unproven", False)


def test_another_charset_is_decoded_and_becomes_utf8(tmp_path):
    path = tmp_path / "a.po"
    path.write_bytes(LATIN)
    catalog = read_catalog(path)
    expected = Catalog(header=HEADER, entries=(Entry(msgid="café é", msgstr="coffee"),))
    assert catalog == expected
    write_catalog(path, replace(catalog, header_fuzzy=True))
    assert "café é" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (LATIN.replace(b"ISO-8859-1", b"UTF-8"), "4:11: error: the byte 0xE9 is not utf-8"),
        (
            LATIN.replace(b"ISO-8859-1", b"UTF-9"),
            '2: error: the header declares the charset "UTF-9"',
        ),
        (
            LATIN.replace(b"ISO-8859-1", b"UTF-7"),
            '2: error: the header declares the charset "UTF-7"',
        ),
        (
            LATIN.replace(b"ISO-8859-1", b"utf-16"),
            '2: error: the header declares the charset "utf-',
        ),
        (LATIN.replace(b"ISO-8859-1", b"hex"), '2: error: the header declares the charset "hex"'),
        (b"\xff\xfem\0", "1:1: error: the byte 0xFF is not utf-8"),
    ],
)
def test_a_charset_that_does_not_fit_is_refused(tmp_path, data, error):
    path = tmp_path / "a.po"
    path.write_bytes(data)
    with pytest.raises(CatalogError) as caught:
        read_catalog(path)
    assert str(caught.value).startswith(f"{path}:{error}")
    assert caught.value.slug == "po-encoding"


def test_a_placeholder_or_a_byte_order_mark_means_utf8(tmp_path):
    path = tmp_path / "a.po"
    for data in (LATIN.replace(b"ISO-8859-1", b"CHARSET"), b"\xef\xbb\xbf" + LATIN):
        path.write_bytes(data.replace(b"caf\xe9 \\351", "é".encode()))
        assert read_catalog(path).entries[0].msgid == "é"


def test_what_is_no_file_of_reasonable_size_is_refused(tmp_path):
    large = tmp_path / "large.po"
    with large.open("wb") as file:
        os.truncate(file.fileno(), 200 * 2**20)
    found = {}
    for path in (large, tmp_path, tmp_path / "absent.po"):
        with pytest.raises(CatalogError) as caught:
            read_catalog(path)
        found[caught.value.slug] = caught.value.message
    assert found["po-too-large"] == "the file has 200 MiB; at most 32 are read"
    assert list(found) == ["po-too-large", "po-unreadable", "po-missing"]
