"""Mangled names in drafts: which are put right, in which case, and which are left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workflow.drafting.names import mend_names
from workflow.model import Hypothesis, LangTag, Link, Span

CASES = Path(__file__).resolve().parents[2] / "cases/drafting/names.tsv"
FRENCH, RUSSIAN = LangTag("fr"), LangTag("ru")
BRACKETS = re.compile(r"\[(?:([\d,]+) )?([^\]]+)\]")


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        title, *rest = line.split("\t")
        yield pytest.param(*rest, id=title)


def without_brackets(text):
    """Return a text without its brackets, and the number and span of each word in them."""
    plain, marks = "", []
    end = 0
    for match in BRACKETS.finditer(text):
        plain += text[end : match.start()]
        marks.append((match[1], Span(len(plain), len(plain) + len(match[2]))))
        plain += match[2]
        end = match.end()
    return plain + text[end:], marks


def linked(source, draft):
    text, marks = without_brackets(source)
    target, answers = without_brackets(draft)
    links = [
        Link(source=marks[int(number) - 1][1], target=span)
        for numbers, span in answers
        for number in numbers.split(",")
    ]
    return text, Hypothesis(text=target, score=-0.5, links=tuple(sorted(links)))


def mended(source, draft, **options):
    text, hypothesis = linked(source, draft)
    return mend_names(text, hypothesis, source_lang=FRENCH, target_lang=RUSSIAN, **options)


@pytest.mark.parametrize(("source", "draft", "expected"), list(cases()))
def test_names(source, draft, expected):
    result, warnings = mended(source, draft)
    assert result.text == (without_brackets(draft)[0] if expected == "-" else expected)
    assert bool(warnings) is (expected != "-")


@pytest.mark.parametrize(("source", "draft", "expected"), list(cases()))
def test_a_second_pass_changes_nothing(source, draft, expected):
    del expected
    text, _ = linked(source, draft)
    once, _ = mended(source, draft)
    twice, warnings = mend_names(text, once, source_lang=FRENCH, target_lang=RUSSIAN)
    assert (twice.text, warnings) == (once.text, ())


def test_the_reviewer_is_told_what_the_machine_wrote():
    _, (warning,) = mended("[Guillaume] [Lefebvre] est venu.", "Пришёл [1 Гейль] [2 Лефебрь].")
    assert str(warning) == (
        'the machine wrote "Гейль Лефебрь" for "Guillaume Lefebvre"; "Гийом Лефевр" was put in'
        " its place [draft-name]"
    )


def test_the_reviewer_is_told_of_a_gender_that_nothing_shows():
    _, (warning,) = mended("[Dominique] [Perrault] est là.", "[1 Думиникуй] [2 Перлульт] здесь.")
    assert warning.message.endswith("; see that the gender is right")


def test_names_of_the_glossary_are_not_touched():
    source, draft = "[Guillaume] [Lefebvre] est venu.", "Пришёл [1 Гейль] [2 Лефебрь]."
    result, warnings = mended(source, draft, kept=[Span(0, 18)])
    assert (result, warnings) == (linked(source, draft)[1], ())


@pytest.mark.parametrize(("source_lang", "target_lang"), [("fr", "en"), ("en", "ru")])
def test_other_languages_are_left_alone(source_lang, target_lang):
    text, draft = linked("[Guillaume] [Lefebvre] est venu.", "Пришёл [1 Гейль] [2 Лефебрь].")
    languages = {"source_lang": LangTag(source_lang), "target_lang": LangTag(target_lang)}
    assert mend_names(text, draft, **languages) == (draft, ())


def test_the_alignment_moves_with_the_words():
    result, _ = mended("[Guillaume] [Lefebvre] est [venu].", "[1 Гейль] [2 Лефебрь] [3 пришёл].")
    assert [link.target.of(result.text) for link in result.links] == [
        "Гийом Лефевр",
        "Гийом Лефевр",
        "пришёл",
    ]
