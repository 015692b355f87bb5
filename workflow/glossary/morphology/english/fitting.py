"""Tell where a phrase cannot stand, however it is inflected: better the old words than broken ones.

English puts one noun before another (*gender equality activists*), but no phrase with a
preposition; and in *empowerment of women and girls* the last noun belongs to the preposition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.english.nouns import singular, words_of_class
from workflow.glossary.morphology.english.verbs import is_adverb
from workflow.glossary.morphology.words import split_words

if TYPE_CHECKING:
    from workflow.glossary.morphology.words import Word
    from workflow.model import Span

_VERBAL = ("ed", "ing")
_JOINING = frozenset({"and", "or"})


def fits(text: str, span: Span, form: str) -> bool:
    """Tell whether `form` may take the place of the words at `span`."""
    old, new = split_words(span.of(text)), split_words(form)
    if _differ_in_number(span.of(text), form):
        return False
    after = [word for word in split_words(text) if word.span.start >= span.end][:3]
    if not old or not new or not after or not after[0].adjoins:
        return True
    if _has_preposition(new) and not _has_preposition(old):
        return not _is_noun(after)
    shared = _has_preposition(old) and old[-1].lower != new[-1].lower
    return not (shared and _adds_a_noun(after))


def _differ_in_number(old: str, new: str) -> bool:
    """Tell whether the words are the same but for the number of the last: the draft decides."""
    if old.casefold() == new.casefold():
        return False
    many = {singular(words.casefold()) or words.casefold() for words in (old, new)}
    return len(many) == 1


def _has_preposition(words: tuple[Word, ...]) -> bool:
    prepositions = words_of_class("preposition") - {"the"}
    return any(word.lower in prepositions for word in words[1:])


def _is_noun(after: list[Word]) -> bool:
    """Tell whether the word that follows is a noun that the words before it modify."""
    if _is_no_noun(after[0]):
        return False
    # "gender equality strengthens the", "remains that": a verb in the third person
    follows = after[1].lower if len(after) > 1 and after[1].adjoins else ""
    return not (after[0].lower.endswith("s") and follows in words_of_class("determiner"))


def _adds_a_noun(after: list[Word]) -> bool:
    """Tell whether *and* and a bare noun follow."""
    if after[0].lower not in _JOINING or len(after) == 1:
        return False
    return after[1].lower not in words_of_class("determiner") and not _is_no_noun(after[1])


def _is_no_noun(word: Word) -> bool:
    return (
        not word.adjoins
        or word.lower in words_of_class("after")
        or word.lower.endswith(_VERBAL)
        or is_adverb(word.text)
        or not word.text[0].isalpha()
    )
