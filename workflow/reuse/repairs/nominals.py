"""Repair names, places and terms: found in the old translation, put there in the place's grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts import FactKind, acronyms, extract_facts
from workflow.facts.transliterate import is_same_name
from workflow.glossary.enforcement.demands import demand_of
from workflow.glossary.morphology.base import Gender, Number, Phrase
from workflow.glossary.morphology.words import split_words, starts_sentence
from workflow.glossary.verify import expected_forms
from workflow.languages import base_of
from workflow.model import Span
from workflow.reuse.edits import Edit
from workflow.reuse.repairs.articles import article_edits, preposition_edits
from workflow.reuse.repairs.base import Repair, Scene, Slot
from workflow.reuse.repairs.civility import gender_of_title, title_edits
from workflow.reuse.repairs.places import place_name
from workflow.reuse.units import NAME, PLACE, TERM, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.facts import Fact
    from workflow.glossary.match import TermHit
    from workflow.glossary.morphology.base import Replacement

_AS_WRITTEN = frozenset({"en", "de", "es", "it", "pt", "nl", "fr"})
"""Languages that leave a name in Latin letters as it is."""
_UNINFLECTED = frozenset({"zh", "ja", "ko", "vi"})
_SURE = 0.5
"""Probability of a case below which the reviewer is asked to look."""
_PRONOUNS = {
    "en": re.compile(r"(?<!\w)(?:he|she|his|hers?|him|himself|herself)(?!\w)", re.IGNORECASE),
    "ru": re.compile(r"(?<!\w)(?:он[аи]?|его|её|ее|ему|ей|него|неё|нее|ним|ней)(?!\w)", re.I),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filling:
    """What is put into a slot."""

    phrase: Phrase
    number: Number | None = None
    doubt: str = ""
    """Why the reviewer should look at it."""


def repair_nominal(slot: Slot, scene: Scene) -> Repair | None:
    """Return how a changed name, place or term is put; None where no rule is sure."""
    spans = _locate(slot, scene)
    filling = _filling(slot.new, scene)
    if not spans or filling is None:
        return None
    edits: list[Edit] = []
    warnings = [filling.doubt] if filling.doubt else []
    for span in spans:
        made = _put(span, slot, filling, scene)
        if made is None:
            return None
        edits += made.edits
        warnings += made.warnings
    return Repair(edits=tuple(edits), warnings=(*warnings, *_agreement(slot, filling, scene)))


# --- Where the old one stands -----------------------------------------------------------------


def _locate(slot: Slot, scene: Scene) -> tuple[Span, ...]:
    """Return where the translation has the old name or term: () unless exactly as often."""
    if slot.old.hit is not None and scene.house is not None:
        terms = [slot.old.hit.term] * (slot.count + 1)
        found = [hit.span for hit in scene.house.checker.assign(terms, scene.target) if hit]
        if len(found) == slot.count:
            return tuple(sorted(found))
    fact = slot.old.fact or _fact_at(slot.old, scene)
    if fact is None:
        return ()
    spans = tuple(each.span for each in scene.facts() if _is_same(fact, each, scene))
    return spans if len(spans) == slot.count else ()


def _fact_at(unit: Unit, scene: Scene) -> Fact | None:
    facts = (f for f in extract_facts(scene.old, scene.source_lang) if f.firm)
    kinds = {FactKind.NAME, FactKind.PLACE, FactKind.ACRONYM}
    return next((f for f in facts if f.kind in kinds and f.span.overlaps(unit.span)), None)


def _is_same(fact: Fact, other: Fact, scene: Scene) -> bool:
    if not other.firm or other.kind is not fact.kind:
        return False
    if fact.kind is FactKind.PLACE:
        return fact.value == other.value
    langs = base_of(scene.source_lang), scene.language
    if fact.kind is FactKind.ACRONYM:
        return other.value in {fact.value, *acronyms.equivalents(fact.value, *langs)}
    theirs = [word.text for word in split_words(other.text)]
    return all(
        any(is_same_name(word.text, spoken, *langs) for spoken in theirs)
        for word in split_words(fact.text)
        if word.text[:1].isupper()
    )


# --- What the new one is ----------------------------------------------------------------------


def _filling(unit: Unit, scene: Scene) -> _Filling | None:
    if unit.hit is not None:
        return _term(unit, unit.hit, scene)
    if unit.fact is None:
        return None
    match unit.fact.kind:
        case FactKind.PLACE:
            name = place_name(unit.fact.value, scene.target_lang)
            return _Filling(phrase=Phrase(text=name)) if name else None
        case FactKind.ACRONYM:
            known = acronyms.equivalents(
                unit.fact.value, base_of(scene.source_lang), scene.language
            )
            return _Filling(phrase=Phrase(text=known[0], invariable=True)) if known else None
        case _:
            return _name(unit, unit.fact, scene)


def _term(unit: Unit, hit: TermHit, scene: Scene) -> _Filling | None:
    demand = demand_of(hit, scene.new, scene.target_lang)
    if demand is None:
        return None
    phrase = demand.phrase
    number = Number(hit.number) if hit.number and unit.family == TERM else None
    if unit.family == NAME:
        phrase = _as_long(phrase, hit, scene)
        gender = gender_of_title(unit) or phrase.gender
        phrase = Phrase(
            text=phrase.text,
            person=True,
            gender=gender,
            invariable=phrase.invariable,
            forms=phrase.forms,
        )
    return _Filling(phrase=phrase, number=number)


def _as_long(phrase: Phrase, hit: TermHit, scene: Scene) -> Phrase:
    """Return the surname for a surname, the full name for a full name."""
    length = len(hit.form.text.split())
    forms = expected_forms(hit, scene.target_lang)
    if len(phrase.text.split()) == length:
        return phrase
    text = next((form for form in forms if len(form.split()) == length), phrase.text)
    gender = phrase.gender or _gender(hit)
    return phrase if text == phrase.text else Phrase(text=text, person=True, gender=gender)


def _gender(hit: TermHit) -> Gender | None:
    """Return the gender that any language of the glossary knows."""
    known = (wording.grammar.gender for wording in hit.term.wordings)
    found = next((gender for gender in known if gender), "")
    return Gender(found) if found else None


def _name(unit: Unit, fact: Fact, scene: Scene) -> _Filling | None:
    """Return a name that no table has: as it is in Latin letters, nothing in others."""
    if scene.language not in _AS_WRITTEN:
        return None
    phrase = Phrase(text=fact.text, person=True, invariable=True, gender=gender_of_title(unit))
    return _Filling(phrase=phrase, doubt=f'spelling of "{fact.text}" to be checked')


# --- Putting it there -------------------------------------------------------------------------


def _put(span: Span, slot: Slot, filling: _Filling, scene: Scene) -> Repair | None:
    if scene.grammar is None:
        return _put_plainly(span, slot, filling, scene)
    made = scene.grammar.replace(scene.target, span, filling.phrase, number=filling.number)
    if made is None:
        return None
    edits = [Edit(change.span, change.after) for change in made.changes]
    titles = title_edits(
        scene.target,
        span,
        old=slot.old,
        new=slot.new,
        language=scene.language,
        case=made.place.case,
    )
    if titles is None:
        return None
    if slot.old.family == NAME:
        edits = _names_only(edits, span, scene)
    edits += titles
    edits += article_edits(scene, span, filling.phrase, made)
    prepositions = preposition_edits(scene, span, filling.phrase, made)
    return Repair(
        edits=(*edits, *prepositions.edits),
        warnings=(*_case_doubt(span, made, scene), *prepositions.warnings),
    )


def _names_only(edits: list[Edit], span: Span, scene: Scene) -> list[Edit]:
    """Leave the articles of a sentence alone where a person's name changes."""
    if scene.language != "en":
        return edits
    return [edit for edit in edits if edit.span.overlaps(span)]


