"""How alike two source sentences are, and where to look for the like of one among thousands."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\d+|[^\W\d_]+")
_COMMON = 48
"""A word that stands in more sentences leads to none of them."""
_SHORTLIST = 8
"""Sentences compared in full for each new one, the most promising ones."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents, punctuation and markup characters.

    >>> words_of("L'**État**, le 3 mai")
    ('l', 'etat', 'le', '3', 'mai')
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    return tuple(_WORD.findall(bare))


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """Return how much two sequences of words share, from 0 to 1.

    Words count whole; where that says little, as in headings of one word, characters count too,
    a little less.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - only a changed source needs it

    by_words = Indel.normalized_similarity(first, second)
    by_letters = Indel.normalized_similarity(" ".join(first), " ".join(second))
    return max(by_words, 0.9 * by_letters)


class Index:
    """Finds the sentences that share rare words with a given one."""

    def __init__(self, sentences: Iterable[Sequence[str]]) -> None:
        """Read the `sentences`; they are known by their numbers."""
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(sentences):
            for word in dict.fromkeys(words):
                self._places[word].append(number)

    def like(self, words: Sequence[str]) -> tuple[int, ...]:
        """Return the numbers of the few sentences that share most with `words`."""
        weights: Counter[int] = Counter()
        for word in dict.fromkeys(words):
            places = self._places.get(word, ())
            if len(places) <= _COMMON:
                for number in places:
                    weights[number] += 840 // len(places)  # whole numbers: no order of summing
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        return tuple(number for number, _ in ranked[:_SHORTLIST])
