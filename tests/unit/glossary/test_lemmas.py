"""Lemmas of words, and of what is none."""

from __future__ import annotations

import pytest

from workflow.errors import GlossaryError
from workflow.glossary.lemmas import first_lemma, lemmatiser


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("послов", "посол"),
        ("ёлки", "елка"),
        ("abc", "abc"),
        ("12", "12"),
        ("a\U00017000", "a\U00017000"),
        ("", ""),
    ],
    ids=["a case", "yo", "Latin", "a number", "a letter without a name", "nothing"],
)
def test_the_first_lemma_is_among_all(word, lemma):
    assert first_lemma("pymorphy3")(word) == lemma
    assert lemma in lemmatiser("pymorphy3")(word)


@pytest.mark.parametrize("find", [first_lemma, lemmatiser])
def test_an_unknown_lemmatiser_is_refused(find):
    with pytest.raises(GlossaryError, match="mystem"):
        find("mystem")
