"""Percentages, sums of money, durations: numbers with what they count."""

from __future__ import annotations

import functools
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from workflow.facts.lexicon import group_phrases, load_lexicon
from workflow.facts.number_words import half_after
from workflow.facts.numerals import canonical
from workflow.facts.values import FactKind
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.facts.number_words import Numeral
    from workflow.facts.sentence import Sentence

Phrases = dict[str, list[tuple[str, ...]]]
_OF = frozenset({"d", "de", "of", "'", "’", "-"})
"""What may stand between a number and what it counts: millions d'euros, 10-year."""


def read_amounts(sentence: Sentence) -> None:
    """Take the percentages, sums and durations; the first number of "2 à 3 %" shares the unit."""
    pending: list[Numeral] = []
    for numeral in list(sentence.free()):
        kind = _read_amount(sentence, numeral)
        if kind in {FactKind.PERCENT, FactKind.MONEY}:
            for earlier in _joined(sentence, pending, numeral):
                _add(sentence, earlier, kind, earlier.first, earlier.end, unit="")
        pending = [*pending, numeral] if kind is None else []


def _joined(sentence: Sentence, pending: list[Numeral], numeral: Numeral) -> Iterable[Numeral]:
    """Yield the numbers that "à", "-", "et" join to the one whose unit was read."""
    joints = sentence.lexicon.ranges | sentence.lexicon.lists
    for earlier in reversed(pending):
        if earlier.end + 1 != numeral.first or sentence.low(earlier.end) not in joints:
            return
        if sentence.is_of_a_word(earlier):
            return  # UF6 – 5 %
        if not sentence.is_free(earlier):
            return
        yield earlier
        numeral = earlier


def _read_amount(sentence: Sentence, numeral: Numeral) -> FactKind | None:
    phrases = _phrases(sentence.lexicon.language)
    at = numeral.end
    while sentence.low(at) in _OF and at < numeral.end + 2:
        at += 1
    if not numeral.ordinal:
        words, end = sentence.match_phrase(numeral.end, phrases[0])
        if words and not sentence.is_taken(numeral.end, end):
            return _add(sentence, numeral, FactKind.PERCENT, numeral.first, end, unit="%")
        if _read_money(sentence, numeral, at, phrases[1]):
            return FactKind.MONEY
    unit = sentence.lexicon.units.get(sentence.low(at))
    is_unit = sentence.low(at) not in sentence.lexicon.heads and at not in sentence.taken
    if unit and is_unit and not numeral.ordinal:
        end = half_after(sentence.tokens, at + 1, sentence.lexicon)
        if end > at + 1 and numeral.value.isdecimal():
            numeral = replace(numeral, value=f"{numeral.value}.5")
        return _add(sentence, numeral, FactKind.DURATION, numeral.first, end, unit=unit)
    return None


def _read_money(sentence: Sentence, numeral: Numeral, at: int, names: Phrases) -> bool:
    lexicon = sentence.lexicon
    for start in (numeral.first - 2, numeral.first - 1):
        code = _symbol(sentence, start, numeral.first)
        if code:
            _add(sentence, numeral, FactKind.MONEY, start, numeral.end, unit=code)
            return True
    for start in (at, numeral.end):
        words, end = sentence.match_phrase(start, names)
        if words and not sentence.is_taken(start, end):
            code = lexicon.currencies.get(words) or lexicon.currencies.get((words[0],), "")
            _add(sentence, numeral, FactKind.MONEY, numeral.first, end, unit=code)
            return True
        for width in (2, 1):
            code = _symbol(sentence, start, start + width)
            if code:
                _add(sentence, numeral, FactKind.MONEY, numeral.first, start + width, unit=code)
                return True
    return False


def _symbol(sentence: Sentence, first: int, end: int) -> str:
    """Return the currency of the tokens, "" where they are no symbol: €, US$, EUR."""
    if first < 0 or end > len(sentence.tokens) or first in sentence.taken:
        return ""
    tokens = sentence.tokens[first:end]
    if any(token.kind == "taken" for token in tokens):
        return ""
    text = "".join(token.text for token in tokens)
    if text in sentence.lexicon.symbols:
        return sentence.lexicon.symbols[text]
    if text in _CONFERENCES:
        return ""
    is_code = len(text) == len("EUR") and text.isascii() and text.isupper()
    return sentence.lexicon.currencies.get((text.lower(),), "") if is_code else ""


_CONFERENCES = frozenset({"COP", "MOP", "CMA", "TOP"})
"""Codes that hardly ever are money before a number: COP28 is a conference, not pesos."""


def _add(
    sentence: Sentence, numeral: Numeral, kind: FactKind, first: int, end: int, unit: str
) -> FactKind:
    readings = sentence.scale_shared(numeral)
    if kind is FactKind.DURATION:
        readings = (*readings, *lengths(numeral.value, unit))
        # "Quinze jours" are two weeks.
        words = tuple(sentence.low(at) for at in range(first, end))
        if known := sentence.lexicon.lengths.get(words):
            readings = (*readings, *lengths(*known.split()))
        value = duration_value(numeral.value, unit)
    else:
        value = f"{numeral.value} {unit}".strip()
    if kind is FactKind.PERCENT and numeral.value == "50":
        readings = ("1/2",)
    sentence.add(
        kind,
        first,
        end,
        value=value,
        atoms=(numeral.value,),
        words=numeral.words,
        readings=readings,
    )
    return kind


def duration_value(number: str, unit: str) -> str:
    """Return a duration as ISO 8601 has it."""
    time = "T" if unit in {"H", "MIN", "S"} else ""
    return f"P{time}{number}{unit[:1]}"


_SECONDS = {"S": 1, "MIN": 60, "H": 3600, "D": 86_400, "W": 604_800}
_MONTHS = {"M": 1, "Y": 12}


def lengths(value: str, unit: str) -> tuple[str, ...]:
    """Return how long a duration is, for all ways to say it: 90 minutes, an hour and a half.

    >>> lengths("1.5", "H") == lengths("90", "MIN")
    True
    """
    for base, units in (("s", _SECONDS), ("m", _MONTHS)):
        if unit in units:
            try:
                return (f"d:{canonical(Decimal(value) * units[unit])}{base}",)
            except InvalidOperation:  # the number of a code
                return ()
    return ()


@functools.cache
def _phrases(language: str) -> tuple[Phrases, Phrases]:
    lexicon = load_lexicon(LangTag(language))
    codes = {words for words in lexicon.currencies if len(words[0]) == len("eur")}
    names = [words for words in lexicon.currencies if words not in codes or words[0] in _SHORT]
    return group_phrases(lexicon.percents), group_phrases(names)


_SHORT = frozenset({"yen", "иен", "йен", "won", "руб"})
"""Currency names as short as an ISO code, which needs capitals."""
