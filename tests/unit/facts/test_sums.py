"""Sums of money as press services write them: M€, k€, Md€."""

from __future__ import annotations

import pytest

from workflow.facts.extract import extract_facts
from workflow.facts.render import render_fact
from workflow.facts.values import FactKind
from workflow.model import LangTag

FRENCH, ENGLISH = LangTag("fr"), LangTag("en")


def sums(text, lang=FRENCH):
    return [fact for fact in extract_facts(text, lang) if fact.kind is FactKind.MONEY]


@pytest.mark.parametrize(
    ("text", "value", "rendered"),
    [
        ("420 M€", "420000000 EUR", "€420 million"),
        ("3 Md€", "3000000000 EUR", "€3 billion"),
        ("4,2 Mds €", "4200000000 EUR", "€4.2 billion"),
        ("25 k€", "25000 EUR", "€25,000"),
        ("10 M$", "10000000 USD", "$10 million"),
        ("12,50 €", "12.5 EUR", "€12.50"),
        ("1 500 $", "1500 USD", "$1,500"),
    ],
)
def test_a_sum_is_read_and_written_in_english(text, value, rendered):
    (fact,) = sums(text)

    assert (fact.text, fact.value, render_fact(fact, ENGLISH)) == (text, value, rendered)


@pytest.mark.parametrize("text", ["COP28", "la COP 30", "5 m de long", "le TOP 10", "3 k"])
def test_what_only_looks_like_a_sum_is_none(text):
    assert sums(text) == []


def test_a_sum_in_the_manner_of_an_engine_is_the_same_sum():
    assert [fact.value for fact in sums("EUR 25 k€ or €25k", ENGLISH)][-1] == "25000 EUR"
