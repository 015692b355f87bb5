"""What a run tells at its end: a table and the next step for people, a document for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from workflow.catalog.entries import is_flagged
from workflow.commands.carry import count_fates, describe
from workflow.editions.base import STATUSES_SAID
from workflow.editions.markdown import MarkdownFormat
from workflow.model import Finding, Position, Severity, State
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.commands.faults import Faults
    from workflow.commands.review import Review
    from workflow.console import Console
    from workflow.editions.base import Status
    from workflow.model import Document, LangTag
    from workflow.workspace import Workspace

_QUOTED = 60
"""Characters of a text that a message quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run made of one release in one language; paths are relative to the workspace."""

    slug: str
    lang: LangTag
    source: str
    template: str
    catalog: str
    edition: str
    status: Status
    segments: int
    reviewed: int
    drafts: int
    untranslated: int
    flagged: int
    """Drafts with at least one warning."""
    carried: dict[str, int]
    """What became of approved texts whose source changed: how many were kept, repaired …"""
    former: str
    """The review file that was taken over, whose release had another name; else empty."""
    findings: tuple[Finding, ...]
    """What a tool had done to the messages of the review file."""


def outcome_of(review: Review, status: Status, workspace: Workspace) -> Outcome:
    """Count what a review file holds and name the files of its release."""
    slug = review.release.slug
    states = [entry.state for entry in review.entries]
    return Outcome(
        slug=slug,
        lang=review.lang,
        source=review.release.document.path,
        template=workspace.name_of(workspace.template(slug)),
        catalog=workspace.name_of(review.path),
        edition=workspace.name_of(workspace.edition(slug, review.lang, MarkdownFormat.suffix)),
        status=status,
        segments=len(states),
        reviewed=states.count(State.REVIEWED),
        drafts=states.count(State.DRAFT),
        untranslated=states.count(State.UNTRANSLATED),
        flagged=sum(is_flagged(entry) for entry in review.entries),
        carried=count_fates(review.moves),
        former=workspace.name_of(review.former.path) if review.former else "",
        findings=(*review.findings, *_left_in_source(review.release.document)),
    )


def _left_in_source(document: Document) -> Iterator[Finding]:
    """Yield what readers of every edition find in the language of the source."""
    for left in document.untouched:
        words = left.text if len(left.text) <= _QUOTED else f"{left.text[:_QUOTED].rstrip()}…"
        if left.is_html:
            message = tr('raw HTML is not translated: "{words}"', words=words)
            hint = tr(
                "write it in Markdown; between <!-- translate:off --> and <!-- translate:on"
                " --> it stays without a word"
            )
        else:
            message = tr(
                'an indented paragraph is code, and not translated: "{words}"', words=words
            )
            hint = tr("take away the tab or the four spaces before it")
        yield Finding(
            code="source-html" if left.is_html else "source-indented",
            severity=Severity.WARNING,
            position=Position(path=document.path, line=left.line),
            message=message,
            hint=hint,
        )


def report_outcomes(outcomes: Sequence[Outcome], faults: Faults, console: Console) -> None:
    """Show what was made and where, what could not be, and what to do next."""
    console.document(
        {
            "editions": [_described(outcome, console) for outcome in outcomes],
            "errors": faults.described(console),
        }
    )
    console.table(
        (
            tr("Release"),
            tr("To"),
            tr("Segments"),
            tr("Reviewed"),
            tr("Drafts"),
            tr("Empty"),
            tr("To check"),
        ),
        [_row(outcome) for outcome in outcomes],
    )
    for outcome in outcomes:
        for finding in outcome.findings:
            console.finding(finding)
        if outcome.former:
            console.info(
                tr(
                    "{catalog}: the release was {former}, its texts were taken over as they stood;"
                    " delete that file if you agree",
                    catalog=outcome.catalog,
                    former=outcome.former,
                )
            )
        if carried := describe(outcome.carried):
            console.info(
                tr(
                    "{catalog}: the source changed; approved texts: {carried}",
                    catalog=outcome.catalog,
                    carried=carried,
                )
            )
        console.info(
            tr(
                "{catalog} → {edition} ({status})",
                catalog=outcome.catalog,
                edition=outcome.edition,
                status=STATUSES_SAID[outcome.status],
            )
        )
    faults.complain(console)
    if waiting := next((outcome for outcome in outcomes if outcome.drafts), None):
        console.info(
            tr(
                'next: review {catalog} in Poedit or any editor, clear "fuzzy" on what '
                "you approve, and run the same command again",
                catalog=waiting.catalog,
            )
        )


def _described(outcome: Outcome, console: Console) -> dict[str, object]:
    findings = [console.described_finding(finding) for finding in outcome.findings]
    return asdict(outcome) | {"findings": findings}


def _row(outcome: Outcome) -> tuple[str, ...]:
    counts = (
        outcome.segments,
        outcome.reviewed,
        outcome.drafts,
        outcome.untranslated,
        outcome.flagged,
    )
    return (outcome.slug, outcome.lang, *(str(count) for count in counts))
