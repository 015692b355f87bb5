"""What `translate diff` tells: old and new words side by side, the differing ones marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.editions.differences import compare_words
from workflow.model import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.commands.diff import Difference
    from workflow.console import Console
    from workflow.editions.changes import Change

_STATES = {
    State.REVIEWED: "approved",
    State.DRAFT: "draft, not approved",
    State.UNTRANSLATED: "no translation yet",
}


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
        console.result(f"erratum: {path}")


def _headline(difference: Difference) -> str:
    review = difference.review
    name = f"{review.release.slug} → {review.lang}"
    if difference.since is None:
        return f"{name}: no edition to compare with"
    before = f"reviewed version {difference.since}" if difference.since else "the draft edition"
    return f"{name}: sentences that differ from {before}: {len(difference.changes)}"


def _show(change: Change, difference: Difference, console: Console) -> None:
    console.result(
        f"  {_place(change, difference)}: {change.kind.value}{_state(change, difference)}"
    )
    old, new = change.old, change.new
    texts = {
        "source": (old.source if old else "", new.source if new else ""),
        difference.review.lang: (old.target if old else "", new.target if new else ""),
    }
    for name, (before, after) in texts.items():
        console.differences(f"    {name:<8}", compare_words(before, after))


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


def _state(change: Change, difference: Difference) -> str:
    state = _state_of(change, difference)
    return f" ({_STATES[state]})" if state else ""
