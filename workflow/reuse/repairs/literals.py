"""Repair addresses, phone numbers and the numbers of articles, resolutions and documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.facts import Fact, FactKind
from workflow.reuse.edits import Edit
from workflow.reuse.repairs.base import Repair, Scene, Slot, find_figures

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGITS = re.compile(r"\d+")


def repair_literal(slot: Slot, scene: Scene) -> Repair | None:
    """Return how an address is replaced; None where it does not stand there as in the source."""
    old, new = slot.old.fact, slot.new.fact
    if old is None or new is None:
        return None
    there = [f for f in scene.facts() if f.kind is old.kind and f.value == old.value]
    if len(there) != slot.count:
        return None
    if old.kind is FactKind.PHONE:
        written = [_phone(fact, old, new) for fact in there]
    else:
        written = [new.text if fact.text == old.text else "" for fact in there]
    return _repair(there, written)


def _repair(facts: Iterable[Fact], written: Iterable[str]) -> Repair | None:
    edits = [Edit(f.span, text) for f, text in zip(facts, written, strict=True) if text]
    return Repair(edits=tuple(edits)) if edits and len(edits) == len(list(facts)) else None


def _phone(fact: Fact, old: Fact, new: Fact) -> str:
    """Write the new number as the old one stands there: +33 1 … for 01 …."""
    if fact.text == old.text:
        return new.text
    there, wanted = (re.sub(r"\D", "", text) for text in (fact.text, new.value))
    if len(old.value) != len(new.value) or not there.endswith(old.value):
        return ""
    digits = iter(there[: -len(wanted)] + wanted)
    return "".join(next(digits) if char.isdecimal() else char for char in fact.text)


def repair_reference(slot: Slot, scene: Scene) -> Repair | None:
    """Return how "résolution 2254" or "A/69/L.1" is renumbered."""
    old, new = slot.old.fact, slot.new.fact
    if old is None or new is None:
        return None
    there = list(find_figures(slot, scene))
    return _repair(there, [_renumbered(fact.text, old, new) for fact in there]) if there else None


def _renumbered(text: str, old: Fact, new: Fact) -> str:
    """Return `text` with the numbers of `new`; "" where the two are not built alike."""
    if text == old.text and "/" in old.value:
        return new.text
    if _frame(old.value) != _frame(new.value):
        return _dated(text, old, new)
    numbers = dict(zip(_DIGITS.findall(old.value), _DIGITS.findall(new.value), strict=True))
    found = _DIGITS.findall(text)
    if not found or not set(found) <= set(numbers) or len(found) != len(numbers):
        return ""
    return _DIGITS.sub(lambda match: numbers[match.group()], text)


def _frame(value: str) -> str:
    return _DIGITS.sub("#", value)


def _dated(text: str, old: Fact, new: Fact) -> str:
    """Return a resolution with the year that the new source adds in brackets, or without it."""
    ours, theirs = (re.fullmatch(r"(resolution \d+)( \(\d+\))?", f.value) for f in (old, new))
    if ours is None or theirs is None:
        return ""
    number = _DIGITS.findall(new.value)[0]
    bare = re.fullmatch(r"(.*?)(\d+)(\s*\(\d+\))?", text)
    if bare is None or bool(bare[3]) != bool(ours[2]):
        return ""
    return f"{bare[1]}{number}{theirs[2] or ''}"
