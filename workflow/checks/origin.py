"""Where the words of an entry stand in the release that it comes from.

The ``#:`` reference of an entry names a file and a line. From there the msgid is looked for as its
words, with whatever stands between the lines of a paragraph; a release that has changed since is
answered with the line alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.model import Position, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_REFERENCE = re.compile(r"\u2068?(?P<path>.+?)\u2069?:(?P<line>\d{1,9})")
_MARKS = ">*+|#-"
_GAP = re.compile(rf"(?:[\s{_MARKS}]|\\(?=\s))+")
"""What Markdown may put between two words of a text: white space, line ends, container marks."""
_BETWEEN = rf"(?:[\s{_MARKS}]|\\(?=\s))*?\s(?:[\s{_MARKS}])*"
_LONE = re.compile(rf"(?<!\S)[\\{_MARKS}]+(?!\S)")
"""A word of marks alone, which may stand anywhere in a gap: only a pattern tries all places."""
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
        whole = _find(msgid, window)
        if whole is None:
            return Position(path=self.path, line=line)
        at = _end_of(msgid[: span.start].split()[:_MOST_WORDS], window, whole)
        if at is None:
            return Position(path=self.path, line=line)
        here = _find(span.of(msgid), window, at) if span else None
        return self.position(start + (at if here is None else here))


def _find(text: str, window: str, at: int = 0) -> int | None:
    """Return where the words of a text begin from `at` on; None where they do not stand there."""
    words = text.split()[:_MOST_WORDS]
    if not words:
        return at
    if _LONE.search(text):
        found = _pattern(words).search(window, at)
        return found.start() if found else None
    at = window.find(words[0], at)
    while at >= 0 and _end_of(words, window, at) is None:
        at = window.find(words[0], at + 1)
    return at if at >= 0 else None


def _end_of(words: Sequence[str], window: str, at: int) -> int | None:
    """Return where words end of which the first begins at `at`; None where another word is met."""
    if any(map(_LONE.fullmatch, words)):
        found = _pattern(words).match(window, at)
        return found.end() if found else None
    for number, word in enumerate(words):
        start = _start_of(word, window, at) if number else at
        if start is None or not window.startswith(word, start):
            return None
        at = start + len(word)
    return at


def _start_of(word: str, window: str, at: int) -> int | None:
    """Return where a word begins behind the gap at `at`; None where there is no white space.

    A word may begin with what is a mark elsewhere: *12*, "- no", a lone backslash.
    """
    gap = _GAP.match(window, at)
    if gap is None:
        return None
    start = gap.end()
    if word[0] in _MARKS or word[0] == "\\":
        start = window.rfind(word, at, start + len(word))
    return start if any(map(str.isspace, window[at : max(at, start)])) else None


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(_BETWEEN.join(map(re.escape, words)))


def split_reference(reference: str) -> tuple[str, int]:
    """Return file and line of a ``#:`` reference; line 0 where it names none.

    >>> split_reference("releases/sommet.md:14")
    ('releases/sommet.md', 14)
    """
    found = _REFERENCE.fullmatch(reference)
    return (found["path"], int(found["line"])) if found else (reference, 0)
