from __future__ import annotations

import pytest

from workflow.glossary.morphology.base import Number, Phrase
from workflow.glossary.morphology.english.articles import Need, indefinite, need_of
from workflow.glossary.morphology.english.nouns import inflect_noun, plural, singular
from workflow.glossary.morphology.english.replacing import replace_term
from workflow.glossary.morphology.english.verbs import VerbForm, conjugate, form_of

from .cases import bracketed, rows, term_of, titled


@pytest.mark.parametrize(("text", "expected"), rows("en_plurals.tsv"))
def test_a_term_has_its_plural(text, expected):
    form = inflect_noun(Phrase(text=text), Number.PLUR)

    assert form == (None if expected == "—" else expected)


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("bodies", "body"),
        ("speeches", "speech"),
        ("crises", "crisis"),
        ("women", "woman"),
        ("States", "State"),
        ("sources", "source"),
        ("process", None),
        ("crisis", None),
        ("status", None),
        ("peace", None),
    ],
)
def test_a_plural_has_its_singular(many, one):
    assert singular(many) == one


def test_an_acronym_has_no_plural():
    assert plural("NATO") is None


def test_a_plural_term_has_no_singular():
    term = Phrase(text="sanctions", number=Number.PLUR)

    assert inflect_noun(term, Number.SING) is None


def test_the_glossary_gives_an_odd_plural():
    term = Phrase(text="note verbale", forms=(("plur", "notes verbales"),))

    assert inflect_noun(term, Number.PLUR) == "notes verbales"


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("pay", "pay pays paid paid paying"),
        ("urge", "urge urges urged urged urging"),
        ("reaffirm", "reaffirm reaffirms reaffirmed reaffirmed reaffirming"),
        ("carry", "carry carries carried carried carrying"),
        ("stress", "stress stresses stressed stressed stressing"),
        ("agree", "agree agrees agreed agreed agreeing"),
        ("commit", "commit commits committed committed committing"),
        ("be", "be is was been being"),
        ("have", "have has had had having"),
        ("welcome", "welcome welcomes welcomed welcomed welcoming"),
        ("drop", "drop drops dropped dropped dropping"),
    ],
)
def test_a_verb_is_conjugated(verb, forms):
    assert " ".join(conjugate(verb, form) for form in VerbForm) == forms


@pytest.mark.parametrize(
    ("word", "before", "form"),
    [
        ("recalling", "", VerbForm.ING),
        ("recalled", "Council", VerbForm.PAST),
        ("recalled", "has", VerbForm.PARTICIPLE),
        ("recalls", "France", VerbForm.THIRD),
        ("recall", "to", VerbForm.BASE),
        ("taken", "", VerbForm.PARTICIPLE),
        ("took", "", VerbForm.PAST),
        ("stress", "We", VerbForm.BASE),
    ],
)
def test_a_verb_form_is_told(word, before, form):
    assert form_of(word, before) == form


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("European", "a"),
        ("hour", "an"),
        ("honour", "an"),
        ("UN", "a"),
        ("MP", "an"),
        ("NATO", "a"),
        ("EU", "an"),
        ("UNESCO", "a"),
        ("uninformed", "an"),
        ("unique", "a"),
        ("unanimous", "a"),
        ("unimportant", "an"),
        ("unity", "a"),
        ("useful", "a"),
        ("urgent", "an"),
        ("one-day", "a"),
        ("8", "an"),
        ("11th", "an"),
        ("18-month", "an"),
        ("Élysée", "an"),
        ("historic", "a"),
    ],
)
def test_a_or_an_goes_by_sound(word, article):
    assert indefinite(word) == article


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Security Council", Need.THE),
        ("United Nations", Need.THE),
        ("Organisation for the Prohibition of Chemical Weapons", Need.THE),
        ("Minsk agreements", Need.THE),
        ("EU", Need.THE),
        ("NATO", Need.NONE),
        ("France", Need.NONE),
        ("Geneva", Need.NONE),
        ("The Hague", Need.OWN),
        ("the Sahel", Need.OWN),
        ("Member State", Need.COMMON),
        ("State of Palestine", Need.THE),
        ("Commonwealth of Independent States", Need.THE),
        ("Occupied Palestinian Territory", Need.THE),
        ("Blue Helmets", Need.COMMON),
        ("MDGs", Need.COMMON),
        ("Doctors Without Borders", Need.COMMON),
        ("ceasefire", Need.COMMON),
        ("terrorism", Need.NONE),
    ],
)
def test_a_name_takes_its_article(text, need):
    assert need_of(Phrase(text=text)) == need


def test_a_person_takes_no_article():
    assert need_of(Phrase(text="Emmanuel Macron", person=True)) == Need.NONE


@pytest.mark.parametrize(("sentence", "cell", "expected"), titled("en_replacements.tsv"))
def test_a_term_takes_its_place(sentence, cell, expected):
    text, span = bracketed(sentence)
    term, number = term_of(cell)

    replacement = replace_term(text, span, term, number=number)

    assert (replacement.text if replacement else text) == (expected or text)


def test_the_new_span_covers_the_term():
    text, span = bracketed("He spoke to [Safety Council] on Monday.")

    replacement = replace_term(text, span, Phrase(text="Security Council"))

    assert replacement is not None
    assert replacement.span.of(replacement.text).endswith("Security Council")
