"""What fills a slot in the target language: a term's form, a place's name, a person's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.facts import Fact, FactKind, acronyms
from workflow.glossary.enforcement.demands import demand_of
from workflow.glossary.morphology.base import Gender, Number, Phrase
from workflow.glossary.verify import expected_forms
from workflow.languages import base_of
from workflow.reuse.repairs.civility import gender_of_title
from workflow.reuse.repairs.places import place_name
from workflow.reuse.units import NAME, PLACE, TERM, Unit

if TYPE_CHECKING:
    from workflow.glossary.match import TermHit
    from workflow.reuse.repairs.base import Scene

AS_WRITTEN = frozenset({"en", "de", "es", "it", "pt", "nl", "fr"})
"""Languages that leave a name in Latin letters as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What is put into a slot."""

    phrase: Phrase
    number: Number | None = None
    """None keeps the number of the place."""
    doubt: str = ""
    """Why the reviewer should look at it."""


def fill(unit: Unit, scene: Scene) -> Filling | None:
    """Return what renders a slot of the new source; None where nothing is known."""
    found = _fill(unit, scene)
    if found is None or unit.family != PLACE or not unit.prelude:
        return found
    if scene.language == "en":
        text = f"Republic of {found.phrase.text}"
        return Filling(phrase=Phrase(text=text, head="republic", number=Number.SING))
    doubt = f'short name for "{unit.text}": the official one to be checked'
    return replace(found, doubt=doubt)


def _fill(unit: Unit, scene: Scene) -> Filling | None:
    if unit.hit is not None:
        return _term(unit, unit.hit, scene)
    fact = unit.fact
    if fact is None:
        return None
    if fact.kind is FactKind.PLACE:
        name = place_name(fact.value, scene.target_lang)
        return Filling(phrase=Phrase(text=name)) if name else None
    if fact.kind is FactKind.ACRONYM:
        known = acronyms.equivalents(fact.value, base_of(scene.source_lang), scene.language)
        return Filling(phrase=Phrase(text=known[0], invariable=True)) if known else None
    return _name(unit, fact, scene)


def _term(unit: Unit, hit: TermHit, scene: Scene) -> Filling | None:
    demand = demand_of(hit, scene.new, scene.target_lang)
    if demand is None:
        return None
    if unit.family == NAME:
        return Filling(phrase=_person(demand.phrase, unit, hit, scene))
    number = Number(hit.number) if hit.number and unit.family == TERM else None
    return Filling(phrase=demand.phrase, number=number)


def _person(phrase: Phrase, unit: Unit, hit: TermHit, scene: Scene) -> Phrase:
    """Return the surname for a surname, the full name for a full name, with the gender."""
    length = len(hit.form.text.split())
    if len(phrase.text.split()) != length:
        forms = expected_forms(hit, scene.target_lang)
        text = next((form for form in forms if len(form.split()) == length), phrase.text)
        phrase = Phrase(text=text, gender=phrase.gender) if text != phrase.text else phrase
    gender = gender_of_title(unit) or phrase.gender or gender_of_term(hit)
    return replace(phrase, person=True, gender=gender)


def gender_of_term(hit: TermHit) -> Gender | None:
    """Return the gender that any language of the glossary knows."""
    known = (wording.grammar.gender for wording in hit.term.wordings)
    found = next((gender for gender in known if gender), "")
    return Gender(found) if found else None


def _name(unit: Unit, fact: Fact, scene: Scene) -> Filling | None:
    """Return a name that no table has: as it is in Latin letters, nothing in others."""
    if scene.language not in AS_WRITTEN:
        return None
    phrase = Phrase(text=fact.text, person=True, invariable=True, gender=gender_of_title(unit))
    return Filling(phrase=phrase, doubt=f'spelling of "{fact.text}" to be checked')
