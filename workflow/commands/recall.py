"""Drafts from the memory: what was said before is offered again, where that is safe.

An exact match is offered as it is. Of sentences that differ, only what `reuse` repairs safely:
another typography, another number, date or name; a reworded one only where it is reviewed and so
near that correcting it is less work than a machine's draft. Where a negation differs nothing is
offered, ever. Whatever is offered is a draft: only people approve.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from workflow.checks import Pair, run_checks
from workflow.checks.registry import FACT_CHECKS
from workflow.commands.review import gaps_of
from workflow.markdown.inline import lift
from workflow.memory.catalogs import place_of
from workflow.memory.keys import context_key
from workflow.memory.values import Match, Query
from workflow.model import Draft, LineKind, Position, Severity
from workflow.reuse import Change, adapt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.commands.review import Place, Review
    from workflow.drafting.units import Languages
    from workflow.glossary.enforcement.ladder import House
    from workflow.memory.lookup import Lookup
    from workflow.memory.store import Store
    from workflow.model import LangTag
    from workflow.reuse import Offer

_TRIED = 5
"""Near matches that are examined for one sentence."""
_LEAST = 60.0
_WORDED = frozenset({LineKind.PROSE, LineKind.CAPITALS})
"""Lines whose near matches mean anything; a dateline of another day is made by rule."""
_SAFE = {Change.SAME: 0, Change.TYPOGRAPHY: 1, Change.FACT: 2, Change.WORDING: 3}
"""What may differ, the most harmless first. What is not here is never offered."""
_SHOWN = 60


class Adapter(Protocol):
    """`workflow.reuse.adapt`."""

    def __call__(  # noqa: PLR0913 - the signature of `adapt`
        self,
        old_source: str,
        old_target: str,
        new_source: str,
        *,
        languages: tuple[LangTag, LangTag],
        house: House | None,
        old_is_reviewed: bool,
        references: frozenset[str],
        is_markdown: bool,
    ) -> Offer:
        """Return what an old translation is good for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """What a look-up needs beside the text."""

    lookup: Lookup
    adapt: Adapter
    languages: Languages
    house: House | None = None
    floor: float = 85.0
    """Score from which a reworded sentence is offered."""


def recall(
    reviews: Sequence[Review], places: Sequence[Place], recollection: Recollection
) -> dict[Place, Draft]:
    """Return a draft for each of the `places` that the memory can fill."""
    queries = [_query(reviews[number], index) for number, index in places]
    exact = recollection.lookup.exact(queries)
    drafts: dict[Place, Draft] = {}
    for place, query, matches in zip(places, queries, exact, strict=True):
        review, index = reviews[place[0]], place[1]
        draft = _draft_exactly(matches, recollection.languages)
        if draft is None and review.release.segments[index].kind in _WORDED:
            draft = _draft_nearly(query, review, index, recollection)
        if draft is not None:
            drafts[place] = draft
    return drafts


def recall_gaps(
    reviews: Sequence[Review],
    *,
    memory: Store | None,
    languages: Languages,
    house: House | None = None,
    floor: float,
) -> dict[Place, Draft]:
    """Return the drafts that the `memory` has for what is not translated yet."""
    places = gaps_of(reviews)
    if memory is None or not places:
        return {}
    from workflow.memory.lookup import Lookup  # noqa: PLC0415 - loads SQLAlchemy

    lookup = Lookup(memory, source_lang=languages.source, target_lang=languages.target)
    recollection = Recollection(
        lookup=lookup, adapt=adapt, languages=languages, house=house, floor=floor
    )
    return recall(reviews, places, recollection)


def _query(review: Review, index: int) -> Query:
    entries = review.entries
    return Query(
        text=entries[index].msgid,
        before=context_key(entries[index - 1].msgid if index else None),
        after=context_key(entries[index + 1].msgid if index + 1 < len(entries) else None),
        place=place_of(entries[index].msgctxt),
    )


def _draft_exactly(matches: Sequence[Match], languages: Languages) -> Draft | None:
    """Offer the best translation of the same text, and tell of another one."""
    trusted = [match for match in matches if _is_trusted(match, languages)]
    if not trusted:
        return None
    best, *others = trusted
    rivals = [match for match in others if match.reviewed and match.target != best.target]
    return Draft(
        text=best.target,
        origin=f"memory: {best.kind}, {_from(best)}",
        warnings=tuple(
            f'the memory also has "{_shortened(match.target)}", {_from(match)}'
            for match in rivals[:1]
        ),
    )


def _is_trusted(match: Match, languages: Languages) -> bool:
    """Tell whether a text may be offered: what no person of this house approved is examined."""
    is_own = match.reviewed and "imported" not in match.penalties
    return is_own or not _facts_lost(match.source, match.target, languages)


def _draft_nearly(
    query: Query, review: Review, index: int, recollection: Recollection
) -> Draft | None:
    """Offer the translation of the sentence that differs the most harmlessly."""
    matches = recollection.lookup.near(query, limit=_TRIED, floor=_LEAST)
    offers = [
        (_SAFE[offer.change], order, match, offer)
        for order, match in enumerate(matches)
        for offer in _offers(match, review, index, recollection)
    ]
    if not offers:
        return None
    _, _, match, offer = min(offers, key=lambda each: each[:2])
    return Draft(
        text=offer.text or "",
        origin=f"memory: {match.kind} ({match.score:.0f}), {_from(match)}; {offer.reason}",
        warnings=offer.warnings,
        previous=match.source,
    )


def _offers(
    match: Match, review: Review, index: int, recollection: Recollection
) -> Iterator[Offer]:
    """Yield what a match is good for, if anything."""
    segment = review.release.segments[index]
    languages = recollection.languages
    offer = recollection.adapt(
        match.source,
        match.target,
        segment.text,
        languages=(languages.source, languages.target),
        house=recollection.house,
        old_is_reviewed=match.reviewed,
        references=review.release.document.references,
        is_markdown=review.release.is_markdown(segment),
    )
    if not offer.text or offer.change not in _SAFE:
        return
    is_close = match.reviewed and match.score >= recollection.floor
    if offer.change is Change.WORDING and not is_close:
        return
    if not _facts_lost(segment.text, offer.text, languages):
        yield offer


def _facts_lost(source: str, target: str, languages: Languages) -> bool:
    """Tell whether a number, a name, a negation of the source is missing in the target."""
    pair = Pair(
        source=source,
        target=target,
        source_lang=languages.source,
        target_lang=languages.target,
        position=Position(path=""),
        source_plain=lift(source).text,
        target_plain=lift(target).text,
    )
    found = run_checks([pair], among=FACT_CHECKS)
    return any(finding.severity is Severity.ERROR for finding in found)


def _from(match: Match) -> str:
    date = f" of {match.date[:4]}-{match.date[4:6]}-{match.date[6:8]}" if match.date else ""
    doubts = f" ({', '.join(match.penalties)})" if match.penalties else ""
    return f"from {match.origin}{date}{doubts}"


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
