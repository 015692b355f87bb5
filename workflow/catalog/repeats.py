"""Which "Non." is which: approved texts of a repeated sentence stay at their places.

A repeat is told apart by a number in its msgctxt. When one of several is removed or moved, the
numbers of the others change; their texts go with the sentences that they stand between.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workflow.model import Catalog, Entry

    Key = tuple[str | None, str]
    Place = tuple[str, str]

_MOST = 100
"""Repeats of one sentence that are told apart by their neighbours; more keep their numbers."""


def context_of(entry: Entry) -> str:
    """Return the context of an entry without the number of a repeat."""
    return re.sub(r"(?:^| )\d+$", "", entry.msgctxt or "")


def renumber(
    old: Catalog, order: Sequence[Entry], new: Sequence[Entry]
) -> tuple[Catalog, tuple[Entry, ...]]:
    """Return `old` and `order` with the contexts that their repeats have among `new`.

    `order` is the active entries of `old` as they stood in the document. Only repeats whose texts
    differ are looked at.
    """
    moved = _moves(old.entries, order, new)
    if not moved:
        return old, tuple(order)
    taken = {*moved.values(), *(entry.key for entry in new)}
    taken |= {entry.key for entry in old.entries if entry.key not in moved}
    for entry in old.entries:
        if entry.key in moved.values() and entry.key not in moved:
            moved[entry.key] = _free_key(entry, taken)
    return (
        replace(old, entries=tuple(_renamed(entry, moved) for entry in old.entries)),
        tuple(_renamed(entry, moved) for entry in order),
    )


def _renamed(entry: Entry, moved: Mapping[Key, Key]) -> Entry:
    context, _ = moved.get(entry.key, entry.key)
    return entry if context == entry.msgctxt else replace(entry, msgctxt=context)


def _moves(old: Sequence[Entry], order: Sequence[Entry], new: Sequence[Entry]) -> dict[Key, Key]:
    """Return the keys of repeats that have another one now, with that."""
    moved: dict[Key, Key] = {}
    texts: dict[Place, set[str]] = defaultdict(set)
    for entry in old:
        texts[_place(entry)].add(entry.msgstr)
    there = _by_place(new)
    for place, numbers in _by_place(order).items():
        others = there.get(place, [])
        if len(texts[place]) == 1 or not others or max(len(numbers), len(others)) > _MOST:
            continue
        for number, other in _pair(numbers, others, order, new):
            if order[number].key != new[other].key:
                moved[order[number].key] = new[other].key
    return moved


def _by_place(entries: Sequence[Entry]) -> dict[Place, list[int]]:
    found: dict[Place, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        found[_place(entry)].append(number)
    return found


def _place(entry: Entry) -> Place:
    return context_of(entry), entry.msgid


def _pair(
    numbers: Sequence[int], others: Sequence[int], order: Sequence[Entry], new: Sequence[Entry]
) -> Iterator[tuple[int, int]]:
    """Yield the repeats that stand between the same sentences, then those with the same number."""
    scored = sorted(
        (-_nearness(order, number, new, other), abs(rank - other_rank), rank, number, other)
        for rank, number in enumerate(numbers)
        for other_rank, other in enumerate(others)
    )
    used_old: set[int] = set()
    used_new: set[int] = set()
    for nearness, _, _, number, other in scored:
        if number in used_old or other in used_new:
            continue
        if nearness or order[number].key == new[other].key:
            used_old.add(number)
            used_new.add(other)
            yield number, other


def _nearness(order: Sequence[Entry], number: int, new: Sequence[Entry], other: int) -> int:
    """Count the neighbours that are the same, the one before twice: it is what is answered."""
    before = _neighbour(order, number - 1) == _neighbour(new, other - 1)
    after = _neighbour(order, number + 1) == _neighbour(new, other + 1)
    return 2 * before + after


def _neighbour(entries: Sequence[Entry], number: int) -> Place | None:
    return _place(entries[number]) if 0 <= number < len(entries) else None


def _free_key(entry: Entry, taken: set[Key]) -> Key:
    """Return a key that no entry has, and take it."""
    base = context_of(entry)
    number = 2
    while (f"{base} {number}".lstrip(), entry.msgid) in taken:
        number += 1
    key = (f"{base} {number}".lstrip(), entry.msgid)
    taken.add(key)
    return key
