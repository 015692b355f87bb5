"""What `translate build` says: which editions stand, and of what was refused, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.editions.base import STATUSES_SAID
from workflow.model import Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from workflow.commands.faults import Faults
    from workflow.commands.rendering import Edition
    from workflow.commands.standing_editions import Built
    from workflow.commands.strays import Stray
    from workflow.console import Console


_SHOWN = 5
"""Errors of a refused edition; `translate check` shows all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a build."""

    built: tuple[Built, ...]
    refused: tuple[Edition, ...]
    faults: Faults
    """Releases that were refused in all languages, and review files that cannot be read."""
    strays: tuple[Stray, ...] = ()
    """Editions that no release is behind."""
    removed: tuple[str, ...] = ()
    """Those of them that are not there any more."""


def report(outcome: Outcome, *, console: Console) -> None:
    """Say what stands now, and of what does not, why."""
    console.document(
        {
            "editions": [_described(built) for built in outcome.built],
            "refused": [
                {
                    "slug": edition.release.slug,
                    "lang": edition.lang,
                    "findings": [console.described_finding(each) for each in edition.findings],
                }
                for edition in outcome.refused
            ],
            "strays": [stray.name for stray in outcome.strays],
            "removed": list(outcome.removed),
            "errors": outcome.faults.described(console),
        }
    )
    for built in outcome.built:
        for name in built.files:
            status = STATUSES_SAID[built.status]
            console.result(tr("{edition} ({status})", edition=name, status=status))
    for edition in outcome.refused:
        _explain(edition, console)
    outcome.faults.complain(console)
    _tell_strays(outcome, console)
    _count(outcome, console)


def _tell_strays(outcome: Outcome, console: Console) -> None:
    for stray in outcome.strays:
        if stray.name in outcome.removed:
            said = tr("{path}: removed, its release is gone", path=stray.name)
        elif stray.is_ours:
            said = tr("{path}: its release is gone; --prune removes it", path=stray.name)
        else:
            said = tr("{path}: its release is gone; it was changed by hand", path=stray.name)
        console.info(said)


def _count(outcome: Outcome, console: Console) -> None:
    unchanged = sum(built.unchanged for built in outcome.built)
    made, refused = len(outcome.built) - unchanged, len(outcome.refused)
    if not unchanged:
        console.info(tr("{made} editions built, {refused} refused", made=made, refused=refused))
        return
    console.info(
        tr(
            "{made} editions built, {unchanged} unchanged, {refused} refused",
            made=made,
            unchanged=unchanged,
            refused=refused,
        )
    )


def _explain(edition: Edition, console: Console) -> None:
    """Show why an edition was refused: the first errors, and where the others are."""
    console.info(tr("refused: {slug} in {lang}", slug=edition.release.slug, lang=edition.lang))
    errors = [each for each in edition.findings if each.severity is Severity.ERROR]
    for finding in errors[:_SHOWN]:
        console.finding(finding)
    more = len(errors) - _SHOWN
    if more > 0:
        command = f"translate check {edition.release.slug} --to {edition.lang}"
        console.info(tr("… and {more} more errors: {command}", more=more, command=command))


def _described(built: Built) -> dict[str, object]:
    return {
        "slug": built.slug,
        "lang": built.lang,
        "status": built.status.value,
        "files": list(built.files),
        "warnings": built.warnings,
        "unchanged": built.unchanged,
    }
