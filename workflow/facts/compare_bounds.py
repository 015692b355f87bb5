"""Compare the bounds of the dates that stand on both sides: "avant le 3 mai", "after 3 May"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts.bounds import Bound, BoundWord
from workflow.facts.values import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.facts.values import Fact

_LIKE = frozenset({BoundWord.BY, BoundWord.ALREADY})
""""Dès 1990" is "by 1990" or "as early as 1990"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundDifference:
    """A date that ends something on one side and begins it on the other."""

    source: Bound
    target: Bound
    certain: bool = False


def compare_bounds(source: Sequence[Bound], target: Sequence[Bound]) -> tuple[BoundDifference, ...]:
    """Return the dates whose bound is turned round, each phrase once.

    A date that a side names twice is compared where all its mentions there have the same bound: one
    of them may answer for any other.
    """
    differences: dict[tuple[int, int], BoundDifference] = {}
    for each in _turned(source, target):
        differences.setdefault((each.source.span.start, each.target.span.start), each)
    return tuple(differences.values())


def _turned(source: Sequence[Bound], target: Sequence[Bound]) -> Iterator[BoundDifference]:
    for bound in source:
        ours = _mentions(bound.fact, source)
        theirs = _mentions(bound.fact, target)
        if not theirs or not _is_one(ours) or not _is_one(theirs):
            continue
        other = theirs[0]
        if bound.is_upper is other.is_upper or {bound.word, other.word} <= _LIKE:
            continue
        if bound.doubted is not other.doubted:
            continue  # "n'est pas rentré avant 1990", "only came back after 1990"
        yield BoundDifference(source=bound, target=other, certain=_is_clear(bound, other))


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
