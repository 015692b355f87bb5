"""Numbers in words, read into whole numbers.

The rule of number words in the languages we know: inside a group below one thousand each word adds
less than the word before it left room for ("quatre-vingt-dix-sept", "двести двадцать один"), a
hundred multiplies what stands before it, a scale closes the group.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts.lexicon import load_lexicon
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.facts.lexicon import Lexicon, Role
    from workflow.facts.tokens import Token

_THOUSAND = 1000
_HUNDRED = 100
_TEN = 10


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the half-open range of tokens that state it."""

    value: str
    first: int
    end: int
    ordinal: bool = False
    words: bool = False
    scaled: bool = False
    """A scale word belongs to it: 45 million."""
    scale: str = ""
    """The value of its last scale word: 1000000."""


@functools.lru_cache(maxsize=32768)
def may_begin(low: str, language: str) -> bool:
    """Tell whether a word may be the first of a number."""
    lexicon = load_lexicon(LangTag(language))
    is_known = low in lexicon.number_words or low in lexicon.parts
    return is_known or ordinal_value(low, language) is not None


def half_after(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return the token after "et demie", "and a half", "с половиной" at `index`, or `index`."""
    for phrase in lexicon.halves:
        end = index + len(phrase)
        if tuple(token.low for token in tokens[index:end]) == phrase:
            return end
    return index


class NumberWords:
    """The state of reading one number in words."""

    def __init__(self, tokens: Sequence[Token], first: int, lexicon: Lexicon) -> None:
        self.tokens, self.first, self.lexicon = tokens, first, lexicon
        self.total = 0
        self.group = 0
        self.room = _THOUSAND
        """The next word of the group must state less than this."""
        self.ceiling = 10**15
        """The next scale must be smaller."""
        self.end = first
        self.ordinal = False
        self.scaled = False

    def read(self) -> Numeral | None:
        """Return the longest number that begins here; None for none."""
        index = self.first
        while index < len(self.tokens) and not self.ordinal:
            if not self._take(index):
                break
            self.end = index + 1
            if half_after(self.tokens, self.end, self.lexicon) > self.end:
                break  # the "a" of "a million and a half" is no one
            index = self._skip_connector(self.end)
        if self.end == self.first:
            return None
        value = self.total + self.group
        if value == 1 and not self._is_first_day():
            return None
        return Numeral(
            str(value),
            self.first,
            self.end,
            self.ordinal,
            words=True,
            scaled=self.scaled,
            scale=str(self.ceiling) if self.scaled and not self.group else "",
        )

    def _is_first_day(self) -> bool:
        """Tell "первого мая", "the first of May" from any other first."""
        at = self.end
        if at < len(self.tokens) and self.tokens[at].low in {"of", "de"}:
            at += 1
        month = self.tokens[at] if self.ordinal and at < len(self.tokens) else None
        return month is not None and month.low in self.lexicon.months

    def _skip_connector(self, index: int) -> int:
        """Return the index of the next word that may go on, past "-", "et", "and"."""
        if index >= len(self.tokens):
            return index
        token = self.tokens[index]
        if token.text in {"-", "‑"} or token.low in self.lexicon.connectors:
            return index + 1
        return index

    def _take(self, index: int) -> bool:
        word = self.tokens[index].low
        joined = self._joined(index)
        entry = self.lexicon.number_words.get(word)
        if entry is not None and not (joined and entry[1] == "scale"):
            return self._add(*entry, word=word, index=index)
        value = ordinal_value(word, self.lexicon.language)
        return value is not None and self._close(value)

    def _joined(self, index: int) -> bool:
        """Tell whether "et" or "and" stands before the word."""
        return index > self.first and self.tokens[index - 1].low in self.lexicon.connectors

    def _add(self, value: int, role: Role, *, word: str, index: int) -> bool:
        if role == "scale":
            return self._scale(value, word)
        if role == "hundred":
            return self._hundred()
        return self._one(index) if role == "one" else self._unit(value, word=word, index=index)

    def _unit(self, value: int, *, word: str, index: int) -> bool:
        if self._joined(index) and not self._may_join(value):
            return False
        if word.rstrip("s") == self.lexicon.twenty_multiplies and self._after_four(index):
            self.group += 76
            self.room = 20
            return True
        if value >= self.room:
            return False
        self.group += value
        self.room = self._room_after(value)
        return True

    def _may_join(self, value: int) -> bool:
        """Tell "vingt et un", "two hundred and five" from two numbers in a list."""
        if self.lexicon.vigesimal:
            return value == 11  # noqa: PLR2004 - soixante et onze
        return self.room == _HUNDRED or (self.group == 0 and self.total > 0 and value < _HUNDRED)

    def _after_four(self, index: int) -> bool:
        """Tell whether this is the "vingt" of quatre-vingts."""
        return self._ends_in_four() and index > self.first

    def _ends_in_four(self) -> bool:
        return self.group % _HUNDRED == 4 and self.room == 1  # noqa: PLR2004

    def _room_after(self, value: int) -> int:
        if value >= _HUNDRED:
            return _HUNDRED
        if value in self.lexicon.vigesimal:
            return 20
        if value == _TEN and self.lexicon.vigesimal:
            return _TEN  # dix-sept
        return _TEN if value >= 2 * _TEN else 1

    def _one(self, index: int) -> bool:
        """Take a "one" inside a larger number only: articles are no numbers."""
        if self.end > self.first:
            if self.room <= 1 or (self.group == 0 and self.total == 0):
                return False
            self.group += 1
            self.room = 1
            return True
        following = self.tokens[index + 1].low if index + 1 < len(self.tokens) else ""
        entry = self.lexicon.number_words.get(following)
        if entry is None or entry[1] not in {"scale", "hundred"}:
            return False
        self.group, self.room = 1, 1
        return True

    def _hundred(self) -> bool:
        if self.group == 0 and self.room == _THOUSAND:
            self.group = _HUNDRED
        elif 0 < self.group < _HUNDRED and self.room == 1:
            self.group *= _HUNDRED
        else:
            return False
        self.room = _HUNDRED
        return True

    def _scale(self, value: int, word: str) -> bool:
        if value >= self.ceiling or len(word) == 1:
            return False
        if self.end == self.first and word not in self.lexicon.bare_scales:
            return False
        if self.group == 0 and self.end > self.first:
            return False
        self.total += (self.group or 1) * value
        self.group, self.room, self.ceiling = 0, _THOUSAND, value
        self.scaled = True
        return True

    def _close(self, value: int) -> bool:
        """End the number with an ordinal word: шестьдесят девятая, two hundredth."""
        started = self.end > self.first
        if value in {_HUNDRED, _THOUSAND} and started and self.group:
            self.group *= value
        elif value == 2 * _TEN and self.lexicon.twenty_multiplies and self._ends_in_four():
            self.group += 76
        elif value < self.room or not started:
            self.group += value
        else:
            return False
        self.ordinal = True
        return True


@functools.lru_cache(maxsize=32768)
def ordinal_value(word: str, language: str) -> int | None:
    """Return the number that an ordinal word states, however it is inflected.

    >>> ordinal_value("двадцатого", "ru")
    20
    """
    lexicon = load_lexicon(LangTag(language))
    value = lexicon.ordinals.get(word)
    if value is not None:
        return value
    for end in range(1, len(word)):
        value = lexicon.ordinal_stems.get(word[:end])
        if value is not None and word[end:] in lexicon.ordinal_endings:
            return value
    return None
