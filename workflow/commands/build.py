"""`translate build`: editions of reviewed releases in every format, and no draft taken for more.

Nothing is drafted here. An edition is examined, rendered in all its formats, and only then written:
one that is refused leaves the files of the run before it. One that would come out the same as in
an earlier run is left as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.commands.build_report import Outcome, report
from workflow.commands.faults import Faults
from workflow.commands.history import Histories
from workflow.commands.inventory import find_catalogs, slug_named
from workflow.commands.records import glossary_digest, ledger_file, ledger_line
from workflow.commands.releases import (
    fault_of_dates,
    find_distinct,
    find_releases,
    read_releases,
)
from workflow.commands.rendering import Edition, Manner, render_editions
from workflow.commands.standing_editions import Standing
from workflow.commands.strays import find_strays, remove_strays
from workflow.editions.ledger import LedgerLine
from workflow.errors import SourceError
from workflow.model import Position, Slug
from workflow.storage import digest, workspace_lock, write_all
from workflow.wording import tr
from workflow.workspace import slug_key, slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.commands.standing_editions import Built
    from workflow.console import Console
    from workflow.model import LangTag
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
    prunes: bool = False
    """Remove editions whose release is gone."""


def run_build(choice: BuildChoice, *, workspace: Workspace, console: Console) -> int:
    """Build editions and return the exit code: 1 if one was refused.

    A release that cannot be read, or a date in it, is refused in all languages. Raises
    `SourceError` for one that is not there.
    """
    faults = Faults()
    sources = _find_sources(choice.slugs, workspace, faults)
    langs = _find_langs(choice.langs, sources, workspace, faults)
    manner = choice.manner
    with workspace_lock(workspace.root, command="translate build"):
        standing = Standing(workspace, formats=manner.formats, allow_drafts=manner.allow_drafts)
        wanted = _wanted(sources, langs)
        # Asked of all of them: what is made below is remembered with what it was made of now.
        found = {address: standing.find(*address) for address in wanted}
        stood = {} if choice.anew else {each: built for each, built in found.items() if built}
        missing = [address for address in wanted if address not in stood]
        releases = _read(dict.fromkeys(path for path, _ in missing), workspace, faults)
        made = _make(releases, missing, manner, workspace, faults, console)
        written, lines = _write(made, workspace, faults)
        new = standing.note(written, lines)
        standing.save()
        strays = () if choice.slugs and not choice.prunes else find_strays(workspace)
        removed = remove_strays(strays, workspace) if choice.prunes else ()
    outcome = Outcome(
        built=_in_order(wanted, [*stood.values(), *new]),
        refused=tuple(edition for edition in made if edition.is_refused),
        faults=faults,
        strays=strays,
        removed=removed,
    )
    report(outcome, console=console)
    return 1 if outcome.refused or faults else 0


def _wanted(
    sources: Sequence[Path], langs: Mapping[Slug, Sequence[LangTag]]
) -> tuple[Address, ...]:
    """Return what is to be built, one language after another."""
    found = [(source, lang) for source in sources for lang in langs.get(slug_of(source), ())]
    order = list(dict.fromkeys(lang for _, lang in found))
    return tuple(sorted(found, key=lambda address: order.index(address[1])))


def _in_order(wanted: Sequence[Address], built: Sequence[Built]) -> tuple[Built, ...]:
    by_address = {(each.slug, each.lang): each for each in built}
    places = [(slug_of(source), lang) for source, lang in wanted]
    return tuple(by_address[place] for place in places if place in by_address)


def _make(
    releases: Sequence[Release],
    missing: Sequence[Address],
    manner: Manner,
    workspace: Workspace,
    faults: Faults,
    console: Console,
) -> list[Edition]:
    """Render the editions of releases; nothing is written."""
    read = {release.slug for release in releases}
    places = ((slug_of(source), lang) for source, lang in missing)
    wanted = dict.fromkeys(place for place in places if place[0] in read)
    made: list[Edition] = []
    with console.progress() as progress:
        for lang in dict.fromkeys(lang for _, lang in wanted):
            mine = [release for release in releases if (release.slug, lang) in wanted]
            for edition in render_editions(lang, mine, manner, workspace, faults):
                made.append(edition)
                progress(tr("building"), len(made), len(wanted))
    return made


def _read(sources: Iterable[Path], workspace: Workspace, faults: Faults) -> tuple[Release, ...]:
    """Return the releases that can be read, and the dates in them."""
    releases = []
    for release in read_releases(sources, workspace, faults):
        document = release.document
        if fault := fault_of_dates(document.source, path=document.path):
            faults.add(fault)
        else:
            releases.append(release)
    return tuple(releases)


def _find_sources(slugs: Sequence[str], workspace: Workspace, faults: Faults) -> tuple[Path, ...]:
    """Return the files of the releases that are asked for, of all where none is.

    Raises `SourceError` (``source-missing``).
    """
    releases = find_releases(workspace)
    if not slugs:
        return find_distinct(releases, workspace, faults)
    asked = [slug_named(name) for name in slugs]
    for name, slug in zip(slugs, asked, strict=True):
        if not any(path.stem == slug for path in releases):
            raise SourceError(
                tr('there is no release "{slug}"', slug=name),
                slug="source-missing",
                position=Position(path=workspace.settings.releases),
                hint=tr("name a release as its file is named, without .md"),
            )
    keys = set(map(slug_key, asked))
    alike = [path for path in releases if slug_key(path.stem) in keys]
    found = [path for path in find_distinct(alike, workspace, faults) if path.stem in asked]
    return tuple(sorted(found, key=lambda path: asked.index(Slug(path.stem))))


def _find_langs(
    langs: Sequence[LangTag], sources: Sequence[Path], workspace: Workspace, faults: Faults
) -> dict[Slug, list[LangTag]]:
    """Return the languages to build of each release: `langs`, else those of its review files."""
    if langs:
        return {slug_of(source): list(langs) for source in sources}
    found: dict[Slug, list[LangTag]] = {}
    for path, lang in find_catalogs(workspace, faults).items():
        found.setdefault(Slug(path.stem), []).append(lang)
    return {slug: sorted(langs) for slug, langs in found.items()}


def _write(
    editions: Sequence[Edition], workspace: Workspace, faults: Faults
) -> tuple[list[Edition], list[LedgerLine]]:
    """Write all files and what is noted of them, together or not at all; return what and the notes.

    `faults` gets editions whose versions cannot be read: they are not written.
    """
    kept = [edition for edition in editions if not edition.is_refused]
    if not kept:
        return [], []
    written: list[Edition] = []
    files: list[tuple[Path, bytes | str]] = []
    lines: list[LedgerLine] = []
    glossary = glossary_digest(workspace)
    histories = Histories(workspace)
    for edition in kept:
        with faults.apart():
            if edition.review:
                files += histories.file(edition.review, catalog_sha256=edition.review.found)
            files += edition.files
            lines += (_line(edition, *file, glossary, workspace) for file in edition.files)
            written.append(edition)
    if lines:
        write_all([*files, ledger_file(lines, workspace)])
    return written, lines


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
