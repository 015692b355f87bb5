"""Compare the bounds of the dates that stand on both sides: "avant le 3 mai", "after 3 May".

A bound that one side does not have is lost only where it sets an end ("avant", "jusqu'au", "au plus
tard") or excludes what was before ("après"): "depuis 1950" is "in 1950" in many good translations,
and "d'ici le 1er juillet" is "on 1 July".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workflow.facts.bounds import Bound, BoundWord
from workflow.facts.values import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.facts.values import Fact

_LOSABLE = frozenset({BoundWord.BEFORE, BoundWord.UNTIL, BoundWord.LATEST, BoundWord.AFTER})
"""What no translation leaves out without another word for it."""
_DEADLINE = frozenset({BoundWord.BEFORE, BoundWord.LATEST, BoundWord.BY})
"""What happens once until the date, where "until" goes on up to it."""
_LIKE = frozenset({BoundWord.BY, BoundWord.ALREADY})
""""Dès 1990" is "by 1990" or "as early as 1990"."""


class BoundDoubt(StrEnum):
    """How the bounds of one date differ."""

    TURNED = "turned"
    """It ends something on one side and begins it on the other."""
    LOST = "lost"
    """It bounds nothing in the target: "avant mardi", "on Tuesday"."""
    STRETCHED = "stretched"
    """What is due by then goes on until then: "avant mardi", "until Tuesday"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundDifference:
    """A date that is bounded otherwise on one side than on the other."""

    kind: BoundDoubt = BoundDoubt.TURNED
    source: Bound
    target: Bound
    certain: bool = False


def compare_bounds(source: Sequence[Bound], target: Sequence[Bound]) -> tuple[BoundDifference, ...]:
    """Return the dates whose bound is turned round or lost, each phrase once.

    A date that a side names twice is compared where all its mentions there have the same bound: one
    of them may answer for any other.
    """
    differences: dict[tuple[int, int], BoundDifference] = {}
    for each in _doubted(source, target):
        differences.setdefault((each.source.span.start, each.target.span.start), each)
    return tuple(differences.values())


def _doubted(source: Sequence[Bound], target: Sequence[Bound]) -> Iterator[BoundDifference]:
    for bound in source:
        ours = _mentions(bound.fact, source)
        theirs = _mentions(bound.fact, target)
        if not theirs or not _is_one(ours):
            continue
        other = theirs[0]
        if len(ours) == len(theirs) == 1 and (kind := _weakened(bound, other)):
            yield BoundDifference(kind=kind, source=bound, target=other)
        if not _is_one(theirs):
            continue
        if bound.is_upper is other.is_upper or {bound.word, other.word} <= _LIKE:
            continue
        if bound.doubted is not other.doubted:
            continue  # "n'est pas rentré avant 1990", "only came back after 1990"
        yield BoundDifference(source=bound, target=other, certain=_is_clear(bound, other))


def _weakened(bound: Bound, other: Bound) -> BoundDoubt | None:
    """Return what became of a bound that the target does not keep; None where it may well."""
    if bound.doubted or other.doubted:
        return None  # "n'a pas été obtenue avant 1818" is "only in 1818"
    if other.word is None:
        is_lost = bound.word in _LOSABLE and bound.is_upper not in other.hinted
        return BoundDoubt.LOST if is_lost else None
    is_stretched = bound.word in _DEADLINE and other.word is BoundWord.UNTIL
    return BoundDoubt.STRETCHED if is_stretched and bound.is_upper and other.is_upper else None


def _is_clear(one: Bound, other: Bound) -> bool:
    """Tell whether nobody can mean the same by both."""
    words = {one.word, other.word}
    # What is ready by 1 July may be said to begin from 1 July.
    is_loose = BoundWord.ALREADY in words or words == {BoundWord.BY, BoundWord.FROM}
    return not is_loose and not one.doubted


def _is_one(bounds: Sequence[Bound]) -> bool:
    """Tell whether all mentions of a date bound the same side."""
    return all(bound.word is not None for bound in bounds) and (
        len({bound.is_upper for bound in bounds}) == 1
    )


def _mentions(fact: Fact, bounds: Sequence[Bound]) -> list[Bound]:
    return [bound for bound in bounds if _is_same(fact, bound.fact)]


def _is_same(one: Fact, other: Fact) -> bool:
    """Tell whether two facts are one date, of which one side may leave out the year."""
    if one.kind is not other.kind:
        return False
    if one.kind is FactKind.DATE and "m" in "".join(one.atoms) + "".join(other.atoms):
        days, more = sorted((set(one.atoms), set(other.atoms)), key=len)
        return days <= more and any(atom.startswith("m") for atom in days)
    return one.value == other.value
