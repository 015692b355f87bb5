"""Russian words, and strings of letters that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.glossary.morphology.registry import word_judge
from workflow.glossary.morphology.russian.wordhood import is_word
from workflow.model import LangTag

CASES = Path(__file__).resolve().parents[3] / "cases/morphology/ru_words.tsv"


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        title, words, strings = line.split("\t")
        yield pytest.param(words.split(), strings.replace("-\n", "").split(), id=title)


@pytest.mark.parametrize(("words", "strings"), list(cases()))
def test_words_are_told_from_strings(words, strings):
    judged = [word for word in (*words, *strings) if is_word(word) and word != "-"]
    assert judged == words


def test_languages_without_a_dictionary_are_not_judged():
    assert word_judge(LangTag("en")) is None
