"""Generated forms, where a rule, an exception or an irregular verb decides."""

from __future__ import annotations

import pytest

from workflow.errors import GlossaryError
from workflow.glossary.grammar_data import grammar_data
from workflow.glossary.inflection import feminines, plurals, spellings, verb_forms
from workflow.glossary.lemmas import lemmatiser

FRENCH, ENGLISH = grammar_data("fr"), grammar_data("en")


@pytest.mark.parametrize(
    ("word", "plural"),
    [("général", "généraux"), ("état", "états"), ("travail", "travaux"), ("enjeu", "enjeux")],
)
def test_french_plurals(word, plural):
    assert plurals(word, FRENCH)[0] == plural


def test_a_french_word_in_s_has_no_other_plural():
    assert plurals("pays", FRENCH) == ()


@pytest.mark.parametrize(
    ("word", "feminine"),
    [
        ("ambassadeur", "ambassadrice"),
        ("directeur", "directrice"),
        ("premier", "première"),
        ("conseiller", "conseillère"),
        ("chef", "cheffe"),
        ("président", "présidente"),
    ],
)
def test_french_feminines(word, feminine):
    assert feminines(word, FRENCH)[0] == feminine


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("engager", "engageons"),
        ("lancer", "lançait"),
        ("appeler", "appellera"),
        ("réitérer", "réitère"),
        ("appuyer", "appuie"),
        ("prendre", "pris"),
        ("maintenir", "maintiendra"),
        ("souscrire", "souscrivent"),
        ("rendre", "rendit"),
        ("saisir", "saisissant"),
        ("être", "furent"),
    ],
)
def test_french_verbs(verb, form):
    assert form in verb_forms(verb, FRENCH)


def test_the_noun_appel_is_no_form_of_the_verb():
    assert "appel" not in verb_forms("appeler", FRENCH)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("welcome", "welcomed"),
        ("overcome", "overcame"),
        ("overcome", "overcoming"),
        ("commit", "committed"),
        ("deny", "denies"),
    ],
)
def test_english_verbs(verb, form):
    assert form in verb_forms(verb, ENGLISH)


def test_english_spellings_answer_each_other():
    assert spellings("organization", ENGLISH) == ("organization", "organisation")
    assert "programmes" in spellings("programs", ENGLISH)


def test_a_language_without_data_has_no_rules():
    assert plurals("ord", grammar_data("nb")) == ()
    assert verb_forms("gå", grammar_data("nb")) == ()


def test_an_unknown_lemmatiser_is_refused():
    with pytest.raises(GlossaryError):
        lemmatiser("none")


def test_russian_lemmas_fold_yo():
    assert "еще" in lemmatiser("pymorphy3")("еще")
