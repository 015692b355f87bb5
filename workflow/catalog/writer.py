"""Write a catalogue as text: the order of lines and the escapes of GNU gettext, LF, no clock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.catalog.literals import quote
from workflow.catalog.parser import HEADER_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.catalog.parser import ParsedFile
    from workflow.model import Catalog, Entry

_REFERENCE_COLUMNS = 79
"""Where gettext wraps ``#:`` lines, even when it leaves texts whole."""
_FLAG_ORDER = {"fuzzy": 0, "wrap": 2, "no-wrap": 2}


def format_catalog(catalog: Catalog, *, width: int = 0, like: ParsedFile | None = None) -> str:
    """Return the text of a .po file: the inverse of `parse_catalog`.

    `width` is where texts wrap (79 for msgcat; 0: nowhere). Entries that `like` holds unchanged
    keep the lines that they have there, so that the wrapping of a translator's editor stays.
    """
    blocks = [_block_of_header(catalog, width=width, like=like)]
    known = {entry.key: entry for entry in like.catalog.entries} if like else {}
    for entry in catalog.entries:
        if like and known.get(entry.key) == entry:
            blocks.append(like.text_of(entry.key))
        else:
            blocks.append("\n".join(_entry_lines(entry, width=width)))
    text = "\n\n".join(block for block in blocks if block)
    return f"{text}\n" if text else ""


def _block_of_header(catalog: Catalog, *, width: int, like: ParsedFile | None) -> str:
    if like and _header_of(catalog) == _header_of(like.catalog):
        return like.text_of(HEADER_KEY)
    return "\n".join(_header_lines(catalog, width=width))


def _header_of(catalog: Catalog) -> tuple[object, ...]:
    return catalog.header, catalog.header_comments, catalog.header_fuzzy


def _header_lines(catalog: Catalog, *, width: int) -> Iterator[str]:
    if not (catalog.header or catalog.header_comments):
        return
    yield from _comment_lines("#", catalog.header_comments)
    if catalog.header_fuzzy:
        yield "#, fuzzy"
    yield 'msgid ""'
    fields = (f"{name}: {value}" if name else value for name, value in catalog.header)
    yield from quote("msgstr", "".join(f"{line}\n" for line in fields), width=width)


def _entry_lines(entry: Entry, *, width: int) -> Iterator[str]:
    prefix = "#~ " if entry.obsolete else ""
    yield from _comment_lines("#", entry.comments)
    yield from _comment_lines("#.", entry.extracted)
    yield from _reference_lines(entry.references, width=width or _REFERENCE_COLUMNS)
    if entry.flags:
        flags = sorted(entry.flags, key=lambda flag: (_FLAG_ORDER.get(flag, 1), flag))
        yield f"#, {', '.join(flags)}"
    width = 0 if "no-wrap" in entry.flags else width
    for keyword, text in _previous_texts(entry):
        yield from quote(keyword, text, prefix="#~| " if entry.obsolete else "#| ", width=width)
    for keyword, text in _texts(entry):
        yield from quote(keyword, text, prefix=prefix, width=width)


def _previous_texts(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.previous_msgctxt is not None:
        yield "msgctxt", entry.previous_msgctxt
    if entry.previous_msgid is not None:
        yield "msgid", entry.previous_msgid
    if entry.previous_msgid_plural is not None:
        yield "msgid_plural", entry.previous_msgid_plural


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.msgctxt is not None:
        yield "msgctxt", entry.msgctxt
    yield "msgid", entry.msgid
    if entry.msgid_plural is None:
        yield "msgstr", entry.msgstr
        return
    yield "msgid_plural", entry.msgid_plural
    for number, text in enumerate((entry.msgstr, *entry.msgstr_plural)):
        yield f"msgstr[{number}]", text


def _comment_lines(mark: str, comments: Iterable[str]) -> Iterator[str]:
    for comment in comments:
        for line in re.split(r"\r\n|\r|\n", comment):
            yield f"{mark} {line}" if line else mark


def _reference_lines(references: Iterable[str], *, width: int) -> Iterator[str]:
    line = "#:"
    for reference in references:
        if line != "#:" and len(line) + 1 + len(reference) > width:
            yield line
            line = "#:"
        line += f" {reference}"
    if line != "#:":
        yield line
