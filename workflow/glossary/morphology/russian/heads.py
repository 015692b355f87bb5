"""Find the head of a term: the noun that the rest of it hangs on.

The glossary's hint decides where there is one; else the first nominative that is no modifier of a
later one (``рабочий`` is a noun in the dictionary and a modifier in ``рабочий визит``), and where a
term has no noun at all, the adjective or participle that serves as one (``поверенный в делах``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Gender, Number, Phrase
from workflow.glossary.morphology.russian.endings import PACKAGE
from workflow.glossary.morphology.russian.lexicon import fold, read_word
from workflow.glossary.morphology.russian.nouns import Noun, load_noun
from workflow.glossary.morphology.tables import load_table

if TYPE_CHECKING:
    from workflow.glossary.morphology.words import Word

AND = frozenset({"и", "или", "либо"})
_NEVER_HEADS = frozenset({"ADVB", "CONJ", "PRCL", "COMP", "NUMR", "INFN", "VERB", "GRND"})


def find_head(words: tuple[Word, ...], term: Phrase) -> tuple[int, Noun] | None:
    """Return the index of the head and the noun that it is; None where none is found."""
    lemma = fold(term.head)
    for index, word in enumerate(words):
        if lemma and _is_form_of(word, lemma):
            noun = _load(word, term, lemma=lemma)
            if noun is not None:
                return index, noun
    reach = _first_part(words)
    candidates = [index for index in range(reach) if _may_be_head(words, index)]
    substantives = [
        index
        for index in range(reach)
        if _agreeing_numbers(words[index], modifier=True) and not leads_to_noun(words, index)
    ]
    for index in [*candidates, *substantives]:
        noun = _load(words[index], term)
        if noun is not None:
            return index, noun
    return None


def _first_part(words: tuple[Word, ...]) -> int:
    """Return how many words come before a comma, a bracket or a preposition."""
    for index, word in enumerate(words):
        if (index and set(word.before) & set(",(")) or is_preposition(word):
            return index
    return len(words)


def _load(word: Word, term: Phrase, *, lemma: str = "") -> Noun | None:
    return load_noun(
        word.text, lemma=lemma, number=term.number, gender=term.gender, animate=term.animate
    )


def _is_form_of(word: Word, lemma: str) -> bool:
    return fold(word.text) == lemma or any(
        reading.lemma == lemma and reading.case is Case.NOMN for reading in read_word(word.text)
    )


def is_preposition(word: Word) -> bool:
    """Tell whether `word` is a preposition before all else."""
    listed = fold(word.text) in load_table(PACKAGE, "forms.tsv")
    return not listed and read_word(word.text)[0].kind == "PREP"


def _may_be_head(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether the word is the first that is no modifier, adverb or conjunction."""
    readings = read_word(words[index].text)
    nominative = [reading for reading in readings if reading.case is Case.NOMN]
    if fold(words[index].text) in load_table(PACKAGE, "forms.tsv"):
        return True
    if leads_to_noun(words, index) or names_islands(words, index):
        return False
    if any(reading.is_noun and reading.known for reading in nominative):
        return True
    if readings and readings[0].kind in _NEVER_HEADS:
        return False
    if any(reading.is_modifier for reading in readings):
        return index == len(words) - 1 or is_preposition(words[index + 1])
    return not any(reading.known and reading.case for reading in readings) or bool(nominative)


def leads_to_noun(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether the word can be a modifier of a nominative that only modifiers part it from.

    ``рабочий`` is a noun in the dictionary and a modifier in ``рабочий визит``.
    """
    if not _agreeing_numbers(words[index], modifier=True):
        return False
    passed = False
    for word in words[index + 1 :]:
        if set(word.before) & set(",(—"):
            return passed
        nouns = _agreeing_numbers(word, modifier=False)
        if nouns and _agreeing_numbers(words[index], modifier=True) & nouns:
            return True
        passed = passed or bool(_agreeing_numbers(word, modifier=True))
        first = read_word(word.text)[0]
        if not (first.is_modifier or first.kind == "ADVB" or fold(word.text) in AND):
            return passed
    return passed


def names_islands(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether a word that reads as a family's name is one of places: ``Сандвичевы острова``.

    Its plural is declined like the possessive adjective that it is.
    """
    if index + 1 >= len(words) or not words[index + 1].adjoins:
        return False
    reading, after = read_word(words[index].text)[0], read_word(words[index + 1].text)
    return (
        "Surn" in reading.tags
        and reading.number is Number.PLUR
        and any(
            noun.is_noun and not noun.is_name and noun.known and noun.number is Number.PLUR
            for noun in after
        )
    )


def _agreeing_numbers(word: Word, *, modifier: bool) -> set[tuple[Number | None, Gender | None]]:
    """Return number and, in the singular, gender of the nominatives that `word` can be."""
    return {
        (reading.number, gender if reading.number is Number.SING else None)
        for reading in read_word(word.text)
        if reading.case is Case.NOMN
        and (reading.is_modifier if modifier else reading.is_noun and not reading.is_name)
        for gender in ([reading.gender] if reading.gender else list(Gender))
    }
