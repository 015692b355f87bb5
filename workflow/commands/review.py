"""Review files brought up to date: opened, merged with their templates, their gaps drafted.

Only `write_review` writes, once the drafts are there: a run that stops while the engine works
leaves every file as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workflow.catalog.entries import origin_of, with_draft
from workflow.catalog.pofile import read_digested, write_catalog
from workflow.commands.carry import renew
from workflow.commands.renamed import read_former
from workflow.drafting.pipeline import Languages, Treatment, Unit, draft_units
from workflow.drafting.risk import with_risk
from workflow.engines.registry import EngineChoice, open_engine
from workflow.errors import CatalogError, EngineError
from workflow.model import Position, State
from workflow.storage import digest
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from workflow.commands.relay import Relay
    from workflow.commands.releases import Release
    from workflow.engines.base import Engine
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Catalog, Draft, Entry, Finding, LangTag
    from workflow.reuse.carrying import Move
    from workflow.workspace import Workspace

    Place = tuple[int, int]
    """Numbers of a review and of a segment in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A release in one language: its catalogue, and the file it was read from."""

    release: Release
    lang: LangTag
    path: Path
    catalog: Catalog
    found: str
    """Digest of the file when it was read; empty where there was none."""
    former: Path | None = None
    """The file that was read in its place: the release had another name."""
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
    former: Path | None = None,
) -> Review:
    """Read the review file, if there is one, and bring it up to date with its template.

    `former` is the file to read in its place where the release had another name. `terms` opens the
    glossary, by which changed sentences are repaired where there are any. Raises `CatalogError` for
    a file that cannot be read or belongs to another release.
    """
    path = workspace.catalog(release.slug, lang)
    old, found = read_digested(path) if path.is_file() else (None, "")
    if former is not None:
        old = read_former(former, release)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What gaps are drafted with, the best first."""

    choice: EngineChoice
    house: House | None = None
    """The glossary of the pair."""
    recalled: Mapping[Place, Draft] = field(default_factory=dict)
    """Drafts that the memory has."""
    relay: Relay | None = None
    """Drafts from what a person approved in another language."""


def draft_gaps(
    reviews: Sequence[Review],
    *,
    languages: Languages,
    means: Means,
    progress: Callable[[int, int], None],
) -> tuple[tuple[Review, ...], EngineError | None]:
    """Draft what has no text, in one call of the engine for all reviews.

    The memory is asked first, then the rules, then approved texts in another language. Where no
    model translates the pair, the rest stays empty, and the error that says so is returned for the
    end of the run.
    """
    units = {place: _unit_of(reviews[place[0]].release, place[1]) for place in gaps_of(reviews)}
    house, is_literal = means.house, means.choice.is_literal
    drafts = dict(means.recalled)
    if not is_literal:
        drafts |= _draft_by_rule(_left(units, drafts), languages)
    if means.relay:
        left = _left(units, drafts)
        drafts |= means.relay.draft(
            reviews, left, languages=languages, house=house, progress=progress
        )
    left = _left(units, drafts)
    engine, error = _open_engine(means.choice, languages) if left else (None, None)
    if engine:
        treatment = Treatment(house=house, is_literal=is_literal)
        drafts |= _draft(left, engine, languages, treatment, progress)
    if not is_literal:
        drafts = {
            place: with_risk(draft, units[place].text, languages) for place, draft in drafts.items()
        }
    return tuple(_with_drafts(review, at, drafts) for at, review in enumerate(reviews)), error


def engines_of_drafts(before: Sequence[Review], after: Sequence[Review]) -> str:
    """Return the names of the engines that filled gaps of `before`; rules and memory are none."""
    origins = {
        origin_of(drafted.entries[index])
        for review, drafted in zip(before, after, strict=True)
        for index in review.gaps
    }
    return ", ".join(sorted(origins - {"", "rule", "memory"}))


def _left(units: Mapping[Place, Unit], drafts: Mapping[Place, Draft]) -> dict[Place, Unit]:
    return {place: unit for place, unit in units.items() if place not in drafts}


def _draft_by_rule(units: Mapping[Place, Unit], languages: Languages) -> dict[Place, Draft]:
    return _draft(units, None, languages, Treatment())


def _draft(
    units: Mapping[Place, Unit],
    engine: Engine | None,
    languages: Languages,
    treatment: Treatment,
    progress: Callable[[int, int], None] | None = None,
) -> dict[Place, Draft]:
    """Return the drafts that are made, by the places of their units."""
    drafts = draft_units(
        tuple(units.values()),
        engine=engine,
        languages=languages,
        treatment=treatment,
        progress=progress,
    )
    return {place: draft for place, draft in zip(units, drafts, strict=True) if draft is not None}


def _with_drafts(review: Review, number: int, drafts: Mapping[Place, Draft]) -> Review:
    """Return the review with those drafts whose place names it by `number`."""
    entries = tuple(
        with_draft(entry, drafts[number, index]) if (number, index) in drafts else entry
        for index, entry in enumerate(review.catalog.entries)
    )
    return replace(review, catalog=replace(review.catalog, entries=entries))


def write_review(review: Review, workspace: Workspace) -> str:
    """Write template and review file; return the digest of the review file.

    Raises `CatalogError` (``po-changed``) where a translator saved the file after it was read.
    """
    if _digest_of(review.path) != review.found:
        raise CatalogError(
            tr("the review file was changed during this run; what was saved there was kept"),
            slug="po-changed",
            position=Position(path=workspace.name_of(review.path)),
            hint=tr("run the same command again"),
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
