"""Where the words of an entry stand in its file, however an editor has wrapped and escaped them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.catalog.literals import raw_offsets
from workflow.model import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.catalog.parser import ParsedFile

_STRING = re.compile(r'(?P<keyword>msg\w+(?:\s*\[\s*\d+\s*\])?)?\s*"(?P<text>(?:[^"\\]|\\.)*)"')
_COMMENT = re.compile(r"#(?!~)")


@dataclass(frozen=True, slots=True)
class _Literal:
    """One string of a text: its place between the quotes, and what it says."""

    line: int
    column: int
    raw: str
    offsets: tuple[int, ...]
    """Where each of its characters begins in `raw`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPlaces:
    """The strings that make up one text of an entry."""

    path: str
    literals: tuple[_Literal, ...]

    def at(self, offset: int) -> Position:
        """Return the line and column of the character `offset` of the text, its end included."""
        last = self.literals[-1]
        for literal in self.literals:
            if offset < len(literal.offsets):
                column = literal.column + literal.offsets[max(offset, 0)]
                return Position(path=self.path, line=literal.line, column=column)
            offset -= len(literal.offsets)
        return Position(path=self.path, line=last.line, column=last.column + len(last.raw))

    @property
    def lines(self) -> range:
        """The lines that the text takes, counted from 1."""
        return range(self.literals[0].line, self.literals[-1].line + 1)


def find_text(
    parsed: ParsedFile, key: tuple[str | None, str], *, path: str, keyword: str = "msgstr"
) -> TextPlaces | None:
    """Return where a text of the entry `key` stands; None where the file has no such text.

    `path` is for positions; the first form of a plural is the ``msgstr``.
    """
    start, end = parsed.places.get(key, (0, 0))
    literals = tuple(
        literal
        for name, literal in _iter_literals(parsed, start, end)
        if name in {keyword, f"{keyword}[0]"}
    )
    return TextPlaces(path=path, literals=literals) if literals else None


def _iter_literals(parsed: ParsedFile, start: int, end: int) -> Iterator[tuple[str, _Literal]]:
    name = ""
    for number in range(start, end):
        line = parsed.lines[number]
        if _COMMENT.match(line):
            continue
        for match in _STRING.finditer(line):
            name = re.sub(r"\s", "", match["keyword"] or "") or name
            raw = match["text"]
            yield name, _Literal(number + 1, match.start("text") + 1, raw, _offsets(raw))


def _offsets(raw: str) -> tuple[int, ...]:
    try:
        return tuple(raw_offsets(raw))
    except ValueError:  # numeric escapes of a file that is not UTF-8: near enough
        return tuple(range(len(raw)))
