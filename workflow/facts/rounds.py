"""What goes on all day or all week: "24 h/24", "7 j/7", "24/7", "seven days a week".

The second number only tells what the first is a part of, and no language needs both. All the days
of a week are often not said at all ("круглосуточно"), so that nobody misses them.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts.amounts import duration_value, lengths
from workflow.facts.lexicon import group_phrases, phrase, read_data
from workflow.facts.values import FactKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.facts.number_words import Numeral
    from workflow.facts.sentence import Sentence

_WHOLE = {"H": "24", "D": "7"}
"""How many hours a day has, and days a week."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The data of one language."""

    units: Mapping[str, str]
    of: frozenset[str]
    per: Mapping[str, dict[str, list[tuple[str, ...]]]]
    """What says that it is so every day (for hours) or every week, by the unit."""


@functools.cache
def _load_words(language: str) -> _Words | None:
    data = tomllib.loads(read_data("rounds.toml")).get(language)
    if data is None:
        return None
    return _Words(
        units=dict.fromkeys(data["hours"], "H") | dict.fromkeys(data["days"], "D"),
        of=frozenset(data["of"]),
        per={
            "H": group_phrases(map(phrase, data["per_day"])),
            "D": group_phrases(map(phrase, data["per_week"])),
        },
    )


def read_rounds(sentence: Sentence) -> None:
    """Take the hours of a day and the days of a week on which something goes on."""
    words = _load_words(sentence.lexicon.language)
    if words is None:
        return
    for numeral in list(sentence.free()):
        if not sentence.is_free(numeral):
            continue  # the seven of "24/7"
        unit, end = _extent(sentence, words, numeral)
        if end > numeral.end and not sentence.is_taken(numeral.first, end):
            _add(sentence, numeral, unit, end)


def _extent(sentence: Sentence, words: _Words, numeral: Numeral) -> tuple[str, int]:
    """Return the unit of a number of hours or days, and the token behind what they are part of."""
    at = numeral.end
    unit = words.units.get(sentence.low(at), "")
    if unit:
        at += 1
        per_whole, end = sentence.match_phrase(at, words.per[unit])
        if per_whole:
            return unit, end
    whole = sentence.starting.get(at + 1)
    if sentence.low(at) not in words.of or whole is None:
        return "", numeral.end
    if not unit and (numeral.value != "24" or whole.value not in _WHOLE.values()):
        return "", numeral.end
    if unit and whole.value != _WHOLE[unit]:
        return "", numeral.end
    # "24h/24h" names its unit again.
    again = bool(unit) and words.units.get(sentence.low(whole.end)) == unit
    return unit or "H", whole.end + again


def _add(sentence: Sentence, numeral: Numeral, unit: str, end: int) -> None:
    sentence.add(
        FactKind.DURATION,
        numeral.first,
        end,
        value=duration_value(numeral.value, unit),
        atoms=(numeral.value,),
        readings=lengths(numeral.value, unit),
        firm=(unit, numeral.value) != ("D", "7"),
        words=numeral.words,
    )
