"""Compare what limits the amounts that stand on both sides: "plus de 500", "less than 500"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts.limits import Limit, Limits, LimitWord

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPPOSITES = frozenset({LimitWord.MORE, LimitWord.LESS})


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitDifference:
    """An amount that the target does not limit, or limits on the other side."""

    source: Limit
    target: Limit


def compare_limits(source: Limits, target: Limits) -> tuple[LimitDifference, ...]:
    """Return the amounts of which the target says less than the source, or the contrary.

    Any word of the target that may say the same answers, wherever it stands: "un minimum de 500",
    "500 or so". A turned limit that is the only one of its text is told by `compare_polarity`.
    """
    mixed = any(
        len({limit.word for limit in side.amounts} & _OPPOSITES) > 1 for side in (source, target)
    )
    differences = []
    for limit in source.amounts:
        other = _only(_mentions(limit, target.amounts))
        if limit.word is None or other is None or _only(_mentions(limit, source.amounts)) is None:
            continue
        is_turned = mixed and {limit.word, other.word} == _OPPOSITES
        is_lost = other.word is None and limit.word not in target.answers
        if is_turned or is_lost:
            differences.append(LimitDifference(source=limit, target=other))
    return tuple(differences)


def _mentions(limit: Limit, among: Sequence[Limit]) -> list[Limit]:
    fact = limit.fact
    return [each for each in among if (each.fact.kind, each.fact.value) == (fact.kind, fact.value)]


def _only(limits: Sequence[Limit]) -> Limit | None:
    return limits[0] if len(limits) == 1 else None
