"""What `translate status` tells: a table and advice for people, a document for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.editions.standing import STATES_SAID, State
from workflow.wording import joined, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.commands.survey import Survey
    from workflow.console import Console
    from workflow.editions.standing import Standing
    from workflow.errors import WorkflowError
    from workflow.model import LangTag, Slug

_COLUMNS = (
    tr("Release"),
    tr("To"),
    tr("Standing"),
    tr("Segments"),
    tr("Reviewed"),
    tr("Drafts"),
    tr("Empty"),
    tr("Errors"),
    tr("Warnings"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseStatus:
    """Where a release stands in one language; paths are relative to the workspace."""

    slug: Slug
    lang: LangTag
    source: str
    catalog: str
    survey: Survey
    editions: tuple[tuple[str, Standing], ...]
    """Path and standing of each: Markdown, then others that the ledger names."""

    @property
    def standing(self) -> Standing:
        """Return that of the edition that is worst off."""
        order = list(State)
        return min((each for _, each in self.editions), key=lambda each: order.index(each.state))


def report_statuses(
    statuses: Sequence[ReleaseStatus],
    strays: Sequence[str],
    problems: Sequence[WorkflowError],
    console: Console,
    *,
    has_reasons: bool,
) -> None:
    """Show where the releases stand; with `has_reasons`, also why, a line an edition."""
    console.document(
        {
            "releases": [_document_of(status) for status in statuses],
            "strays": list(strays),
            "errors": [console.described(problem) for problem in problems],
        }
    )
    console.table(_COLUMNS, [_row(status) for status in statuses])
    for status in statuses if has_reasons else ():
        for line in _iter_reasons(status):
            console.result(line)
    for stray in strays:
        console.info(tr("{path}: its release is gone", path=stray))
    for problem in problems:
        console.complain(problem)
    if statuses:
        console.info(_summary(statuses))


def _summary(statuses: Sequence[ReleaseStatus]) -> str:
    """Count what stands where, and name the command that tells more."""
    states = [status.standing.state for status in statuses]
    counts = joined(
        [
            tr("{count} {state}", count=states.count(state), state=STATES_SAID[state])
            for state in reversed(State)
            if state in states
        ],
        ", ",
    )
    stale = next((each for each in statuses if each.standing.state is State.STALE), None)
    if stale is None:
        return tr("{count} in all: {states}", count=len(statuses), states=counts)
    return tr(
        "{count} in all: {states}; next: translate diff {slug}",
        count=len(statuses),
        states=counts,
        slug=stale.slug,
    )


def _document_of(status: ReleaseStatus) -> dict[str, object]:
    survey, standing = status.survey, status.standing
    return {
        "slug": status.slug,
        "lang": status.lang,
        "source": status.source,
        "catalog": status.catalog,
        "segments": len(survey.segments),
        "reviewed": survey.reviewed,
        "drafts": survey.drafts,
        "untranslated": survey.untranslated,
        "errors": survey.errors,
        "warnings": survey.warnings,
        "new": survey.new,
        "left": survey.left,
        "standing": standing.state.value,
        "stale_segments": standing.stale_segments,
        "editions": [_described(path, each) for path, each in status.editions],
    }


def _described(path: str, standing: Standing) -> dict[str, object]:
    reasons = zip(standing.reasons, standing.explained(), strict=True)
    return {
        "edition": path,
        "standing": standing.state.value,
        "stale_segments": standing.stale_segments,
        "reasons": [
            {"reason": reason.value, "count": count, "message": message}
            for (reason, count), message in reasons
        ],
    }


def _row(status: ReleaseStatus) -> tuple[str, ...]:
    survey = status.survey
    counts = (
        len(survey.segments),
        survey.reviewed,
        survey.drafts,
        survey.untranslated,
        survey.errors,
        survey.warnings,
    )
    return (status.slug, status.lang, status.standing.said(), *map(str, counts))


def _iter_reasons(status: ReleaseStatus) -> Iterator[str]:
    for path, standing in status.editions:
        if standing.reasons:
            yield tr(
                "{path}: {standing} ({reasons})",
                path=path,
                standing=standing.said(),
                reasons=joined(standing.explained()),
            )
    survey = status.survey
    if survey.left or 0 < survey.new < len(survey.segments):
        yield tr(
            "{catalog}: sentences that only the release has: {new}, that only the review file has: "
            "{left}; next: translate {source} --to {lang}",
            catalog=status.catalog,
            new=survey.new,
            left=survey.left,
            source=status.source,
            lang=status.lang,
        )