def _case_doubt(span: Span, made: Replacement, scene: Scene) -> Iterator[str]:
    if scene.language == "ru" and made.place.confidence < _SURE:
        yield f'case of "{made.span.of(made.text)}" to be checked (was "{span.of(scene.target)}")'


def _put_plainly(span: Span, slot: Slot, filling: _Filling, scene: Scene) -> Repair | None:
    """Put a name where the language inflects none; None where grammar would be needed."""
    text = filling.phrase.text
    if slot.old.civility != slot.new.civility:
        return None
    is_city = slot.new.fact is not None and slot.new.fact.value.startswith("=")
    was_city = slot.old.fact is not None and slot.old.fact.value.startswith("=")
    named = slot.old.family == NAME or (slot.old.family == PLACE and is_city and was_city)
    if scene.language in _UNINFLECTED or (named and scene.language in _AS_WRITTEN):
        return Repair(edits=(Edit(span, text),))
    return None


def _agreement(slot: Slot, filling: _Filling, scene: Scene) -> Iterator[str]:
    """Yield what to look at where a woman's name takes the place of a man's, or the reverse."""
    if slot.old.family != NAME:
        return
    before = gender_of_title(slot.old) or (_gender(slot.old.hit) if slot.old.hit else None)
    after = filling.phrase.gender or (_gender(slot.new.hit) if slot.new.hit else None)
    pattern = _PRONOUNS.get(scene.language)
    if before is after or pattern is None:
        return
    found = pattern.search(scene.target)
    if found and not starts_sentence(scene.target, found.start()):
        yield f'"{found.group()}" may refer to the name that changed'


__all__ = ["repair_nominal"]
