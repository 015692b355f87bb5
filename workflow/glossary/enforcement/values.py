"""What goes into enforcement and what comes out: frozen values, no behaviour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from workflow.glossary.morphology.base import Number
from workflow.model import Hypothesis, Link, Span

if TYPE_CHECKING:
    from workflow.glossary.match import TermHit
    from workflow.glossary.morphology.base import Phrase

Scorer: TypeAlias = Callable[[Sequence[tuple[str, str]]], tuple[float, ...]]
"""The engine's own opinion of (source, target) pairs, as `Engine.score`."""
Redecoder: TypeAlias = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[Hypothesis]]]
"""Decode source texts again, each with a required beginning."""


class Rule(StrEnum):
    """The rungs of the ladder, in the order in which they are tried."""

    SYNONYM = "admitted form replaced"
    SPELT = "given its capital"
    FORBIDDEN = "forbidden form replaced"
    BRACKETED = "replaced in its brackets"
    ALIGNED = "replaced by alignment"
    INFLECTED = "put into its case"
    AGREED = "its words brought into agreement"
    HYPOTHESIS = "other hypothesis"
    PLACED = "placed where the engine likes it best"
    INSERTED = "put in where it was missing"
    FORCED = "decoded again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A text to look after: its source and what an engine or a person proposes, best first."""

    source: str
    hypotheses: tuple[Hypothesis, ...]
    protected: tuple[Span, ...] = ()
    """In `source`: code, addresses and quotations, where no term is looked for or put."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one occurrence of a term in the source asks of the target."""

    hit: TermHit
    accepted: frozenset[str]
    """Forms of the glossary that satisfy it."""
    form: str
    """The form to write where none is there."""
    phrase: Phrase
    """`form` with its grammar."""
    is_strict: bool
    """A soft term is reported and never put in."""

    @property
    def number(self) -> Number | None:
        """The number in which the source has the term, None where it shows none."""
        return Number(self.hit.number) if self.hit.number else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEdit:
    """One change that a term brought about."""

    term_id: str
    before: str
    after: str
    rule: Rule
    reason: str = ""
    """Grammar: the place's case and number, what was mended around it."""
    score_change: float | None = None
    """Change of the engine's mean log-probability; None where no engine was asked."""

    def __str__(self) -> str:
        score = "" if self.score_change is None else f", score {self.score_change:+.2f}"
        return f'"{self.before}" → "{self.after}" ({self.term_id}, {self.rule}{score})'


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetTerm:
    """A term of the source that the target does not say as it should."""

    term_id: str
    words: str
    """As they stand in the source."""
    expected: str
    reason: str
    is_strict: bool = True

    def __str__(self) -> str:
        return f'"{self.words}" should be "{self.expected}": {self.reason} ({self.term_id})'


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforced:
    """A text after enforcement and the account of it."""

    text: str
    links: tuple[Link, ...]
    edits: tuple[TermEdit, ...] = ()
    unmet: tuple[UnmetTerm, ...] = ()
    found: tuple[str, ...] = ()
    """Ids of the terms of the source, in order."""
