from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workflow.facts import extract_facts, firm_facts
from workflow.model import LangTag

CASES = Path(__file__).resolve().parents[2] / "cases" / "facts" / "extract.tsv"


def _rows():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", _rows(), ids=lambda case: f"{case['lang']}-{case['title']}")
def test_a_sentence_states_its_facts(case):
    facts = firm_facts(case["text"], LangTag(case["lang"]))

    assert "; ".join(f"{fact.kind} {fact.value}" for fact in facts) == case["facts"]


@pytest.mark.parametrize("case", _rows(), ids=lambda case: f"{case['lang']}-{case['title']}")
def test_a_fact_is_where_its_span_says(case):
    facts = extract_facts(case["text"], LangTag(case["lang"]))

    assert [fact.text for fact in facts] == [fact.span.of(case["text"]) for fact in facts]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("Les deux présidents", "fr", "2"),
        ("Both presidents", "en", "2"),
        ("Оба президента", "ru", "2"),
        ("une dizaine", "fr", "10"),
        ("des milliers", "fr", "~1000"),
        ("пятилетний", "ru", "5"),
    ],
)
def test_a_word_that_may_say_a_number_is_kept_as_an_answer(text, lang, value):
    assert value in {fact.value for fact in extract_facts(text, LangTag(lang))}


def test_a_region_does_not_change_the_language():
    assert firm_facts("le 3 mai 2018", LangTag("fr-CA")) == firm_facts(
        "le 3 mai 2018", LangTag("fr")
    )
