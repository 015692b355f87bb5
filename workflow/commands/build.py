"""`translate build`: editions of reviewed releases in every format, and no draft taken for more.

Nothing is drafted here. An edition is examined, rendered in all its formats, and only then written:
one that is refused leaves the files of the run before it. One that would come out the same as in
an earlier run is left as it stands.
"""

from __future__ import annotations

import glob
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.commands.build_report import Outcome, report
from workflow.commands.history import Histories
from workflow.commands.records import (
    glossary_digest,
    ledger_file,
    ledger_line,
)
from workflow.commands.releases import fault_of_dates, lookalikes, read_releases, refuse_twins
from workflow.commands.rendering import Edition, Manner, render_editions
from workflow.commands.standing_editions import Standing
from workflow.editions.ledger import LedgerLine
from workflow.errors import SourceError
from workflow.languages import from_gettext
from workflow.model import Position
from workflow.storage import digest, workspace_lock, write_all
from workflow.wording import tr
from workflow.workspace import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.commands.standing_editions import Built
    from workflow.console import Console
    from workflow.model import LangTag, Slug
    from workflow.workspace import Workspace

    Address = tuple[Path, LangTag]
    """The file of a release, and a language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildChoice:
    """What the user wants built."""

    slugs: tuple[str, ...] = ()
    """All releases if empty."""
    langs: tuple[LangTag, ...] = ()
    """The languages that a release has a review file in, if empty."""
    manner: Manner
    anew: bool = False
    """Make also what an earlier run made of the same."""


def run_build(choice: BuildChoice, *, workspace: Workspace, console: Console) -> int:
    """Build editions and return the exit code: 1 if one was refused.

    A release of which a date cannot be read is refused in all languages. Raises `SourceError` for
    one that is not there or cannot be read.
    """
    sources = _find_sources(choice.slugs, workspace)
    beside = (twin for source in sources for twin in lookalikes(source)) if choice.slugs else ()
    refuse_twins(dict.fromkeys((*sources, *beside)), workspace)
    manner = choice.manner
    with workspace_lock(workspace.root, command="translate build"):
        standing = Standing(workspace, formats=manner.formats, allow_drafts=manner.allow_drafts)
        wanted = _wanted(sources, choice.langs, workspace)
        # Asked of all of them: what is made below is remembered with what it was made of now.
        found = {address: standing.find(*address) for address in wanted}
        stood = {} if choice.anew else {each: built for each, built in found.items() if built}
        missing = [address for address in wanted if address not in stood]
        releases = read_releases(tuple(dict.fromkeys(path for path, _ in missing)), workspace)
        undated = dict(_iter_undated(releases))
        made = _make(releases, missing, undated, choice.manner, workspace, console)
        kept = [edition for edition in made if not edition.is_refused]
        new = standing.note(kept, _write(kept, workspace))
        standing.save()
    outcome = Outcome(
        built=_in_order(wanted, [*stood.values(), *new]),
        refused=tuple(edition for edition in made if edition.is_refused),
        errors=tuple(undated.values()),
    )
    report(outcome, console=console)
    return 1 if outcome.refused or outcome.errors else 0


def _wanted(
    sources: Sequence[Path], langs: Sequence[LangTag], workspace: Workspace
) -> tuple[Address, ...]:
    """Return what is to be built, one language after another."""
    found = [
        (source, lang)
        for source in sources
        for lang in langs or _langs_of(slug_of(source), workspace)
    ]
    order = list(dict.fromkeys(lang for _, lang in found))
    return tuple(sorted(found, key=lambda address: order.index(address[1])))


def _in_order(wanted: Sequence[Address], built: Sequence[Built]) -> tuple[Built, ...]:
    by_address = {(each.slug, each.lang): each for each in built}
    places = [(slug_of(source), lang) for source, lang in wanted]
    return tuple(by_address[place] for place in places if place in by_address)


def _make(
    releases: Sequence[Release],
    missing: Sequence[Address],
    undated: Mapping[Slug, SourceError],
    manner: Manner,
    workspace: Workspace,
    console: Console,
) -> list[Edition]:
    """Render the editions of releases whose dates can be read; nothing is written."""
    places = ((slug_of(source), lang) for source, lang in missing)
    wanted = dict.fromkeys(place for place in places if place[0] not in undated)
    made: list[Edition] = []
    with console.progress() as progress:
        for lang in dict.fromkeys(lang for _, lang in wanted):
            mine = [release for release in releases if (release.slug, lang) in wanted]
            for edition in render_editions(lang, mine, manner, workspace):
                made.append(edition)
                progress(tr("building"), len(made), len(wanted))
    return made


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


def _langs_of(slug: Slug, workspace: Workspace) -> tuple[LangTag, ...]:
    found = workspace.settings.locales_folder.glob(f"*/LC_MESSAGES/{glob.escape(slug)}.po")
    return tuple(sorted(from_gettext(path.parent.parent.name) for path in found))


def _write(editions: Sequence[Edition], workspace: Workspace) -> tuple[LedgerLine, ...]:
    """Write all files and what is noted of them, together or not at all; return the notes."""
    if not editions:
        return ()
    files: list[tuple[Path, bytes | str]] = []
    lines: list[LedgerLine] = []
    glossary = glossary_digest(workspace)
    histories = Histories(workspace)
    for edition in editions:
        files += edition.files
        lines += (_line(edition, path, data, glossary, workspace) for path, data in edition.files)
        if edition.review:
            files += histories.file(edition.review, catalog_sha256=edition.review.found)
    write_all([*files, ledger_file(lines, workspace)])
    return tuple(lines)


def _line(
    edition: Edition, path: Path, data: bytes, glossary: str, workspace: Workspace
) -> LedgerLine:
    if edition.review:
        return ledger_line(
            edition.review,
            path=path,
            content=data,
            catalog_sha256=edition.review.found,
            glossary_sha256=glossary,
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
