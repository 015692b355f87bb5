"""Choose between a and an by sound, and tell which names take "the"."""

from __future__ import annotations

import functools
import re
from enum import StrEnum
from typing import TYPE_CHECKING

from workflow.glossary.morphology.english.nouns import (
    PACKAGE,
    find_head,
    is_plural,
    is_plural_acronym,
    is_uncountable,
    singular,
)
from workflow.glossary.morphology.tables import load_rows, load_table
from workflow.glossary.morphology.words import is_acronym, split_words

if TYPE_CHECKING:
    from workflow.glossary.morphology.base import Phrase

ARTICLES = frozenset({"a", "an", "the"})
_SPELLED_WITH_VOWEL = frozenset("AEFHILMNORSX")
_READ_AS_WORDS = frozenset(
    {"NATO", "UNESCO", "UNICEF", "UNIFIL", "MINUSMA", "MINUSCA", "MONUSCO", "ASEAN", "ECOWAS"}
)
_STATE = re.compile(r"State of [A-Z]")
"""The long name of a country; a *Member State* is any one."""
_CARDINAL_VOWEL = re.compile(r"^(?:8|11(?!\d)|18(?!\d))")


class Need(StrEnum):
    """Which article a term asks for in running text."""

    THE = "the"
    NONE = "none"
    COMMON = "common"
    """As any common noun: the sentence decides."""
    OWN = "own"
    """The term brings its article: The Hague."""


def indefinite(following: str) -> str:
    """Return "a" or "an" as it stands before the word `following`.

    >>> indefinite("European"), indefinite("hour"), indefinite("MP"), indefinite("UN")
    ('a', 'an', 'an', 'a')
    """
    word = re.split(r"[-‐‑]", following)[0] or following
    if _CARDINAL_VOWEL.match(word):
        return "an"
    if is_acronym(word) and word not in _READ_AS_WORDS:
        return "an" if word[0] in _SPELLED_WITH_VOWEL else "a"
    lower = word.lower()
    for article, beginning in load_rows(PACKAGE, "sounds.tsv"):
        if re.match(beginning, lower):
            return article
    return "an" if lower[:1] in tuple("aeiouéèà") else "a"


@functools.lru_cache(maxsize=2048)
def need_of(term: Phrase) -> Need:
    """Return the article that `term` asks for."""
    text = term.text
    if text[:4] in {"The ", "the "}:
        return Need.OWN
    listed = load_table(PACKAGE, "articles.tsv").get(text.lower())
    if listed is not None:
        return Need(listed[0])
    if term.person:
        return Need.NONE
    return _need_of_name(text) if text[:1].isupper() else _need_of_noun(text)


def _need_of_noun(text: str) -> Need:
    head = find_head(text)
    return Need.NONE if head is not None and is_uncountable(head.word) else Need.COMMON


def _need_of_name(text: str) -> Need:
    if _STATE.match(text):
        return Need.THE
    if is_acronym(text) or is_plural_acronym(text):
        return Need.COMMON
    if _is_headed_by(text, "roles.txt") or _is_bare_institution(text) or _names_a_kind(text):
        return Need.COMMON
    if _is_headed_by(text, "institutions.txt"):
        return Need.THE
    return Need.COMMON if _names_several(text) else Need.NONE


def _is_bare_institution(text: str) -> bool:
    """Tell whether the name is a common noun with a capital: the Committee, a State."""
    return text.lower() in {
        row[0] for table in ("institutions.txt", "roles.txt") for row in load_rows(PACKAGE, table)
    }


def _names_a_kind(text: str) -> bool:
    """Tell whether only an adjective is capitalised: a European treaty, the Minsk agreements."""
    head = find_head(text)
    return head is not None and head.word[:1].islower() and not is_plural(head.word)


def _names_several(text: str) -> bool:
    """Tell whether a name of several words is a plural: the Blue Helmets, or Blue Helmets."""
    head = find_head(text)
    return " " in text and head is not None and is_plural(head.word)


def _is_headed_by(text: str, table: str) -> bool:
    """Tell whether a name of several words has one of the nouns of `table` for head."""
    nouns = {row[0] for row in load_rows(PACKAGE, table)}
    words = split_words(text)
    head = find_head(text)
    if len(words) == 1 or head is None:
        return False
    whole = next((word.lower for word in words if word.span.end >= head.end), "")
    heads = {head.word.lower(), (singular(head.word) or head.word).lower(), whole}
    return not heads.isdisjoint(nouns)
