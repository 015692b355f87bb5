"""What grammar is asked of a language: inflect a term, read a place, put the term there.

Values and one Protocol; a language implements it in a package of its own. A method that cannot
answer returns None and never guesses silently: the caller then leaves the sentence alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Span


class Case(StrEnum):
    """Grammatical cases, named as OpenCorpora names them."""

    NOMN = "nomn"
    GENT = "gent"
    DATV = "datv"
    ACCS = "accs"
    ABLT = "ablt"
    LOCT = "loct"


class Number(StrEnum):
    """Singular or plural."""

    SING = "sing"
    PLUR = "plur"


class Gender(StrEnum):
    """Grammatical gender."""

    MASC = "masc"
    FEMN = "femn"
    NEUT = "neut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A term in its dictionary form with what a glossary knows of its grammar."""

    text: str
    head: str = ""
    """Dictionary form of the head word, lower case; found by rule where empty."""
    gender: Gender | None = None
    number: Number | None = None
    """Number of `text`. A term whose dictionary form is plural has no singular."""
    animate: bool | None = None
    invariable: bool = False
    person: bool = False
    """`text` is the name of a person: given names, patronymic, surname."""
    verb: bool = False
    """`text` is a formula that begins with a verb in the infinitive (English: without "to")."""
    forms: tuple[tuple[str, str], ...] = ()
    """Forms that the glossary prescribes, each under ``gent`` or ``gent.plur``; they win."""

    def prescribed(self, case: Case, number: Number) -> str | None:
        """Return the form that `forms` gives for `case` and `number`."""
        for key, form in self.forms:
            if key == f"{case}.{number}" or (key == str(case) and number is Number.SING):
                return form
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What grammar a stretch of a sentence stands in."""

    span: Span
    case: Case | None = None
    """None where the language has no cases."""
    number: Number | None = None
    """None where nothing tells."""
    confidence: float = 1.0
    """Probability of `case`, from 0 to 1."""
    ranking: tuple[tuple[Case, float], ...] = ()
    """Every case with its probability, likeliest first."""
    reasons: tuple[str, ...] = ()
    """What spoke for the choice, strongest first, for the trace shown to a reviewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One edit: where in the old text, what it was, what it became, why."""

    span: Span
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discord:
    """Words side by side that do not go together, and the wordings that do."""

    span: Span
    repairs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A sentence with the term in place."""

    text: str
    span: Span
    """The term in the new `text`."""
    place: Place
    changes: tuple[Change, ...] = ()
    """In order of the old text; empty where nothing had to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paradigm:
    """All forms of a term: one row a case (or verb form), one column a number."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str | None, ...]], ...]
    """Name of the row and a form for each column; None where the term has no such form."""


class Morphology(Protocol):
    """The grammar of one target language."""

    def can_inflect(self, term: Phrase) -> str | None:
        """Return None when `inflect` gives every form, else the reason why not, for a person."""
        ...

    def is_name(self, word: str) -> bool:
        """Tell whether the dictionary has `word` as a given name or a surname."""
        ...

    def inflect(self, term: Phrase, *, case: Case, number: Number | None = None) -> str | None:
        """Return `term` in `case`; `number` None keeps the dictionary form's.

        None where the term has no such form, or the rules do not know it.
        """
        ...

    def paradigm(self, term: Phrase) -> Paradigm:
        """Return every form of `term`."""
        ...

    def analyse_place(
        self, text: str, span: Span, *, trust_words: bool = True, hints: tuple[str, ...] = ()
    ) -> Place:
        """Tell in which case and number the words of `span` stand.

        With `trust_words` false the words of the span are no evidence, only those around them:
        for a term that an engine was made to write in its dictionary form. `hints` are clues from
        outside the text: what stands around the term in the source.
        """
        ...

    def whole_phrase(self, text: str, span: Span, *, foreign: Sequence[Span]) -> Span | None:
        """Return the noun phrase that the words at `span` are, or a part of; None where none.

        Words at `foreign` stand for something else: they are not taken in.
        """
        ...

    def shows_singular(self, text: str, span: Span) -> bool:
        """Tell whether the words around `span` speak for a singular there."""
        ...

    def adjective_beside(self, text: str, span: Span, term: Phrase) -> Change | None:
        """Return the change that an adjective beside the term at `span` needs, None for none."""
        ...

    def may_stay_plain(self, text: str, span: Span) -> bool:
        """Tell whether the dictionary form may stand at `span`, whatever governs it."""
        ...

    def knows(self, word: str) -> bool:
        """Tell whether the dictionary of the language has `word`, in any form."""
        ...

    def discords(self, text: str) -> tuple[Discord, ...]:
        """Return the words of `text` that stand side by side and do not go together, in order."""
        ...

    def is_sound(self, text: str, span: Span, term: Phrase) -> bool:
        """Tell whether the words of `term` at `span` agree with one another."""
        ...

    def replace(
        self,
        text: str,
        span: Span,
        term: Phrase,
        *,
        number: Number | None = None,
        trust_words: bool = True,
        hints: tuple[str, ...] = (),
    ) -> Replacement | None:
        """Put `term` at `span` in the form its place asks for and mend what agreed with it.

        `number` None takes the number of the place; a name keeps its own. None where the term
        cannot be inflected. What is right already is left as it is.
        """
        ...

    @property
    def may_insert(self) -> bool:
        """Tell whether word order leaves room for `insertions`."""
        ...

    def insertions(
        self,
        text: str,
        position: int,
        term: Phrase,
        *,
        number: Number | None = None,
        hints: tuple[str, ...] = (),
    ) -> tuple[str, ...]:
        """Return the wordings in which `term` may be put in at `position`, likeliest first.

        With what ties it to the sentence (a preposition, "and"), where `hints` tell that the source
        has one. Empty where it would part words that belong together, or nothing can be told.
        """
        ...

    def find(self, text: str, term: Phrase) -> tuple[Span, ...]:
        """Return where `text` holds `term` in any form, in order, without overlap."""
        ...
