"""Differences between two texts, word by word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from workflow.editions.differences import Mark, compare_words, format_marked

CASES = Path(__file__).parents[2] / "cases" / "standing" / "differences.toml"


def cases():
    data = tomllib.loads(CASES.read_text(encoding="utf-8"))
    return [
        pytest.param(case["old"], case["new"], case["marked"], id=case["title"])
        for case in data["case"]
    ]


@pytest.mark.parametrize(("old", "new", "marked"), cases())
def test_differences(old, new, marked):
    assert format_marked(compare_words(old, new)) == marked


def test_a_very_long_text_is_compared_in_three_pieces():
    words = " ".join(f"mot{number}" for number in range(3000))
    others = " ".join(f"word{number}" for number in range(3000))

    pieces = compare_words(f"Début {words} fin", f"Début {others} fin")

    assert [piece.mark for piece in pieces] == [Mark.SAME, Mark.REMOVED, Mark.ADDED, Mark.SAME]
