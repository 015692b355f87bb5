"""What *elle* stands for: a state is *it*, a woman stays *she*."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.drafting.manner import put_in_manner
from workflow.model import Hypothesis, LangTag

CASES = Path(__file__).resolve().parents[2] / "cases/drafting/pronouns.tsv"


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        title, before, *rest = line.split("\t")
        yield pytest.param("" if before == "-" else before, *rest, id=title)


@pytest.mark.parametrize(("before", "source", "draft", "expected"), list(cases()))
def test_pronouns(before, source, draft, expected):
    result = put_in_manner(
        source,
        Hypothesis(text=draft, score=-0.5, links=()),
        source_lang=LangTag("fr"),
        target_lang=LangTag("en"),
        before=before,
    )
    assert result.text == expected
