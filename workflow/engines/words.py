"""Words as alignment sees them: the units that links join, in any script.

A word is a run of letters, marks and digits; a character of a script written without spaces is a
word of its own, and so is a symbol that carries meaning (``€``, ``%``, an emoji). Apostrophes and
hyphens divide, so that the article of ``l'accord`` has its own link; punctuation has none.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from workflow.model import Span

_SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
_SKIN_TONES = frozenset("🏻🏼🏽🏾🏿")
_SYMBOLS = frozenset("%‰&§°")
_INNER, _MARK, _SINGLE, _GAP = "wms "
_WORD = re.compile(f"{_INNER}[{_INNER}{_MARK}]*|{_SINGLE}{_MARK}*")
"""A word, written in the kinds of its characters."""


@functools.lru_cache(maxsize=1024)
def split_words(text: str) -> tuple[Span, ...]:
    """Return the spans of the words of `text`, in order.

    >>> [span.of("12 % de l'accord") for span in split_words("12 % de l'accord")]
    ['12', '%', 'de', 'l', 'accord']
    """
    kinds = "".join(map(_kind, text))
    return tuple(Span(*match.span()) for match in _WORD.finditer(kinds))


@functools.cache
def _kind(char: str) -> str:
    """Tell what a character does: inner part of a word, mark on one, word of its own, gap."""
    category = unicodedata.category(char)
    if category[0] == "M" or char == "\u200d" or char in _SKIN_TONES:
        return _MARK
    if category[0] in "LN":
        spaceless = unicodedata.name(char, "").startswith(_SPACELESS)
        return _SINGLE if spaceless else _INNER
    return _SINGLE if category[0] == "S" or char in _SYMBOLS else _GAP
