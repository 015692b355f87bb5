"""Repair names, places and terms: put into the old translation in the grammar of the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.glossary.morphology.words import starts_sentence
from workflow.reuse.edits import Edit
from workflow.reuse.repairs.articles import preposition_edits, with_article
from workflow.reuse.repairs.base import Repair, Scene, Slot
from workflow.reuse.repairs.civility import gender_of_title, title_edits
from workflow.reuse.repairs.fillings import AS_WRITTEN, Filling, fill, gender_of_term
from workflow.reuse.repairs.locating import locate_slot
from workflow.reuse.repairs.places import is_undeclined
from workflow.reuse.units import NAME, PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.glossary.morphology.base import Morphology, Replacement
    from workflow.model import Span

_UNINFLECTED = frozenset({"zh", "ja", "ko", "vi"})
_SURE, _CERTAIN = 0.5, 0.95
"""Probabilities of a case below which the reviewer is asked to look."""
_PRONOUNS = {
    "en": re.compile(r"(?<!\w)(?:he|she|his|hers?|him|himself|herself)(?!\w)", re.IGNORECASE),
    "ru": re.compile(r"(?<!\w)(?:она?|н?его|н?е[её]|ему|ей|ним|ней)(?!\w)", re.IGNORECASE),
}


def repair_nominal(slot: Slot, scene: Scene) -> Repair | None:
    """Return how a changed name, place or term is put; None where no rule is sure."""
    spans, filling = locate_slot(slot, scene), fill(slot.new, scene)
    if not spans or filling is None:
        return None
    edits: list[Edit] = []
    warnings = [filling.doubt] if filling.doubt else []
    for span in spans:
        made = (
            _put(span, slot, filling, scene, scene.grammar)
            if scene.grammar is not None
            else _put_plainly(span, slot, filling, scene)
        )
        if made is None:
            return None
        edits += made.edits
        warnings += made.warnings
    return Repair(edits=tuple(edits), warnings=(*warnings, *_agreement(slot, filling, scene)))


def _put(
    span: Span, slot: Slot, filling: Filling, scene: Scene, grammar: Morphology
) -> Repair | None:
    made = grammar.replace(scene.target, span, filling.phrase, number=filling.number)
    if made is None:
        return None
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
    edits = [Edit(change.span, change.after) for change in made.changes]
    if slot.old.family == NAME and scene.language == "en":
        # The articles of an English sentence have nothing to do with a person's name.
        edits = [edit for edit in edits if edit.span.overlaps(span)]
    edits = with_article(scene, edits, filling.phrase, made)
    prepositions = preposition_edits(scene, span, filling.phrase, made)
    return Repair(
        edits=(*edits, *titles, *prepositions.edits),
        warnings=(*_case_doubt(span, made, scene), *prepositions.warnings),
    )


def _case_doubt(span: Span, made: Replacement, scene: Scene) -> Iterator[str]:
    """Yield a warning where the case is a guess and the new word shows it."""
    if scene.language != "ru":
        return
    shown = made.span.of(made.text)
    # "Мали" is "Мали" in every case: only what stands around it tells.
    blind = is_undeclined(span.of(scene.target)) and not is_undeclined(shown)
    if made.place.confidence < (_CERTAIN if blind else _SURE):
        yield f'case of "{shown}" to be checked (was "{span.of(scene.target)}")'


def _put_plainly(span: Span, slot: Slot, filling: Filling, scene: Scene) -> Repair | None:
    """Put a name where the language inflects none; None where grammar would be needed."""
    if slot.old.prelude != slot.new.prelude:
        return None
    cities = all(u.fact is not None and u.fact.value[:1] == "=" for u in (slot.old, slot.new))
    named = slot.old.family == NAME or (slot.old.family == PLACE and cities)
    if scene.language in _UNINFLECTED or (named and scene.language in AS_WRITTEN):
        return Repair(edits=(Edit(span, filling.phrase.text),))
    return None


def _agreement(slot: Slot, filling: Filling, scene: Scene) -> Iterator[str]:
    """Yield what to look at where a woman's name takes the place of a man's, or the reverse."""
    if slot.old.family != NAME:
        return
    before = gender_of_title(slot.old) or (gender_of_term(slot.old.hit) if slot.old.hit else None)
    after = filling.phrase.gender
    pattern = _PRONOUNS.get(scene.language)
    if before is after or pattern is None:
        return
    found = pattern.search(scene.target)
    if found and not starts_sentence(scene.target, found.start()):
        yield f'"{found.group()}" may refer to the name that changed'
