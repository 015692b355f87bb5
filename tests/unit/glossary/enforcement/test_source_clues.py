"""What the words around a term in the source are called."""

from __future__ import annotations

import pytest

from workflow.glossary.enforcement.source_clues import source_clues
from workflow.glossary.morphology.base import Case
from workflow.glossary.morphology.registry import load_morphology
from workflow.model import LangTag, Span

FRENCH = LangTag("fr")

CASES = {
    "a contraction is a word": ("les membres du [Conseil] votent", "left=du", "right=votent"),
    "determiners are passed over": ("par ses [accords].", "left=par", "right=$"),
    "the start of the text": ("Le [Conseil] vote", "left=^", "right=vote"),
    "punctuation ends the search": ("Hier, le [Conseil]", "left=,", "right=$"),
}


@pytest.mark.parametrize("title", CASES)
def test_clues_are_named(title):
    marked, left, right = CASES[title]
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")

    clues = source_clues(text, Span(start, end), FRENCH)

    assert {f"fr:{left}", f"fr:{right}"} <= set(clues)


def test_they_count_where_the_draft_is_silent():
    russian = load_morphology(LangTag("ru"))
    text = "Решение Совет"
    chances = {
        hint: dict(
            russian.analyse_place(text, Span(8, 13), trust_words=False, hints=(hint,)).ranking
        )[Case.ABLT]
        for hint in ("fr:left=de", "fr:left=par")
    }

    assert chances["fr:left=par"] > chances["fr:left=de"]
