"""The tables of cases."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[2] / "cases" / "reuse"


def read_cases(name):
    """Return the rows of a table of cases; ``\\u00a0`` stands for what no editor shows."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        pytest.param({key: _shown(value) for key, value in row.items()}, id=row["title"])
        for row in rows
    ]


def _shown(text):
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return text.replace("\\n", "\n")
