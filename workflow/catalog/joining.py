"""Two people's versions of one review file made one: nothing that either approved is lost.

What both say stands once. Where one has approved and the other has not, the approval stands; with
the file that both started from (`base`), what only one of them changed stands. Two different
approved texts are a conflict: the first becomes fuzzy, the second is kept in a comment, as a .po
file writes it, and a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.catalog.entries import OTHER, has_text, is_machine, make_obsolete, own_comments
from workflow.catalog.headers import KEYS, digest_keys, header_value
from workflow.catalog.literals import escape
from workflow.catalog.marks import withdraw_marks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.model import Catalog, Entry

    Key = tuple[str | None, str]


_PROPOSED = "also proposed "
"""Opens the comment that keeps a text that nobody approved beside one that somebody did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A file and the name by which people know it."""

    name: str
    catalog: Catalog

    def entries(self) -> dict[Key, Entry]:
        """Return its entries by key."""
        return {entry.key: entry for entry in self.catalog.entries}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An entry with a text from each side, of which a person has to choose one."""

    ours: Entry
    theirs: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The file made of two, and what remains to be decided."""

    catalog: Catalog
    conflicts: tuple[Conflict, ...] = ()
    taken: int = 0
    """Texts that come from the second file."""


def join_reviews(ours: Version, theirs: Version, *, base: Catalog | None = None) -> Joined:
    """Return one file of two; entries, header and comments of `ours` come first."""
    their_entries = theirs.entries()
    origin = {entry.key: entry for entry in base.entries} if base else {}
    joined: list[Entry] = []
    conflicts = []
    for mine in ours.catalog.entries:
        other = their_entries.pop(mine.key, None)
        if other is None:
            joined.append(mine)
            continue
        entry = _join(mine, other, origin.get(mine.key), name=theirs.name)
        if _is_conflict(mine, other, origin.get(mine.key)):
            conflicts.append(Conflict(ours=mine, theirs=other))
        joined.append(entry)
    entries = _in_order(joined, their_entries.values())
    return Joined(
        catalog=replace(ours.catalog, header=_header(ours.catalog, entries), entries=entries),
        conflicts=tuple(conflicts),
        taken=sum(
            _text(entry) != _text(mine)
            for entry, mine in zip(joined, ours.catalog.entries, strict=True)
        )
        + len(their_entries),
    )


def _header(ours: Catalog, entries: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    """Let the digest be that of the messages, if it was: the file has become of two templates."""
    if digest_keys(each for each in ours.entries if not each.obsolete) != header_value(ours, KEYS):
        return ours.header
    fresh = digest_keys(entry for entry in entries if not entry.obsolete)
    return tuple((name, fresh if name == KEYS else value) for name, value in ours.header)


def _in_order(ours: Iterable[Entry], added: Iterable[Entry]) -> tuple[Entry, ...]:
    """Put the other file's own entries behind, obsolete ones last as gettext has them."""
    every = (*ours, *added)
    return (
        *(entry for entry in every if not entry.obsolete),
        *(make_obsolete(entry) for entry in every if entry.obsolete),
    )


def _join(ours: Entry, theirs: Entry, base: Entry | None, *, name: str) -> Entry:
    chosen, other = _choose(ours, theirs, base)
    is_conflict = _is_conflict(ours, theirs, base)
    comments = dict.fromkeys((*chosen.comments, *_comments_beside(chosen, other)))
    if is_conflict:
        comments[_noted(OTHER, other, name)] = None
    elif _is_dropped(chosen, other, base):
        comments[_noted(_PROPOSED, other, name)] = None
    return replace(
        theirs if ours.obsolete else ours,
        msgstr=chosen.msgstr,
        msgid_plural=chosen.msgid_plural,
        msgstr_plural=chosen.msgstr_plural,
        comments=tuple(comments),
        flags=tuple(sorted({*chosen.flags} | ({"fuzzy"} if is_conflict else set()))),
        previous_msgid=chosen.previous_msgid,
        previous_msgctxt=chosen.previous_msgctxt,
        previous_msgid_plural=chosen.previous_msgid_plural,
    )


def _choose(ours: Entry, theirs: Entry, base: Entry | None) -> tuple[Entry, Entry]:
    """Return the entry whose text stands, then the other."""
    if base is not None and _state(ours) != _state(theirs):
        if _state(ours) == _state(base):
            return theirs, ours
        if _state(theirs) == _state(base):
            return ours, theirs
    return (theirs, ours) if _worth(theirs) > _worth(ours) else (ours, theirs)


def _worth(entry: Entry) -> tuple[bool, bool, bool]:
    """Rank a text: approved before a person's, before a machine's, before none."""
    return has_text(entry), has_text(entry) and not entry.fuzzy, not is_machine(entry)


def _is_conflict(ours: Entry, theirs: Entry, base: Entry | None) -> bool:
    approved = all(has_text(each) and not each.fuzzy for each in (ours, theirs))
    if not approved or _text(ours) == _text(theirs):
        return False
    return base is None or _state(base) not in {_state(ours), _state(theirs)}


def _is_dropped(chosen: Entry, other: Entry, base: Entry | None) -> bool:
    """Tell whether a person's text would be lost with `other`."""
    if not has_text(other) or _text(other) == _text(chosen) or is_machine(other):
        return False
    return base is None or _text(other) != _text(base)


def _comments_beside(chosen: Entry, other: Entry) -> tuple[str, ...]:
    """Return the other's comments; those of a draft only where its text stands.

    What was accepted in the other's text is not accepted in this one.
    """
    if _text(chosen) == _text(other):
        return other.comments
    mine = set(chosen.comments)
    return withdraw_marks(line for line in own_comments(other) if line not in mine)


def _noted(prefix: str, entry: Entry, name: str) -> str:
    literals = " ".join(f'"{escape(text)}"' for text in _text(entry))
    return f"{prefix}({name}): {literals}"


def _text(entry: Entry) -> tuple[str, ...]:
    return (entry.msgstr, *entry.msgstr_plural)


def _state(entry: Entry) -> tuple[tuple[str, ...], bool]:
    return _text(entry), entry.fuzzy and has_text(entry)
