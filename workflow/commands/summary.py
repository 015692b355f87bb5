"""What a run tells at its end: a table and the next step for people, a document for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from workflow.languages import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.commands.release import Outcome
    from workflow.console import Console
    from workflow.errors import EngineError

COLUMNS = ("Release", "Language", "Segments", "Reviewed", "Drafts", "Untranslated", "To check")


def report_outcomes(
    outcomes: Sequence[Outcome], missing: Sequence[EngineError], console: Console
) -> None:
    """Show what was made and where, what is missing, and what to do next."""
    console.document(
        {
            "editions": [asdict(outcome) for outcome in outcomes],
            "errors": [
                {"slug": error.slug, "message": error.message, "hint": error.hint}
                for error in missing
            ],
        }
    )
    console.table(COLUMNS, [_row(outcome) for outcome in outcomes])
    for outcome in outcomes:
        console.info(f"{outcome.catalog} → {outcome.edition} ({outcome.status.value})")
    for error in missing:
        console.error(error)
    waiting = [outcome for outcome in outcomes if outcome.drafts]
    if waiting:
        console.info(
            f"next: review {waiting[0].catalog} in Poedit or any editor, clear "
            '"fuzzy" on what you approve, and run the same command again'
        )


def _row(outcome: Outcome) -> tuple[str, ...]:
    return (
        outcome.slug,
        name_of(outcome.lang),
        *(
            str(number)
            for number in (
                outcome.segments,
                outcome.reviewed,
                outcome.drafts,
                outcome.untranslated,
                outcome.flagged,
            )
        ),
    )
