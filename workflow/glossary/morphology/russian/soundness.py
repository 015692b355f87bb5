"""Tell whether a term stands in a form that it may have there.

Its words must agree with one another, and ``Генеральным Ассамблея`` does not: a term is found by
lemmas, which a weak engine may have put into any forms. The dictionary form may stay in quotation
marks and behind some nouns, whatever the case of the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.russian.context import gap_before
from workflow.glossary.morphology.russian.endings import PACKAGE
from workflow.glossary.morphology.russian.finding import forms_of
from workflow.glossary.morphology.russian.inflect import is_invariable, why_not
from workflow.glossary.morphology.russian.lexicon import fold, read_word
from workflow.glossary.morphology.russian.phrase import load_structure
from workflow.glossary.morphology.tables import load_table
from workflow.glossary.morphology.words import is_acronym, split_words, words_within

if TYPE_CHECKING:
    from workflow.glossary.morphology.base import Phrase
    from workflow.model import Span


_OPENING = ("«", "„", "“", '"', "<<")
_CLOSING = ("»", "”", '"', ">>")


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


def may_stay_plain(text: str, span: Span) -> bool:
    """Tell whether the words at `span` may be in their dictionary form, whatever governs them.

    ``пункт, озаглавленный «миростроительство»``; ``в секторе Газа``, ``Королевства Бахрейн``.
    """
    before, after = text[: span.start].rstrip(), text[span.end :]
    if before.endswith(_OPENING) and not span.of(text).startswith(_OPENING):
        return True
    if after.startswith(_CLOSING) and not span.of(text).endswith(_CLOSING):
        return True
    words = split_words(text)
    index, _ = words_within(words, span)
    if not index or gap_before(words, index) or not span.of(text)[:1].isupper():
        return False
    generic = load_table(PACKAGE, "generic.tsv")
    return any(reading.lemma in generic for reading in read_word(words[index - 1].text))
