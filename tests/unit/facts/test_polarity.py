from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workflow.facts import PolarityKind, compare_polarity, extract_polarity
from workflow.model import LangTag

CASES = Path(__file__).resolve().parents[2] / "cases" / "facts"


def _rows(name):
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    "case", _rows("polarity.tsv"), ids=lambda case: f"{case['lang']}-{case['title']}"
)
def test_negations_are_counted(case):
    marks = extract_polarity(case["text"], LangTag(case["lang"]))

    firm = [mark for mark in marks if mark.kind is PolarityKind.NEGATION and mark.firm]
    assert len(firm) == int(case["negations"])


@pytest.mark.parametrize(
    "case",
    _rows("polarity_pairs.tsv"),
    ids=lambda case: f"{case['source_lang']}-{case['target_lang']}-{case['title']}",
)
def test_a_turned_sense_is_reported(case):
    found = compare_polarity(
        extract_polarity(case["source"], LangTag(case["source_lang"])),
        extract_polarity(case["target"], LangTag(case["target_lang"])),
    )

    told = [f"{d.kind}{'!' if d.certain else ''} {d.polarity}" for d in found]
    assert "; ".join(told) == case["differences"]
