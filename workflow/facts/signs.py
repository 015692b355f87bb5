"""The sign of a number: "−3 %", "moins 5 degrés", "5 градусов ниже нуля".

A translation that loses it turns a fall into a rise. Words of falling may say it too ("en recul de
3 %"), so that a lost sign is doubted, never certain.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.facts.values import DifferenceKind, Fact, FactDifference, FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.facts.sides import Side

_SIGNED = frozenset({FactKind.NUMBER, FactKind.PERCENT, FactKind.MONEY})
_BEFORE = re.compile(
    r"(?:^|[\s(\[«“\"/;:])(?<!\d\s)[-−–‑]$"
    r"|(?<!\bau )(?<!\bdu )(?<!\bou )(?<!\ble )(?<!\bd’au )(?<!\bor )(?<!\bплюс-)"
    r"(?<!\bплюс или )(?<!\bplus-)\b(?:moins|minus|минус)\s$",
    re.IGNORECASE,
)
"""What stands before a negative number: a sign that touches it, or its word. "10 -15" is a range,
"au moins 5" a bound, "plus or minus 5" both."""
_AFTER = re.compile(
    r"\W{0,3}(?:[^\W\d_]+\s){0,2}(?:sous zéro|au-dessous de zéro|en dessous de zéro|below zero"
    r"|below freezing|ниже нуля|мороза)\b",
    re.IGNORECASE,
)
_REACH = 24
"""Characters before a number in which its sign may stand."""


def with_signs(facts: Iterable[Fact], text: str) -> Iterator[Fact]:
    """Yield the facts of a text, those below zero marked so."""
    for fact in facts:
        is_signed = fact.kind in _SIGNED and _is_below_zero(fact, text)
        yield replace(fact, negative=True) if is_signed else fact


def _is_below_zero(fact: Fact, text: str) -> bool:
    before = text[max(0, fact.span.start - _REACH) : fact.span.start]
    return bool(_BEFORE.search(before) or _AFTER.match(text, fact.span.end))


def compare_signs(source: Side, target: Side) -> list[FactDifference]:
    """Return the numbers that are below zero on one side alone."""
    return [
        *_compare(source, target, DifferenceKind.LOST),
        *_compare(target, source, DifferenceKind.ADDED),
    ]


def _compare(side: Side, other: Side, kind: DifferenceKind) -> Iterator[FactDifference]:
    below = {fact.value for fact in other.facts if fact.negative}
    above = {fact.value: fact for fact in other.facts if not fact.negative}
    for fact in side.facts:
        partner = above.get(fact.value)
        if fact.negative and fact.value not in below and partner is not None:
            source, target = (fact, partner) if kind is DifferenceKind.LOST else (partner, fact)
            yield FactDifference(
                kind=DifferenceKind.CHANGED, source=source, target=target, certain=False
            )
