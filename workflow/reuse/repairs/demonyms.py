"""Repair the adjectives of countries: a Russian delegation, российская делегация."""

from __future__ import annotations

import csv
import functools
import io
from importlib import resources
from typing import TYPE_CHECKING

from workflow.facts import Fact, FactKind
from workflow.glossary.morphology.russian.lexicon import fold, inflected, read_word
from workflow.glossary.morphology.words import with_capitals_of
from workflow.reuse.edits import Edit
from workflow.reuse.repairs.base import Repair, Scene, Slot
from workflow.reuse.repairs.english import article_edits
from workflow.reuse.repairs.nominals import repair_nominal
from workflow.reuse.repairs.russian import grammemes

if TYPE_CHECKING:
    from collections.abc import Mapping


def repair_demonym(slot: Slot, scene: Scene) -> Repair | None:
    """Return how the adjective of another country is put, or its name where the old text has one.

    French "français" is "Франции" as often as "французский".
    """
    old, new = slot.old.fact, slot.new.fact
    if old is None or new is None:
        return None
    there = [
        fact for fact in scene.facts() if fact.kind is FactKind.PLACE and fact.value == old.value
    ]
    if len(there) != slot.count:
        return None
    if all(fact.firm for fact in there):
        return repair_nominal(slot, scene)
    known = _adjectives(scene.language)
    before, after = known.get(old.value, ()), known.get(new.value, ("",))[0]
    edits: list[Edit] = []
    for fact in there:
        written = _written(fact, before, after, scene)
        if not written:
            return None
        edits.append(Edit(fact.span, written))
        if scene.language == "en":
            edits += article_edits(scene.target, fact.span, written)
    return Repair(edits=tuple(edits))


def _written(fact: Fact, before: tuple[str, ...], after: str, scene: Scene) -> str:
    """Return the new adjective in the form of the old one, "" where no rule is sure."""
    if not before or not after:
        return ""
    if scene.language == "en":
        return after if fact.text in before else ""
    readings = [
        each
        for each in read_word(fact.text)
        if each.is_modifier and each.lemma in map(fold, before)
    ]
    model = next((each for each in read_word(after) if each.is_modifier), None)
    if not readings or model is None:
        return ""
    forms = {inflected(model, grammemes(each)) for each in readings}
    form = forms.pop() if len(forms) == 1 else None
    return with_capitals_of(form, fact.text) if form else ""


@functools.cache
def _adjectives(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the adjectives of each country, the one to write first."""
    file = resources.files("workflow.reuse") / "data" / "demonyms.csv"
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")))
    return {row["code"]: tuple((row.get(language) or "").split("|")) for row in rows}
