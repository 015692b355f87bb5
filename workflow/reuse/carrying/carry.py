"""Give the new entries of a merged review file what safe reuse offers from the old ones.

An entry whose key the old file had already is left alone: a person may have emptied it to get a
fresh draft. So a second run finds nothing to do, and changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.catalog.entries import without_notes
from workflow.catalog.repeats import context_of
from workflow.model import State
from workflow.reuse.carrying.alignment import align
from workflow.reuse.carrying.cases import Adapt, Case, Fate, Offered
from workflow.reuse.carrying.folds import (
    find_followers,
    hold_heads,
    hold_leavers,
    tail_of,
    take_back,
)
from workflow.reuse.carrying.offers import settle
from workflow.reuse.carrying.past import find_past, new_sentences, old_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workflow.model import Catalog, Entry, LangTag
    from workflow.reuse.carrying.alignment import Match
    from workflow.reuse.carrying.cases import Outcome
    from workflow.reuse.carrying.past import Past

    Key = tuple[str | None, str]

__all__ = ["Adapt", "Carried", "Fate", "Frame", "Move", "Offered", "carry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is known of the new segments beside their entries, parallel to them."""

    blocks: tuple[int, ...]
    """The number of each one's block."""
    is_markdown: tuple[bool, ...]
    source_lang: LangTag
    target_lang: LangTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What became of the texts of one or more old entries."""

    fate: Fate
    old: tuple[Entry, ...]
    new: tuple[Entry, ...] = ()
    """As they are now; empty for `Fate.RETIRED`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A review file in step with its source."""

    catalog: Catalog
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Versions:
    """The document before and now, and what is known to have gone where."""

    order: tuple[Entry, ...]
    """The old entries as they stood in the document."""
    followers: Mapping[int, tuple[int, ...]]
    """Which of them are said in which, as `find_followers` tells."""
    active: tuple[Entry, ...]
    """The new ones."""
    past: tuple[Past, ...]
    """The old texts that are free."""
    went: Mapping[int, int]
    """Numbers in `active` by those in `order`."""
    frame: Frame


def carry(merged: Catalog, order: Sequence[Entry], *, frame: Frame, adapt: Adapt) -> Carried:
    """Return `merged` with what its new entries may take from old ones.

    `order` is the active entries of the file before the merge, as they stood in the document.
    """
    size = len(frame.blocks)
    active, obsolete = merged.entries[:size], merged.entries[size:]
    fresh = _find_fresh(active, order)
    versions = _Versions(
        order=tuple(order),
        followers=find_followers(order),
        active=active,
        past=find_past(order, obsolete) if fresh else (),
        went=_anchors(order, active),
        frame=frame,
    )
    matches = _align(versions, fresh)
    versions = replace(versions, went={**versions.went, **_arrivals(matches, versions.past)})
    outcomes = _settle(versions, matches, adapt)
    final = _with_outcomes(versions, outcomes)
    moved = _moved_keys(outcomes, versions.past)
    leavers = [entry for entry in obsolete if entry.key not in moved]
    left = hold_leavers(leavers, order, followers_of=versions.followers)
    return Carried(
        catalog=replace(merged, entries=(*final, *left)),
        moves=_moves(versions, outcomes, final, obsolete),
    )


def _anchors(order: Sequence[Entry], active: Sequence[Entry]) -> dict[int, int]:
    """Return where the old entries are whose key is in use still."""
    numbers = {entry.key: number for number, entry in enumerate(active)}
    return {place: numbers[entry.key] for place, entry in enumerate(order) if entry.key in numbers}


def _find_fresh(active: Sequence[Entry], order: Sequence[Entry]) -> tuple[int, ...]:
    """Return the numbers of the entries that the old file did not have."""
    known = {entry.key for entry in order}
    return tuple(
        number
        for number, entry in enumerate(active)
        if entry.state is State.UNTRANSLATED and entry.key not in known
    )


def _align(versions: _Versions, fresh: Sequence[int]) -> tuple[Match, ...]:
    """Return the matches, as numbers of the new entries and of the old texts."""
    if not versions.past:
        return ()
    sizes = (len(versions.order), len(versions.active))
    matches = align(
        new_sentences(versions.active, fresh, sorted(versions.went.values())),
        old_sentences(versions.past, sorted(versions.went.items()), sizes),
    )
    return tuple(
        replace(match, new=tuple(fresh[number] for number in match.new)) for match in matches
    )


def _arrivals(matches: Iterable[Match], past: Sequence[Past]) -> dict[int, int]:
    """Return where the old entries went: for a split one, where its first part is."""
    return {
        place: match.new[0]
        for match in matches
        for number in match.old
        if (place := past[number].place) is not None
    }


def _settle(
    versions: _Versions, matches: Iterable[Match], adapt: Adapt
) -> tuple[tuple[Match, Outcome], ...]:
    texts = _texts_of_repeats(versions.past)
    settled = ((match, settle(_case_of(versions, match, texts), adapt)) for match in matches)
    return tuple((match, outcome) for match, outcome in settled if outcome is not None)


def _case_of(
    versions: _Versions,
    match: Match,
    texts: Mapping[Key, set[str]],
) -> Case:
    old = tuple(versions.past[number] for number in match.old)
    tail = () if old[0].place is None else versions.followers.get(old[0].place, ())
    frame = versions.frame
    return Case(
        new=tuple(versions.active[number] for number in match.new),
        past=old,
        tails=(
            tuple(versions.order[number].msgid for number in tail),
            tail_of(match.new[-1], tail, versions.went, versions.active),
        ),
        is_markdown=frame.is_markdown[match.new[0]],
        starts_block=tuple(
            number == 0 or frame.blocks[number - 1] != frame.blocks[number] for number in match.new
        ),
        is_ambiguous=len(texts[context_of(old[0].entry), old[0].source]) > 1,
        source_lang=frame.source_lang,
        target_lang=frame.target_lang,
    )


def _with_outcomes(
    versions: _Versions, outcomes: Iterable[tuple[Match, Outcome]]
) -> tuple[Entry, ...]:
    """Return the new entries with what was found for them; folds stay with their sentences."""
    entries = list(versions.active)
    touched: set[int] = set()
    for match, outcome in outcomes:
        touched.update(match.new)
        for number, entry in zip(match.new, outcome.entries, strict=True):
            entries[number] = entry
    told = (versions.order, versions.went, frozenset(touched))
    held = hold_heads(entries, *told, followers_of=versions.followers)
    whole = take_back(held, *told, followers_of=versions.followers, blocks=versions.frame.blocks)
    return tuple(map(without_notes, whole))


def _texts_of_repeats(past: Iterable[Past]) -> Mapping[Key, set[str]]:
    """Group the texts of a sentence that stood in several places of one context."""
    texts: dict[Key, set[str]] = defaultdict(set)
    for each in past:
        texts[context_of(each.entry), each.source].add(each.entry.msgstr)
    return texts


def _moved_keys(outcomes: Iterable[tuple[Match, Outcome]], past: Sequence[Past]) -> set[Key]:
    """Return the keys of the old entries that need not be kept: they moved with every letter."""
    return {
        past[match.old[0]].entry.key
        for match, outcome in outcomes
        if outcome.fate is Fate.KEPT
        and len(match.old) == 1
        and outcome.entries[0].msgstr == past[match.old[0]].entry.msgstr
    }


def _moves(
    versions: _Versions,
    outcomes: Iterable[tuple[Match, Outcome]],
    final: Sequence[Entry],
    obsolete: Iterable[Entry],
) -> tuple[Move, ...]:
    moves = tuple(
        Move(
            fate=outcome.fate,
            old=tuple(versions.past[number].entry for number in match.old),
            new=tuple(final[number] for number in match.new),
        )
        for match, outcome in outcomes
    )
    carried = {entry.key for move in moves for entry in move.old}
    gone = {entry.key for entry in obsolete} - carried
    retired = (
        Move(fate=Fate.RETIRED, old=(entry,))
        for entry in versions.order
        if entry.key in gone and entry.state is State.REVIEWED
    )
    return (*moves, *retired)
