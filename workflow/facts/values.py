"""The values of the fact gate: what a sentence states, and how two sentences differ in it.

A fact's value is the same in every language; its atoms are what must be found again on the other
side, in whatever grouping the other language prefers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.model import Span


class FactKind(StrEnum):
    """What a fact is; the value is the word that a reviewer reads."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    QUANTITY = "vague quantity"
    PERCENT = "percentage"
    MONEY = "sum of money"
    DATE = "date"
    WEEKDAY = "weekday"
    TIME = "time"
    DURATION = "duration"
    REFERENCE = "reference"
    ACRONYM = "acronym"
    NAME = "name"
    PLACE = "country"
    URL = "web address"
    EMAIL = "e-mail address"
    PHONE = "phone number"
    HASHTAG = "hashtag"


LITERALS = frozenset({FactKind.URL, FactKind.EMAIL, FactKind.PHONE, FactKind.HASHTAG})
"""What is written alike in every language."""

NUMERIC = frozenset(
    {
        FactKind.NUMBER,
        FactKind.ORDINAL,
        FactKind.QUANTITY,
        FactKind.PERCENT,
        FactKind.MONEY,
        FactKind.DATE,
        FactKind.WEEKDAY,
        FactKind.TIME,
        FactKind.DURATION,
        FactKind.REFERENCE,
    }
)
"""What is made of numbers and of the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a sentence states and that a translation must state too."""

    kind: FactKind
    span: Span
    """In the text it was found in."""
    text: str
    """The characters of the span."""
    value: str
    """The canonical form: ISO 8601 for dates (``--11-03`` without a year), times and durations,
    plain decimals (``12.5 %``, ``1500000000 EUR``), ``article 5``, a CLDR territory code, or the
    text itself for names."""
    atoms: tuple[str, ...] = ()
    """The parts that are compared: numbers (``12.5``), months (``m11``), times (``t14:30``),
    weekdays (``w3``), fractions (``2/3``), vague powers (``~100``), relative days (``r-1``)."""
    firm: bool = True
    """False for what may answer for a fact of the other side but is not missed when it is absent:
    "both", "une dizaine", the digits of "G7"."""
    words: bool = False
    """The number is written in words."""
    readings: tuple[str, ...] = ()
    """Other ways to say the whole of it, any of which answers: three millions of "3 à 5 millions",
    ``d:5400s`` for an hour and a half, ``1/2`` for 50 %."""
    glued: bool = False
    """The digits touch a word or a closing mark before them, as the marks of footnotes do."""
    negative: bool = False
    """The number is below zero; `text` and `value` are without the sign."""
    unit: str = ""
    """The unit of measure of a number, as it is written behind it: km, square miles, °C."""

    @property
    def said(self) -> str:
        """What a reader sees: the text, with the minus sign and the unit that it leaves out."""
        text = self.text
        if self.unit and not text.endswith(self.unit):
            text = f"{text.removesuffix('°')} {self.unit}"
        return f"−{text}" if self.negative else text


class DifferenceKind(StrEnum):
    """How the target departs from the source."""

    LOST = "lost"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDifference:
    """A fact that stands on one side only, or differently on the two sides."""

    kind: DifferenceKind
    source: Fact | None = None
    target: Fact | None = None
    certain: bool = True
    """False where languages have legitimate ways to say it otherwise."""

    @property
    def fact(self) -> Fact:
        """The fact to name first in a message: the source's where there is one."""
        fact = self.source or self.target
        if fact is None:
            raise ValueError("a difference needs a fact")
        return fact
