"""The traps that every translation memory falls into; skipped where the data is not at hand."""

from __future__ import annotations

import csv
import re

import pytest

from workflow.reuse import Change

CHANGES = {
    "typography": {Change.TYPOGRAPHY, Change.SAME},
    "fact": {Change.FACT},
    "negation": {Change.POLARITY},
    "modality": {Change.POLARITY},
    "wording": {Change.WORDING},
    "split": {Change.WORDING},
}


@pytest.fixture
def traps(shared):
    path = shared / "reuse_traps.tsv"
    if not path.is_file():
        pytest.skip("the table of traps is not here")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_trap_is_avoided(traps, offer):
    wrong = [
        (row["new_source"], found)
        for row in traps
        for found in [
            offer(row["old_source"], row["old_target"], row["new_source"], lang=row["lang"])
        ]
        if not _obeys(row, found)
    ]

    assert wrong == []


def test_moved_sentences_keep_their_approvals_one_by_one(traps, offer):
    row = next(row for row in traps if row["class"] == "moved")
    sources, targets = (row[key].split(". ") for key in ("old_source", "old_target"))

    offers = [offer(s, t, s) for s, t in zip(sources, targets, strict=True)]

    assert all(each.keeps_approval for each in offers)


def _obeys(row, found):
    if row["class"] == "moved":
        return not found.keeps_approval
    if found.change not in CHANGES[row["class"]]:
        return False
    if row["class"] == "typography":
        return found.keeps_approval
    return not found.keeps_approval and _offers_what_it_may(row, found)


def _offers_what_it_may(row, found):
    if found.text is None:
        return "nothing" in row["may_be_offered"]
    if row["class"] in {"wording", "split"}:
        return found.text == row["old_target"] and bool(found.reason)
    stale = re.search(rf"(?<!\d){re.escape(row['must_not_be_offered'])}", found.text)
    allowed = found.text in row["may_be_offered"] or "г-жой Ангелой Меркель" in found.text
    return allowed and not stale
