"""Sentences said in the one before (``~``), kept together with it while the source changes.

A ``~`` says that the translation of the sentence before says this one too. When one of the two
changes, the other's approval no longer holds; when the first is gone, the second is said nowhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.catalog.entries import is_changed, with_change, without_change, without_notes
from workflow.catalog.marks import restore_marks, withdraw_marks
from workflow.catalog.plainness import plain_form
from workflow.markdown.render import SAID_BEFORE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workflow.model import Entry

    Followers = Mapping[int, tuple[int, ...]]
    """What `find_followers` returns."""

_KIND = "fold"
_TAKEN_BACK = "the sentence before no longer says this one; ~ was taken back"


def is_fold(entry: Entry) -> bool:
    """Tell whether the entry is said in the one before it."""
    return entry.msgstr.strip() == SAID_BEFORE


def find_followers(entries: Sequence[Entry]) -> Followers:
    """Return, for each number of an entry that says more than its own sentence, the others."""
    found: dict[int, tuple[int, ...]] = {}
    head = None
    for number, entry in enumerate(entries):
        if not is_fold(entry):
            head = number if entry.msgstr else None
        elif head is not None:
            found[head] = (*found.get(head, ()), number)
    return found


def tail_of(
    head: int, followers: Sequence[int], went: Mapping[int, int], active: Sequence[Entry]
) -> tuple[str, ...]:
    """Return the sentences of `active` that stand behind `head` where the old `followers` stood.

    `went` tells where old entries are now; one that is no longer next to the others is left out.
    """
    next_one = head + 1
    tail = []
    for follower in followers:
        if went.get(follower) != next_one:
            break
        tail.append(active[next_one].msgid)
        next_one += 1
    return tuple(tail)


def hold_heads(
    active: Sequence[Entry],
    order: Sequence[Entry],
    went: Mapping[int, int],
    touched: frozenset[int],
    *,
    followers_of: Followers,
) -> tuple[Entry, ...]:
    """Make fuzzy what was approved together with a sentence that has changed or gone.

    Entries numbered `touched` have just been given their text with their followers in view. Where
    the sentences said in an entry are again what they were, its approval comes back. What a person
    had accepted goes and comes with it, and goes from a text that is fuzzy already.
    """
    kept = list(active)
    for head, followers in followers_of.items():
        now = went.get(head)
        if now is None or now in touched or kept[now].msgstr != order[head].msgstr:
            continue
        before = tuple(order[number].msgid for number in followers)
        after = tail_of(now, followers, went, active)
        is_same = plain_form("".join(before)) == plain_form("".join(after))
        if is_same:
            continue
        kept[now] = _held(kept[now], before)
    for now, followers in find_followers(kept).items():
        tail = tuple(kept[number].msgid for number in followers)
        if kept[now].fuzzy and _withdraw(kept[now], tail) == kept[now]:
            kept[now] = _restored(kept[now])
    return tuple(kept)


def hold_leavers(
    obsolete: Sequence[Entry], order: Sequence[Entry], *, followers_of: Followers
) -> tuple[Entry, ...]:
    """Make fuzzy each obsolete text that said other sentences too, as `order` last had it.

    It may come back alone, and would then be approved for less than it says; with its sentences
    its approval comes back.
    """
    said = {
        order[head].key: tuple(order[number].msgid for number in followers)
        for head, followers in followers_of.items()
    }
    return tuple(
        _held(entry, said[entry.key]) if entry.key in said and entry.msgstr else entry
        for entry in obsolete
    )


def _held(entry: Entry, tail: Sequence[str]) -> Entry:
    """Take an approval back, and from a text that has none what was accepted in it."""
    if entry.fuzzy:
        return replace(entry, comments=withdraw_marks(entry.comments))
    return _withdraw(without_notes(entry), tail)


def _withdraw(entry: Entry, tail: Sequence[str]) -> Entry:
    note = with_change(entry, _KIND, f"it also said: {' '.join(tail)}").comments[-1]
    comments = (*withdraw_marks(without_change(entry.comments)), note)
    return replace(entry, comments=comments, flags=tuple(sorted({*entry.flags, "fuzzy"})))


def _restored(entry: Entry) -> Entry:
    comments = restore_marks(without_change(entry.comments))
    return replace(entry, comments=comments, flags=_without_fuzzy(entry))


def _without_fuzzy(entry: Entry) -> tuple[str, ...]:
    return tuple(flag for flag in entry.flags if flag != "fuzzy")


def take_back(
    active: Sequence[Entry],
    order: Sequence[Entry],
    went: Mapping[int, int],
    touched: frozenset[int],
    *,
    followers_of: Followers,
    blocks: Sequence[int],
) -> tuple[Entry, ...]:
    """Empty each ``~`` whose sentence before is not the one that says it.

    Once that sentence has changed in the source it is drafted anew, alone: what had been folded
    into it would be said nowhere. Entries numbered `touched` have just been given their text.
    """
    kept = list(active)
    heads = {follower: head for head, followers in followers_of.items() for follower in followers}
    came = {now: old for old, now in went.items()}

    def holds(number: int, head: int) -> bool:
        """Tell whether a ``~`` that had no place belongs to what stands before it now."""
        if number in touched:  # else it was given for another sentence
            return head in touched
        # Else it came back from the obsolete entries, behind a text approved without it.
        return is_changed(order[came[head]])

    for number, entry in enumerate(kept):
        if not is_fold(entry):
            continue
        now = _head_of(number, kept, blocks)
        if now is None:
            kept[number] = _emptied(entry)
        elif number in came:
            head = heads.get(came[number])
            if head is None or went.get(head) != now:
                kept[number] = _emptied(entry)
        elif now in came and not holds(number, now):
            kept[number] = _emptied(entry)
    return tuple(kept)


def _head_of(number: int, entries: Sequence[Entry], blocks: Sequence[int]) -> int | None:
    """Return the nearest entry before that is not itself said before, if it has a text."""
    for before in range(number - 1, -1, -1):
        if blocks[before] != blocks[number]:
            return None
        if not is_fold(entries[before]):
            return before if entries[before].msgstr else None
    return None


def _emptied(entry: Entry) -> Entry:
    noted = with_change(entry, _KIND, _TAKEN_BACK)
    return replace(noted, msgstr="", flags=_without_fuzzy(entry), previous_msgid=None)
