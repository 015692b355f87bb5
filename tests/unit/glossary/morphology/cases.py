"""Read the tables of cases: titled rows, a bracketed span in each sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.glossary.morphology.base import Number, Phrase
from workflow.model import Span

CASES = Path(__file__).resolve().parents[3] / "cases" / "morphology"


def rows(name):
    text = (CASES / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def titled(name):
    return [pytest.param(*rest, id=title) for title, *rest in rows(name)]


def bracketed(sentence):
    start, end = sentence.index("["), sentence.index("]") - 1
    return sentence.replace("[", "").replace("]", ""), Span(start, end)


def term_of(cell):
    text, *hints = (part.strip() for part in cell.split("|"))
    number = next((Number(hint) for hint in hints if hint in {"sing", "plur"}), None)
    return Phrase(text=text, person="person" in hints, verb="verb" in hints), number
