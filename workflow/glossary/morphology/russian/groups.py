"""Read a stretch of a Russian sentence as a noun phrase: head, readings, modifiers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workflow.glossary.morphology.base import Case, Gender, Number
from workflow.glossary.morphology.russian.context import (
    agree,
    can_modify,
    gap_before,
    sure_readings,
)
from workflow.glossary.morphology.russian.counting import as_counted
from workflow.glossary.morphology.russian.lexicon import Reading, fold, read_word
from workflow.glossary.morphology.words import Word, is_acronym

_FEW = frozenset({"2", "3", "4", "два", "две", "три", "четыре", "оба", "обе"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The words of a span as a noun phrase: its head and the readings that fit its modifiers."""

    start: int
    end: int
    head: int
    readings: tuple[Reading, ...]
    """Of the head; empty where the span holds no inflected noun."""
    modifiers: tuple[int, ...] = ()

    @property
    def numbers(self) -> frozenset[Number]:
        """The numbers that the head can be in."""
        return frozenset(reading.number for reading in self.readings if reading.number)


def find_group(words: tuple[Word, ...], start: int, end: int) -> Group:
    """Return the head of the words ``[start, end)`` and its readings narrowed by its modifiers."""
    modifiers: list[int] = []
    few = follows_few(words, start)
    for index in range(start, end):
        word = words[index]
        few = few or fold(word.text) in _FEW
        if index > start and read_word(word.text)[0].kind == "PREP":
            break
        if can_modify(word) and (
            _leads_on(words, index, end, few=few) or _misses_noun(words, index, end)
        ):
            modifiers.append(index)
            continue
        readings = _nominal(word)
        outer = _not_modifying(words, modifiers, readings)
        if readings and outer and _leads_on(words, outer[0], end, after=index, few=False):
            modifiers = outer
        elif readings:
            narrowed = _narrowed(words, modifiers, readings)
            return Group(
                start=start,
                end=end,
                head=index,
                readings=as_counted(words[start:index], narrowed),
                modifiers=tuple(modifiers),
            )
    return Group(start=start, end=end, head=start, readings=(), modifiers=())


def _nominal(word: Word) -> tuple[Reading, ...]:
    if is_acronym(word.text):
        return ()
    readings = [reading for reading in read_word(word.text) if reading.case]
    sure = {reading.lemma for reading in sure_readings(word) if reading.is_noun}
    nouns = tuple(reading for reading in readings if reading.is_noun and reading.lemma in sure)
    if nouns and all("Fixd" in reading.tags for reading in nouns):
        return ()
    if nouns:
        return nouns + tuple(
            replace(noun, case=Case.ACCS, animate=False, score=noun.score / 10)
            for noun in nouns
            if _may_be_place(noun)
        )
    return tuple(reading for reading in readings if reading.is_modifier)


def _may_be_place(noun: Reading) -> bool:
    """Tell whether a nominative guessed to be a man's name may be a place in the accusative."""
    return not noun.known and noun.case is Case.NOMN and noun.gender is Gender.MASC


def follows_few(words: tuple[Word, ...], start: int) -> bool:
    """Tell whether two, three or four come before: ``два новых договора`` (plural and singular)."""
    return start > 0 and not gap_before(words, start) and fold(words[start - 1].text) in _FEW


def _not_modifying(
    words: tuple[Word, ...], modifiers: list[int], nouns: tuple[Reading, ...]
) -> list[int]:
    """Return the modifiers that wait for another noun: ``обладающее ядерным оружием…``."""
    return [
        index
        for index in modifiers
        if not any(agree(each, noun) for each in read_word(words[index].text) for noun in nouns)
    ]


def _leads_on(
    words: tuple[Word, ...], index: int, end: int, *, few: bool, after: int | None = None
) -> bool:
    """Tell whether a modifier at `index` agrees with a later word of the span."""
    own = [reading for reading in read_word(words[index].text) if reading.is_modifier]
    for word in words[(index if after is None else after) + 1 : end]:
        for noun in sure_readings(word):
            if noun.is_noun and any(
                agree(modifier, noun) or (few and _counted(modifier, noun)) for modifier in own
            ):
                return True
    return False


def _misses_noun(words: tuple[Word, ...], index: int, end: int) -> bool:
    """Tell whether an adjective stands before a noun with which it should agree and does not.

    ``Генеральным Ассамблее``: the noun is the head all the same.
    """
    if index + 1 >= end or gap_before(words, index + 1):
        return False
    here, after = sure_readings(words[index]), sure_readings(words[index + 1])
    return (
        not any(reading.is_noun for reading in here)
        and all(reading.kind == "ADJF" for reading in here)
        and bool(after)
        and after[0].is_noun
    )


def _counted(modifier: Reading, noun: Reading) -> bool:
    return (
        modifier.number is Number.PLUR
        and modifier.case in {Case.GENT, Case.NOMN}
        and noun.case is Case.GENT
        and noun.number is Number.SING
    )


def _narrowed(
    words: tuple[Word, ...], modifiers: list[int], readings: tuple[Reading, ...]
) -> tuple[Reading, ...]:
    """Return the readings of a noun that its modifiers leave, or that those at odds add to it."""
    for index in modifiers:
        own = [reading for reading in sure_readings(words[index]) if reading.is_modifier]
        fitting = tuple(
            noun
            for noun in readings
            if any(agree(modifier, noun) for modifier in read_word(words[index].text))
        )
        at_odds = tuple(
            replace(noun, case=modifier.case, number=modifier.number)
            for modifier in own
            for noun in readings[:1]
        )
        readings = fitting or (*readings, *at_odds)
    return tuple(dict.fromkeys(readings))
