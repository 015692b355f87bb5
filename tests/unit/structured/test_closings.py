"""The ends of letters."""

from __future__ import annotations

import pytest

from workflow.model import LangTag
from workflow.structured.formulae import render_formula

CLOSINGS = [
    (
        "Veuillez agréer, Monsieur le Président, l'assurance de ma très haute considération.",
        "Please accept, Mr. President, the assurances of my highest consideration.",
        "Примите, господин Президент, уверения в моём глубочайшем уважении.",
    ),
    (
        "Veuillez agréer, Madame, l’expression de ma haute considération.",
        "Please accept, Madam, the assurances of my high consideration.",
        "Примите, госпожа, уверения в моём высоком уважении.",
    ),
    (
        "Dans l'attente, veuillez croire, Excellence, à l'assurance de ma haute considération",
        "Please accept, Excellency, the assurances of my high consideration",
        "Примите, Ваше Превосходительство, уверения в моём высоком уважении",
    ),
    (
        "Veuillez croire, cher ami, à l'assurance de mes sentiments les meilleurs.",
        "Please accept, dear friend, the assurances of my kindest regards.",
        "Примите, дорогой друг, уверения в моём искреннем уважении.",
    ),
]
OTHERS = [
    "Je vous prie d'agréer, Monsieur le Chancelier, l'expression de ma haute considération.",
    "Je vous prie de croire que la France agira.",
    "Veuillez recevoir, Madame, ce livre.",
]


@pytest.mark.parametrize(("source", "english", "russian"), CLOSINGS)
def test_the_end_of_a_letter(source, english, russian):
    said = [
        render_formula(source, source_lang=LangTag("fr"), target_lang=LangTag(lang))
        for lang in ("en", "ru")
    ]
    assert said == [english, russian]


@pytest.mark.parametrize("source", OTHERS)
def test_what_is_not_known_for_sure_is_left_to_the_engine(source):
    said = render_formula(source, source_lang=LangTag("fr"), target_lang=LangTag("en"))
    assert said is None
