"""What a presidency publishes, right and subtly wrong: the gate names what is wrong, no more."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workflow.checks import Pair, run_checks
from workflow.model import LangTag, Position, Severity

CASES = Path(__file__).parents[2] / "cases" / "checks" / "presidency.tsv"


def _rows():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", _rows(), ids=lambda case: case["target"][:40])
def test_a_pair_has_the_errors_and_warnings_that_it_deserves(case):
    pair = Pair(
        source=case["source"],
        target=case["target"],
        source_lang=LangTag("fr"),
        target_lang=LangTag(case["lang"]),
        position=Position(path="a.po"),
    )

    found = {each.code for each in run_checks([pair]) if each.severity is not Severity.INFO}

    assert found == set(filter(None, case["codes"].split(",")))
