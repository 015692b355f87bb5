"""Find the names of people and towns in a French text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.facts.lexicon import fold
from workflow.facts.transcription.lists import MANY, Sex, fixed_names, given_name
from workflow.facts.transcription.origin import language_of
from workflow.facts.transcription.people import (
    PARTICLES,
    NamePart,
    Person,
    transcribe_person,
)
from workflow.facts.transcription.rules import transcribe_word
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMERAL = re.compile("[IVXL]+(?:er|ᵉʳ|e)?|Jr|Junior")
_BYNAMES = frozenset({"le", "la"})
"""Alexandre le Grand has no family name."""
_QUARTERS = frozenset({"Nord", "Sud", "Est", "Ouest"})
"""Caroline du Nord is nobody."""
_PART = "[^\\W\\d_]"
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ŽḀ-Ỿ]"
_NAME = rf"(?:[dDlLO]['’])?{_CAPITAL}{_PART}+(?:['’-]{_PART}+)*|{_CAPITAL}['’]{_CAPITAL}{_PART}+"
_SMALL = "|".join(sorted(PARTICLES, key=len, reverse=True))
_RUN = re.compile(
    rf"(?<![\w-])(?:{_CAPITAL}{_PART}+(?:-{_PART}+)*)"
    rf"(?:(?:[ \u00a0](?:{_SMALL}))*[ \u00a0](?:(?:al|el|as|ad|d['’])-?)?(?:{_NAME}))*"
)
_INITIALS = r"(?:[A-Z]\.[ \u00a0-]?)*$"
_COURTESY = re.compile(r"\b(?:(?P<m>MM?\.|Monsieur)|M(?:me|lle)s?|Madame)[ \u00a0]" + _INITIALS)
_ARTICLE = re.compile(
    r"\b(?:(?P<m>[Ll]e|[Aa]u|[Dd]u)|[Ll]a)[ \u00a0](?:[a-zà-ÿ-]+[ \u00a0]){1,3}" + _INITIALS
)
_TO_TOWN = re.compile(
    r"\b(?:à|vers|près de|depuis|maire de|port de|ville de|gare de|aéroport de|préfet de)[ \u00a0]$"
)
_NEAR = 80
"""Characters before a name that are searched for its title."""


def iter_people(text: str) -> Iterator[Person]:
    """Yield the names of people that begin with a given name of our list, in order.

    >>> [person.russian for person in iter_people("Il a vu Hélène Vasseur et M. Jan Dvořák.")]
    ['Элен Вассёр', 'Ян Дворжак']
    """
    for match in _RUN.finditer(text):
        words = list(re.finditer(r"[^ \u00a0]+", match.group()))
        while words and _NUMERAL.fullmatch(words[-1].group()):
            words.pop()
        first = next((at for at, word in enumerate(words) if given_name(word.group())), len(words))
        words = words[first:]
        if not words[1:] or words[1].group() in _BYNAMES or words[-1].group() in _QUARTERS:
            continue
        span = Span(match.start() + words[0].start(), match.start() + words[-1].end())
        person = transcribe_person([word.group() for word in words], span)
        if person is not None:
            yield replace(person, sex=_titled(_before(text, span.start), person.sex))


def iter_towns(text: str) -> Iterator[Person]:
    """Yield the towns of our list that are no part of a longer name."""
    people = [person.span for person in iter_people(text)]
    for match in re.finditer(rf"(?<![\w-])(?:{_NAME})(?![\w-]|[ \u00a0]{_CAPITAL})", text):
        start = match.start() + (2 if match.group()[1] in "'’" else 0)
        span = Span(start, match.end())
        word = span.of(text)
        fixed = fixed_names("town").get(fold(word)) if word[0].isupper() else None
        if fixed is not None and not any(map(span.overlaps, people)):
            yield _town(word, span, fixed, is_listed=True)


def _town(word: str, span: Span, russian: str, *, is_listed: bool) -> Person:
    part = NamePart(text=word, russian=russian, is_strict=is_listed)
    return Person(span=span, parts=(part,), sex="", is_town=True)


def transcribe_alone(word: str, span: Span, text: str) -> Person | None:
    """Return a name of one word: a town after its preposition, a family name after a title.

    None for any other, and where the word does not look French: nothing tells its language.
    """
    before = _before(text, span.start)
    if re.search(r"\s", word) or language_of(word, MANY) != "fr":
        return None
    if _COURTESY.search(before):
        person = transcribe_person([word], span)
        return person and replace(person, sex=_titled(before, person.sex))
    if not _TO_TOWN.search(before):
        return None
    russian = transcribe_word(word, "fr")
    return None if russian is None else _town(word, span, russian, is_listed=False)


def _before(text: str, start: int) -> str:
    return text[max(0, start - _NEAR) : start]


def _titled(before: str, sex: Sex) -> Sex:
    """Return what M. and Mme say, else `sex`, that of the given name, else a title's article."""
    if (courtesy := _COURTESY.search(before)) is not None:
        return "m" if courtesy["m"] else "f"
    if not sex and (article := _ARTICLE.search(before)) is not None:
        return "m" if article["m"] else "f"
    return sex
