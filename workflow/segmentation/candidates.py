"""Where a sentence may end, and what a rule can see around that place.

A candidate is a run of stops with the closing marks that follow, or a blank line. Everything a
rule reads is gathered once, from a bounded window on the left and one match on the right, so that
splitting a text takes time proportional to its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.model import Span
from workflow.segmentation.profiles import candidate_pattern, pair_pattern, right_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.segmentation.profiles import Profile

WINDOW = 40
"""Characters read on the left of a candidate; no abbreviation is longer."""

TAIL = 60
"""Characters that a rule may read again on the left of a candidate."""

LONG_PASSAGE = 400
"""A quotation or bracket past this many characters is split inside, like running text: kept whole
it would be a unit that nobody can review and no engine translates well."""

_LETTERS = r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*"
# The left side is read backwards, from the mark: anchored there, a match is quick.
_CHAIN = re.compile(rf"{_LETTERS}(?:[\s‐‑-]*\.{_LETTERS}){{0,5}}")
_BEFORE = re.compile(r"\s*([^\w\s'’]|['’]?[^\W_]+)")
_NUMBER = re.compile(r"\s*(?:\d|[IVXLC]{2,}|[IVX]\b)")
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place where a sentence may end, with what stands on both sides of it."""

    text: str
    start: int
    """Where the sentence that would end begins."""
    mark: Span
    """The stops and the closers after them."""
    stop: str
    """The stops alone, before any closer."""
    has_word: bool
    """The sentence has a letter or a digit before the mark."""
    enclosed: str
    """The name of what encloses the place: ``passage``, ``markup`` or nothing."""
    forms: tuple[str, ...]
    """The word before the mark with the abbreviations that lead to it, longest first, no spaces:
    ``("av.J.-C", "J.-C", "C")``; empty when a digit or a mark precedes."""
    before: str
    """The word or mark before `forms`, in lower case."""
    number_before: bool
    """A number, in digits or roman, stands before `forms`."""
    gap: str
    lead: str
    """Opening marks and dashes between the gap and the next word."""
    word: str
    """The next word, as written; empty when what follows is no word."""
    after: Span
    """Where `word` stands."""

    @property
    def length(self) -> int:
        """How many characters the sentence has before the mark."""
        return self.mark.start - self.start

    @property
    def tail(self) -> str:
        """The sentence's last characters before the mark; all of them when it is short."""
        return self.text[max(self.start, self.mark.start - TAIL) : self.mark.start]

    @property
    def following(self) -> str:
        """The character after the gap; empty at the end of the text."""
        position = self.mark.end + len(self.gap)
        return self.text[position : position + 1]

    @property
    def closers(self) -> frozenset[str]:
        """The closing marks after the stops."""
        return frozenset(self.mark.of(self.text)) - frozenset(self.stop)

    @property
    def is_full_stop(self) -> bool:
        """Tell whether the mark is one plain full stop, closers aside."""
        return self.stop == "."


class Scanner:
    """Yields the candidates of one text in order; told where each sentence begins."""

    def __init__(self, text: str, profile: Profile, *, sealed: Iterable[Span] = ()) -> None:
        """Prepare to scan `text`, whose `sealed` spans are constructs no sentence ends in."""
        self._text = text
        self._profile = profile
        self._markup = _Cover(sealed)
        passages = _passages(text, profile)
        self._passages = _Cover(passages)
        self._closing = {span.end for span in passages if text[span.end] == '"'}
        self.start = 0
        """Where the sentence being read begins; the caller moves it after each split."""

    def __iter__(self) -> Iterator[Candidate]:
        """Yield each candidate; marks inside a run of letters and digits are none."""
        text, read, begun = self._text, 0, 0
        has_word = False
        for match in candidate_pattern(self._profile).finditer(text):
            if self.start != begun:
                begun, has_word = self.start, False
                read = begun
            has_word = has_word or _has_word(text, read, match.start())
            read = match.end()
            follower = text[read : read + 1]
            inside_token = follower.islower() or follower.isdigit() or follower == "_"
            if inside_token and text[match.start()] not in self._profile.wide_stops:
                continue
            if match[0][0] == "\n" and not has_word:
                continue
            yield self._candidate(match, has_word=has_word)

    def _candidate(self, match: re.Match[str], *, has_word: bool) -> Candidate:
        text, mark = self._text, self._mark(match)
        stop = _stops(match[0], self._profile)
        left = _read_left(text, max(self.start, mark.start - WINDOW), mark.start, stop=stop)
        right = right_pattern(self._profile).match(text, mark.end)
        if right is None:
            raise AssertionError("every part of the pattern may be empty")
        return Candidate(
            text=text,
            start=self.start,
            mark=mark,
            stop=stop,
            has_word=has_word,
            enclosed=self._enclosed(mark.end),
            forms=left[0],
            before=left[1],
            number_before=left[2],
            gap=right["gap"],
            lead=right["lead"],
            word=right["word"],
            after=Span(*right.span("word")),
        )

    def _mark(self, match: re.Match[str]) -> Span:
        """Return the span of a match, with the straight quotation mark that a space precedes."""
        end = match.end()
        if end + 1 in self._closing and self._text[end] in " \u00a0\u202f":
            end += 2
        return Span(match.start(), end)

    def _enclosed(self, position: int) -> str:
        if self._passages.holds(position):
            return "passage"
        return "markup" if self._markup.holds(position) else ""


