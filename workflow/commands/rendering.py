"""Editions rendered in memory: examined first, refused whole where anything speaks against them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.commands.examination import examine_catalog, source_names
from workflow.commands.records import status_of
from workflow.commands.review import open_review
from workflow.commands.terms import Houses
from workflow.editions.base import EditionContent, Status
from workflow.editions.page import Frame, compose_page
from workflow.editions.registry import open_format
from workflow.errors import EditionError
from workflow.model import Finding, Position, Severity, State
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workflow.commands.faults import Faults
    from workflow.commands.releases import Release
    from workflow.commands.review import Review
    from workflow.model import LangTag
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A release in one language: rendered, or refused with what speaks against it."""

    release: Release
    lang: LangTag
    status: Status
    review: Review | None = None
    """What it was made of; None for the edition in the language of the source."""
    files: tuple[tuple[Path, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()
    """Warnings of an edition that is made; of a refused one, its errors too."""
    beside: tuple[str, ...] = ()
    """What else it was made of: paths in the workspace of pictures and of other releases."""

    @property
    def is_refused(self) -> bool:
        """Tell whether there is nothing to write."""
        return not self.files


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How editions are rendered."""

    formats: tuple[str, ...]
    allow_drafts: bool = False


def frame_of(workspace: Workspace) -> Frame:
    """Return what the settings put round every edition."""
    settings = workspace.settings
    build = settings.build
    return Frame(
        root=workspace.root,
        source_lang=settings.source_lang,
        templates=workspace.root / build.templates,
        fonts=workspace.root / build.fonts,
        font=build.font,
        office=build.office or settings.project.name,
        logo=workspace.root / build.logo if build.logo else None,
    )


def render_editions(
    lang: LangTag,
    releases: Sequence[Release],
    manner: Manner,
    workspace: Workspace,
    faults: Faults,
) -> Iterator[Edition]:
    """Yield the editions of `releases` in one language; nothing is written.

    The language may be that of the sources. `faults` gets review files that cannot be read.
    """
    houses = Houses(workspace)
    for release in releases:
        with faults.apart():
            if lang == workspace.settings.source_lang:
                yield _build_source(release, manner, workspace)
            else:
                yield _build_translation(release, lang, houses, manner, workspace)


def _build_translation(
    release: Release, lang: LangTag, houses: Houses, manner: Manner, workspace: Workspace
) -> Edition:
    review = open_review(release, lang, workspace, terms=houses.terms(lang))
    findings = (
        *_refusals(review, manner, workspace),
        *examine_catalog(
            review.catalog,
            name=workspace.name_of(review.path),
            lang=lang,
            house=houses.open(lang),
            workspace=workspace,
        ),
    )
    edition = Edition(
        release=release,
        lang=lang,
        status=status_of(review),
        review=review,
        findings=findings,
    )
    targets = tuple(entry.msgstr or None for entry in review.entries)
    return _rendered(edition, targets, manner, workspace)


def _build_source(release: Release, manner: Manner, workspace: Workspace) -> Edition:
    """Build the edition in the language of the source, which nobody has to review."""
    edition = Edition(
        release=release,
        lang=workspace.settings.source_lang,
        status=Status.REVIEWED,
    )
    targets = tuple(segment.text for segment in release.segments)
    return _rendered(edition, targets, manner, workspace)


def _refusals(review: Review, manner: Manner, workspace: Workspace) -> Iterator[Finding]:
    position = Position(path=workspace.name_of(review.path))
    if not review.found:
        yield Finding(
            code="edition-untranslated",
            severity=Severity.ERROR,
            position=position,
            message=tr(
                'release "{slug}" has no review file in {lang}',
                slug=review.release.slug,
                lang=review.lang,
            ),
            hint=f"translate {review.release.document.path} --to {review.lang}",
        )
        return
    states = [entry.state for entry in review.entries]
    waiting = len(states) - states.count(State.REVIEWED)
    if waiting and not manner.allow_drafts:
        yield Finding(
            code="edition-unreviewed",
            severity=Severity.ERROR,
            position=position,
            message=tr(
                "{waiting} of {count} segments are not approved", waiting=waiting, count=len(states)
            ),
            hint=tr(
                'review them and clear "fuzzy", or build with --allow-drafts: readers are then told'
            ),
        )


def _rendered(
    edition: Edition,
    targets: tuple[str | None, ...],
    manner: Manner,
    workspace: Workspace,
) -> Edition:
    """Return the edition with the files of all formats, or with what speaks against it."""
    if any(finding.severity is Severity.ERROR for finding in edition.findings):
        return edition
    release, frame = edition.release, frame_of(workspace)
    content = EditionContent(
        document=release.document,
        segments=release.segments,
        targets=targets,
        lang=edition.lang,
        status=edition.status,
    )
    files = []
    beside = set(source_names(edition.review.catalog) if edition.review else ())
    try:
        if set(manner.formats) - {"md"}:
            beside |= set(map(workspace.name_of, compose_page(content, frame).files))
        for name in manner.formats:
            kind = open_format(name, frame)
            path = workspace.edition(release.slug, edition.lang, kind.suffix)
            files.append((path, kind.render(content)))
    except EditionError as error:
        refusal = Finding(
            code=error.slug,
            severity=Severity.ERROR,
            position=error.position or Position(path=release.document.path),
            message=error.message,
            hint=error.hint,
        )
        return replace(edition, findings=(*edition.findings, refusal))
    return replace(edition, files=tuple(files), beside=tuple(sorted(beside)))
