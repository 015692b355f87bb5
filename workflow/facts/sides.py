"""One side of a comparison: the facts of a text and all that they can answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.facts.values import NUMERIC, Fact, FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(slots=True)
class Side:
    """The facts of one text and what they can answer."""

    facts: Sequence[Fact]
    language: str
    text: str = ""
    """The text itself, where it is at hand: its plain words may answer for names."""
    atoms: set[str] = field(default_factory=set)
    digits: set[str] = field(default_factory=set)
    """The digits of each number without separators of thousands: "1,500" misread answers "1500"."""
    words: list[str] = field(default_factory=list)
    """Every word that may be a name."""

    def __post_init__(self) -> None:
        for fact in self.facts:
            self.atoms.update(fact.atoms)
            self.atoms.update(fact.readings)
            if fact.kind in NUMERIC:
                self.digits.add(bare_digits(fact.text))
            self.words.extend(words_of(fact))

    def firm(self, kinds: Iterable[FactKind]) -> list[Fact]:
        """Return the facts of some kinds that must not be lost."""
        return [fact for fact in self.facts if fact.firm and fact.kind in kinds]


def bare_digits(text: str) -> str:
    """Return the digits of a number without separators, "" where a mark is surely a decimal one.

    >>> bare_digits("1,500"), bare_digits("1,5")
    ('1500', '')
    """
    if _DECIMAL.search(text):
        return ""
    return "".join(char for char in text if char.isdecimal())


_DECIMAL = re.compile(r"[.,](?!\d{3}(?!\d))\d")


def words_of(fact: Fact) -> list[str]:
    """Return the words that a name is made of."""
    return [atom[2:] for atom in fact.atoms if atom.startswith("n:")]


def unique(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts without those of a kind and value that came before."""
    return list({(fact.kind, fact.value): fact for fact in facts}.values())
