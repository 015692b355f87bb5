"""`translate proof`: a release beside its edition, on one page for who reads both."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.commands.examination import examine_catalog
from workflow.commands.releases import find_releases, read_release
from workflow.commands.review import open_review
from workflow.commands.terms import Houses
from workflow.editions.proof import make_proof, render_proof
from workflow.editions.proof.marks import Languages
from workflow.editions.proof.rows import Pages
from workflow.errors import CatalogError, SourceError
from workflow.model import Catalog, Position
from workflow.storage import write_atomic
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workflow.commands.releases import Release
    from workflow.commands.review import Review
    from workflow.console import Console
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Finding, LangTag
    from workflow.workspace import Workspace


def run_proof(
    slug: str, lang: LangTag, *, output: Path | None, workspace: Workspace, console: Console
) -> int:
    """Write the proof page of a release to `output`, ``-`` for standard output.

    Raises `SourceError` where there is no such release, `CatalogError` where there is no review
    file in `lang`.
    """
    release = find_release(slug, workspace)
    require_review(release, lang, workspace)
    houses = Houses(workspace)
    review = open_review(release, lang, workspace, terms=houses.terms(lang))
    page = proof_page(review, houses.open(lang), workspace)
    path = output or Path(f"{release.slug}.{lang}.proof.html")
    if str(path) == "-":
        console.result(page.rstrip("\n"))
        return 0
    write_atomic(path, page)
    console.info(tr("proof: {path}", path=path))
    return 0


def find_release(slug: str, workspace: Workspace) -> Release:
    """Return the release of a slug, or of the path of its file."""
    named = Path(slug)
    path = named if named.suffix else workspace.settings.releases_folder / f"{slug}.md"
    if not path.is_file():
        releases = (each for each in find_releases(workspace) if each.stem == slug)
        path = next(releases, path)
    if not path.is_file():
        raise SourceError(
            tr('no release "{slug}"', slug=slug),
            slug="release-unknown",
            position=Position(path=workspace.name_of(path)),
            hint=tr("give the name of a file in {folder}/", folder=workspace.settings.releases),
        )
    return read_release(path, workspace)


def require_review(release: Release, lang: LangTag, workspace: Workspace) -> None:
    """Raise `CatalogError` where a release has no review file in `lang`."""
    path = workspace.catalog(release.slug, lang)
    if not path.is_file():
        raise CatalogError(
            tr('release "{slug}" has no review file in "{lang}"', slug=release.slug, lang=lang),
            slug="po-missing",
            position=Position(path=workspace.name_of(path)),
            hint=f"translate {release.document.path} --to {lang}",
        )


def proof_page(
    review: Review, house: House | None, workspace: Workspace, *, script: str = ""
) -> str:
    """Return the proof page of an open review; nothing is read or written.

    `script` is the address of a script that a preview adds.
    """
    release, settings = review.release, workspace.settings
    pages = Pages(
        slug=release.slug,
        document=release.document,
        segments=release.segments,
        entries=review.entries,
        catalog_path=workspace.name_of(review.path),
    )
    languages = Languages(
        source=settings.source_lang,
        target=review.lang,
        checker=house.checker if house else None,
    )
    proof = make_proof(pages, languages, findings_of(review, house, workspace))
    return render_proof(proof, script=script)


def findings_of(
    review: Review, house: House | None, workspace: Workspace
) -> Mapping[int, Sequence[Finding]]:
    """Return what the checks find, by index of the entry.

    Lines would tell entries apart in a file only; here each stands at the line of its number, so
    that a finding that names another place names a segment.
    """
    numbered = tuple(replace(entry, line=number) for number, entry in enumerate(review.entries, 1))
    catalog: Catalog = replace(review.catalog, entries=numbered)
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in examine_catalog(
        catalog, name="segment", lang=review.lang, house=house, workspace=workspace
    ):
        found[finding.position.line - 1].append(finding)
    return found
