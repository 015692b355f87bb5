"""Lines and columns of a document's characters, found by bisection in tables made once."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from workflow.model import Encoding, Position

if TYPE_CHECKING:
    from workflow.model import Block, Document

_NEWLINE = re.compile(r"\r\n|\n|\r")
_ENCODED = frozenset({Encoding.YAML_SINGLE, Encoding.YAML_DOUBLE, Encoding.YAML_BLOCK})


class Locator:
    """Answers where a character of a block's text stands in the file."""

    def __init__(self, document: Document) -> None:
        """Index the lines of `document`."""
        self._path = document.path
        self._mark = document.source.startswith("\ufeff")
        ends = (match.end() for match in _NEWLINE.finditer(document.source))
        self._starts = [0, *ends]
        self._block: Block | None = None
        self._line_starts: list[int] = []

    def position(self, block: Block, offset: int) -> Position:
        """Return the place of the character at `offset` in ``block.text``.

        An escaped YAML scalar does not map character by character: its first line stands for all.
        """
        if block is not self._block:
            self._block = block
            lengths = (len(line) + 1 for line in block.lines)
            self._line_starts = list(accumulate(lengths, initial=0))[:-1]
        if not block.lines:
            return self._at(block.span.start)
        if block.encoding in _ENCODED:
            return self._at(block.lines[0].start)
        index = max(bisect_right(self._line_starts, offset) - 1, 0)
        return self._at(block.lines[index].start + offset - self._line_starts[index])

    def _at(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        # Editors do not count a byte-order mark as a column.
        marked = self._mark and line == 1 and offset > 0
        return Position(path=self._path, line=line, column=column - marked)
