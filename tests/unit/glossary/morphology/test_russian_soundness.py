"""What a weak engine does to a Russian term, seen and mended; and how a missing one is put in."""

from __future__ import annotations

import pytest

from workflow.glossary.morphology.base import Case, Number, Phrase
from workflow.glossary.morphology.registry import load_morphology
from workflow.glossary.morphology.russian.inflect import inflect_term
from workflow.model import LangTag

from .cases import bracketed, titled

RUSSIAN = load_morphology(LangTag("ru"))
ENGLISH = load_morphology(LangTag("en"))


@pytest.mark.parametrize(("sentence", "term", "expected"), titled("ru_sound.tsv"))
def test_words_of_a_term_agree_or_not(sentence, term, expected):
    text, span = bracketed(sentence)

    assert RUSSIAN.is_sound(text, span, Phrase(text=term)) is (expected == "yes")


@pytest.mark.parametrize(("sentence", "expected"), titled("ru_plain.tsv"))
def test_a_dictionary_form_may_stay_or_not(sentence, expected):
    text, span = bracketed(sentence)

    assert RUSSIAN.may_stay_plain(text, span) is (expected == "yes")


@pytest.mark.parametrize(("sentence", "term", "expected"), titled("ru_beside.tsv"))
def test_an_adjective_before_a_term_agrees_with_it(sentence, term, expected):
    text, span = bracketed(sentence)

    change = RUSSIAN.adjective_beside(text, span, Phrase(text=term))

    mended = change and f"{text[: change.span.start]}{change.after}{text[change.span.end :]}"
    assert (mended or "") == expected


@pytest.mark.parametrize(("sentence", "term", "hints", "expected"), titled("ru_insertions.tsv"))
def test_a_term_may_be_put_in_or_not(sentence, term, hints, expected):
    position = sentence.index("|")
    text = sentence.replace("|", "", 1)

    found = RUSSIAN.insertions(text, position, Phrase(text=term), hints=tuple(hints.split()))

    assert " / ".join(found) == expected


def test_a_made_up_word_is_known_for_one():
    assert [RUSSIAN.knows(word) for word in ("совет", "меморандумми", "Секретариатская")] == [
        True,
        False,
        True,
    ]


def test_a_mass_noun_stays_in_the_singular():
    form = inflect_term(Phrase(text="помощь"), case=Case.NOMN, number=Number.PLUR)

    assert form == "помощь"


def test_english_has_no_place_for_a_word_more():
    term = Phrase(text="ceasefire")

    found = (ENGLISH.may_insert, ENGLISH.insertions("The talks.", 4, term))

    assert found == (False, ())
