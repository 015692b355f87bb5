"""How far a Russian noun phrase reaches."""

from __future__ import annotations

import pytest

from workflow.glossary.morphology.russian.extent import is_singular, noun_phrase
from workflow.model import Span

from .cases import bracketed

PHRASES = {
    "a modifier needs its noun": ("Принята [новая] мера сегодня.", "новая мера"),
    "a noun takes its free modifiers": ("Принята новая [мера] сегодня.", "новая мера"),
    "pronouns stay outside": ("Принята эта новая [мера].", "новая мера"),
    "edges that are no nouns fall away": ("Принята [мера в]", "мера"),
    "a pronoun is no phrase": ("Меры, [которые] приняты.", None),
    "a modifier without a noun is none": ("Закон [новый].", None),
}


@pytest.mark.parametrize("title", PHRASES)
def test_the_whole_phrase_is_found(title):
    sentence, expected = PHRASES[title]
    text, span = bracketed(sentence)

    found = noun_phrase(text, span, foreign=())

    assert (found and found.of(text)) == expected


def test_modifiers_that_stand_for_something_else_stay():
    text, span = bracketed("Принята новая [мера].")

    assert noun_phrase(text, span, foreign=[Span(8, 13)]) == span


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Каждое [государство] знает.", True),
        ("Все другие [государство] знают.", False),
        ("Пусть [государство] может платить.", True),
        ("Просит [государство] платить.", False),
    ],
)
def test_neighbours_show_a_singular(sentence, expected):
    assert is_singular(*bracketed(sentence)) is expected
