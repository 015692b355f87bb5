"""How good a match is, and which of several comes first: the same on every run.

The score is the likeness of the two source texts (rapidfuzz's ratio), less what makes a translation
less worth trusting. It says nothing about meaning: "n'a pas cédé" is very like "a cédé".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.memory.values import NO_CONTEXT, Match, MatchKind, OriginKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.memory.rows import Row
    from workflow.memory.values import Query

PENALTIES = {"unreviewed": 15.0, "imported": 3.0, "obsolete": 2.0}
"""What is taken off the likeness of a translation that no person approved, that another tool made,
or whose source sentence has left its release."""
_ORDER = {kind: place for place, kind in enumerate(MatchKind)}


def match_of(row: Row, query: Query, *, shape_key: int) -> tuple[Match, bool]:
    """Return what a unit is to the text that was looked up, and whether it is the same place."""
    penalties = tuple(_penalties(row))
    likeness = round(_likeness(query.text, row.source), 1)
    match = Match(
        kind=_kind_of(row, query, shape_key=shape_key),
        source=row.source,
        target=row.target,
        likeness=likeness,
        score=round(max(0.0, likeness - sum(PENALTIES[each] for each in penalties)), 1),
        penalties=penalties,
        origin=row.origin,
        reviewed=row.reviewed,
        by=row.by,
        date=row.date,
    )
    return match, bool(query.place) and query.place == row.place


def ranked(matches: Iterable[tuple[Match, bool]]) -> tuple[Match, ...]:
    """Return matches, the best first, each pair of texts once with the number of its places.

    The best kind and score come first; then the same kind of line, the most recent, the most
    frequent; then the alphabet, so that no order depends on when a file was read.
    """
    groups: dict[tuple[str, str], list[tuple[Match, bool]]] = defaultdict(list)
    for match, is_same_place in matches:
        groups[match.source, match.target].append((match, is_same_place))
    best = []
    for group in groups.values():
        match, is_same_place = min(group, key=_place)
        best.append((replace(match, count=len(group)), is_same_place))
    return tuple(match for match, _ in sorted(best, key=_place))


def _place(found: tuple[Match, bool]) -> tuple[object, ...]:
    match, is_same_place = found
    return (
        _ORDER[match.kind],
        -match.score,
        not is_same_place,
        _newest_first(match.date),
        -match.count,
        match.source,
        match.target,
        match.origin,
        match.by,
    )


def _newest_first(date: str) -> tuple[int, ...]:
    return tuple(-ord(char) for char in date) or (0,)


def _kind_of(row: Row, query: Query, *, shape_key: int) -> MatchKind:
    if row.source == query.text:
        context = (row.before, row.after)
        is_known = context != (NO_CONTEXT, NO_CONTEXT)
        same = is_known and context == (query.before, query.after)
        return MatchKind.IN_CONTEXT if same else MatchKind.EXACT
    return MatchKind.SHAPE if shape_key and row.shape_key == shape_key else MatchKind.NEAR


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 - loaded to compare, not to start

    return fuzz.ratio(one, other)


def _penalties(row: Row) -> Iterable[str]:
    if not row.reviewed:
        yield "unreviewed"
    if row.kind == OriginKind.FILE:
        yield "imported"
    if row.is_old:
        yield "obsolete"
