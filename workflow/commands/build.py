"""`translate build`: editions of reviewed releases in every format, and no draft taken for more.

Nothing is drafted here. An edition is examined, rendered in all its formats, and only then written:
one that is refused leaves the files of the run before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.commands.check import examine_catalog
from workflow.commands.releases import read_releases
from workflow.commands.review import open_review
from workflow.commands.terms import open_terms
from workflow.editions.base import EditionContent, Status
from workflow.editions.ledger import LedgerLine, format_ledger, parse_ledger, update_ledger
from workflow.editions.page import Frame
from workflow.editions.registry import open_format
from workflow.errors import EditionError, SourceError
from workflow.languages import from_gettext
from workflow.model import Finding, Position, Severity, State
from workflow.storage import digest, workspace_lock, write_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.commands.review import Review
    from workflow.console import Console
    from workflow.model import LangTag
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A release in one language: rendered, or refused with what speaks against it."""

    release: Release
    lang: LangTag
    status: Status
    catalog_sha256: str
    files: tuple[tuple[Path, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()
    """Warnings of an edition that is made; of a refused one, its errors too."""

    @property
    def is_refused(self) -> bool:
        """Tell whether there is nothing to write."""
        return not self.files


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildChoice:
    """What the user wants built."""

    slugs: tuple[str, ...] = ()
    """All releases if empty."""
    langs: tuple[LangTag, ...] = ()
    """The languages that a release has a review file in, if empty."""
    formats: tuple[str, ...]
    allow_drafts: bool = False


def run_build(choice: BuildChoice, *, workspace: Workspace, console: Console) -> int:
    """Build editions and return the exit code: 1 if one was refused.

    Raises `SourceError` for a release that is not there or cannot be read.
    """
    releases = read_releases(_find_sources(choice.slugs, workspace), workspace)
    with workspace_lock(workspace.root, command="translate build"):
        wanted = [
            (release, lang)
            for release in releases
            for lang in choice.langs or _langs_of(release, workspace)
        ]
        langs = tuple(dict.fromkeys(lang for _, lang in wanted))
        made: list[Edition] = []
        with console.progress() as progress:
            for lang in langs:
                mine = [release for release, each in wanted if each == lang]
                for edition in _build_in(lang, mine, choice, workspace):
                    made.append(edition)
                    progress("building", len(made), len(wanted))
        _write(made, workspace)
    _report(made, workspace=workspace, console=console)
    return 1 if any(edition.is_refused for edition in made) else 0


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
        office=settings.project.name,
        logo=workspace.root / build.logo if build.logo else None,
    )


def _find_sources(slugs: Sequence[str], workspace: Workspace) -> tuple[Path, ...]:
    folder = workspace.settings.releases_folder
    if not slugs:
        return tuple(sorted(folder.glob("*.md")))
    paths = []
    for slug in slugs:
        path = folder / f"{slug.removesuffix('.md').rpartition('/')[2]}.md"
        if not path.is_file():
            raise SourceError(
                f'there is no release "{slug}"',
                slug="source-missing",
                position=Position(path=workspace.settings.releases),
                hint="name a release as its file is named, without .md",
            )
        paths.append(path)
    return tuple(paths)


def _langs_of(release: Release, workspace: Workspace) -> tuple[LangTag, ...]:
    folder = workspace.settings.locales_folder
    found = folder.glob(f"*/LC_MESSAGES/{release.slug}.po")
    return tuple(sorted(from_gettext(path.parent.parent.name) for path in found))


# --- One language ------------------------------------------------------------------------------


def _build_in(
    lang: LangTag, releases: Sequence[Release], choice: BuildChoice, workspace: Workspace
) -> Iterator[Edition]:
    source_lang = workspace.settings.source_lang
    if lang == source_lang:
        yield from (_build_source(release, choice, workspace) for release in releases)
        return
    house = open_terms(workspace, source_lang=source_lang, target_lang=lang)
    for release in releases:
        review = open_review(release, lang, workspace)
        findings = (
            *_refusals(review, choice, workspace),
            *examine_catalog(
                review.catalog,
                name=workspace.name_of(review.path),
                lang=lang,
                house=house,
                workspace=workspace,
            ),
        )
        edition = Edition(
            release=release,
            lang=lang,
            status=_status_of(review),
            catalog_sha256=review.found,
            findings=findings,
        )
        targets = tuple(entry.msgstr or None for entry in review.entries)
        yield _rendered(edition, targets, choice, workspace)


def _build_source(release: Release, choice: BuildChoice, workspace: Workspace) -> Edition:
    """Build the edition in the language of the source, which nobody has to review."""
    edition = Edition(
        release=release,
        lang=workspace.settings.source_lang,
        status=Status.REVIEWED,
        catalog_sha256="",
    )
    targets = tuple(segment.text for segment in release.segments)
    return _rendered(edition, targets, choice, workspace)


def _status_of(review: Review) -> Status:
    is_reviewed = all(entry.state is State.REVIEWED for entry in review.entries)
    return Status.REVIEWED if is_reviewed else Status.DRAFT


def _refusals(review: Review, choice: BuildChoice, workspace: Workspace) -> Iterator[Finding]:
    position = Position(path=workspace.name_of(review.path))
    if not review.found:
        yield Finding(
            code="edition-untranslated",
            severity=Severity.ERROR,
            position=position,
            message=f'release "{review.release.slug}" has no review file in {review.lang}',
            hint=f"translate {review.release.document.path} --to {review.lang}",
        )
        return
    states = [entry.state for entry in review.entries]
    waiting = len(states) - states.count(State.REVIEWED)
    if waiting and not choice.allow_drafts:
        yield Finding(
            code="edition-unreviewed",
            severity=Severity.ERROR,
            position=position,
            message=f"{waiting} of {len(states)} segments are not approved",
            hint='review them and clear "fuzzy", or build with --allow-drafts: '
            "readers are then told",
        )


def _rendered(
    edition: Edition,
    targets: tuple[str | None, ...],
    choice: BuildChoice,
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
    try:
        for name in choice.formats:
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
        return _with(edition, findings=(*edition.findings, refusal))
    return _with(edition, files=tuple(files), findings=edition.findings)


def _with(
    edition: Edition,
    *,
    files: tuple[tuple[Path, bytes], ...] = (),
    findings: tuple[Finding, ...],
) -> Edition:
    return Edition(
        release=edition.release,
        lang=edition.lang,
        status=edition.status,
        catalog_sha256=edition.catalog_sha256,
        files=files,
        findings=findings,
    )


# --- All of them -------------------------------------------------------------------------------


def _write(editions: Sequence[Edition], workspace: Workspace) -> None:
    """Write all files and their lines in the ledger, together or not at all."""
    files = [file for edition in editions for file in edition.files]
    lines = [
        _line(edition, path, data, workspace)
        for edition in editions
        for path, data in edition.files
    ]
    if lines:
        write_all([*files, (workspace.ledger, _ledger_with(lines, workspace))])


def _line(edition: Edition, path: Path, data: bytes, workspace: Workspace) -> LedgerLine:
    return LedgerLine(
        edition=workspace.name_of(path),
        slug=edition.release.slug,
        lang=edition.lang,
        status=edition.status.value,
        source_sha256=digest(edition.release.document.source),
        catalog_sha256=edition.catalog_sha256,
        edition_sha256=digest(data),
        version=__version__,
    )


def _ledger_with(lines: Sequence[LedgerLine], workspace: Workspace) -> str:
    path = workspace.ledger
    old = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    known = parse_ledger(old, path=workspace.name_of(path))
    return format_ledger(update_ledger(known, lines))


def _report(editions: Sequence[Edition], *, workspace: Workspace, console: Console) -> None:
    """Say what was made, and of what was not, why."""
    made = [edition for edition in editions if not edition.is_refused]
    refused = [edition for edition in editions if edition.is_refused]
    console.document(
        {
            "editions": [_described(edition, workspace) for edition in made],
            "refused": [
                {
                    "slug": edition.release.slug,
                    "lang": edition.lang,
                    "findings": [console.described_finding(each) for each in edition.findings],
                }
                for edition in refused
            ],
        }
    )
    for edition in made:
        for path, _ in edition.files:
            console.result(f"{workspace.name_of(path)} ({edition.status.value})")
    for edition in refused:
        console.info(f"refused: {edition.release.slug} in {edition.lang}")
        for finding in edition.findings:
            if finding.severity is Severity.ERROR and not console.as_json:
                console.finding(finding)
    console.info(f"{len(made)} editions built, {len(refused)} refused")


def _described(edition: Edition, workspace: Workspace) -> dict[str, object]:
    return {
        "slug": edition.release.slug,
        "lang": edition.lang,
        "status": edition.status.value,
        "files": [workspace.name_of(path) for path, _ in edition.files],
        "warnings": sum(each.severity is Severity.WARNING for each in edition.findings),
    }
