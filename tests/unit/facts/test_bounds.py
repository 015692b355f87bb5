from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workflow.facts import compare_bounds, extract_bounds
from workflow.model import LangTag

CASES = Path(__file__).resolve().parents[2] / "cases" / "facts" / "bounds.tsv"


def _rows():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _told(source, source_lang, target, target_lang):
    differences = compare_bounds(
        extract_bounds(source, LangTag(source_lang)), extract_bounds(target, LangTag(target_lang))
    )
    return "; ".join(
        f"{each.kind}{'!' if each.certain else ''} {each.source.text} > {each.target.text}"
        for each in differences
    )


@pytest.mark.parametrize("case", _rows(), ids=lambda case: case["title"])
def test_a_date_is_bounded_alike_on_both_sides(case):
    told = _told(case["source"], case["source_lang"], case["target"], case["target_lang"])

    assert told == case["differences"]


@pytest.mark.parametrize("case", _rows(), ids=lambda case: case["title"])
def test_a_turned_bound_is_compared_alike_both_ways(case):
    told = _told(case["target"], case["target_lang"], case["source"], case["source_lang"])

    assert ("turned" in told) is ("turned" in case["differences"])
