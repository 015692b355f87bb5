"""Plural and singular of English noun phrases: the head is found, the rest stays.

The head is the last word before the first preposition (``Heads of State``); an adjective that
follows its noun is not it (``Secretaries-General``, ``attorneys general``).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from workflow.glossary.morphology.base import Number, Phrase
from workflow.glossary.morphology.tables import load_rows, load_table
from workflow.glossary.morphology.words import Word, is_acronym, split_words, with_capitals_of

PACKAGE = "workflow.glossary.morphology.english"
_AFTER_NOUN = frozenset(
    {"general", "elect", "extraordinary", "martial", "designate", "plenipotentiary", "apparent"}
)
_OPTIONAL = re.compile(r"\((?:e?s)\)")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_SINGULAR_S = re.compile(r"(?:ss|us|is)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a phrase: the stretch of text that takes the plural ending."""

    start: int
    end: int
    word: str


@functools.cache
def words_of_class(name: str) -> frozenset[str]:
    """Return the function words of a class: ``determiner``, ``preposition``, ``after``."""
    rows = load_rows(PACKAGE, "function_words.tsv")
    return frozenset(word for word, classes in rows if name in classes.split(","))


def inflect_noun(term: Phrase, number: Number | None) -> str | None:
    """Return `term` in `number`; None where it has no such form."""
    text = _OPTIONAL.sub("", term.text)
    own = number_of(term)
    if number is None or number is own or term.invariable:
        return text
    prescribed = dict(term.forms).get(str(number))
    if prescribed is not None:
        return prescribed
    head = find_head(text)
    if head is None or term.number is Number.PLUR:
        return None
    form = plural(head.word) if number is Number.PLUR else singular(head.word)
    return None if form is None else text[: head.start] + form + text[head.end :]


def number_of(term: Phrase) -> Number:
    """Return the number of the dictionary form."""
    if term.number is not None:
        return term.number
    if is_plural_acronym(term.text):
        return Number.PLUR
    head = find_head(_OPTIONAL.sub("", term.text))
    named = term.text.lower() in load_table(PACKAGE, "articles.tsv")
    if head is None or named or (term.text[:1].isupper() and " " not in term.text):
        return Number.SING
    return Number.PLUR if is_plural(head.word) else Number.SING


def find_head(text: str) -> Head | None:
    """Return the head of a phrase, None where there is no word that could be one."""
    words: list[Word] = []
    for word in split_words(text):
        if words and (
            word.lower in words_of_class("preposition") or word.lower.startswith(("d'", "d’"))
        ):
            break
        words.append(word)
    while len(words) > 1 and words[-1].lower in _AFTER_NOUN | {"and"}:
        words.pop()
    if not words:
        return None
    return _head_in(words[-1])


def _head_in(word: Word) -> Head:
    """Return the part of a hyphenated word that takes the ending: ``Under-Secretaries-General``."""
    pieces = word.text.split("-")
    chosen = len(pieces) - 1
    for index, piece in enumerate(pieces[1:], start=1):
        if piece.lower() in _AFTER_NOUN | words_of_class("preposition"):
            chosen = index - 1
            break
    start = word.span.start + sum(len(piece) + 1 for piece in pieces[:chosen])
    return Head(start=start, end=start + len(pieces[chosen]), word=pieces[chosen])


def plural(noun: str) -> str | None:
    """Return the plural of a noun, its capitals kept; None for uncountable ones.

    >>> plural("Body"), plural("crisis"), plural("State"), plural("embargo")
    ('Bodies', 'crises', 'States', 'embargoes')
    """
    listed = _plurals().get(noun.lower())
    if listed == "-" or is_acronym(noun):
        return None
    if listed is not None:
        return noun if listed == "=" else with_capitals_of(listed, noun)
    if _CONSONANT_Y.search(noun):
        return noun[:-1] + "ies"
    return noun + ("es" if _SIBILANT.search(noun) else "s")


def singular(noun: str) -> str | None:
    """Return the singular of a plural, its capitals kept; None where `noun` is no plural."""
    lower = noun.lower()
    for one, many in _plurals().items():
        if lower == many or (many == "=" and lower == one):
            return with_capitals_of(one, noun)
    if not lower.endswith("s") or _SINGULAR_S.search(lower):
        return None
    if lower.endswith("ies"):
        return noun[:-3] + "y"
    stem = noun[:-2] if lower.endswith("es") else noun[:-1]
    return stem if lower.endswith("es") and _SIBILANT.search(stem.lower()) else noun[:-1]


def is_plural_acronym(text: str) -> bool:
    """Tell whether the text is an acronym in the plural: MDGs."""
    return text[-1:] == "s" and is_acronym(text[:-1])


def is_plural(noun: str) -> bool:
    """Tell whether a noun looks plural; what is the same in both numbers does not."""
    listed = _plurals().get(noun.lower())
    return listed is None and singular(noun) is not None


def is_uncountable(noun: str) -> bool:
    """Tell whether a noun takes no "a"."""
    return _plurals().get(noun.lower()) == "-"


@functools.cache
def _plurals() -> dict[str, str]:
    return {one.lower(): many for one, many in load_rows(PACKAGE, "nouns.tsv")}
