"""Where the words of an entry stand in the release that it comes from.

The ``#:`` reference of an entry names a file and a line. From there the msgid is looked for as its
words, with whatever stands between the lines of a paragraph; a release that has changed since is
answered with the line alone.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from workflow.model import Position, Span

_REFERENCE = re.compile(r"\u2068?(?P<path>.+?)\u2069?:(?P<line>\d{1,9})")
_BETWEEN = r"(?:[\s>*+|#-]|\\(?=\s))*?\s(?:[\s>*+|#-])*"
"""What Markdown may put between two words of a text: white space, line ends, container marks."""
_REACH = 400
"""Characters that a text may be longer in the file than in the entry."""
_MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Origin:
    """The text of a release, for looking up places in it."""

    path: str
    text: str
    _starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self.text)))
        object.__setattr__(self, "_starts", starts)

    def position(self, offset: int) -> Position:
        """Return the line and column of a character of the file."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return Position(path=self.path, line=line, column=column)

    def find(self, msgid: str, span: Span, *, line: int) -> Position:
        """Return where the stretch `span` of `msgid`, an entry of `line`, begins in the file."""
        if not 0 < line <= len(self._starts):
            return Position(path=self.path)
        start = self._starts[line - 1]
        window = self.text[start : start + 2 * len(msgid) + _REACH]
        whole = _pattern(msgid).search(window)
        if whole is None:
            return Position(path=self.path, line=line)
        before = _pattern(msgid[: span.start]).match(window, whole.start()) if span.start else None
        at = before.end() if before else whole.start()
        if span.start and before is None:
            return Position(path=self.path, line=line)
        here = _pattern(span.of(msgid)).search(window, at) if span else None
        return self.position(start + (here.start() if here else at))


@functools.lru_cache(maxsize=512)
def _pattern(text: str) -> re.Pattern[str]:
    """Return what finds the words of a text in its file."""
    words = text.split()[:_MOST_WORDS]
    return re.compile(_BETWEEN.join(re.escape(word) for word in words))


def split_reference(reference: str) -> tuple[str, int]:
    """Return file and line of a ``#:`` reference; line 0 where it names none.

    >>> split_reference("releases/sommet.md:14")
    ('releases/sommet.md', 14)
    """
    found = _REFERENCE.fullmatch(reference)
    return (found["path"], int(found["line"])) if found else (reference, 0)
