"""In which case a Russian text has a name or a term, when that is known from its forms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case
from workflow.reuse.repairs.civility import cases_of_title
from workflow.reuse.repairs.fillings import fill
from workflow.reuse.units import NAME

if TYPE_CHECKING:
    from workflow.glossary.morphology.base import Morphology, Replacement
    from workflow.model import Span
    from workflow.reuse.repairs.base import Scene, Slot


def sure_case(
    span: Span, slot: Slot, scene: Scene, grammar: Morphology, made: Replacement
) -> Case | None:
    """Return the case that the forms of what stands there prove against what `made` took.

    The title before a name tells ("г-ном"), and so does the old name itself, whose forms are
    known. None where they agree with `made` or tell nothing.
    """
    cases = _of_title(span, slot, scene) & _of_form(span, slot, scene, grammar)
    if made.place.case in cases or not cases or len(cases) == len(Case):
        return None
    ranking = dict(made.place.ranking)
    return max(sorted(cases), key=lambda case: ranking.get(case, 0.0))


def _of_title(span: Span, slot: Slot, scene: Scene) -> set[Case]:
    if slot.old.family != NAME:
        return set(Case)
    return cases_of_title(scene.target, span) or set(Case)


def _of_form(span: Span, slot: Slot, scene: Scene, grammar: Morphology) -> set[Case]:
    """Return the cases in which the old term has the form that stands there; all if in none."""
    old = fill(slot.old, replace(scene, new=scene.old))
    if old is None:
        return set(Case)
    shown = _plain(span.of(scene.target))
    forms = ((case, grammar.inflect(old.phrase, case=case)) for case in Case)
    return {case for case, form in forms if form and _plain(form) == shown} or set(Case)


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")
