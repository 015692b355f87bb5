from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workflow.facts import FactDifference, compare_facts, extract_facts
from workflow.model import LangTag

CASES = Path(__file__).resolve().parents[2] / "cases" / "facts"


def _rows(name):
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _title(case):
    return f"{case['source_lang']}-{case['target_lang']}-{case['title']}"


def _compare(case, **options):
    source_lang, target_lang = LangTag(case["source_lang"]), LangTag(case["target_lang"])
    return compare_facts(
        extract_facts(case["source"], source_lang),
        extract_facts(case["target"], target_lang),
        source_lang,
        target_lang,
        texts=(case["source"], case["target"]),
        **options,
    )


def _told(difference: FactDifference) -> str:
    sides = (difference.source, difference.target)
    texts = " > ".join(fact.said for fact in sides if fact is not None)
    return f"{difference.kind}{'!' if difference.certain else ''} {texts}"


@pytest.mark.parametrize("case", _rows("agree.tsv"), ids=_title)
def test_what_languages_say_otherwise_is_no_difference(case):
    assert [_told(difference) for difference in _compare(case)] == []


@pytest.mark.parametrize("case", _rows("agree.tsv"), ids=_title)
def test_agreement_holds_both_ways(case):
    turned = case | {
        "source": case["target"],
        "target": case["source"],
        "source_lang": case["target_lang"],
        "target_lang": case["source_lang"],
    }

    assert [_told(difference) for difference in _compare(turned) if difference.certain] == []


@pytest.mark.parametrize("case", _rows("differ.tsv"), ids=_title)
def test_a_fact_that_differs_is_reported(case):
    told = [_told(difference) for difference in _compare(case)]

    assert "; ".join(told) == case["differences"]


def test_the_glossary_may_supply_an_acronym():
    case = {
        "source": "Le CGPME siège.",
        "target": "The QXZB sits.",
        "source_lang": "fr",
        "target_lang": "en",
    }

    def forms(acronym: str, _lang: str, _other: str) -> tuple[str, ...]:
        return {"CGPME": ("QXZB",), "QXZB": ("CGPME",)}.get(acronym, ())

    assert _compare(case) != ()
    assert _compare(case, equivalents=forms) == ()
