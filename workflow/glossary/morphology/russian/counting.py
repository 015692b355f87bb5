"""A noun that a number of its own phrase counts: ``два председателя`` come, not one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Number
from workflow.glossary.morphology.russian.lexicon import Reading, read_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.glossary.morphology.words import Word

_DIRECT = frozenset({Case.NOMN, Case.ACCS})


def as_counted(before: Sequence[Word], nouns: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return what a noun is as a phrase with the numeral among the words `before` it.

    After a numeral in the nominative or accusative it stands in the genitive; the phrase is a
    plural in the numeral's case. Without a numeral that fits, the readings stay.
    """
    numerals = [each for word in before for each in read_word(word.text) if each.kind == "NUMR"]
    found = (each for numeral in numerals for each in _counted_by(numeral, nouns))
    return tuple(dict.fromkeys(found)) or nouns


def _counted_by(numeral: Reading, nouns: tuple[Reading, ...]) -> Iterator[Reading]:
    for noun in nouns:
        if numeral.case is Case.ACCS and numeral.animate not in {None, noun.animate}:
            continue
        if numeral.case in _DIRECT and noun.case is Case.GENT:
            yield replace(noun, case=numeral.case, number=Number.PLUR)
        elif noun.case is numeral.case and noun.number is Number.PLUR:
            yield noun
