"""Lines that are a term of the glossary and nothing else: "Dîner d'État", "**Dépôt de gerbe**".

Titles and cells of tables give an engine no sentence to lean on, and it guesses: where the glossary
prescribes the words, nothing needs to be guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow import structured
from workflow.glossary.enforcement.demands import demand_of
from workflow.glossary.morphology.base import Case, Number

if TYPE_CHECKING:
    from workflow.glossary.enforcement.ladder import House
    from workflow.glossary.enforcement.values import Demand
    from workflow.model import LangTag

_LONGEST = 120
"""Characters; no line that is a term is longer."""


def render_term(text: str, *, house: House, target_lang: LangTag) -> str | None:
    """Return the glossary's words for a text that is one strict term, in the dress of the text.

    None where there is more than the term, or where its form cannot be told.
    """
    dressed = structured.undress(text) if len(text) <= _LONGEST else None
    if dressed is None:
        return None
    core = dressed.core
    hits = house.checker.hits(core)
    if len(hits) != 1 or hits[0].span.of(core) != core:
        return None
    demand = demand_of(hits[0], core, target_lang)
    words = _words(demand, house) if demand is not None and demand.is_strict else None
    if not words:
        return None
    if core[:1].isupper():
        words = words[:1].upper() + words[1:]
    return dressed.around(words, target_lang)


def _words(demand: Demand, house: House) -> str | None:
    """Return the form of the number in which the source has its term."""
    match demand.hit.inflection:
        case "":
            return demand.form
        case "plural" if house.grammar is not None:
            return house.grammar.inflect(demand.phrase, case=Case.NOMN, number=Number.PLUR)
        case _:
            return None
