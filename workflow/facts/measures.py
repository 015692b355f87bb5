"""Units of measure: 120 km are 75 miles, 35 °C are 95 °F, as readers elsewhere count.

A translation may convert what the source measures. It agrees where the converted number, rounded as
roughly as the translator chose to, is the one that stands there.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from workflow.facts.lexicon import read_data
from workflow.facts.values import DifferenceKind, Fact, FactDifference, FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_COUNTED = frozenset({FactKind.NUMBER, FactKind.MONEY, FactKind.ORDINAL})
"""Pounds are money or a weight; only the other side can tell."""
_REACH = 32
"""Characters behind a number in which its unit stands."""
_ALIKE = Decimal("0.01")
"""A part by which a converted number may always be off: 98 acres for 98.8."""
_ROUGH = Decimal("0.08")
"""A part by which it may be off where it is round: 70 miles for 74.6, not 10 km for 8."""
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class _Unit:
    """One unit of measure."""

    name: str
    measures: str
    """Length, area, mass …: only units of one kind are converted."""
    size: Decimal
    zero: Decimal
    """What its number is where the unit of size 1 has zero: 32 for Fahrenheit."""
    loose: bool

    def in_terms_of(self, other: _Unit, number: Decimal) -> Decimal:
        """Return a number of this unit as one of another."""
        return (number - self.zero) * self.size / other.size + other.zero


@functools.cache
def _units() -> tuple[tuple[_Unit, str], ...]:
    data = tomllib.loads(read_data("measures.toml"))
    return tuple(
        (
            _Unit(
                name,
                measures,
                Decimal(each["size"]),
                Decimal(each.get("zero", "0")),
                each.get("loose", False),
            ),
            each["words"],
        )
        for measures, units in data.items()
        for name, each in units.items()
    )


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Return what matches a unit behind a number, the longest name first: km/h before km."""
    words = sorted((f"(?:{words})" for _, words in _units()), key=len, reverse=True)
    joined = "|".join(words)
    return re.compile(rf"[\s\u00a0\u202f-]?(?:d['’]|de |of )?(?P<unit>{joined})(?![\w²³°/'’])")


@functools.lru_cache(maxsize=1024)
def _units_of(written: str) -> tuple[_Unit, ...]:
    """Return the units that a word may mean: degrees are of Celsius or of Fahrenheit."""
    return tuple(unit for unit, words in _units() if re.fullmatch(words, written))


def with_measures(facts: Iterable[Fact], text: str) -> list[Fact]:
    """Return the facts of a text in order, those that a unit of measure follows with the unit.

    The first number of "20 à 30 °C" has the unit of the second.
    """
    measured: list[Fact] = []
    for fact in sorted(facts, key=lambda fact: fact.span.start, reverse=True):
        unit = _unit_behind(fact, text)
        following = measured[-1] if measured else None
        if not unit and following is not None and following.unit and fact.kind is FactKind.NUMBER:
            between = text[fact.span.end : following.span.start]
            unit = following.unit if _JOINT.fullmatch(between) else ""
        measured.append(replace(fact, unit=unit) if unit else fact)
    return measured[::-1]


_JOINT = re.compile(r"\s?(?:à|et|ou|to|and|or|и|или|до|по|[-–—])\s?")


def _unit_behind(fact: Fact, text: str) -> str:
    if fact.kind not in _COUNTED:
        return ""
    if fact.kind is FactKind.MONEY:
        last = fact.text.split()[-1]
        return last if _units_of(last) else ""
    # What looks like an ordinal in French may be degrees: 35°, 35°C.
    is_degree = fact.text.endswith("°")
    if fact.kind is FactKind.ORDINAL and not is_degree:
        return ""
    start = fact.span.end - is_degree
    match = _pattern().match(text[start : start + _REACH])
    return match["unit"] if match else ""


def is_converted(fact: Fact, others: Iterable[Fact]) -> bool:
    """Tell whether some fact of the other side says the same in another unit."""
    return bool(fact.unit) and any(_agree(fact, other) for other in others if other.unit)


def _agree(one: Fact, other: Fact) -> bool:
    numbers = _number_of(one), _number_of(other)
    if numbers[0] is None or numbers[1] is None:
        return False
    return any(
        _is_rounded(unit.in_terms_of(another, numbers[0]), numbers[1])
        or _is_rounded(another.in_terms_of(unit, numbers[1]), numbers[0])
        for unit in _units_of(one.unit)
        for another in _units_of(other.unit)
        if unit.measures == another.measures and unit.name != another.name
    )


def _number_of(fact: Fact) -> Decimal | None:
    try:
        number = Decimal(fact.value.partition(" ")[0])
    except InvalidOperation:  # a fraction, a code
        return None
    return -number if fact.negative else number


def _is_rounded(exact: Decimal, told: Decimal) -> bool:
    """Tell whether `told` is what a person makes of `exact`: within half of its last place."""
    off = abs(exact - told)
    if off <= abs(exact) * _ALIKE:
        return True
    exponent = told.normalize().as_tuple().exponent
    place = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
    return off <= place * _HALF and off <= max(abs(exact) * _ROUGH, _HALF)


def are_of_one_unit(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers count the same unit, as far as their units are known."""
    ours, theirs = _units_of(one.unit), _units_of(other.unit)
    return not ours or not theirs or any(unit in theirs for unit in ours)


def compare_measures(source: Sequence[Fact], target: Sequence[Fact]) -> Iterator[FactDifference]:
    """Yield the numbers whose unit was changed while they were not: 120 km, 120 miles.

    Pounds were taken for money; beside kilograms they are a weight.
    """
    for fact in source:
        if fact.kind is not FactKind.NUMBER or not fact.unit:
            continue
        same = [other for other in target if other.unit and other.value.split(" ")[0] == fact.value]
        if not same:
            continue
        if not any(are_of_one_unit(fact, other) for other in same) and _are_swapped(fact, same[0]):
            yield FactDifference(
                kind=DifferenceKind.CHANGED, source=fact, target=same[0], certain=False
            )


def _are_swapped(one: Fact, other: Fact) -> bool:
    """Tell whether two units measure the same and are surely not said for each other."""
    units = (*_units_of(one.unit), *_units_of(other.unit))
    is_firm = len({unit.measures for unit in units}) == 1 and not any(u.loose for u in units)
    return is_firm and not _agree(one, other)
