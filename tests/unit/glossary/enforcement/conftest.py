"""A small glossary, and enforcement on texts whose words are aligned by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.glossary.enforcement.enforce import enforce
from workflow.glossary.enforcement.ladder import House
from workflow.glossary.enforcement.values import Sentence
from workflow.glossary.load import load_glossary
from workflow.glossary.morphology.registry import load_morphology
from workflow.glossary.verify import TermChecker
from workflow.model import Hypothesis, LangTag, Link, Span

TERMS = Path(__file__).resolve().parents[3] / "cases" / "enforcement" / "terms.csv"


def _aligned(source, target, *pairs):
    """Return links between words that are given as "source=target"."""
    links = []
    for pair in pairs:
        here, there = pair.split("=")
        a, b = source.index(here), target.index(there)
        links.append(Link(Span(a, a + len(here)), Span(b, b + len(there))))
    return tuple(sorted(links))


@pytest.fixture
def aligned():
    """Return a function that links words given as "source=target"."""
    return _aligned


@pytest.fixture
def house():
    """Return a function that opens the small glossary for a target language."""
    glossary = load_glossary([TERMS], places=False)

    def opened(lang="en", **options):
        return House(
            checker=TermChecker(glossary, LangTag("fr"), LangTag(lang)),
            grammar=load_morphology(LangTag(lang)),
            source_lang=LangTag("fr"),
            target_lang=LangTag(lang),
            **options,
        )

    return opened


@pytest.fixture
def enforced(house):
    """Return a function that enforces the glossary on one sentence."""

    def run(source, target, *pairs, lang="en", protected=(), others=(), **engine):
        hypotheses = (
            Hypothesis(text=target, score=-0.2, links=_aligned(source, target, *pairs)),
            *(Hypothesis(text=text, score=score) for text, score in others),
        )
        sentence = Sentence(source=source, hypotheses=hypotheses, protected=protected)
        [result] = enforce([sentence], house=house(lang), **engine)
        return result

    return run
