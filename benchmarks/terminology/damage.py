"""Damage Russian reference translations: terms become wrong synonyms or dictionary forms.

A synonym is a forbidden form of the glossary where there is one, else a phrase that is made up for
the concept, always the same; it stands in the case and number of the term that it replaces, as a
machine's wrong word would.
"""

from __future__ import annotations

import functools
import hashlib
import re
from typing import TYPE_CHECKING, Any

import pymorphy3

from workflow.glossary.morphology.base import Case, Number, Phrase
from workflow.glossary.morphology.registry import load_morphology
from workflow.model import LangTag

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from workflow.glossary.terms import Term

RUSSIAN = LangTag("ru")
KINDS = ("synonym", "dictionary")
_UNDAMAGED = {"", "acronym", "indecl"}
_NOUNS = {
    "masc": "отдел орган центр кружок участок завод порядок предмет рисунок вопрос уголок список",
    "femn": "структура контора палата таблица фигура сделка картина беседа линия задача норма мера",
    "neut": "учреждение ведомство заведение собрание средство звено правило условие понятие"
    " явление качество сословие",
}
_ADJECTIVES = (
    "новый старый малый важный местный общий крупный особый простой редкий внешний прежний"
)


def damage(row: Mapping[str, Any], terms: Mapping[str, Term], chance: random.Random) -> str:
    """Return the Russian side of `row` with every declinable strict term damaged."""
    text: str = row["ru"]
    for start, end, item in sorted(_places(row), key=lambda place: -place[0]):
        kind = chance.choice(KINDS)
        new = item["ru"] if kind == "dictionary" else _synonym(item, terms[item["id"]])
        if start == 0 and text[:1].isupper():
            new = new[:1].upper() + new[1:]
        text = text[:start] + new + text[end:]
    return text


def _places(row: Mapping[str, Any]) -> list[tuple[int, int, dict[str, str]]]:
    """Return where the terms of a row stand in its Russian text, without overlap."""
    found: list[tuple[int, int, dict[str, str]]] = []
    for item in row["terms"]:
        if item["enforce"] == "soft" or item["case"] in _UNDAMAGED:
            continue
        form = re.escape(item["ru_form_in_reference"])
        for match in re.finditer(rf"(?<!\w){form}(?!\w)", row["ru"]):
            if not any(a < match.end() and match.start() < b for a, b, _ in found):
                found.append((match.start(), match.end(), item))
                break
    return found


def _synonym(item: Mapping[str, str], term: Term) -> str:
    grammar = load_morphology(RUSSIAN)
    wording = term.wording(RUSSIAN)
    assert grammar is not None and wording is not None  # noqa: S101, PT018 - the data has both
    case = Case(item["case"].partition("/")[0])
    number = Number(item["number"] or "sing")
    gender = wording.grammar.gender or "masc"
    for text in (*wording.forbidden[:1], _invented(item["id"], gender)):
        phrase = Phrase(text=text)
        if grammar.can_inflect(phrase) is None:
            form = grammar.inflect(phrase, case=case, number=number)
            if form:
                return form
    return _invented(item["id"], gender)


@functools.cache
def _invented(term_id: str, gender: str) -> str:
    """Return an adjective and a noun that say nothing, chosen by the concept's id."""
    chosen = int(hashlib.sha256(term_id.encode()).hexdigest(), 16)
    nouns, adjectives = _NOUNS[gender].split(), _ADJECTIVES.split()
    noun = nouns[chosen % len(nouns)]
    adjective = adjectives[chosen // len(nouns) % len(adjectives)]
    parses = _analyser().parse(adjective)
    form = next(parse for parse in parses if parse.tag.POS == "ADJF").inflect({gender, "nomn"})
    return f"{form.word} {noun}" if form else noun


@functools.cache
def _analyser() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")
