"""The facts of the shared releases are all found; skipped where the data is not at hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workflow.facts import compare_facts, extract_facts
from workflow.model import LangTag

RELEASES = Path(__file__).resolve().parents[3].parent / "shared" / "testdata" / "releases"


def _rows():
    for path in sorted(RELEASES.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


@pytest.mark.skipif(not RELEASES.is_dir(), reason="the shared test data is not here")
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_human_translation_of_the_releases_raises_an_error(lang):
    alarms = [
        (row["fr"], difference)
        for row in _rows()
        for difference in compare_facts(
            extract_facts(row["fr"], LangTag("fr")),
            extract_facts(row[lang], LangTag(lang)),
            LangTag("fr"),
            LangTag(lang),
        )
        if difference.certain
    ]

    assert alarms == []
