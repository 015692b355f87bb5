"""Decline one noun of a term: by prescription, by the dictionary, or by its ending.

A noun's reading is chosen once, from its dictionary form: the glossary's hints (head, gender,
number, animacy) decide between homonyms, and a place name or a substance is never read as the
genitive of somebody's given name (``зарин`` is in the dictionary only as ``Зарина``).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from workflow.glossary.morphology.base import Case, Gender, Number
from workflow.glossary.morphology.russian.endings import PACKAGE, decline_by_ending, guess_gender
from workflow.glossary.morphology.russian.lexicon import (
    Reading,
    agreed,
    fold,
    inflected,
    read_word,
)
from workflow.glossary.morphology.tables import load_rows, load_table
from workflow.glossary.morphology.words import is_acronym, with_capitals_of

_OBLIQUE = (Case.GENT, Case.DATV, Case.ACCS, Case.ABLT, Case.LOCT)
_HYPHEN = re.compile(r"([-‐‑])")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A noun in its dictionary form, with the grammar that its modifiers need."""

    text: str
    number: Number
    gender: Gender | None
    """None in common gender and for names that have a plural only."""
    animate: bool
    reading: Reading | None = None
    """In the dictionary; None where prescribed forms or endings decline the word."""
    fixed: bool = False
    """The word never changes."""
    parts: tuple[Noun, ...] = ()
    """The halves of a hyphenated noun that is not in the dictionary as a whole."""


@functools.lru_cache(maxsize=4096)
def load_noun(
    text: str,
    *,
    lemma: str = "",
    number: Number | None = None,
    gender: Gender | None = None,
    animate: bool | None = None,
) -> Noun | None:
    """Return the noun that `text` is the dictionary form of, None where it can be none."""
    noun = _load_noun(text, fold(lemma), number, gender)
    return noun if noun is None or animate is None else replace(noun, animate=animate)


def decline_noun(noun: Noun, *, case: Case, number: Number) -> str | None:
    """Return the form of `noun`, with its capitals; None where there is no such form."""
    if case is Case.NOMN and number is noun.number:
        return noun.text
    if noun.fixed:
        return noun.text
    if noun.parts:
        return _decline_parts(noun, case=case, number=number)
    form = _prescribed(noun.text, case) if number is noun.number else None
    if form is None:
        form = _by_rule(noun, case=case, number=number)
    return None if form is None else with_capitals_of(form, noun.text)


def _load_noun(text: str, lemma: str, number: Number | None, gender: Gender | None) -> Noun | None:
    prescribed = load_table(PACKAGE, "forms.tsv").get(fold(text))
    readings = _nominatives(text, lemma, number, gender)
    reading = readings[0] if readings else None
    if prescribed == ("=",) or is_acronym(text) or not _CYRILLIC.search(text):
        return _fixed(text, reading, number, gender)
    if prescribed is None and _HYPHEN.search(text) and not (reading and reading.known):
        return _compound(text, number, gender)
    if reading is None or ("Name" in reading.tags and not reading.known):
        listed = Number.PLUR if _is_listed_plural(prescribed) else number
        return _unlisted(text, listed, gender)
    return Noun(
        text=text,
        number=Number.PLUR if _is_listed_plural(prescribed) else reading.number or Number.SING,
        gender=gender or reading.gender,
        animate=_is_animate(reading),
        reading=reading,
        fixed="Fixd" in reading.tags and prescribed is None,
    )


def _is_listed_plural(prescribed: tuple[str, ...] | None) -> bool:
    return prescribed is not None and prescribed[-1] == "plur"


def _nominatives(
    text: str, lemma: str, number: Number | None, gender: Gender | None
) -> list[Reading]:
    readings = [each for each in read_word(text) if each.case is Case.NOMN and each.source]
    nouns = [reading for reading in readings if reading.is_noun]
    if not nouns or (lemma and all(reading.lemma != lemma for reading in nouns)):
        nouns += [reading for reading in readings if reading.is_modifier]

    def rank(reading: Reading) -> tuple[bool, bool, bool, bool, bool, bool, float]:
        return (
            reading.lemma == lemma,
            number is None or reading.number is number,
            gender is None or reading.gender in {gender, None},
            not reading.is_name,
            text[:1].isupper() and "Geox" in reading.tags,
            reading.known,
            reading.score,
        )

    return sorted(nouns, key=rank, reverse=True)


