"""Tell whether the words of a term agree with one another: ``Генеральным Ассамблея`` does not.

A term is found by the lemmas of its words, which a weak engine may have put into any forms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.russian.finding import forms_of
from workflow.glossary.morphology.russian.inflect import is_invariable, why_not
from workflow.glossary.morphology.russian.lexicon import fold
from workflow.glossary.morphology.russian.phrase import load_structure
from workflow.glossary.morphology.words import is_acronym, split_words, words_within

if TYPE_CHECKING:
    from workflow.glossary.morphology.base import Phrase
    from workflow.model import Span


def is_sound(text: str, span: Span, term: Phrase) -> bool:
    """Tell whether the words of `term` that decline stand at `span` in one of its forms.

    Its complements may differ (``урегулирование конфликта``, ``Республики Кипра``); words that
    cannot be told apart one by one are taken for sound.
    """
    if term.verb or term.person or is_invariable(term) or why_not(term) is not None:
        return True
    structure, words = load_structure(term), split_words(text)
    first, last = words_within(words, span)
    if structure is None or last - first != len(structure.words):
        return True
    declined = sorted({index for index, _ in (*structure.nouns, *structure.modifiers)})
    shown = [words[first + index].text for index in declined]
    if any(map(is_acronym, shown)):
        return True
    return any(
        [fold(word) for word in shown] == [fold(form[index]) for index in declined]
        for form in forms_of(term)
        if len(form) == len(structure.words)
    )
