"""Sentences of tests/cases/glossary against the repository's own glossary."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.glossary import Matcher, load_glossary
from workflow.model import LangTag, Severity

ROOT = Path(__file__).resolve().parents[3]
CASES = ROOT / "tests" / "cases" / "glossary"
FR = LangTag("fr")


@pytest.fixture(scope="module")
def glossary():
    return load_glossary(sorted((ROOT / "glossary").glob("*.csv")))


@pytest.fixture(scope="module")
def matcher(glossary):
    return Matcher(glossary, FR)


def rows(name):
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    texts = [line.replace("\\n", "\n").replace("~", "\u00a0") for line in lines]
    return [text.split("\t") for text in texts if not text.startswith("#")]


@pytest.mark.parametrize("case", rows("positives.fr.tsv"), ids=lambda case: case[0][:40])
def test_terms_are_found_in_hard_forms(matcher, case):
    text, *expected = case
    found = [f"{h.span.of(text)}={h.term.preferred(FR)}" for h in matcher.find(text)]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("case", rows("negatives.fr.tsv"), ids=lambda case: case[0][:40])
def test_false_friends_are_left_alone(matcher, case):
    text, form, _why = case
    assert form not in [hit.term.preferred(FR) for hit in matcher.find(text)]


def test_the_repository_glossary_has_no_error_or_warning(glossary):
    assert [str(f) for f in glossary.findings if f.severity is not Severity.INFO] == []


def test_every_term_of_the_files_has_french_english_and_russian(glossary):
    incomplete = [
        term.id
        for term in glossary.terms
        if term.authority != "CLDR"
        and not all(term.preferred(LangTag(lang)) for lang in ("fr", "en", "ru"))
    ]
    assert incomplete == []
