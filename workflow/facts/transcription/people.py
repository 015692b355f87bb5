"""Write the name of a person in Russian letters, word by word.

A given name tells the language of the family name beside it, and the gender of who bears both; the
letters of the family name (ř, ł, ć) tell it too. Where the language has no table, nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts.lexicon import fold
from workflow.facts.transcription.lists import MANY, Given, Sex, fixed_names, given_name
from workflow.facts.transcription.origin import is_french, is_strict, language_of
from workflow.facts.transcription.rules import transcribe_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Span

PARTICLES = {
    "de": "де",
    "du": "дю",
    "des": "де",
    "la": "ла",
    "le": "ле",
    "les": "ле",
    "von": "фон",
    "zu": "цу",
    "van": "ван",
    "der": "дер",
    "den": "ден",
    "ter": "тер",
    "ben": "бен",
    "bin": "бин",
    "ibn": "ибн",
    "bint": "бинт",
    "ould": "ульд",
    "di": "ди",
    "da": "да",
    "do": "ду",
    "dos": "душ",
    "del": "дель",
    "della": "делла",
    "al": "аль",
    "el": "эль",
    "y": "и",
}
"""Small words inside names."""
_SUN = re.compile("^(?:[тдрзснш])")
"""Consonants that the Arabic article takes the sound of: ас-Сиси."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePart:
    """One word of a name."""

    text: str
    russian: str
    """Dictionary form."""
    others: tuple[str, ...] = ()
    """Other forms in use."""
    language: str = "fr"
    """Whose rules or list it is of."""
    is_strict: bool = False
    """Nothing else may be written for it: a listed given name, or a language with firm rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name in a text."""

    span: Span
    parts: tuple[NamePart, ...]
    sex: Sex
    """What the given name or the title shows; empty for neither."""
    is_town: bool = False

    @property
    def russian(self) -> str:
        """The whole name in the nominative."""
        return " ".join(part.russian for part in self.parts)


def transcribe_person(words: Sequence[str], span: Span) -> Person | None:
    """Return the name made of `words`, at `span` of a text; None where one of them has no rule."""
    given = [entry for word in words if (entry := given_name(word)) is not None]
    telling = [entry.language for entry in given if entry.language != MANY]
    language = telling[0] if telling else MANY
    if language == MANY and is_french(words[-1], words[:-1]):
        language = "fr"
    parts = [_part(word, language, is_last=at == len(words) - 1) for at, word in enumerate(words)]
    found = tuple(part for part in parts if part is not None)
    if len(found) < len(parts):
        return None
    return Person(span=span, parts=found, sex=given[0].sex if given else "")


def _part(word: str, language: str, *, is_last: bool) -> NamePart | None:
    if fold(word) in PARTICLES and not is_last:
        small = PARTICLES[fold(word)]
        return NamePart(text=word, russian=small if word.islower() else small.capitalize())
    if not is_last and (given := given_name(word)) is not None:
        return _listed(word, given, language)
    if (fixed := fixed_names("name").get(fold(word))) is not None:
        return NamePart(text=word, russian=fixed, is_strict=True)
    spoken = language_of(word, language)
    return _spelled(word, spoken) if spoken else None


def _listed(word: str, given: Given, language: str) -> NamePart:
    """Return a given name; with a French family name, none of its forms in other nations."""
    is_ours = given.language == MANY and language == "fr"
    return NamePart(
        text=word,
        russian=given.russian[0],
        others=() if is_ours else given.russian[1:],
        language="fr" if is_ours else given.language,
        is_strict=is_ours or given.language != MANY,
    )


def _spelled(word: str, language: str) -> NamePart | None:
    article = re.match(r"(?:[Aa]l|[Ee]l|[Aa]s|[Aa]d)-(?=.)", word)
    rest = word[article.end() :] if article else word
    if (elided := re.match(r"[dD]['’]", rest)) and language == "fr":
        russian = transcribe_word(rest[elided.end() :], language)
        russian = f"{'Д' if rest[0] == 'D' else 'д'}’{russian}" if russian else None
    else:
        russian = transcribe_word(rest, language)
    if russian is None:
        return None
    others: tuple[str, ...] = ()
    if article:
        sun = _SUN.match(russian.lower())
        others = (f"аль-{russian}", russian)
        russian = f"а{sun.group() if sun else 'ль'}-{russian}"
    return NamePart(
        text=word,
        russian=russian,
        others=others,
        language=language,
        is_strict=is_strict(word, language),
    )
