from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workflow.facts import compare_limits, extract_limits
from workflow.model import LangTag

CASES = Path(__file__).resolve().parents[2] / "cases" / "facts" / "limits.tsv"


def _rows():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", _rows(), ids=lambda case: case["title"])
def test_an_amount_is_limited_alike_on_both_sides(case):
    differences = compare_limits(
        extract_limits(case["source"], LangTag(case["source_lang"])),
        extract_limits(case["target"], LangTag(case["target_lang"])),
    )

    told = "; ".join(f"{each.source.text} > {each.target.text}" for each in differences)
    assert told == case["differences"]


@pytest.mark.parametrize("case", _rows(), ids=lambda case: case["title"])
def test_a_text_limits_its_amounts_as_it_does_itself(case):
    limits = extract_limits(case["source"], LangTag(case["source_lang"]))

    assert compare_limits(limits, limits) == ()
