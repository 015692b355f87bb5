"""What a repair is given and what it gives: edits of the old translation's plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts import Fact, extract_facts
from workflow.facts.values import NUMERIC
from workflow.languages import base_of

if TYPE_CHECKING:
    from workflow.glossary.enforcement.ladder import House
    from workflow.glossary.morphology.base import Morphology
    from workflow.model import LangTag
    from workflow.reuse.edits import Edit
    from workflow.reuse.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The old translation and what is known about its language."""

    source_lang: LangTag
    target_lang: LangTag
    house: House | None
    grammar: Morphology | None
    old: str
    """The old source, plain text."""
    new: str
    target: str
    """The old translation, plain text."""

    @property
    def language(self) -> str:
        """The target language without its region."""
        return base_of(self.target_lang)

    def facts(self) -> tuple[Fact, ...]:
        """Return the facts of the old translation."""
        return extract_facts(self.target, self.target_lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One thing that the old source said, what the new one says instead, and how often."""

    old: Unit
    new: Unit
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """How a slot is filled in the old translation."""

    edits: tuple[Edit, ...]
    warnings: tuple[str, ...] = ()


def find_figures(slot: Slot, scene: Scene) -> tuple[Fact, ...]:
    """Return where the translation states the old figure: () unless exactly as often."""
    wanted = slot.old.fact
    if wanted is None:
        return ()
    facts = [fact for fact in scene.facts() if fact.kind in NUMERIC]
    same = [f for f in facts if f.kind is wanted.kind and f.value == wanted.value]
    if not same:
        same = [f for f in facts if set(wanted.atoms) == set(f.atoms) and f.atoms]
    others = [f for f in facts if f not in same and set(f.atoms) & set(wanted.atoms)]
    if any(fact.kind is wanted.kind and fact.value == wanted.value for fact in others):
        return ()
    return tuple(same) if len(same) == slot.count else ()
