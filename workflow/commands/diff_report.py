"""What `translate diff` tells: old and new words side by side, the differing ones marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.editions.changes import Kind
from workflow.editions.differences import compare_words
from workflow.messages.interface import say
from workflow.model import State
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.commands.review import Review
    from workflow.console import Console
    from workflow.editions.changes import Change
    from workflow.editions.versions import Sentence

_KINDS = {
    Kind.CHANGED: tr("changed"),
    Kind.ADDED: tr("added"),
    Kind.REMOVED: tr("removed"),
    Kind.REWORDED: tr("reworded"),
}
_STATES = {
    State.REVIEWED: tr("approved"),
    State.DRAFT: tr("draft, not approved"),
    State.UNTRANSLATED: tr("no translation yet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs in one language between an earlier text and the one of now."""

    review: Review
    since: int | None
    """The number of the reviewed version that is compared, from 1; 0 for a draft edition, None
    where there is nothing to compare with."""
    old: tuple[Sentence, ...]
    new: tuple[Sentence, ...]
    changes: tuple[Change, ...]


def report_differences(
    differences: Sequence[Difference], errata: Sequence[str], console: Console
) -> None:
    """Show what differs in each language, and the notices that were written."""
    console.document(
        {
            "editions": [_document_of(difference) for difference in differences],
            "errata": list(errata),
        }
    )
    for difference in differences:
        console.result(_headline(difference))
        for change in difference.changes:
            _show(change, difference, console)
    for path in errata:
        console.result(tr("erratum: {path}", path=path))


def _headline(difference: Difference) -> str:
    values = {
        "slug": difference.review.release.slug,
        "lang": difference.review.lang,
        "count": len(difference.changes),
    }
    if difference.since is None:
        return tr("{slug} → {lang}: no edition to compare with", **values)
    if difference.since == 0:
        return tr(
            "{slug} → {lang}: sentences that differ from the draft edition: {count}", **values
        )
    return tr(
        "{slug} → {lang}: sentences that differ from reviewed version {number}: {count}",
        number=difference.since,
        **values,
    )


def _show(change: Change, difference: Difference, console: Console) -> None:
    place, kind = _place(change, difference), _KINDS[change.kind]
    state = _state_of(change, difference)
    if state is None:
        console.result(tr("  {place}: {kind}", place=place, kind=kind))
    else:
        told = tr("  {place}: {kind} ({state})", place=place, kind=kind, state=_STATES[state])
        console.result(told)
    old, new = change.old, change.new
    texts = {
        tr("source"): (old.source if old else "", new.source if new else ""),
        difference.review.lang: (old.target if old else "", new.target if new else ""),
    }
    for name, (before, after) in texts.items():
        console.differences(f"    {say(name):<8}", compare_words(before, after))


def _place(change: Change, difference: Difference) -> str:
    release = difference.review.release
    if change.index is None:
        return release.document.path
    return str(release.segments[change.index].position)


def _state_of(change: Change, difference: Difference) -> State | None:
    return None if change.index is None else difference.review.entries[change.index].state


def _document_of(difference: Difference) -> dict[str, object]:
    review = difference.review
    return {
        "slug": review.release.slug,
        "lang": review.lang,
        "since": difference.since,
        "changes": [_described(change, difference) for change in difference.changes],
    }


def _described(change: Change, difference: Difference) -> dict[str, object]:
    old, new = change.old, change.new
    state = _state_of(change, difference)
    return {
        "kind": change.kind.value,
        "position": _place(change, difference),
        "old_source": old.source if old else None,
        "new_source": new.source if new else None,
        "old_target": old.target if old else None,
        "new_target": new.target if new else None,
        "state": state.value if state else None,
    }
