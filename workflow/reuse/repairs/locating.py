"""Where the old translation has a name, a place or a term: found exactly as often as said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.facts import FactKind, acronyms, extract_facts
from workflow.facts.transliterate import is_same_name
from workflow.glossary.morphology.words import split_words
from workflow.languages import base_of
from workflow.model import Span
from workflow.reuse.units import PLACE, Unit

if TYPE_CHECKING:
    from workflow.facts import Fact
    from workflow.glossary.match import TermHit
    from workflow.reuse.repairs.base import Scene, Slot

_NAMED = frozenset({FactKind.NAME, FactKind.PLACE, FactKind.ACRONYM})
_REPUBLIC = {
    "en": re.compile(r"(?<!\w)Republic of (?:the )?$"),
    "ru": re.compile(r"(?<!\w)Республик\w{1,3} $"),
}


def locate_slot(slot: Slot, scene: Scene) -> tuple[Span, ...]:
    """Return where the translation has what the slot held: () unless exactly as often."""
    found = _answers(slot.old.hit, scene) if slot.old.hit is not None else ()
    if len(found) != slot.count:
        fact = slot.old.fact or _fact_at(slot.old, scene)
        facts = (each for each in scene.facts() if fact and _is_same(fact, each, scene))
        found = tuple(each.span for each in facts)
    if len(found) != slot.count:
        return ()
    return tuple(_with_republic(span, slot.old, scene) for span in found)


def _answers(wanted: TermHit, scene: Scene) -> tuple[Span, ...]:
    """Return the words that render a term, those of the source's other terms left to them."""
    if scene.house is None:
        return ()
    checker = scene.house.checker
    # One more than the source has: a target that says it twice is not to be repaired by halves.
    terms = [*(hit.term for hit in checker.hits(scene.old)), wanted.term]
    answers = zip(terms, checker.assign(terms, scene.target), strict=True)
    spans = {hit.span for term, hit in answers if hit and term.id == wanted.term.id}
    return tuple(sorted(spans))


def _fact_at(unit: Unit, scene: Scene) -> Fact | None:
    facts = (f for f in extract_facts(scene.old, scene.source_lang) if f.firm)
    return next((f for f in facts if f.kind in _NAMED and f.span.overlaps(unit.span)), None)


def _is_same(fact: Fact, other: Fact, scene: Scene) -> bool:
    if not other.firm or other.kind is not fact.kind:
        return False
    if fact.kind is FactKind.PLACE:
        return fact.value == other.value
    langs = base_of(scene.source_lang), scene.language
    if fact.kind is FactKind.ACRONYM:
        return other.value in {fact.value, *acronyms.equivalents(fact.value, *langs)}
    theirs = [word.text for word in split_words(other.text)]
    ours = [word.text for word in split_words(fact.text) if word.text[:1].isupper()]
    return bool(ours) and all(
        any(is_same_name(word, spoken, *langs) for spoken in theirs) for word in ours
    )


def _with_republic(span: Span, unit: Unit, scene: Scene) -> Span:
    """Return a country with the "Republic of" that its source has too."""
    pattern = _REPUBLIC.get(scene.language)
    if unit.family != PLACE or not unit.prelude or pattern is None:
        return span
    match = pattern.search(scene.target, 0, span.start)
    return Span(match.start(), span.end) if match else span
