"""Words side by side that do not go together, and what people write that only looks so."""

from __future__ import annotations

import pytest

from workflow.glossary.morphology.registry import load_morphology
from workflow.model import LangTag

from .cases import bracketed, titled

RUSSIAN = load_morphology(LangTag("ru"))
ENGLISH = load_morphology(LangTag("en"))


@pytest.mark.parametrize(("sentence", "repairs"), titled("ru_discords.tsv"))
def test_words_that_do_not_go_together_are_found_with_what_does(sentence, repairs):
    text, span = bracketed(sentence) if repairs else (sentence, None)

    found = RUSSIAN.discords(text)

    expected = [(span, tuple(repairs.split("|")))] if repairs else []
    assert [(each.span, each.repairs) for each in found] == expected


def test_nothing_agrees_in_english():
    assert ENGLISH.discords("this two new treaty") == ()
