from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workflow.facts import FactKind, extract_facts, firm_facts, render_fact
from workflow.model import LangTag

CASES = Path(__file__).resolve().parents[2] / "cases" / "facts" / "render.tsv"


def _rows():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    "case", _rows(), ids=lambda case: f"{case['lang']}-{case['target']}-{case['text']}"
)
def test_a_fact_is_written_in_the_manner_of_a_language(case):
    fact = firm_facts(case["text"], LangTag(case["lang"]))[0]

    assert render_fact(fact, LangTag(case["target"])) == case["rendered"]


def test_an_address_is_rendered_as_it_is():
    (fact,) = extract_facts("presse@exemple.fr", LangTag("fr"))

    assert render_fact(fact, LangTag("ru")) == "presse@exemple.fr"


def test_a_name_is_not_rendered_by_rule():
    (fact,) = firm_facts("avec Mme Claire Aubanel", LangTag("fr"))

    assert fact.kind is FactKind.NAME
    assert render_fact(fact, LangTag("ru")) is None


@pytest.mark.parametrize("target", ["fr", "en", "ru"])
@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("le 3 novembre 2017", "fr"),
        ("14:30", "en"),
        ("12,5 %", "fr"),
        ("1,5 milliard d'euros", "fr"),
        ("12 500", "fr"),
        ("21 et 22 mars", "fr"),
    ],
)
def test_what_is_rendered_is_read_back_as_the_same_fact(text, lang, target):
    (fact,) = firm_facts(text, LangTag(lang))

    rendered = render_fact(fact, LangTag(target))
    assert rendered is not None
    assert [found.value for found in firm_facts(rendered, LangTag(target))] == [fact.value]


def test_a_sum_that_is_the_number_of_a_clause_is_not_rendered():
    (fact,) = extract_facts("14.2.3 euros", LangTag("fr"))

    assert render_fact(fact, LangTag("en")) is None
