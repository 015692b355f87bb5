"""Gaps of review files filled with drafts: memory, rules, approved texts elsewhere, the engine.

The best comes first, and the engine is asked once for all reviews. Nothing is written here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workflow.catalog.entries import origin_of, with_draft
from workflow.commands.review import gaps_of
from workflow.drafting.pipeline import draft_units
from workflow.drafting.pronouns import OPENING
from workflow.drafting.risk import with_risk
from workflow.drafting.units import Languages, Treatment, Unit
from workflow.engines.registry import EngineChoice, open_engine
from workflow.errors import EngineError
from workflow.model import LineKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workflow.commands.relay import Relay
    from workflow.commands.releases import Release
    from workflow.commands.review import Place, Review
    from workflow.engines.base import Engine
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Draft, Segment

_FAR = 5
"""Sentences back to which a pronoun may refer."""


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
        drafts |= _draft(_left(units, drafts), None, languages, Treatment(house=house))
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
        before=_antecedent(release.segments, index),
    )


def _antecedent(segments: Sequence[Segment], index: int) -> str:
    """Return the sentence before one that begins with "Elle", or before several that do."""
    if not segments[index].text.startswith(OPENING):
        return ""
    earlier = range(index - 1, max(-1, index - 1 - _FAR), -1)
    texts = (segments[at].text for at in earlier if segments[at].kind is LineKind.PROSE)
    return next((text for text in texts if not text.startswith(OPENING)), "")
