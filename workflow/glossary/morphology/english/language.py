"""English behind the `Morphology` protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Number, Paradigm
from workflow.glossary.morphology.english.finding import find_term
from workflow.glossary.morphology.english.nouns import find_head, inflect_noun
from workflow.glossary.morphology.english.replacing import analyse, replace_term
from workflow.glossary.morphology.english.verbs import VerbForm, conjugate_phrase
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.glossary.morphology.base import Case, Change, Discord, Phrase, Place, Replacement
    from workflow.model import Span


class English:
    """Number, articles, possessives and the verbs of formulae."""

    def can_inflect(self, term: Phrase) -> str | None:
        """See `Morphology.can_inflect`."""
        if term.verb or term.invariable or find_head(term.text) is not None:
            return None
        return tr("the term has no words")

    def is_name(self, word: str) -> bool:
        """See `Morphology.is_name`; there is no list of English names here."""
        del word
        return False

    def inflect(self, term: Phrase, *, case: Case, number: Number | None = None) -> str | None:
        """See `Morphology.inflect`; `case` makes no difference."""
        del case
        return term.text if term.verb else inflect_noun(term, number)

    def paradigm(self, term: Phrase) -> Paradigm:
        """See `Morphology.paradigm`; a formula has a row for each form of its verb."""
        if term.verb:
            forms = tuple((str(form), (conjugate_phrase(term.text, form),)) for form in VerbForm)
            return Paradigm(columns=("form",), rows=forms)
        row = tuple(inflect_noun(term, number) for number in Number)
        return Paradigm(columns=tuple(map(str, Number)), rows=(("form", row),))

    def analyse_place(
        self, text: str, span: Span, *, trust_words: bool = True, hints: tuple[str, ...] = ()
    ) -> Place:
        """See `Morphology.analyse_place`; there is a number and no case."""
        del trust_words, hints
        return analyse(text, span)

    def whole_phrase(self, text: str, span: Span, *, foreign: Sequence[Span]) -> Span | None:
        """See `Morphology.whole_phrase`; word order alone shows none, and all is taken for one."""
        del text, foreign
        return span

    def shows_singular(self, text: str, span: Span) -> bool:
        """See `Morphology.shows_singular`; what stands there is believed."""
        del text, span
        return True

    def adjective_beside(self, text: str, span: Span, term: Phrase) -> Change | None:
        """See `Morphology.adjective_beside`; adjectives agree with nothing."""
        del text, span, term
        return None

    def may_stay_plain(self, text: str, span: Span) -> bool:
        """See `Morphology.may_stay_plain`."""
        del text, span
        return True

    def knows(self, word: str) -> bool:
        """See `Morphology.knows`; there is no dictionary, and all is believed."""
        del word
        return True

    def discords(self, text: str) -> tuple[Discord, ...]:
        """See `Morphology.discords`; nothing agrees in a noun phrase."""
        del text
        return ()

    def is_sound(self, text: str, span: Span, term: Phrase) -> bool:
        """See `Morphology.is_sound`; nothing agrees in a noun phrase."""
        del text, span, term
        return True

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
        del trust_words, hints
        return replace_term(text, span, term, number=number)

    @property
    def may_insert(self) -> bool:
        """See `Morphology.may_insert`."""
        return False

    def insertions(
        self,
        text: str,
        position: int,
        term: Phrase,
        *,
        number: Number | None = None,
        hints: tuple[str, ...] = (),
    ) -> tuple[str, ...]:
        """See `Morphology.insertions`; word order is too strict for a word more."""
        del text, position, term, number, hints
        return ()

    def find(self, text: str, term: Phrase) -> tuple[Span, ...]:
        """See `Morphology.find`."""
        return find_term(text, term)
