"""Which sentences of a text are others than before, and which old one each of them replaces.

Sentences that are the same on both sides are the landmarks. Between two of them, what was left out
and what came in is paired by likeness, in order; the rest was added or removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.editions.versions import Sentence

_ALIKE = 40.0
"""Percent of likeness from which one sentence counts as another form of the other. Sentences of one
release about different things lie below it, and a rewritten one that does too is shown as removed
and added, which is as true."""
_MOST_COMPARED = 40_000
"""Pairs of sentences between two landmarks up to which all are compared; then the order tells."""


class Kind(StrEnum):
    """What happened to a sentence."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    """The source is the same, the translation is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One sentence that is not what it was."""

    kind: Kind
    old: Sentence | None
    new: Sentence | None
    index: int | None
    """Of `new` among the new sentences."""


def find_changes(old: Sequence[Sentence], new: Sequence[Sentence]) -> tuple[Change, ...]:
    """Return what differs, in the order of the new text; a sentence that only moved does not."""
    return tuple(_iter_changes(old, new))


def _iter_changes(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[Change]:
    moved = {_key(each): each for each in old}
    kept = {_key(each) for each in new}
    matcher = SequenceMatcher(
        None, [_key(each) for each in old], [_key(each) for each in new], autojunk=False
    )
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        left = [each for each in old[start:end] if _key(each) not in kept]
        came = []
        for index in range(new_start, new_end):
            before = moved.get(_key(new[index]))
            if before is None:
                came.append(index)
            elif before.target != new[index].target:
                yield Change(kind=Kind.REWORDED, old=before, new=new[index], index=index)
        yield from _paired(left, came, new)


def _key(sentence: Sentence) -> tuple[str, str]:
    return sentence.context, sentence.source


def _paired(
    left: Sequence[Sentence], came: Sequence[int], new: Sequence[Sentence]
) -> Iterator[Change]:
    """Yield the changes of one stretch: pairs and additions in order, then what was removed."""
    pairs = _pairs(left, [new[index] for index in came])
    for at, index in enumerate(came):
        before = pairs.get(at)
        yield Change(
            kind=Kind.ADDED if before is None else Kind.CHANGED,
            old=None if before is None else left[before],
            new=new[index],
            index=index,
        )
    for at, sentence in enumerate(left):
        if at not in pairs.values():
            yield Change(kind=Kind.REMOVED, old=sentence, new=None, index=None)


def _pairs(left: Sequence[Sentence], came: Sequence[Sentence]) -> dict[int, int]:
    """Return the old sentence of each new one, as indices: the likest first, each used once."""
    if len(left) == len(came) == 1 or len(left) * len(came) > _MOST_COMPARED:
        return {at: at for at in range(min(len(left), len(came)))}
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a correction needs it

    scored = [
        (fuzz.ratio(before.source, after.source), -abs(first - second), first, second)
        for first, before in enumerate(left)
        for second, after in enumerate(came)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, first, second in sorted(scored, reverse=True):
        if score >= _ALIKE and first not in taken and second not in pairs:
            pairs[second] = first
            taken.add(first)
    return pairs
