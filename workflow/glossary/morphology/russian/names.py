"""Decline people's names: given names, patronymics, surnames, with their gender.

Russian declines a foreign man's name that ends in a consonant (``Эммануэлем Макроном``) and not a
woman's (``Элизабет Борн``); names in -о, -е, -и, -у, -ю, -ы, -э do not decline at all. Rules of
its own: on our list of names they are right more often than pytrovich, whose rules for surnames
are Russian (`benchmarks/terminology/inflection.py` measures both).
"""

from __future__ import annotations

import functools
import re

from workflow.glossary.morphology.base import Case, Gender, Number
from workflow.glossary.morphology.russian.endings import PACKAGE, decline_by_ending, guess_gender
from workflow.glossary.morphology.russian.lexicon import Reading, fold, inflected, read_word
from workflow.glossary.morphology.tables import load_table
from workflow.glossary.morphology.words import is_acronym, with_capitals_of

_HYPHEN = re.compile(r"([-‐‑])")
_VOWEL = re.compile("[аеёиоуыэюя]")
_SLAVIC_MASC = re.compile(r"[оеё]в$")
_SLAVIC_FEMN = re.compile(r"[оеё]ва$")
"""Bulgarian, Czech or Kazakh as much as Russian."""
_RUSSIAN_MASC = re.compile(r"[иы]н$")
_RUSSIAN_FEMN = re.compile(r"[иы]на$")
"""Russian only beside a given name that Russians bear: Мишустиным, but Ведрином."""
_WOMANS = re.compile(r"(?:[оеё]в|[иы]н)а$")
_ADJECTIVE_MASC = re.compile(r"(?:[сц]к[ио]й|ный|тый|лый|ной|той|вой|хой)$")
_ADJECTIVE_FEMN = re.compile(r"(?:[сц]кая|ная|тая|лая)$")
_UNDECLINED = re.compile(r"(?:[оеёиуыэю]|[оуеэи]а|[иы]х)$")
_ENDS_HARD = re.compile(r"[^аеёиоуыэюяьй]$")
"""A woman's given name that ends so never declines (``Кристин``), whatever the dictionary says."""
_LONG_EAST_ASIAN = 3
_FEMN_ENDINGS = {Case.GENT: "ой", Case.DATV: "ой", Case.ACCS: "у", Case.ABLT: "ой", Case.LOCT: "ой"}


@functools.lru_cache(maxsize=4096)
def decline_name(text: str, *, case: Case, gender: Gender | None = None) -> str:
    """Return the name of a person in `case`; what does not decline stays as it is."""
    if case is Case.NOMN:
        return text
    parts = re.split(r"(\s+)", text)
    names = parts[::2]
    gender = gender or gender_of(text)
    russian = _has_russian_given_name(names)
    first = _first_declined(names)
    for index, name in enumerate(names):
        if index >= first and not _keeps(name):
            last = index == len(names) - 1
            parts[2 * index] = _decline_part(
                name, case=case, gender=gender, surname=last, russian=russian
            )
    form = "".join(parts)
    return form if "ё" in text.lower() else form.replace("ё", "е")


@functools.lru_cache(maxsize=4096)
def gender_of(text: str) -> Gender:
    """Return the gender that the given name, patronymic or surname shows; masculine if nothing."""
    names = [name for name in text.split() if not _keeps(name)]
    if names and _rule(names[0]) in {"masc", "foreign", "only-last"}:
        return Gender.MASC
    for tag in ("Patr", "Name"):
        for name in names[:-1] or names:
            for reading in _name_readings(name, tag):
                if reading.gender:
                    return reading.gender
    if names and (_WOMANS.search(names[-1]) or _ADJECTIVE_FEMN.search(names[-1])):
        return Gender.FEMN
    first = fold(names[0]) if len(names) > 1 else ""
    return Gender.FEMN if first.endswith(("а", "я")) else Gender.MASC


def _name_readings(name: str, tag: str) -> list[Reading]:
    return [
        reading
        for reading in read_word(_HYPHEN.split(name)[0])
        if tag in reading.tags and reading.case is Case.NOMN and reading.known
    ]


