from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workflow.checks import fix_typography
from workflow.model import LangTag

CASES = Path(__file__).resolve().parents[2] / "cases" / "checks" / "typography.tsv"


def _rows():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", _rows(), ids=lambda case: f"{case['lang']}-{case['title']}")
def test_typography_is_mended(case):
    assert fix_typography(case["text"], LangTag(case["lang"])) == case["fixed"]


@pytest.mark.parametrize("case", _rows(), ids=lambda case: f"{case['lang']}-{case['title']}")
def test_a_second_pass_changes_nothing(case):
    once = fix_typography(case["text"], LangTag(case["lang"]))

    assert fix_typography(once, LangTag(case["lang"])) == once
