"""Review files brought up to date: opened, merged with their templates, written.

Only `write_review` writes, once the drafts are there: a run that stops while the engine works
leaves every file as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.catalog.pofile import read_digested, write_catalog
from workflow.commands.carry import renew
from workflow.errors import CatalogError
from workflow.model import Position, State
from workflow.storage import digest_file
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Catalog, Entry, Finding, LangTag
    from workflow.reuse.carrying import Move
    from workflow.workspace import Workspace

    Place = tuple[int, int]
    """Numbers of a review and of a segment in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The review file of a release that had another name, as one of its name now."""

    path: Path
    catalog: Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A release in one language: its catalogue, and the file it was read from."""

    release: Release
    lang: LangTag
    path: Path
    catalog: Catalog
    found: str
    """Digest of the file when it was read; empty where there was none."""
    former: Former | None = None
    """The file that was read in its place."""
    moves: tuple[Move, ...] = ()
    """What became of old texts whose source changed."""
    findings: tuple[Finding, ...] = ()
    """What a tool had done to the messages of the file."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The active entries, parallel to the release's segments."""
        return self.catalog.entries[: len(self.release.segments)]

    @property
    def gaps(self) -> tuple[int, ...]:
        """Indices of the segments that have no text yet."""
        return tuple(
            index for index, entry in enumerate(self.entries) if entry.state is State.UNTRANSLATED
        )


def open_review(
    release: Release,
    lang: LangTag,
    workspace: Workspace,
    *,
    terms: Callable[[], House | None] = lambda: None,
    former: Former | None = None,
) -> Review:
    """Read the review file, if there is one, and bring it up to date with its template.

    `former` is the file to read in its place where the release had another name. `terms` opens the
    glossary, by which changed sentences are repaired where there are any. Raises `CatalogError` for
    a file that cannot be read or belongs to another release.
    """
    path = workspace.catalog(release.slug, lang)
    old, found = read_digested(path) if path.is_file() else (None, "")
    if former is not None:
        old = former.catalog
    renewed = renew(release, old, lang=lang, workspace=workspace, terms=terms)
    return Review(
        release=release,
        lang=lang,
        path=path,
        catalog=renewed.carried.catalog,
        found=found,
        former=former,
        moves=renewed.carried.moves,
        findings=renewed.findings,
    )


def gaps_of(reviews: Sequence[Review]) -> tuple[Place, ...]:
    """Return the places without a text: a review's number and a segment's."""
    return tuple((number, index) for number, review in enumerate(reviews) for index in review.gaps)


def write_review(review: Review, workspace: Workspace) -> str:
    """Write template and review file; return the digest of the review file.

    Raises `CatalogError` (``po-changed``) where a translator saved the file after it was read.
    """
    if digest_file(review.path) != review.found:
        raise CatalogError(
            tr("the review file was changed during this run; what was saved there was kept"),
            slug="po-changed",
            position=Position(path=workspace.name_of(review.path)),
            hint=tr("run the same command again"),
        )
    width = workspace.settings.wrap
    write_catalog(workspace.template(review.release.slug), review.release.template, width=width)
    write_catalog(review.path, review.catalog, width=width)
    return digest_file(review.path)