def _fixed(
    text: str, reading: Reading | None, number: Number | None, gender: Gender | None
) -> Noun:
    return Noun(
        text=text,
        number=number or Number.SING,
        gender=gender or (reading.gender if reading else None),
        animate=False,
        fixed=True,
    )


def _unlisted(text: str, number: Number | None, gender: Gender | None) -> Noun | None:
    if number is Number.PLUR:
        return Noun(text=text, number=number, gender=gender, animate=False)
    shown = guess_gender(text)
    if shown is Gender.MASC and gender is Gender.FEMN and text.endswith("ь"):
        shown = Gender.FEMN
    return Noun(
        text=text,
        number=Number.SING,
        gender=shown or gender,
        animate=False,
        fixed=shown is None,
    )


def _compound(text: str, number: Number | None, gender: Gender | None) -> Noun | None:
    pieces = _HYPHEN.split(text)[::2]
    last = load_noun(pieces[-1], number=number)
    if last is None:
        return None
    parts: list[Noun] = []
    for piece in pieces[:-1]:
        part = None if _keeps_form(piece, pieces[-1]) else load_noun(piece, number=last.number)
        parts.append(part or _fixed(piece, None, last.number, None))
    parts.append(last)
    main = next(part for part in parts if not part.fixed or part is last)
    parts = [replace(part, animate=main.animate) for part in parts]
    return Noun(
        text=text,
        number=last.number,
        gender=gender or main.gender,
        animate=main.animate,
        fixed=all(part.fixed for part in parts),
        parts=tuple(parts),
    )


def _keeps_form(piece: str, last: str) -> bool:
    """Tell whether the first half of a hyphenated noun stays: ``пресс-``, ``Нью-``, ``Хан-``."""
    fixed = {row[0] for row in load_rows(PACKAGE, "hyphen_first_fixed.txt")}
    return (
        fold(piece) in fixed
        or last[:1].isupper()
        or not any(
            reading.is_noun and reading.case is Case.NOMN and reading.known
            for reading in read_word(piece)
        )
    )


def _decline_parts(noun: Noun, *, case: Case, number: Number) -> str | None:
    forms = [
        part.text if part.fixed else decline_noun(part, case=case, number=number)
        for part in noun.parts
    ]
    if any(form is None for form in forms):
        return None
    dashes = iter([*_HYPHEN.split(noun.text)[1::2], ""])
    return "".join(f"{form}{next(dashes)}" for form in forms)


def _prescribed(text: str, case: Case) -> str | None:
    forms = load_table(PACKAGE, "forms.tsv").get(fold(text))
    if forms is None or case is Case.NOMN:
        return None
    return forms[_OBLIQUE.index(case)]


def _by_rule(noun: Noun, *, case: Case, number: Number) -> str | None:
    reading = noun.reading
    if reading is None:
        if number is not noun.number:
            return None
        return decline_by_ending(
            noun.text, case=case, number=number, gender=noun.gender, animate=noun.animate
        )
    if reading.is_modifier:
        return agreed(reading, case=case, number=number, gender=noun.gender, animate=noun.animate)
    if case is Case.ACCS and _follows_animacy(noun, number):
        case = Case.GENT if noun.animate else Case.NOMN
    return inflected(reading, {case, number})


def _follows_animacy(noun: Noun, number: Number) -> bool:
    """Tell whether the accusative is the nominative or the genitive (not ``судья``, ``страна``)."""
    if number is Number.PLUR:
        return True
    return noun.gender is Gender.MASC and noun.text[-1:].lower() not in "аяоеиуюэы"


def _is_animate(reading: Reading) -> bool:
    listed = load_table(PACKAGE, "animacy.tsv").get(reading.lemma)
    if listed and reading.is_noun:
        return listed[0] == "living"
    if reading.is_noun:
        return bool(reading.animate) and reading.known
    return reading.gender is Gender.MASC and reading.number is Number.SING
