from __future__ import annotations

import json
from pathlib import Path

import pytest

from workflow.glossary.morphology.base import Case, Number, Phrase
from workflow.glossary.morphology.russian.place import analyse
from workflow.glossary.morphology.russian.replacing import replace_term
from workflow.model import Span

from .cases import bracketed, term_of, titled

SHARED = Path(__file__).resolve().parents[4].parent / "shared" / "testdata" / "terms"


@pytest.mark.parametrize(("sentence", "case", "number"), titled("ru_places.tsv"))
def test_the_place_is_told(sentence, case, number):
    text, span = bracketed(sentence)

    place = analyse(text, span)

    assert (place.case, place.number) == (Case(case), Number(number))


def test_a_place_says_why():
    text, span = bracketed("Совет принял [резолюцию].")

    place = analyse(text, span)

    assert place.reasons[0] == "резолюцию: accs sing"
    assert place.confidence > 0.9
    assert place.ranking[0][0] == Case.ACCS
    assert sum(chance for _, chance in place.ranking) == pytest.approx(1)


def test_words_that_are_not_trusted_do_not_tell():
    text, span = bracketed("Решения [Генеральная Ассамблея] важны для всех.")

    trusted, free = analyse(text, span), analyse(text, span, trust_words=False)

    assert (trusted.case, free.case) == (Case.NOMN, Case.GENT)


def test_a_place_without_words_is_told_from_around_it():
    text, span = bracketed("Обстановка в [XYZ] сложная.")

    assert analyse(text, span).case == Case.LOCT


@pytest.mark.parametrize(("sentence", "cell", "expected"), titled("ru_replacements.tsv"))
def test_a_term_takes_its_place(sentence, cell, expected):
    text, span = bracketed(sentence)
    term, number = term_of(cell)

    replacement = replace_term(text, span, term, number=number)

    assert replacement is not None
    assert replacement.text == (expected or text)


def test_every_change_is_told_with_its_reason():
    text, span = bracketed("Совет принял важную [резолюцию].")

    replacement = replace_term(text, span, Phrase(text="заявление"))

    assert replacement is not None
    told = [(change.before, change.after, change.reason[:9]) for change in replacement.changes]
    assert told == [
        ("важную", "важное", "agrees wi"),
        ("резолюцию", "заявление", "accs sing"),
    ]
    assert replacement.span.of(replacement.text) == "заявление"


def test_a_term_without_forms_is_not_put():
    text, span = bracketed("Совет принял [резолюцию].")

    assert replace_term(text, span, Phrase(text="для печати")) is None


def test_a_formula_without_the_form_is_not_put():
    text, span = bracketed("Совет [замечает] доклад.")

    assert replace_term(text, span, Phrase(text="принять к сведению", verb=True)) is None


@pytest.mark.skipif(not SHARED.exists(), reason="the shared sentences are not at hand")
def test_united_nations_places_are_told():
    lines = (SHARED / "un_terms_dev.tsv").read_text(encoding="utf-8").splitlines()[1:200]
    right = total = 0
    for line in lines:
        *_, text, terms = line.split("\t")
        for item in json.loads(terms):
            start = text.find(item["ru_form_in_reference"])
            if item["case"] not in {*Case, "nomn/accs"} or start < 0:
                continue
            place = analyse(text, Span(start, start + len(item["ru_form_in_reference"])))
            total += 1
            right += str(place.case) in item["case"].split("/")

    assert right / total > 0.95
