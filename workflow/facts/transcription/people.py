"""Find the names of people in a French text, and write them in Russian letters.

A given name tells the language of the family name beside it, and the gender of who bears both; the
letters of the family name (ř, ł, ć) tell it too. Where the language has no table, nothing is said.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from workflow.facts.lexicon import fold
from workflow.facts.transcription.rules import transcribe_word
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

Sex = Literal["m", "f", ""]

_SEXES: dict[str, Sex] = {"m": "m", "f": "f", "-": ""}
_STRICT = frozenset({"fr", "cs", "pl", "sh"})
"""Languages whose spelling leaves no choice."""
_LETTERS = (
    ("cs", re.compile("[řěůňťďľĺ]|ý$")),
    ("pl", re.compile("[łąęśźżń]|rz|sz|cz")),
    ("sh", re.compile("[đ]|[čćš].*ć$|[^aeiou]ić$|ić$")),
    ("tr", re.compile("[ğış]")),
    ("es", re.compile("ñ|[aeiou]ez$|éz$")),
    ("pt", re.compile("[ãõ]")),
    ("de", re.compile("[äßö]|sch[lmnrw]|sch$|mann$|ü")),
)
"""What shows that a name is no French one; for names without a telling given name."""
_FRENCH = re.compile("(?:ard|aud|ault|eaux?|oux|iers?|ière|ois|elle|ette|aine|ière|ç.*|è.*)$")
"""What shows that a name is a French one, whoever bears it."""
_NUMERAL = re.compile("[IVXL]+")
_PARTICLES = {
    **{"de": "де", "du": "дю", "des": "де", "la": "ла", "le": "ле", "les": "ле"},
    **{"von": "фон", "zu": "цу", "van": "ван", "der": "дер", "den": "ден", "ter": "тер"},
    **{"ben": "бен", "bin": "бин", "ibn": "ибн", "bint": "бинт", "ould": "ульд"},
    **{"di": "ди", "da": "да", "do": "ду", "dos": "душ", "del": "дель", "della": "делла"},
    **{"al": "аль", "el": "эль", "y": "и"},
}
_SUN = re.compile("^(?:[тдрзснш])")
"""Consonants that the Arabic article takes the sound of: ас-Сиси."""
_PART = "[^\\W\\d_]"
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ŽḀ-Ỿ]"
_NAME = rf"(?:[dDlLO]['’])?{_CAPITAL}{_PART}+(?:['’-]{_PART}+)*|{_CAPITAL}['’]{_CAPITAL}{_PART}+"
_SMALL = "|".join(sorted(_PARTICLES, key=len, reverse=True))
_RUN = re.compile(
    rf"(?<![\w-])(?:{_CAPITAL}{_PART}+(?:-{_PART}+)*)(?:(?:[ \u00a0](?:{_SMALL}))*[ \u00a0](?:(?:al|el|as|ad|d['’])-?)?(?:{_NAME}))*"
)
_INITIALS = r"(?:[A-Z]\.[ \u00a0-]?)*$"
_COURTESY = re.compile(r"\b(?:(?P<m>MM?\.)|M(?:me|lle)s?)[ \u00a0]" + _INITIALS)
_ARTICLE = re.compile(
    r"\b(?:(?P<m>[Ll]e|[Aa]u|[Dd]u)|[Ll]a)[ \u00a0](?:[a-zà-ÿ-]+[ \u00a0]){1,3}" + _INITIALS
)
_TO_TOWN = re.compile(
    r"\b(?:à|vers|près de|depuis|maire de|port de|ville de|gare de|aéroport de|préfet de)[ \u00a0]$"
)


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


def iter_people(text: str) -> Iterator[Person]:
    """Yield the names of people that begin with a given name of our list, in order.

    >>> [person.russian for person in iter_people("Il a vu Hélène Vasseur et M. Jan Dvořák.")]
    ['Элен Вассёр', 'Ян Дворжак']
    """
    for match in _RUN.finditer(text):
        words = list(re.finditer(r"[^ \u00a0]+", match.group()))
        while words and _NUMERAL.fullmatch(words[-1].group()):
            words.pop()
        first = next((at for at, word in enumerate(words) if _given(word.group())), len(words))
        words = words[first:]
        if len(words) < 2:  # noqa: PLR2004 - a given name alone is anybody's
            continue
        start = match.start() + words[0].start()
        texts = [word.group() for word in words]
        person = transcribe_person(
            texts, Span(start, match.start() + words[-1].end()), before=text[:start]
        )
        if person is not None:
            yield person


def iter_towns(text: str) -> Iterator[Person]:
    """Yield the towns of our list that no given name stands before."""
    people = [person.span for person in iter_people(text)]
    for match in re.finditer(rf"(?<![\w-]){_NAME}(?:-{_PART}+)*", text):
        start = match.start() + (2 if match.group()[1] in "'’" else 0)
        span = Span(start, match.end())
        word = span.of(text)
        fixed = _fixed("town").get(fold(word)) if word[0].isupper() else None
        if fixed is not None and not any(map(span.overlaps, people)):
            yield _town(word, span, fixed, is_listed=True)


def _town(word: str, span: Span, russian: str, *, is_listed: bool) -> Person:
    part = NamePart(text=word, russian=russian, is_strict=is_listed)
    return Person(span=span, parts=(part,), sex="", is_town=True)


def transcribe_person(words: list[str], span: Span, *, before: str = "") -> Person | None:
    """Return the name made of `words`; None where one of them has no rule.

    `before` is the text before it, whose title tells who bears the name.
    """
    given = [entry for word in words if (entry := _given(word)) is not None]
    language = given[0].language if given else "fr"
    parts = [_part(word, language, at == len(words) - 1) for at, word in enumerate(words)]
    found = tuple(part for part in parts if part is not None)
    if len(found) < len(parts):
        return None
    return Person(span=span, parts=found, sex=_sex(given, before))


def transcribe_alone(word: str, span: Span, text: str) -> Person | None:
    """Return a name of one word: a town after its preposition, a family name after a title.

    None for any other, and where the word does not look French: nothing tells its language.
    """
    before = text[: span.start]
    if re.search(r"\s", word) or _language_of(word, "fr") != "fr":
        return None
    if _COURTESY.search(before):
        return transcribe_person([word], span, before=before)
    if not _TO_TOWN.search(before):
        return None
    russian = transcribe_word(word, "fr")
    return None if russian is None else _town(word, span, russian, is_listed=False)


def _sex(given: list[_Given], before: str) -> Sex:
    """Return what M. and Mme say, else the given name, else the article of a title."""
    courtesy, article = _COURTESY.search(before), _ARTICLE.search(before)
    if courtesy is not None:
        return "m" if courtesy["m"] else "f"
    if given and given[0].sex:
        return given[0].sex
    if article is not None:
        return "m" if article["m"] else "f"
    return ""


def _part(word: str, language: str, is_last: bool) -> NamePart | None:  # noqa: FBT001 - private
    if fold(word) in _PARTICLES and not is_last:
        small = _PARTICLES[fold(word)]
        return NamePart(text=word, russian=small if word.islower() else small.capitalize())
    given = _given(word)
    if given is not None and not is_last:
        return NamePart(
            text=word,
            russian=given.russian[0],
            others=given.russian[1:],
            language=given.language,
            is_strict=True,
        )
    if (fixed := _fixed("name").get(fold(word))) is not None:
        return NamePart(text=word, russian=fixed, is_strict=True)
    return _spelled(word, _language_of(word, language))


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
    if article:
        sun = _SUN.match(russian.lower())
        russian = f"а{sun.group() if sun else 'ль'}-{russian}"
    return NamePart(text=word, russian=russian, language=language, is_strict=language in _STRICT)


def _language_of(word: str, language: str) -> str:
    """Return the language a family name is read in: its own letters count more than its company."""
    low = word.lower()
    if _FRENCH.search(low) and language != "ar":
        return "fr"
    if language in {"fr", "en", "sv", "nl"}:
        return next((lang for lang, signs in _LETTERS if signs.search(low)), language)
    return language


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    sex: Sex
    language: str
    russian: tuple[str, ...]


def _given(word: str) -> _Given | None:
    """Return what is known of a given name; of a compound, what its parts say."""
    listed = _given_names()
    if not word[:1].isupper():
        return None
    if (entry := listed.get(word) or listed.get(fold(word))) is not None:
        return entry
    halves = [listed.get(half) or listed.get(fold(half)) for half in word.split("-")]
    if len(halves) < 2 or None in halves:  # noqa: PLR2004 - two halves
        return None
    whole = [half for half in halves if half is not None]
    return _Given(
        sex=whole[0].sex,
        language=whole[0].language,
        russian=("-".join(half.russian[0] for half in whole),),
    )


@functools.cache
def _given_names() -> dict[str, _Given]:
    """Return the list by the name as it is written, and without accents where that is free."""
    rows = sorted(_rows("given.tsv"), key=lambda row: row[2] != "fr")
    listed = {
        name: _Given(sex=_SEXES[sex], language=lang, russian=tuple(forms.split(",")))
        for name, sex, lang, forms in rows
    }
    for name, entry in tuple(listed.items()):
        listed.setdefault(fold(name), entry)
    return listed


@functools.cache
def _fixed(kind: str) -> dict[str, str]:
    return {fold(name): form for name, of, form in _rows("words.tsv") if of == kind}


def _rows(name: str) -> list[list[str]]:
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
