"""Checks that compare one text with others: in the file, or in what other releases approved."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workflow.checks import CHECKS, Options, Pair, run_checks
from workflow.model import LangTag, Position

FOLDER = Path(__file__).parents[2] / "cases" / "checks"
LANGS = {"fr", "en", "ru"}


def _rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _pair(case, number):
    return Pair(
        source=case[f"{number}_source"],
        target=case[f"{number}_target"],
        source_lang=LangTag(case["source_lang"]),
        target_lang=LangTag(case["target_lang"]),
        position=Position(path="a.po", line=1 if number == "first" else 9),
    )


@pytest.mark.parametrize(
    "case", _rows("among.tsv"), ids=lambda case: f"{case['code']} {case['target_lang']}"
)
def test_texts_are_compared_with_others(case):
    first, second = _pair(case, "first"), _pair(case, "second")
    if case["code"].startswith("memory-"):
        options = Options(
            memory={second.source: (second.target,)},
            memory_sources={second.target: (second.source,)},
        )
        findings = run_checks([first], options=options)
    else:
        findings = run_checks([first, second])

    found = case["code"] in {finding.code for finding in findings}

    assert found is (case["is_found"] == "yes")


@pytest.mark.parametrize("is_hit", [True, False])
def test_every_registered_check_has_a_table_in_each_language(is_hit):
    tables = {
        (case["code"], case["target_lang"])
        for case in _rows("hits.tsv" if is_hit else "nohits.tsv")
    }
    tables |= {
        (case["code"], case["target_lang"])
        for case in _rows("among.tsv")
        if (case["is_found"] == "yes") is is_hit
    }
    tables |= {("spelling", lang) for lang in LANGS}  # `test_spelling` needs a dictionary
    tables |= {("agreement", lang) for lang in ("fr", "en")}  # which have no grammar

    assert {(check.code, lang) for check in CHECKS for lang in LANGS} - tables == set()
