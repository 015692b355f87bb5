"""Which words of a draft are strange and which of its source are lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.drafting.senses import (
    Senses,
    lost_words,
    missing_words,
    senses_between,
    strange_words,
)
from workflow.drafting.stems import content_words
from workflow.model import Hypothesis, LangTag, Link, Span

CASES = Path(__file__).resolve().parents[2] / "cases/drafting/senses.tsv"
FRENCH, ENGLISH, RUSSIAN = LangTag("fr"), LangTag("en"), LangTag("ru")

LEMMAS = ("вещь\t900\t500", "делегация\t300\t3", "епископ\t30\t1", "приветствовать", "слон\t60\t1")
STEMS = (
    "deleg\t300\t3\t1",
    "eleph\t58\t1\t4",
    "elephantin\t30\t1\t4",
    "evequ\t25\t9\t2",
    "salu\t200\t90\t3",
)


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        title, *rest = line.split("\t")
        yield pytest.param(*rest, id=title)


def link(source, target, words):
    """Link two words by their first places."""
    one, other = words.split("=")
    starts = source.index(one), target.index(other)
    return Link(*(Span(at, at + len(word)) for at, word in zip(starts, (one, other), strict=True)))


@pytest.mark.parametrize(("source", "target", "linked", "strange", "lost"), list(cases()))
def test_senses(source, target, linked, strange, lost):
    links = tuple(sorted(link(source, target, each) for each in linked.strip("-").split()))
    words = content_words(source, FRENCH), content_words(target, RUSSIAN)
    senses = Senses(LEMMAS, STEMS)

    found = senses.strange(*words, Hypothesis(text=target, score=0.0, links=links))

    assert [each.target for each in found] == strange.strip("-").split()
    assert senses.lost(*words) == tuple(lost.strip("-").split())


@pytest.mark.parametrize(
    ("source", "draft", "linked", "strange"),
    [
        ("Il neige sur la forêt.", "На лес падает снег.", "forêt=лес", ()),
        ("La marée monte.", "Вчера было много торта.", "marée=торта", ("торта",)),
        ("Le gourou parle.", "Говорит губернатор.", "gourou=губернатор", ("губернатор",)),
    ],
)
def test_what_is_shipped(source, draft, linked, strange):
    hypothesis = Hypothesis(text=draft, score=-0.5, links=(link(source, draft, linked),))

    found = strange_words(source, hypothesis, source_lang=FRENCH, target_lang=RUSSIAN)

    assert tuple(each.target for each in found) == strange


def test_well_known_words_that_are_lost_are_found_with_what_is_shipped():
    source, target = "La délégation arrivera lundi.", "Приедут в понедельник."

    assert lost_words(source, target, source_lang=FRENCH, target_lang=RUSSIAN) == ("délégation",)


@pytest.mark.parametrize(
    ("source", "draft", "missing"),
    [
        ("Le ministère répondra lundi.", "Ответят в понедельник.", ("ministère",)),
        ("Le ministère répondra lundi.", "Министерство ответит в понедельник.", ()),
        ("Le ministère répondra lundi.", "Министерский ответ будет в понедельник.", ()),
        ("Le ministère aide le ministère.", "Они помогают им.", ("ministère",)),
        ("David est arrivé.", "Дейвид приехал.", ()),
        ("David est arrivé.", "Он приехал.", ("David",)),
        ("Le gnou est arrivé.", "Он приехал.", ()),
        ("", "Он приехал.", ()),
    ],
    ids=["lost", "said", "said by kin", "once", "a name", "a name lost", "unknown", "nothing"],
)
def test_a_word_that_nearly_always_comes_back_is_missed(source, draft, missing):
    assert missing_words(source, draft, source_lang=FRENCH, target_lang=RUSSIAN) == missing


@pytest.mark.parametrize(("source", "target"), [("fr", "en"), ("en", "ru"), ("ru", "fr")])
def test_a_pair_without_statistics_has_no_senses(source, target):
    languages = {"source_lang": LangTag(source), "target_lang": LangTag(target)}

    assert senses_between(**languages) is None
    assert strange_words("l'évêque", Hypothesis(text="слон", score=0.0), **languages) == ()
    assert lost_words("l'évêque", "слон", **languages) == ()
    assert missing_words("la délégation", "слон", **languages) == ()


def test_a_region_has_the_senses_of_its_language():
    assert senses_between(LangTag("fr-CA"), RUSSIAN) is not None
