"""Days and months in digits: "avant le 5/03", "du 9 au 12/03".

A cue before them, or a nought before the month, tells them from fractions and from parts of a code.
The day stands first, in English too: an American month that was copied from French is none.
"""

from __future__ import annotations

import functools
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from workflow.facts.lexicon import read_data
from workflow.facts.tokens import touches
from workflow.facts.values import FactKind

if TYPE_CHECKING:
    from workflow.facts.number_words import Numeral
    from workflow.facts.sentence import Sentence

_DAYS = 31
_MONTHS = 12


class _Words(NamedTuple):
    marks: frozenset[str]
    cues: frozenset[str]
    ranges: frozenset[str]
    others: frozenset[str]


@functools.cache
def _load_words(language: str) -> _Words | None:
    data = tomllib.loads(read_data("short_dates.toml")).get(language)
    return None if data is None else _Words(*(frozenset(data[key]) for key in _Words._fields))


def read_short_dates(sentence: Sentence) -> None:
    """Take the dates whose month is a number."""
    words = _load_words(sentence.lexicon.language)
    if words is None:
        return
    for day in list(sentence.free()):
        month = _month_behind(sentence, day, words)
        if month is None or not sentence.is_free(day):
            continue
        first = _first_day(sentence, day, words)
        opening = first or day
        is_cued = sentence.low(opening.first - 1) in words.cues or first is not None
        if is_cued or sentence.tokens[month.first].text.startswith("0"):
            days = [day.value] if first is None else [first.value, day.value]
            sentence.add(
                FactKind.DATE,
                opening.first,
                month.end,
                value="/".join(f"--{int(month.value):02}-{int(each):02}" for each in days),
                atoms=(*days, f"m{month.value}"),
            )


def _month_behind(sentence: Sentence, day: Numeral, words: _Words) -> Numeral | None:
    """Return the month whose day may be at hand, with one mark and no space between them."""
    month = sentence.starting.get(day.end + 1)
    if month is None or sentence.low(day.end) not in words.marks or not sentence.is_free(month):
        return None
    tokens = sentence.tokens[day.first : month.end]
    if _is_part_of_more(sentence, day.first, month.end) or sentence.low(month.end) in words.others:
        return None
    is_one = all(touches(*tokens[at : at + 2]) for at in range(len(tokens) - 1))
    in_range = _is_number(day, _DAYS) and _is_number(month, _MONTHS)
    return month if is_one and in_range else None


def _is_part_of_more(sentence: Sentence, first: int, end: int) -> bool:
    """Tell whether letters, digits or marks of a code touch a date on either side: A/5/03."""
    before = sentence.tokens[first - 1 : first + 1] if first else ()
    behind = sentence.tokens[end - 1 : end + 1]
    return (len(before) > 1 and touches(*before) and before[0].text not in "(–-") or (
        len(behind) > 1 and touches(*behind) and behind[1].text not in ").,;:!?»–-"
    )


def _is_number(numeral: Numeral, most: int) -> bool:
    plain = numeral.value.isdecimal() and not numeral.words and not numeral.ordinal
    return plain and len(numeral.value) <= len("31") and 1 <= int(numeral.value) <= most


def _first_day(sentence: Sentence, day: Numeral, words: _Words) -> Numeral | None:
    """Return the day of "du 9 au 12/03" that has no month of its own."""
    first = sentence.ending.get(day.first - 1)
    if first is None or sentence.low(day.first - 1) not in words.ranges:
        return None
    is_day = sentence.is_free(first) and _is_number(first, _DAYS)
    return first if is_day and int(first.value) < int(day.value) else None
