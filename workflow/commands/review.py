"""Review files brought up to date: opened, merged with their templates, their gaps drafted.

Only `write_review` writes, once the drafts are there: a run that stops while the engine works
leaves every file as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.catalog.entries import with_draft
from workflow.catalog.pofile import read_digested, write_catalog
from workflow.commands.carry import renew
from workflow.drafting.pipeline import Languages, Treatment, Unit, draft_units
from workflow.engines.registry import EngineChoice, open_engine
from workflow.errors import CatalogError, EngineError
from workflow.model import Position, State
from workflow.storage import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.engines.base import Engine
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Catalog, Entry, Finding, LangTag
    from workflow.reuse.carrying import Move
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A release in one language: its catalogue, and the file it was read from."""

    release: Release
    lang: LangTag
    path: Path
    catalog: Catalog
    found: str
    """Digest of the file when it was read; empty where there was none."""
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
) -> Review:
    """Read the review file, if there is one, and bring it up to date with its template.

    `terms` opens the glossary, by which changed sentences are repaired where there are any.
    Raises `CatalogError` for a file that cannot be read or belongs to another release.
    """
    path = workspace.catalog(release.slug, lang)
    old, found = read_digested(path) if path.is_file() else (None, "")
    renewed = renew(release, old, lang=lang, workspace=workspace, terms=terms)
    return Review(
        release=release,
        lang=lang,
        path=path,
        catalog=renewed.carried.catalog,
        found=found,
        moves=renewed.carried.moves,
        findings=renewed.findings,
    )


def draft_gaps(
    reviews: Sequence[Review],
    *,
    languages: Languages,
    choice: EngineChoice,
    house: House | None = None,
    progress: Callable[[int, int], None],
) -> tuple[tuple[Review, ...], EngineError | None]:
    """Draft what has no text, in one call of the engine for all reviews.

    Where no model translates the pair, only rules draft, and the error that says so is returned
    for the end of the run.
    """
    places = [(number, index) for number, review in enumerate(reviews) for index in review.gaps]
    engine, error = _open_engine(choice, languages) if places else (None, None)
    drafts = draft_units(
        [_unit_of(reviews[number].release, index) for number, index in places],
        engine=engine,
        languages=languages,
        treatment=Treatment(house=house, is_literal=choice.is_literal),
        progress=progress,
    )
    entries = [list(review.catalog.entries) for review in reviews]
    for (number, index), draft in zip(places, drafts, strict=True):
        if draft is not None:
            entries[number][index] = with_draft(entries[number][index], draft)
    updated = (
        replace(review, catalog=replace(review.catalog, entries=tuple(entries[number])))
        for number, review in enumerate(reviews)
    )
    return tuple(updated), error


def write_review(review: Review, workspace: Workspace) -> str:
    """Write template and review file; return the digest of the review file.

    Raises `CatalogError` (``po-changed``) where a translator saved the file after it was read.
    """
    if _digest_of(review.path) != review.found:
        raise CatalogError(
            "the review file was changed during this run; what was saved there was kept",
            slug="po-changed",
            position=Position(path=workspace.name_of(review.path)),
            hint="run the same command again",
        )
    width = workspace.settings.wrap
    write_catalog(workspace.template(review.release.slug), review.release.template, width=width)
    write_catalog(review.path, review.catalog, width=width)
    return _digest_of(review.path)


def _open_engine(
    choice: EngineChoice, languages: Languages
) -> tuple[Engine | None, EngineError | None]:
    try:
        return open_engine(choice, source=languages.source, target=languages.target), None
    except EngineError as error:
        if error.slug != "model-missing":
            raise
        return None, error


def _unit_of(release: Release, index: int) -> Unit:
    segment = release.segments[index]
    return Unit(
        text=segment.text,
        kind=segment.kind,
        is_markdown=release.is_markdown(segment),
        references=release.document.references,
    )


def _digest_of(path: Path) -> str:
    return digest(path.read_bytes()) if path.is_file() else ""
