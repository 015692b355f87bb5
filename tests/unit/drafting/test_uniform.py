"""What English drafts write in one way."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.drafting.manner import put_in_manner
from workflow.drafting.uniform import write_uniformly
from workflow.model import Hypothesis, LangTag

CASES = Path(__file__).resolve().parents[2] / "cases/drafting/uniform.tsv"
FRENCH, ENGLISH = LangTag("fr"), LangTag("en")


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        title, *rest = line.split("\t")
        yield pytest.param(*rest, id=title)


def written(source, draft):
    hypothesis = Hypothesis(text=draft, score=-0.1, links=())
    return put_in_manner(source, hypothesis, source_lang=FRENCH, target_lang=ENGLISH).text


@pytest.mark.parametrize(("source", "draft", "expected"), list(cases()))
def test_drafts_are_written_in_one_way(source, draft, expected):
    assert written(source, draft) == expected


@pytest.mark.parametrize(("source", "_draft", "expected"), list(cases()))
def test_a_second_pass_changes_nothing(source, _draft, expected):
    assert written(source, expected) == expected


def test_a_language_without_rules_is_left_alone():
    assert write_uniformly("3 %", "3 per cent", LangTag("ru")) == "3 per cent"
