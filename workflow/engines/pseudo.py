"""The engine that marks every word: it shows what is translated, what is not, and what overflows.

Each letter gets an accent that Unicode can compose with it (``a`` becomes ``ä``), so no table of
scripts is needed; words grow by about 30 %, as French does when it becomes German or Russian.
Digits, punctuation and spaces stay, and so do the character classes at the edges of words, on which
Markdown's rules for emphasis depend.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.engines.words import split_words
from workflow.model import Hypothesis, LangTag, Link, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.engines.base import Progress

_ACCENTS = "\u0308\u0307\u030c\u0301\u0302\u0304\u0306\u0323\u0327"
_GROWTH = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class PseudoEngine:
    """Mark every word of a text; the same text always gives the same result."""

    source_lang: LangTag
    target_lang: LangTag

    @property
    def name(self) -> str:
        """Name the engine for a reviewer."""
        return "pseudo"

    def translate(
        self,
        texts: Sequence[str],
        *,
        prefixes: Sequence[str] | None = None,  # noqa: ARG002 - every beginning is marked alike
        progress: Progress | None = None,
    ) -> tuple[tuple[Hypothesis, ...], ...]:
        """Return one hypothesis a text, each word linked to its marked form."""
        if progress:
            progress(len(texts))
        return tuple((mark_text(text),) for text in texts)

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """Return certainty for every pair: an engine without a model prefers nothing."""
        return (0.0,) * len(pairs)


def mark_text(text: str) -> Hypothesis:
    """Return `text` with every word marked and linked.

    >>> mark_text("Le 3 novembre").text
    'L̈ë 3 növ̈ëëm̈m̈b̈r̈ë'
    """
    parts: list[str] = []
    links: list[Link] = []
    done = length = 0
    for span in split_words(text):
        word = mark_word(span.of(text))
        between = text[done : span.start]
        start = length + len(between)
        parts += [between, word]
        done, length = span.end, start + len(word)
        links.append(Link(span, Span(start, length)))
    return Hypothesis(text="".join([*parts, text[done:]]), score=0.0, links=tuple(links))


def mark_word(word: str) -> str:
    """Return `word` accented and, inside, about 30 % longer; a number comes back unchanged."""
    if not any(char.isalpha() for char in word):
        return word
    marked = "".join(_accented(char) for char in word)
    extra = round(len(word) * _GROWTH)
    if not extra and marked == word:
        extra = 1
    return _lengthened(marked, extra)


def _lengthened(word: str, extra: int) -> str:
    """Repeat `extra` letters of the middle, each next to itself."""
    middle = (len(word) - extra) // 2
    repeated = range(middle, middle + extra)
    return "".join(
        char * 2 if index in repeated and char.isalpha() else char
        for index, char in enumerate(word)
    )


@functools.cache
def _accented(char: str) -> str:
    """Return `char` with another accent, of the same category, or itself where none composes."""
    base = unicodedata.normalize("NFD", char)[0]
    for accent in _ACCENTS:
        composed = unicodedata.normalize("NFC", base + accent)
        if (
            len(composed) == 1
            and composed != char
            and unicodedata.category(composed) == unicodedata.category(char)
        ):
            return composed
    return char
