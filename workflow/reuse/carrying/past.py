"""The old texts that may be offered again, and where they stood."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.catalog.entries import has_text, is_changed, is_machine
from workflow.catalog.repeats import context_of
from workflow.reuse.carrying.alignment import Sentence
from workflow.reuse.carrying.similarity import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workflow.model import Entry

    Key = tuple[str | None, str]

_ACTIVE = 0.03
"""What counts for a text that was in use, against one that left the source long ago."""
_REVIEWED = 0.05
"""What counts for a text that a person approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An old text that left its sentence, or that its sentence left."""

    entry: Entry
    """Holds the text."""
    source: str
    """What the text translates."""
    likened: str
    """The sentence by which its successor is found: a later state of the source, perhaps."""
    place: int | None = None
    """Where that sentence stood among the active entries; None for an entry long obsolete."""

    @property
    def is_reviewed(self) -> bool:
        """Tell whether a person approved the text."""
        return not self.entry.fuzzy


def find_past(order: Sequence[Entry], obsolete: Iterable[Entry]) -> tuple[Past, ...]:
    """Return the old texts that are free: those of `order` that became obsolete, then older ones.

    `order` is the old active entries as they stood in the document, `obsolete` what is obsolete
    now. Drafts of a machine are made anew and not offered. Where an approved text had been offered
    for a change and has not been approved since, the approved text itself is offered again.
    """
    free = {entry.key: entry for entry in obsolete if not entry.msgstr_plural}
    approved = {entry.msgid: entry for entry in free.values() if not entry.fuzzy}
    found: dict[Key, Past] = {}
    for place, entry in enumerate(order):
        if entry.key not in free or not has_text(entry) or is_machine(entry):
            continue
        past = _past_of(free[entry.key], approved, place)
        found.setdefault(past.entry.key, past)
    active = {entry.key for entry in order}
    for key, entry in free.items():
        if key not in active and key not in found and not entry.fuzzy:
            found[key] = Past(entry=entry, source=entry.msgid, likened=entry.msgid)
    return tuple(found.values())


def _past_of(entry: Entry, approved: Mapping[str, Entry], place: int) -> Past:
    previous = entry.previous_msgid if entry.fuzzy else None
    origin = approved.get(previous) if previous and is_changed(entry) else None
    # A fuzzy guess of another tool translates the sentence that it was guessed from.
    source = entry.msgid if not previous or is_changed(entry) else previous
    return Past(
        entry=origin or entry,
        source=origin.msgid if origin else source,
        likened=entry.msgid,
        place=place,
    )


def new_sentences(
    active: Sequence[Entry], fresh: Sequence[int], anchors: Sequence[int]
) -> tuple[Sentence, ...]:
    """Return the entries of `active` numbered `fresh` as the alignment sees them.

    `anchors` are the numbers of the entries that were there before, sorted.
    """
    edges = (-1, *anchors, len(active))
    return tuple(_sentence(active[number], number, number, edges, edges) for number in fresh)


def old_sentences(
    past: Sequence[Past], anchors: Sequence[tuple[int, int]], size: tuple[int, int]
) -> tuple[Sentence, ...]:
    """Return the old texts as the alignment sees them.

    `anchors` are pairs of places, in the old order and in the new one, sorted; `size` the number
    of entries in each.
    """
    places = (-1, *(old for old, _ in anchors), size[0])
    numbers = (-1, *(new for _, new in anchors), size[1])
    return tuple(
        _sentence(each.entry, each.place, -1 - index, places, numbers, past=each)
        for index, each in enumerate(past)
    )


def _sentence(
    entry: Entry,
    place: int | None,
    alone: int,
    places: Sequence[int],
    numbers: Sequence[int],
    *,
    past: Past | None = None,
) -> Sentence:
    bonus = _REVIEWED if past and past.is_reviewed else 0.0
    words = words_of(past.likened if past else entry.msgid)
    context = context_of(entry)
    if place is None:
        return Sentence(words=words, run=(alone, 0), context=context, bonus=bonus)
    at = bisect_left(places, place)
    return Sentence(
        words=words,
        before=numbers[at - 1],
        after=numbers[at],
        rank=place - places[at - 1],
        run=(0, place),
        context=context,
        bonus=bonus + (_ACTIVE if past else 0.0),
    )
