"""Words of a source and a target text, and which of them say the same.

An engine aligns its own tokens, which need not be words. Texts are cut into units here: words,
single punctuation marks, and single characters in scripts that put no spaces between words; the
edges of an engine's tokens cut units further.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from workflow.model import Link, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_UNSPACED = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\u2fdf"),
    ("\u3005", "\u30ff"),
    ("\u31f0", "\u31ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
"""Thai, Lao, Burmese, Khmer, kana and ideographs."""

_TOKEN = re.compile(
    r"(?<!\w)(?:[$£€¥₽]\d+(?:[.,]\d+)*[A-Za-z]*|\d+(?:[.,:]\d+)+[A-Za-z]*%?|\d+%"
    r"|(?:[^\W\d_]\.){2,})"
)
"""Sums, times, decimals, percentages and abbreviations (``p.m.``), final full stop included: words
with punctuation inside, in which no construct begins or ends unless it does in the source."""

_ZERO_WIDTH_JOINER = "\u200d"
_UNALIGNED = {True: -0.05, False: -0.01}
"""What a run of words pays for taking an unaligned word, or mark, along: less than any link."""


class Unit(NamedTuple):
    """A word or a punctuation mark of a text."""

    start: int
    end: int
    is_word: bool


def split_units(text: str, *, cuts: Collection[int] = (), whole: Sequence[Span] = ()) -> list[Unit]:
    """Return the units of `text` in order; a span of `whole` is one word."""
    units: list[Unit] = []
    at = 0
    for span in sorted(whole):
        units += _iter_words(text, at, span.start, cuts)
        units.append(Unit(span.start, span.end, is_word=True))
        at = span.end
    units += _iter_words(text, at, len(text), cuts)
    return units


def _iter_words(text: str, at: int, end: int, cuts: Collection[int]) -> Iterator[Unit]:
    for match in _TOKEN.finditer(text, at, end):
        yield from _iter_units(text, at, match.start(), cuts)
        yield Unit(*match.span(), is_word=True)
        at = match.end()
    yield from _iter_units(text, at, end, cuts)


def _iter_units(text: str, at: int, end: int, cuts: Collection[int]) -> Iterator[Unit]:
    start, is_word, is_open = at, False, False  # open: the next letter continues the unit
    for index in range(at, end):
        kind = _kind(text[index])
        joins = kind == "mark" or text[index - 1 : index] == _ZERO_WIDTH_JOINER
        if start < index and (joins or (kind == "letter" and is_open and index not in cuts)):
            continue
        if start < index:
            yield Unit(start, index, is_word)
        start = index + 1 if kind == "space" else index
        is_word, is_open = kind in {"letter", "ideograph"}, kind == "letter"
    if start < end:
        yield Unit(start, end, is_word)


@functools.lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    category = unicodedata.category(character)[0]
    if category == "Z" or character.isspace():
        return "space"
    if category in "MC":
        return "mark"
    if category in "PS":
        return "punctuation"
    is_unspaced = any(first <= character <= last for first, last in _UNSPACED)
    return "ideograph" if is_unspaced else "letter"


def _with_marks(text: str, span: Span) -> Span:
    """Return `span` with the whole of the characters that it begins and ends in.

    An engine's token may end between a letter and its accent; no construct may.
    """
    start, end = span.start, span.end
    while 0 < start < len(text) and _kind(text[start]) == "mark":
        start -= 1
    while 0 < end < len(text) and _kind(text[end]) == "mark":
        end += 1
    return Span(start, end)


class Alignment:
    """Units of a target text and the source words that each of them renders."""

    def __init__(
        self, source: str, target: str, links: Iterable[Link], *, whole: Sequence[Link]
    ) -> None:
        """Take `links` between the texts; `whole` are those of texts that must not be cut."""
        self.source = source
        self.target = target
        self.links = sorted(
            {
                Link(_with_marks(source, link.source), _with_marks(target, link.target))
                for link in (*links, *whole)
            }
        )
        self.source_units = split_units(source, whole=[link.source for link in whole])
        cuts = {edge for link in self.links for edge in (link.target.start, link.target.end)}
        self.units = split_units(target, cuts=cuts, whole=[link.target for link in whole])
        touched = [(link.source, self.indexes(link.target)) for link in self.links]
        renderings = Counter(words for words, indexes in touched for _ in indexes)
        self._sources: list[dict[Span, float]] = [{} for _ in self.units]
        for words, indexes in touched:
            for index in indexes:
                # A word that is rendered elsewhere too has less of a claim on this place.
                self._sources[index][words] = 1 / renderings[words]

    def extend(self, text: str, unit: Unit) -> None:
        """Add `text`, whose only word is `unit`, to the target."""
        self.target += text
        self.units.append(unit)
        self._sources.append({})

    def indexes(self, span: Span) -> list[int]:
        """Return the target units that `span` touches."""
        return [
            index
            for index, unit in enumerate(self.units)
            if unit.start < span.end and span.start < unit.end
        ]

    def targets(self, span: Span) -> list[Span]:
        """Return what renders the words of the source that `span` touches."""
        return [
            link.target
            for link in self.links
            if link.source.start < span.end and span.start < link.source.end
        ]

    def scores(self, span: Span) -> list[float]:
        """Say of each unit how far it renders `span` (1) or the rest of the source (-1)."""
        return [
            _score(sources, span) if sources else _UNALIGNED[unit.is_word]
            for unit, sources in zip(self.units, self._sources, strict=True)
        ]

    def relative(self, span: Span) -> Span:
        """Return the stretch of the target at the relative position of `span`."""
        scale = len(self.target) / max(len(self.source), 1)
        return Span(round(span.start * scale), round(span.end * scale))


def best_run(scores: Sequence[float], allowed: Sequence[int]) -> tuple[int, int] | None:
    """Return first and last index of the contiguous run of `allowed` with the highest sum above 0.

    >>> best_run([1, -0.05, 1, -1], [0, 1, 2, 3])
    (0, 2)
    """
    best, total = 0.0, 0.0
    run: tuple[int, int] | None = None
    start = previous = -2
    for index in allowed:
        if total <= 0 or index != previous + 1:
            start, total = index, 0.0
        total += scores[index]
        if total > best + 1e-9:
            best, run = total, (start, index)
        previous = index
    return run


def _score(sources: Mapping[Span, float], span: Span) -> float:
    total = sum(sources.values())
    inside = sum(
        claim
        for source, claim in sources.items()
        if source.start < span.end and span.start < source.end
    )
    return (2 * inside - total) / total
