"""Which numbers, dates and times have no answer on the other side."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.facts.dates import NIGHT
from workflow.facts.measures import is_converted
from workflow.facts.sides import bare_digits
from workflow.facts.values import DifferenceKind, Fact, FactDifference, FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.facts.sides import Side

_HALF = re.compile(
    r"(?<![^\W\d_])[ap]\.?\s?m\b|\b(?:mi-?)?(?:noon|mid(?:day|night|i)|minuit|matin|soir|morning"
    r"|(?:after|eve)n(?:oon|ing)|утра|дня|вечера|ночи|пол(?:день|ноч|у(?:дн|ноч)))",
    re.IGNORECASE,
)
"""What names a half of the day."""


def is_number_missing(fact: Fact, other: Side) -> bool:
    """Tell whether some number, month or time of a fact is nowhere on the other side."""
    if not other.atoms.isdisjoint(fact.readings) or is_converted(fact, other.facts):
        return False
    return any(not _answers(atom, fact, other) for atom in fact.atoms)


def _answers(atom: str, fact: Fact, other: Side) -> bool:
    if atom in other.atoms or f"~{atom}" in other.atoms:
        return True
    if atom.startswith("t"):
        return _time_answers(fact, atom[1:], other)
    if atom[:1] in "~w":
        return True
    if fact.kind is FactKind.TIME or not atom[:1].isdigit():
        return False
    return _in_a_time(atom, other) or _same_digits(fact, other)


def _time_answers(fact: Fact, time: str, other: Side) -> bool:
    """Tell whether a time of day stands there as numbers, or on the twelve-hour clock.

    Where one side says which half of the day it is, the other hour is another time.
    """
    hour, minute = (int(part) for part in time.split(":"))
    half_told = _tells_half(fact)
    if hour % 24 == 0 and minute == 0 and not _MIDNIGHT.isdisjoint(other.atoms):
        return True
    answers = {f"t{hour:02}:{minute:02}"} | {
        f"t{(hour + 12) % 24:02}:{minute:02}"
        for each in other.facts
        if each.kind is FactKind.TIME and not half_told and not _tells_half(each)
    }
    if answers & other.atoms:
        return True
    times = {each.value for each in other.facts if each.kind is FactKind.TIME}
    if f"{(hour + 12) % 24:02}:{minute:02}" in times:
        return False
    hours = {hour, (hour + 12) % 24}
    numbers = {str(h) for h in hours} | {str(hour % 12)}
    exact = f"{hour}.{minute:02}".rstrip("0").rstrip(".")
    if exact in other.atoms:
        return True
    return bool(numbers & other.atoms) and (minute == 0 or str(minute) in other.atoms)


_MIDNIGHT = frozenset({"t00:00", "t24:00"})


def _tells_half(fact: Fact) -> bool:
    """Tell whether a time names its half of the day (*a.m.*, *p.m.*)."""
    return bool(_HALF.search(fact.text))


def _in_a_time(atom: str, other: Side) -> bool:
    """Tell whether a number stands there as the hour: "dix heures", 10:00."""
    if not (atom.isdecimal() and len(atom) <= len("24")):
        return False
    return any(
        value.startswith("t") and value.endswith(":00") and int(value[1:3]) == int(atom)
        for value in other.atoms
    )


def _same_digits(fact: Fact, other: Side) -> bool:
    digits = bare_digits(fact.text)
    longest = max(map(len, fact.atoms), default=0)
    return len(digits) > longest // 2 and len(digits) > 1 and digits in other.digits


def compare_calendar(source: Side, target: Side) -> list[FactDifference]:
    """Compare weekdays, relative days, noon and midnight: they may be dropped but not changed."""
    differences = _changes(
        [
            fact
            for fact in source.facts
            if _is_word_of_time(fact) and is_number_missing(fact, target)
        ],
        [
            fact
            for fact in target.facts
            if _is_word_of_time(fact) and is_number_missing(fact, source)
        ],
    )
    # "Dans la nuit de dimanche à lundi" is Sunday night or Monday morning.
    by_night = NIGHT in source.atoms | target.atoms
    for prefix in ("w", "r"):
        ours = [fact for fact in source.facts if _has_atom(fact, prefix)]
        theirs = [fact for fact in target.facts if _has_atom(fact, prefix)]
        known = {fact.value for fact in theirs}
        lost = [fact for fact in ours if fact.value not in known]
        known = {fact.value for fact in ours}
        added = [fact for fact in theirs if fact.value not in known]
        differences += [
            replace(each, certain=not (by_night and _are_next(each)))
            for each in _changes(lost, added)
        ]
    return differences


def _is_word_of_time(fact: Fact) -> bool:
    return fact.kind is FactKind.TIME and not fact.firm


def _changes(lost: Iterable[Fact], added: Iterable[Fact]) -> list[FactDifference]:
    pairs = zip(lost, added, strict=False)
    return [
        FactDifference(kind=DifferenceKind.CHANGED, source=one, target=other)
        for one, other in pairs
    ]


def _are_next(change: FactDifference) -> bool:
    days = [int(fact.value[1:]) for fact in (change.source, change.target) if fact is not None]
    return abs(days[0] - days[1]) in {1, 6}


def _has_atom(fact: Fact, prefix: str) -> bool:
    return fact.kind in {FactKind.WEEKDAY, FactKind.DATE} and fact.value.startswith(prefix)


def compare_units(source: Side, target: Side) -> list[FactDifference]:
    """Compare the currency of equal sums and the unit of equal durations."""
    return [
        FactDifference(
            kind=DifferenceKind.CHANGED,
            source=fact,
            target=other,
            certain=fact.kind is FactKind.MONEY,
        )
        for fact in source.facts
        if fact.kind in {FactKind.MONEY, FactKind.DURATION}
        for other in _of_another_unit(fact, target)
    ]


def _of_another_unit(fact: Fact, target: Side) -> list[Fact]:
    same = [
        other for other in target.facts if other.kind is fact.kind and other.atoms == fact.atoms
    ]
    if any(_unit(other) in {_unit(fact), ""} for other in same) or not _unit(fact):
        return []
    return same[:1]


def _unit(fact: Fact) -> str:
    if fact.kind is FactKind.DURATION:
        return fact.value[-1] + ("T" if "T" in fact.value else "")
    return fact.value.partition(" ")[2]