def _has_russian_given_name(names: list[str]) -> bool:
    """Tell whether a patronymic, or no given name, or a name Russians bear, comes first."""
    if len(names) == 1 or any(_name_readings(name, "Patr") for name in names):
        return True
    return _rule(names[0]) is None and bool(_name_readings(names[0], "Name"))


def _first_declined(names: list[str]) -> int:
    """Return the index of the first part that declines: the last of an East Asian name."""
    short = all(len(_VOWEL.findall(name)) == 1 and not _keeps(name) for name in names)
    if (len(names) >= _LONG_EAST_ASIAN and short) or _rule(names[0]) == "only-last":
        return len(names) - 1
    return 0


def _rule(name: str) -> str | None:
    listed = load_table(PACKAGE, "names.tsv").get(fold(name))
    return listed[0] if listed else None


def _keeps(name: str) -> bool:
    return _rule(name) == "keep" or is_acronym(name) or name.endswith(".") or name.islower()


def _decline_part(name: str, *, case: Case, gender: Gender, surname: bool, russian: bool) -> str:
    pieces = _HYPHEN.split(name)
    for index in range(0, len(pieces), 2):
        last = index == len(pieces) - 1
        if not last and not surname and guess_gender(pieces[index]) is Gender.MASC:
            continue
        if _keeps(pieces[index]) or (not last and len(pieces[index]) <= 2):  # noqa: PLR2004 - аль-, ас-
            continue
        form = _decline_word(
            pieces[index], case=case, gender=gender, surname=surname, russian=russian
        )
        pieces[index] = with_capitals_of(form, pieces[index])
    return "".join(pieces)


def _decline_word(word: str, *, case: Case, gender: Gender, surname: bool, russian: bool) -> str:
    lower = word.lower()
    if not surname and not (gender is Gender.FEMN and _ENDS_HARD.search(lower)):
        for reading in (*_name_readings(word, "Name"), *_name_readings(word, "Patr")):
            if reading.gender in {gender, None} and "Fixd" not in reading.tags:
                return inflected(reading, {case, Number.SING}) or word
    if surname and gender is Gender.FEMN:
        return _decline_womans_surname(lower, case, russian=russian)
    if _UNDECLINED.search(lower):
        return word
    if surname and _ADJECTIVE_MASC.search(lower):
        return _like_adjective(lower, case) or word
    form = decline_by_ending(
        lower, case=case, number=Number.SING, gender=_declension(lower, gender), animate=True
    )
    slavic = _SLAVIC_MASC.search(lower) or (russian and _RUSSIAN_MASC.search(lower))
    if form and surname and slavic and case is Case.ABLT:
        form = form.removesuffix("ом") + "ым"
    return form or word


def _declension(word: str, gender: Gender) -> Gender | None:
    """Return the declension: a man named ``Обама`` declines like a woman's name in -а."""
    shown = guess_gender(word)
    return None if gender is Gender.FEMN and shown is Gender.MASC else shown


def _decline_womans_surname(word: str, case: Case, *, russian: bool) -> str:
    if _ADJECTIVE_FEMN.search(word):
        return _like_adjective(word, case) or word
    if _SLAVIC_FEMN.search(word) or (russian and _RUSSIAN_FEMN.search(word)):
        return word[:-1] + _FEMN_ENDINGS[case]
    if _UNDECLINED.search(word) or guess_gender(word) is not Gender.FEMN:
        return word
    form = decline_by_ending(word, case=case, number=Number.SING, gender=Gender.FEMN, animate=True)
    return form or word


def _like_adjective(word: str, case: Case) -> str | None:
    for reading in read_word(word):
        if (
            reading.case is Case.NOMN
            and reading.number is Number.SING
            and (reading.is_modifier or "Surn" in reading.tags)
        ):
            wanted: set[object] = {case, Number.SING}
            if reading.is_modifier:
                wanted |= {reading.gender or Gender.MASC}
                wanted |= {"anim"} if reading.gender is Gender.MASC and case is Case.ACCS else set()
            return inflected(reading, wanted)
    return None
