"""What a glossary says: one concept a `Term`, in each language a `Wording` made of `Form`s.

All values are frozen. A term keeps the position of its row, so that any finding about it can name
the line that a terminologist must open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from workflow.languages import base_of
from workflow.model import Finding, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.glossary.context import Guard
    from workflow.model import LangTag


class Kind(StrEnum):
    """What a concept is; decides how its words may be inflected and capitalised."""

    ORGANISATION = "organisation"
    TREATY = "treaty"
    TITLE = "title"
    CONCEPT = "concept"
    FORMULA = "formula"
    """A turn of phrase, mostly led by a verb: ``prendre note de``."""
    PERSON = "person"
    PLACE = "place"
    EVENT = "event"

    @property
    def is_name(self) -> bool:
        """Tell whether capitals belong to the form and number never changes."""
        return self in {Kind.PERSON, Kind.PLACE}


class Enforce(StrEnum):
    """What may be done where a translation lacks the term; the order is that of preference."""

    STRICT = "strict"
    """It may be put in by rule."""
    AVOID = "avoid"
    """Its forbidden renderings give way to the preferred form; any other will do."""
    SOFT = "soft"
    """It is checked and reported only: the rendering depends on the context."""


class Role(StrEnum):
    """The standing of a form; the order is that of preference."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    ACRONYM = "acronym"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a term in one language."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What rules cannot know of a preferred form; empty where the glossary leaves it to them."""

    head: str = ""
    """Dictionary form of the head word, lower case."""
    gender: str = ""
    """``masc``, ``femn`` or ``neut``."""
    number: str = ""
    """``sing`` or ``plur``: the number of the preferred form as it is written."""
    animate: bool | None = None
    invariable: bool = False
    forms: tuple[tuple[str, str], ...] = ()
    """Prescribed forms by name: ``gent`` and ``gent.plur`` in Russian, ``plural`` in English,
    ``plural``, ``feminine`` and ``feminine plural`` in French; they win over any rule."""

    def form(self, name: str) -> str | None:
        """Return the form prescribed under `name`."""
        return next((text for key, text in self.forms if key == name), None)


NO_GRAMMAR = Grammar()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A term in one language."""

    lang: LangTag
    preferred: str
    """Empty in a row that only forbids or admits forms in this language."""
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    acronym: str = ""
    """The form that answers an acronym of the source."""
    grammar: Grammar = NO_GRAMMAR
    guard: Guard | None = None
    """What must stand around an occurrence for it to be this term."""

    def forms(self) -> Iterator[Form]:
        """Yield every form that may be used, the preferred one first, each text once."""
        seen = set()
        for text, role in (
            (self.preferred, Role.PREFERRED),
            *((text, Role.ADMITTED) for text in self.admitted),
            (self.acronym, Role.ACRONYM),
        ):
            if text and text not in seen:
                seen.add(text)
                yield Form(text, role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One concept: a row of a glossary file."""

    id: str
    kind: Kind = Kind.CONCEPT
    enforce: Enforce = Enforce.STRICT
    wordings: tuple[Wording, ...] = ()
    """In the order of the file's columns."""
    do_not_translate: bool = False
    """The source form is kept in every language that has no form of its own."""
    authority: str = ""
    note: str = ""
    position: Position = field(default=Position(path=""), compare=False)

    def wording(self, lang: LangTag) -> Wording | None:
        """Return what the term is in `lang`; a regional tag falls back on its language."""
        base = base_of(lang)
        found = None
        for wording in self.wordings:
            if wording.lang == lang:
                return wording
            if wording.lang == base:
                found = wording
        return found

    def preferred(self, lang: LangTag) -> str:
        """Return the preferred form in `lang`; empty where the term has none."""
        wording = self.wording(lang)
        return wording.preferred if wording else ""

    @property
    def name(self) -> str:
        """Return the form that names the term in messages."""
        return next((w.preferred for w in self.wordings if w.preferred), self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """Terms in file order, and what validation found while they were read."""

    terms: tuple[Term, ...] = ()
    findings: tuple[Finding, ...] = ()
    langs: tuple[LangTag, ...] = ()
    """Languages that have a column, in the order of the first header."""

    @property
    def has_errors(self) -> bool:
        """Tell whether a finding is an error; rows in error are left out of `terms`."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def term(self, term_id: str) -> Term | None:
        """Return the term of that id."""
        return next((term for term in self.terms if term.id == term_id), None)
