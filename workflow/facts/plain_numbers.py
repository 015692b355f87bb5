"""What is left when dates, sums and references are taken: plain numbers and words that say one.

A number stands for itself; a word such as "both", "trimestre" or "двухмиллионный" may answer for a
number of the other side, and nobody misses it.
"""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import TYPE_CHECKING

from workflow.facts.amounts import duration_value, lengths
from workflow.facts.lexicon import load_lexicon
from workflow.facts.number_words import half_after
from workflow.facts.numerals import canonical
from workflow.facts.values import FactKind
from workflow.model import LangTag

if TYPE_CHECKING:
    from workflow.facts.number_words import Numeral
    from workflow.facts.sentence import Sentence

_DECADES = frozenset(str(number) for number in range(20, 100, 10))


def read_numbers(sentence: Sentence) -> None:
    """Take what is left: plain numbers and ordinals, fractions, vague and soft words."""
    for numeral in list(sentence.free()):
        _read_number(sentence, numeral)
    language = sentence.lexicon.language
    for index in sentence.telling:
        token = sentence.tokens[index]
        if token.kind != "word" or says_no_number(token.low, language):
            continue
        if index not in sentence.taken:
            _read_word(sentence, index, token.low)


def _read_number(sentence: Sentence, numeral: Numeral) -> None:
    lexicon = sentence.lexicon
    last = sentence.tokens[numeral.end - 1].low
    if numeral.words and numeral.end == numeral.first + 1 and last in lexicon.soft:
        return
    parts = lexicon.fractions.get(sentence.low(numeral.end))
    if parts and not numeral.ordinal and numeral.value.isdecimal() and int(numeral.value) < parts:
        value = f"{numeral.value}/{parts}"
        sentence.add(
            FactKind.NUMBER, numeral.first, numeral.end + 1, value=value, atoms=(value,), words=True
        )
        return
    if _is_decade(sentence, numeral):
        year = f"19{numeral.value}"  # not firm: "les années 20" are of either century
        sentence.add(
            FactKind.DATE, numeral.first, numeral.end, value=year, atoms=(year,), firm=False
        )
        return
    kind = FactKind.ORDINAL if numeral.ordinal else FactKind.NUMBER
    sentence.add(
        kind,
        numeral.first,
        numeral.end,
        value=numeral.value,
        atoms=(numeral.value,),
        words=numeral.words,
        readings=sentence.scale_shared(numeral),
        firm=not (numeral.words and (_is_second(numeral) or _is_definite(sentence, numeral))),
    )


def _is_second(numeral: Numeral) -> bool:
    return numeral.value == "2" and numeral.ordinal


def _is_definite(sentence: Sentence, numeral: Numeral) -> bool:
    """Tell "les deux pays", which counts what is known: languages count it again or do not."""
    before = sentence.low(numeral.first - 1)
    return numeral.value == "2" and before in sentence.lexicon.definite


def _is_decade(sentence: Sentence, numeral: Numeral) -> bool:
    """Tell "les années 60" and "60-е годы", which English writes "the 1960s"."""
    if numeral.value not in _DECADES:
        return False
    if not numeral.words and sentence.tokens[numeral.end - 1].low == "s":
        return True  # the 90s
    years = sentence.lexicon.year_words
    before = sentence.low(numeral.first - 1)
    after = sentence.low(numeral.end)
    return before.removesuffix("s") in years or (numeral.ordinal and after in years)


def _read_word(sentence: Sentence, index: int, low: str) -> None:
    lexicon = sentence.lexicon
    if _read_length(sentence, index, low) or _read_month(sentence, index, low):
        return
    vague = lexicon.vague.get(low)
    if vague is not None:
        sentence.add(
            FactKind.QUANTITY,
            index,
            index + 1,
            value=f"~{vague}",
            atoms=(f"~{vague}",),
            firm=False,
            words=True,
        )
        return
    value = lexicon.soft.get(low) or _prefix_value(low, lexicon.language)
    if value:
        sentence.add(
            FactKind.NUMBER,
            index,
            index + 1,
            value=value,
            atoms=(value,),
            firm=False,
            words=True,
        )
    elif low in lexicon.time_words:
        time = lexicon.time_words[low]
        sentence.add(
            FactKind.TIME, index, index + 1, value=time, atoms=(f"t{time}",), firm=False, words=True
        )


