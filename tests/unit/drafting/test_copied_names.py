"""French names in drafts in the same letters: misspelt ones are copied, others left."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.drafting.manner import put_in_manner
from workflow.drafting.names import mend_names
from workflow.model import Hypothesis, LangTag, Span

CASES = Path(__file__).resolve().parents[2] / "cases/drafting/copied_names.tsv"
FRENCH, ENGLISH = LangTag("fr"), LangTag("en")


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        title, *rest = line.split("\t")
        yield pytest.param(*rest, id=title)


def mended(source, draft, **options):
    hypothesis = Hypothesis(text=draft, score=-0.5, links=())
    return mend_names(source, hypothesis, source_lang=FRENCH, target_lang=ENGLISH, **options)


@pytest.mark.parametrize(("source", "draft", "expected", "told"), list(cases()))
def test_names_are_copied(source, draft, expected, told):
    result, warnings = mended(source, draft)
    assert (result.text, bool(warnings)) == (expected, told == "yes")


def test_what_the_glossary_has_is_left():
    source = "François Desportes parle."
    result, warnings = mended(source, "François Deportes speaks.", kept=[Span(0, 18)])
    assert (result.text, warnings) == ("François Deportes speaks.", ())


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        (
            "Il a reçu le Président du gouvernement, M. Pedro Sánchez.",
            "He received the President of the Government, Pedro Sánchez.",
            "He received the President of the Government, Mr. Pedro Sánchez.",
        ),
        ("M. Trump l'a dit.", "Trump said so.", "Mr. Trump said so."),
        (
            "Mme Claire AUBANEL et M. de La Tour partent.",
            "Claire AUBANEL and de La Tour leave.",
            "Ms. Claire AUBANEL and Mr. de La Tour leave.",
        ),
        ("Il reçoit M. Diallo.", "He receives President Diallo.", "He receives President Diallo."),
        ("Il reçoit M. Diallo.", "He receives Mr. Diallo.", "He receives Mr. Diallo."),
        ("M. Diallo et M. Diallo fils", "Diallo and Diallo son", "Diallo and Diallo son"),
        ("M. le Président parle.", "The President speaks.", "The President speaks."),
    ],
)
def test_titles_that_were_lost_are_put_back(source, draft, expected):
    hypothesis = Hypothesis(text=draft, score=-0.5, links=())
    result = put_in_manner(source, hypothesis, source_lang=FRENCH, target_lang=ENGLISH)
    assert result.text == expected
