"""`translate build`: editions of reviewed releases in every format, and no draft taken for more.

Nothing is drafted here. An edition is examined, rendered in all its formats, and only then written:
one that is refused leaves the files of the run before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.commands.records import (
    glossary_digest,
    ledger_file,
    ledger_line,
    versions_file,
)
from workflow.commands.releases import fault_of_dates, read_releases
from workflow.commands.rendering import Edition, Manner, render_editions
from workflow.editions.base import STATUSES_SAID
from workflow.editions.ledger import LedgerLine
from workflow.errors import SourceError
from workflow.languages import from_gettext
from workflow.model import Position, Severity
from workflow.storage import digest, workspace_lock, write_all
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.console import Console
    from workflow.model import LangTag, Slug
    from workflow.workspace import Workspace


_SHOWN = 5
"""Errors of a refused edition; `translate check` shows all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildChoice:
    """What the user wants built."""

    slugs: tuple[str, ...] = ()
    """All releases if empty."""
    langs: tuple[LangTag, ...] = ()
    """The languages that a release has a review file in, if empty."""
    manner: Manner


def run_build(choice: BuildChoice, *, workspace: Workspace, console: Console) -> int:
    """Build editions and return the exit code: 1 if one was refused.

    A release of which a date cannot be read is refused in all languages. Raises `SourceError` for
    one that is not there or cannot be read.
    """
    found = read_releases(_find_sources(choice.slugs, workspace), workspace)
    undated = dict(_iter_undated(found))
    releases = [release for release in found if release.slug not in undated]
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
                for edition in render_editions(lang, mine, choice.manner, workspace):
                    made.append(edition)
                    progress(tr("building"), len(made), len(wanted))
        _write(made, workspace)
    _report(made, tuple(undated.values()), workspace=workspace, console=console)
    return 1 if undated or any(edition.is_refused for edition in made) else 0


def _iter_undated(releases: Sequence[Release]) -> Iterator[tuple[Slug, SourceError]]:
    """Yield the releases of which a date cannot be read, and what is wrong with it."""
    for release in releases:
        document = release.document
        if fault := fault_of_dates(document.source, path=document.path):
            yield release.slug, fault


def _find_sources(slugs: Sequence[str], workspace: Workspace) -> tuple[Path, ...]:
    folder = workspace.settings.releases_folder
    if not slugs:
        return tuple(sorted(folder.glob("*.md")))
    paths = []
    for slug in slugs:
        path = folder / f"{slug.removesuffix('.md').rpartition('/')[2]}.md"
        if not path.is_file():
            raise SourceError(
                tr('there is no release "{slug}"', slug=slug),
                slug="source-missing",
                position=Position(path=workspace.settings.releases),
                hint=tr("name a release as its file is named, without .md"),
            )
        paths.append(path)
    return tuple(paths)


def _langs_of(release: Release, workspace: Workspace) -> tuple[LangTag, ...]:
    folder = workspace.settings.locales_folder
    found = folder.glob(f"*/LC_MESSAGES/{release.slug}.po")
    return tuple(sorted(from_gettext(path.parent.parent.name) for path in found))


def _write(editions: Sequence[Edition], workspace: Workspace) -> None:
    """Write all files and what is noted of them, together or not at all."""
    files: list[tuple[Path, bytes | str]] = []
    lines: list[LedgerLine] = []
    for edition in editions:
        if edition.is_refused:
            continue
        files += edition.files
        lines += (_line(edition, path, data, workspace) for path, data in edition.files)
        if edition.review:
            found = edition.review.found
            files += versions_file(edition.review, catalog_sha256=found, workspace=workspace)
    if lines:
        write_all([*files, ledger_file(lines, workspace)])


def _line(edition: Edition, path: Path, data: bytes, workspace: Workspace) -> LedgerLine:
    if edition.review:
        return ledger_line(
            edition.review,
            path=path,
            content=data,
            catalog_sha256=edition.review.found,
            glossary_sha256=glossary_digest(workspace),
            workspace=workspace,
        )
    return LedgerLine(
        edition=workspace.name_of(path),
        slug=edition.release.slug,
        lang=edition.lang,
        status=edition.status.value,
        source_sha256=digest(edition.release.document.source),
        catalog_sha256="",
        edition_sha256=digest(data),
        version=__version__,
    )


def _report(
    editions: Sequence[Edition],
    errors: Sequence[SourceError],
    *,
    workspace: Workspace,
    console: Console,
) -> None:
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
            "errors": [console.described(error) for error in errors],
        }
    )
    for edition in made:
        for path, _ in edition.files:
            status = STATUSES_SAID[edition.status]
            console.result(
                tr("{edition} ({status})", edition=workspace.name_of(path), status=status)
            )
    for edition in refused:
        _explain(edition, console)
    for error in errors:
        console.complain(error)
    console.info(
        tr("{made} editions built, {refused} refused", made=len(made), refused=len(refused))
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


def _described(edition: Edition, workspace: Workspace) -> dict[str, object]:
    return {
        "slug": edition.release.slug,
        "lang": edition.lang,
        "status": edition.status.value,
        "files": [workspace.name_of(path) for path, _ in edition.files],
        "warnings": sum(each.severity is Severity.WARNING for each in edition.findings),
    }
