"""The text of an edition as plain data, for the programs that set it: Typst and pandoc.

Neither ever reads the text as a language of its own. White space is settled here as HTML means it,
tables are made rectangular, heading levels follow on each other (PDF/UA demands it), and footnotes
stand where they are called.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from workflow.editions.html.tree import BLOCKS, Element, iter_elements, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workflow.editions.html.tree import Node

Data: TypeAlias = "str | dict[str, Any]"

_SPACE = re.compile(r"[ \t\n\r\f]+")
_ABSOLUTE = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]")
_DEEPEST_QUOTE = 3
"""Quotations in quotations; what is deeper is only indented."""
_WIDEST = 40
"""Columns; a wider table is a spreadsheet."""


@dataclass(slots=True)
class _Place:
    """Where the walk has come to."""

    notes: Mapping[str, Element]
    level: int
    """Of the last heading; the title counts where it stands before the nodes."""
    called: set[str] = field(default_factory=set)
    is_in_note: bool = False
    quotes: int = 0
    """Quotations around what is being read."""


def to_data(nodes: Iterable[Node], *, level: int = 1) -> list[Data]:
    """Return nodes as dictionaries: ``t`` the tag, ``c`` the children, and what attributes say.

    `level` is that of the heading before the nodes, 0 where there is none.
    """
    nodes = tuple(nodes)
    notes = {
        element.get("id"): element
        for section in iter_elements(nodes)
        if section.get("class") == "notes"
        for element in iter_elements(section.children)
        if element.tag == "li" and element.get("id").startswith("note-")
    }
    place = _Place(notes=notes, level=level)
    return _blocks(nodes, place)


def _blocks(nodes: Iterable[Node], place: _Place) -> list[Data]:
    """Return what stands among blocks: runs of text between them are paragraphs of their own."""
    found: list[Data] = []
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and _is_block(node):
            found += _paragraph(run, place)
            found += _block(node, place)
            run = []
        else:
            run.append(node)
    return found + _paragraph(run, place)


def _is_block(node: Element) -> bool:
    return node.tag in BLOCKS or any(each.tag in BLOCKS for each in iter_elements(node.children))


def _paragraph(run: list[Node], place: _Place) -> list[Data]:
    content = _inline(run, place)
    return [{"t": "run", "c": content}] if content else []


def _has_picture(element: Element) -> bool:
    return any(each.tag == "img" for each in iter_elements(element.children))


def _block(element: Element, place: _Place) -> list[Data]:
    if element.get("class") == "notes":
        return []
    data = _common(element)
    if _HEADING.fullmatch(element.tag):
        if not text_of(element.children).strip() and not _has_picture(element):
            return []  # no reader finds an empty heading, and PDF/UA refuses it
        place.level = min(int(element.tag[1]), place.level + 1)
        data |= {"t": "h", "level": place.level, "c": _inline(element.children, place)}
    elif element.tag == "table":
        data |= _table(element, place)
    elif element.tag == "pre":
        data["s"] = text_of(element.children).strip("\n")
    elif element.tag in {"p", "summary", "dt", "figcaption", "caption"}:
        data["c"] = _inline(element.children, place)
    elif element.tag in {"ul", "ol"}:
        data |= {"c": list(_items(element, place)), "start": int(element.get("start") or 1)}
        data["tight"] = not any(
            isinstance(node, Element) and node.tag == "p"
            for item in element.children
            if isinstance(item, Element)
            for node in item.children
        )
    else:
        place.quotes += element.tag == "blockquote"
        data["c"] = _blocks(element.children, place)
        data["deep"] = place.quotes > _DEEPEST_QUOTE
        place.quotes -= element.tag == "blockquote"
    return [data]


def _items(element: Element, place: _Place) -> Iterator[Data]:
    for node in element.children:
        if isinstance(node, Element) and node.tag == "li":
            yield _common(node) | {"c": _blocks(node.children, place)}
        elif not isinstance(node, str) or node.strip():
            yield {"t": "li", "c": _blocks((node,), place)}


def _table(element: Element, place: _Place) -> dict[str, Any]:
    rows = [each for each in iter_elements(element.children) if each.tag == "tr"]
    cells = [
        [each for each in row.children if isinstance(each, Element) and each.tag in {"td", "th"}]
        for row in rows
    ]
    width = min(max((len(row) for row in cells), default=0), _WIDEST)
    heads = 0
    for row in cells:
        if not row or any(cell.tag != "th" for cell in row):
            break
        heads += 1
    made = [[_cell(cell, place) for cell in row] for row in cells]
    captions = [each for each in element.children if isinstance(each, Element)]
    return {
        "columns": width,
        "heads": min(heads, 1),
        "rows": [piece for row in made for piece in _rectangular(row, width)],
        "c": _blocks([each for each in captions if each.tag == "caption"], place),
    }


def _cell(cell: Element, place: _Place) -> dict[str, Any]:
    return _common(cell) | {"c": _blocks(cell.children, place)}


def _rectangular(row: list[dict[str, Any]], width: int) -> list[list[dict[str, Any]]]:
    """Cut a row into rows of `width` cells: nothing that stands in a cell is lost."""
    pieces = [row[at : at + width] for at in range(0, len(row), width)] if width else []
    return [piece + [{"t": "td", "c": []}] * (width - len(piece)) for piece in pieces]


# --- Text --------------------------------------------------------------------------------------


def _inline(nodes: Iterable[Node], place: _Place) -> list[Data]:
    """Return running text: white space is single, and none is left at the edges or at breaks."""
    pieces = _tidied(list(_pieces(nodes, place)))
    while pieces and _is_blank(pieces[-1]):
        pieces.pop()
    return pieces


def _is_blank(piece: Data) -> bool:
    return piece == "" or (isinstance(piece, dict) and piece["t"] == "br")


def _pieces(nodes: Iterable[Node], place: _Place) -> Iterator[Data]:
    for node in nodes:
        if isinstance(node, str):
            yield _SPACE.sub(" ", node)
        elif node.tag == "sup" and node.get("class") == "note-mark":
            yield from _note(node, place)
        elif node.get("class") == "note-back":
            continue
        elif node.tag in {"br", "wbr"}:
            yield {"t": node.tag}
        elif node.tag in {"code", "kbd", "samp"}:
            yield _common(node) | {"t": "code", "s": _SPACE.sub(" ", text_of(node.children))}
        elif node.tag in BLOCKS:
            yield from ({"t": "br"}, *_pieces(node.children, place), {"t": "br"})
        else:
            yield _common(node) | {"c": list(_pieces(node.children, place))}


def _note(mark: Element, place: _Place) -> Iterator[Data]:
    link = next(iter_elements(mark.children), None)
    name = link.get("href").removeprefix("#") if link else ""
    if name not in place.notes or place.is_in_note:
        yield {"t": "sup", "c": [text_of(mark.children)]}
    elif name in place.called:
        yield {"t": "note-again", "name": name}
    else:
        place.called.add(name)
        place.is_in_note = True
        blocks = _blocks(place.notes[name].children, place)
        place.is_in_note = False
        if blocks and isinstance(blocks[0], dict) and blocks[0]["t"] in {"p", "run"}:
            blocks[:1] = blocks[0]["c"]  # else the number would stand alone on a line
        yield {"t": "note", "name": name, "c": blocks}


def _tidied(pieces: list[Data]) -> list[Data]:
    """Take away spaces at the beginning, at the end, and on both sides of a line break."""
    tidy: list[Data] = []
    for piece in pieces:
        is_first = not tidy or _is_blank(tidy[-1])
        if isinstance(piece, str):
            words = piece.lstrip(" ") if is_first else piece
            tidy += [words] if words else []
        elif piece["t"] != "br" or tidy:
            if piece["t"] == "br" and isinstance(tidy[-1], str):
                tidy[-1] = tidy[-1].rstrip(" ")
            tidy.append(piece)
    if tidy and isinstance(tidy[-1], str):
        tidy[-1] = tidy[-1].rstrip(" ")
    return tidy


def _common(element: Element) -> dict[str, Any]:
    data: dict[str, Any] = {"t": element.tag}
    for name, key in (("class", "class"), ("dir", "dir"), ("alt", "alt"), ("src", "src")):
        if value := element.get(name):
            data[key] = value
    if lang := element.get("lang"):
        data |= split_lang(lang)
    if element.tag == "a" and _ABSOLUTE.fullmatch(element.get("href")):
        data["href"] = element.get("href")
    return data


_LANG = re.compile(r"([a-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}))?(?:-.*)?", re.IGNORECASE)


def number_of(note: str) -> str:
    """Return the number of a footnote from its name.

    >>> number_of("note-3")
    '3'
    """
    return note.rpartition("-")[2]


def split_lang(lang: str) -> dict[str, str]:
    """Return language, script and region of a tag as Typst names them; nothing for no tag."""
    match = _LANG.fullmatch(lang)
    if match is None:
        return {}
    parts = {"lang": match[1].lower(), "script": match[2], "region": match[3]}
    return {key: value for key, value in parts.items() if value}
