"""Russian behind the `Morphology` protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.russian.beside import adjective_beside
from workflow.glossary.morphology.russian.extent import is_singular, noun_phrase
from workflow.glossary.morphology.russian.finding import find_term
from workflow.glossary.morphology.russian.harmony import find_discords
from workflow.glossary.morphology.russian.inflect import inflect_term, paradigm_of, why_not
from workflow.glossary.morphology.russian.insertion import wordings_at
from workflow.glossary.morphology.russian.lexicon import read_word
from workflow.glossary.morphology.russian.place import analyse
from workflow.glossary.morphology.russian.replacing import replace_term
from workflow.glossary.morphology.russian.soundness import is_sound, may_stay_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.glossary.morphology.base import (
        Case,
        Change,
        Discord,
        Number,
        Paradigm,
        Phrase,
        Place,
        Replacement,
    )
    from workflow.model import Span


class Russian:
    """Six cases, agreement, prepositions; see the modules beside this one."""

    def can_inflect(self, term: Phrase) -> str | None:
        """See `Morphology.can_inflect`."""
        return why_not(term)

    def is_name(self, word: str) -> bool:
        """See `Morphology.is_name`."""
        return any(reading.known and reading.is_name for reading in read_word(word))

    def inflect(self, term: Phrase, *, case: Case, number: Number | None = None) -> str | None:
        """See `Morphology.inflect`."""
        return inflect_term(term, case=case, number=number)

    def paradigm(self, term: Phrase) -> Paradigm:
        """See `Morphology.paradigm`."""
        return paradigm_of(term)

    def analyse_place(
        self, text: str, span: Span, *, trust_words: bool = True, hints: tuple[str, ...] = ()
    ) -> Place:
        """See `Morphology.analyse_place`."""
        return analyse(text, span, trust_words=trust_words, hints=hints)

    def whole_phrase(self, text: str, span: Span, *, foreign: Sequence[Span]) -> Span | None:
        """See `Morphology.whole_phrase`."""
        return noun_phrase(text, span, foreign=foreign)

    def shows_singular(self, text: str, span: Span) -> bool:
        """See `Morphology.shows_singular`."""
        return is_singular(text, span)

    def adjective_beside(self, text: str, span: Span, term: Phrase) -> Change | None:
        """See `Morphology.adjective_beside`."""
        return adjective_beside(text, span, term)

    def may_stay_plain(self, text: str, span: Span) -> bool:
        """See `Morphology.may_stay_plain`."""
        return may_stay_plain(text, span)

    def knows(self, word: str) -> bool:
        """See `Morphology.knows`; adjectives are made at will (``секретариатский``)."""
        readings = read_word(word)
        return any(reading.known for reading in readings) or readings[0].kind == "ADJF"

    def discords(self, text: str) -> tuple[Discord, ...]:
        """See `Morphology.discords`."""
        return find_discords(text)

    def is_sound(self, text: str, span: Span, term: Phrase) -> bool:
        """See `Morphology.is_sound`."""
        return is_sound(text, span, term)

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
        """See `Morphology.replace`."""
        return replace_term(text, span, term, number=number, trust_words=trust_words, hints=hints)

    @property
    def may_insert(self) -> bool:
        """See `Morphology.may_insert`."""
        return True

    def insertions(
        self,
        text: str,
        position: int,
        term: Phrase,
        *,
        number: Number | None = None,
        hints: tuple[str, ...] = (),
    ) -> tuple[str, ...]:
        """See `Morphology.insertions`."""
        return wordings_at(text, position, term, number=number, hints=hints)

    def find(self, text: str, term: Phrase) -> tuple[Span, ...]:
        """See `Morphology.find`."""
        return find_term(text, term)