class _Cover:
    """Answers whether a position lies inside a span, for positions that only grow."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._next = 0
        self._end = 0

    def holds(self, position: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next].start < position:
            self._end = max(self._end, self._spans[self._next].end)
            self._next += 1
        return position < self._end


def _passages(text: str, profile: Profile) -> list[Span]:
    """Return the quotations and brackets of `text` that are short enough to stay whole.

    Unmatched marks are ignored: French opens each paragraph of a long quotation again. A blank
    line closes everything, since no sentence goes past it.
    """
    closing_of = dict(profile.pairs)
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    for match in pair_pattern(profile).finditer(text):
        mark, position = match[0], match.start()
        if mark[0] == "\n":
            stack.clear()
        elif mark == '"' and _opens(text, position, stack):
            stack.append(('"', position))
        elif mark in closing_of:
            stack.append((closing_of[mark], position))
        else:
            _close(stack, mark, position, found)
    return found


def _close(stack: list[tuple[str, int]], mark: str, position: int, found: list[Span]) -> None:
    depth = _depth(stack, mark, position)
    if depth:
        found.append(Span(stack[-depth][1], position))
        del stack[-depth:]


def _depth(stack: list[tuple[str, int]], mark: str, position: int) -> int:
    """Return how deep in `stack` the opener of `mark` lies, from 1; 0 when it has none near.

    Openers too far back are passed over: a long passage is no unit. Only the few innermost ones
    are asked: deeper nesting is no text, and a page of brackets would take quadratic time.
    """
    for depth in range(1, min(len(stack), _DEPTH) + 1):
        closing, start = stack[-depth]
        if position - start > LONG_PASSAGE:
            return 0
        if closing == mark:
            return depth
    return 0


_DEPTH = 8


def _opens(text: str, position: int, stack: list[tuple[str, int]]) -> bool:
    """Tell which way a straight quotation mark looks; between two spaces, in turn."""
    before, after = (
        text[position - 1 : position] if position else "",
        text[position + 1 : position + 2],
    )
    opens = not before or before.isspace() or before in "([«“—–"
    if opens and after.isspace():
        return not _depth(stack, '"', position)
    return opens


def _read_left(text: str, start: int, end: int, *, stop: str) -> tuple[tuple[str, ...], str, bool]:
    """Return forms, word and number before a mark; nothing where no abbreviation can stand."""
    if stop != ".":
        return (), "", False
    window = text[start:end][::-1]
    chain = _CHAIN.match(window)
    rest = chain.end() if chain else 0
    before = _BEFORE.match(window, rest)
    word = before[1][::-1].casefold().replace("’", "'") if before else ""
    forms = _forms(chain[0][::-1]) if chain else ()
    return forms, word, _NUMBER.match(window, rest) is not None


def _has_word(text: str, start: int, end: int) -> bool:
    return _WORD.search(text, start, end) is not None


_WORD = re.compile(r"[^\W_]")


def _stops(mark: str, profile: Profile) -> str:
    kept = [character for character in mark if character in profile.stops + profile.wide_stops]
    return "".join(kept)


def _forms(chain: str) -> tuple[str, ...]:
    """Return the abbreviations that `chain` may end with, longest first.

    >>> _forms("av. J.-C")
    ('av.J.-C', 'J.-C', 'C')
    """
    compact = "".join(chain.split())
    cuts = [0, *(index + 1 for index, mark in enumerate(compact) if mark == ".")]
    return tuple(compact[cut:].lstrip("-‐‑") for cut in cuts)


def has_blank_line(text: str) -> bool:
    """Tell whether `text`, the gap after a mark, holds an empty line."""
    return _BLANK_LINE.search(text) is not None