@functools.lru_cache(maxsize=65536)
def says_no_number(low: str, language: str) -> bool:
    """Tell whether a word begins no duration, month, time or number, as most words."""
    lexicon = load_lexicon(LangTag(language))
    return not (
        low in lexicon.lengths_by_word
        or low in lexicon.units
        or low in lexicon.vague
        or low in lexicon.soft
        or low in lexicon.time_words
        or (low.startswith(_beginnings(language)) and _begins_one(low, language))
    )


@functools.cache
def _beginnings(language: str) -> tuple[str, ...]:
    """Return the beginnings of adjectives that are made of months or of numbers."""
    lexicon = load_lexicon(LangTag(language))
    return tuple(beginning for beginning, _ in (*lexicon.month_stems, *lexicon.prefixes))


def _begins_one(low: str, language: str) -> bool:
    months = load_lexicon(LangTag(language)).month_stems
    return any(low.startswith(beginning) for beginning, _ in months) or bool(
        _prefix_value(low, language)
    )


def _read_length(sentence: Sentence, index: int, low: str) -> bool:
    """Take "demi-heure", "полтора года", "heure et demie": they may answer for a duration."""
    lexicon = sentence.lexicon
    words, end = sentence.match_phrase(index, lexicon.lengths_by_word)
    if words:
        number, unit = lexicon.lengths[words].split()
    elif low in lexicon.units and half_after(sentence.tokens, index + 1, lexicon) > index + 1:
        end = half_after(sentence.tokens, index + 1, lexicon)
        number, unit = "1.5", lexicon.units[low]
    else:
        return False
    if sentence.is_taken(index, end):
        return False
    sentence.add(
        FactKind.DURATION,
        index,
        end,
        value=duration_value(number, unit),
        atoms=(number,),
        readings=(*lengths(number, unit), *_soft_value(sentence, low)),
        firm=False,
        words=True,
    )
    return True


def _soft_value(sentence: Sentence, low: str) -> tuple[str, ...]:
    """Return the number that the name of a length may say too: une quinzaine d'années."""
    value = sentence.lexicon.soft.get(low)
    return (value,) if value else ()


def _read_month(sentence: Sentence, index: int, low: str) -> bool:
    """Take "июньский": it may answer for a month."""
    for beginning, month in sentence.lexicon.month_stems:
        if low.startswith(beginning):
            sentence.add(
                FactKind.DATE,
                index,
                index + 1,
                value=f"--{month:02}",
                atoms=(f"m{month}",),
                firm=False,
                words=True,
            )
            return True
    return False


@functools.lru_cache(maxsize=32768)
def _prefix_value(low: str, language: str) -> str:
    """Return the number inside a compound adjective: пятилетний, сорокашестилетний.

    >>> _prefix_value("двухмиллионным", "ru"), _prefix_value("сорокашестилетний", "ru")
    ('2000000', '46')
    """
    lexicon = load_lexicon(LangTag(language))
    total, rest = Decimal(0), low
    while True:
        prefix, value = next(
            ((p, Decimal(v)) for p, v in lexicon.prefixes if rest.startswith(p)), ("", Decimal(0))
        )
        if not prefix or (total and not value < _place_of(total)):
            break
        total, rest = total + value, rest[len(prefix) :]
    scale = next((v for word, v in lexicon.scale_stems if rest.startswith(word)), 1)
    # "Столица" is no hundred, "семинар" no seven, "Польша" no half.
    if not total or (scale == 1 and (total < 1 or not rest.startswith(lexicon.counted_stems))):
        return ""
    return canonical(total * scale)


def _place_of(total: Decimal) -> int:
    """Return what a further part of a number must be less than: 10 behind forty, 100 behind 100."""
    digits = str(int(total))
    return int(10 ** (len(digits) - len(digits.rstrip("0"))))
