"""Words as alignment sees them: the units that links join, in any script.

A word is a run of letters, marks and digits; a character of a script written without spaces is a
word of its own, and so is a symbol that carries meaning (``€``, ``%``, an emoji). Apostrophes and
hyphens divide, so that the article of ``l'accord`` has its own link; punctuation has none.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING

from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
_SKIN_TONES = frozenset("🏻🏼🏽🏾🏿")
_SYMBOLS = frozenset("%‰&§°")


def split_words(text: str) -> tuple[Span, ...]:
    """Return the spans of the words of `text`, in order.

    >>> [span.of("12 % de l'accord") for span in split_words("12 % de l'accord")]
    ['12', '%', 'de', 'l', 'accord']
    """
    return tuple(_iter_words(text))


def _iter_words(text: str) -> Iterator[Span]:
    start = None
    for index, char in enumerate(text):
        kind = _kind(char)
        if start is not None and kind not in {"inner", "mark"}:
            yield Span(start, index)
            start = None
        if kind == "single":
            start = index
        elif kind == "inner" and (start is None or _kind(text[start]) == "single"):
            if start is not None:
                yield Span(start, index)
            start = index
    if start is not None:
        yield Span(start, len(text))


@functools.cache
def _kind(char: str) -> str:
    """Tell what a character does: ``inner`` of a word, ``mark`` on one, ``single``, ``gap``."""
    category = unicodedata.category(char)
    if category[0] == "M" or char == "\u200d" or char in _SKIN_TONES:
        return "mark"
    if category[0] in "LN":
        spaceless = unicodedata.name(char, "").startswith(_SPACELESS)
        return "single" if spaceless else "inner"
    return "single" if category[0] == "S" or char in _SYMBOLS else "gap"
