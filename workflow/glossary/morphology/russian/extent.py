"""See how far a noun phrase reaches and whether its surroundings are singular.

A term never replaces half a phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Number
from workflow.glossary.morphology.russian.context import agree, gap_before, sure_readings
from workflow.glossary.morphology.russian.lexicon import MODIFIER_KINDS, read_word
from workflow.glossary.morphology.words import Word, split_words, words_within
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_PREDICATES = frozenset({"VERB", "PRTS", "ADJS"})
_REACH = 3
"""Words that a modifier may stand before its noun."""


def noun_phrase(text: str, span: Span, *, foreign: Sequence[Span]) -> Span | None:
    """Return the phrase of the words at `span`, with its noun and its free modifiers.

    A modifier needs its noun, whatever that is linked to.
    """
    words = split_words(text)
    start, end = words_within(words, span)
    while end > start and not _is_nominal(words[end - 1]):
        end -= 1
    while start < end and not _is_nominal(words[start]):
        start += 1
    if start == end:
        return None
    last = end if _has_noun(words[start:end]) else _past_noun(words, end - 1)
    if last is None:
        return None
    closed = [any(word.span.overlaps(other) for other in foreign) for word in words]
    while start and not closed[start - 1] and _modifies(words, start - 1):
        start -= 1
    return Span(words[start].span.start, words[last - 1].span.end)


def is_singular(text: str, span: Span) -> bool:
    """Tell whether the modifier or number before `span`, or its predicate, can be no plural."""
    words = split_words(text)
    start, end = words_within(words, span)
    before = words[start - 1] if start and not gap_before(words, start) else None
    after = words[end] if end < len(words) and not gap_before(words, end) else None
    return (before is not None and _is_only_singular(before, MODIFIER_KINDS)) or (
        after is not None and _is_only_singular(after, _PREDICATES)
    )


def _is_only_singular(word: Word, kinds: frozenset[str]) -> bool:
    """Tell whether the word is of `kinds` and agrees with a singular alone."""
    readings = [each for each in sure_readings(word) if each.kind in kinds]
    return word.text.isdigit() or (
        bool(readings) and all(each.number is Number.SING for each in readings)
    )


def _is_nominal(word: Word) -> bool:
    """Tell whether the word is a noun, its modifier or a foreign name, and no pronoun."""
    reading = read_word(word.text)[0]
    return reading.kind in {"NOUN", "ADJF", "PRTF", ""} and "Apro" not in reading.tags


def _has_noun(words: Sequence[Word]) -> bool:
    """Tell whether any word is a noun, or no Russian word, which may well be a name."""
    return any(
        reading.is_noun or not reading.kind for word in words for reading in sure_readings(word)
    )


def _past_noun(words: tuple[Word, ...], modifier: int) -> int | None:
    """Return the index after the noun that a modifier goes with; only modifiers stand between."""
    own = [reading for reading in read_word(words[modifier].text) if reading.is_modifier]
    for index in range(modifier + 1, min(len(words), modifier + 1 + _REACH)):
        if gap_before(words, index):
            return None
        readings = sure_readings(words[index])
        if any(agree(mine, noun) for mine in own for noun in readings if noun.is_noun):
            return index + 1
        if not any(reading.is_modifier for reading in readings):
            return None
    return None


def _modifies(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether the word is an adjective of the word after it, no pronoun or number."""
    if gap_before(words, index + 1):
        return False
    reading = read_word(words[index].text)[0]
    if reading.kind != "ADJF" or {"Apro", "Anum"} & reading.tags:
        return False
    return any(
        agree(reading, other) or (other.is_modifier and other.case is reading.case)
        for reading in read_word(words[index].text)
        if reading.is_modifier
        for other in read_word(words[index + 1].text)
        if other.case
    )
