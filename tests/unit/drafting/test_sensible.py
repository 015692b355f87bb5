"""Which of proposals that are as good otherwise says more of its source."""

from __future__ import annotations

import pytest

from workflow.drafting.guards import GuardWarning
from workflow.drafting.sensible import doubt_senses, prefer_sense
from workflow.model import Hypothesis, LangTag, Link, Span

FRENCH, ENGLISH, RUSSIAN = LangTag("fr"), LangTag("en"), LangTag("ru")
SOURCE = "La délégation arrivera lundi."
LOST, SAID = "Они приедут в понедельник.", "Делегация приедет в понедельник."


def preferred(texts, *, warnings=(), source=SOURCE, target_lang=RUSSIAN):
    hypotheses = [Hypothesis(text=text, score=score) for text, score in texts]
    return prefer_sense(
        source,
        hypotheses[0],
        warnings,
        among=hypotheses,
        source_lang=FRENCH,
        target_lang=target_lang,
    )


@pytest.mark.parametrize(
    ("texts", "chosen"),
    [
        ([(LOST, -0.50), (SAID, -0.53)], SAID),
        ([(SAID, -0.50), (LOST, -0.51)], SAID),
        ([(LOST, -0.50), (SAID, -0.60)], LOST),
        ([(LOST, -0.50), ("Их много.", -0.51), (SAID, -0.52)], SAID),
        ([(SAID, -0.50), ("Делегация будет в понедельник.", -0.50)], SAID),
        ([(LOST, -0.50), ("Делегация (приедет в понедельник.", -0.51)], LOST),
    ],
    ids=[
        "a later one says what the first loses",
        "the first says it",
        "too dear",
        "the second loses as much, the third less",
        "one that loses as little gains nothing",
        "a guard sees more in it",
    ],
)
def test_the_one_that_says_more_is_chosen(texts, chosen):
    best, warnings = preferred(texts)

    assert (best.text, warnings) == (chosen, ())


def test_warnings_of_the_chosen_one_stay_with_it():
    told = (GuardWarning("draft-figure", "the machine wrote 12; put right"),)

    assert preferred([(SAID, -0.5)], warnings=told)[1] == told


def test_a_mended_draft_is_not_given_up():
    mended = Hypothesis(text=LOST, score=-0.5)
    others = [Hypothesis(text=SAID, score=-0.5)]

    best, _ = prefer_sense(
        SOURCE, mended, (), among=others, source_lang=FRENCH, target_lang=RUSSIAN
    )

    assert best == mended


def test_a_strange_word_is_told():
    link = Link(Span(3, 8), Span(17, 22))
    draft = Hypothesis(text="Вчера было много торта.", score=-0.5, links=(link,))

    (warning,) = doubt_senses("La marée monte.", draft, source_lang=FRENCH, target_lang=RUSSIAN)

    assert str(warning) == 'the draft has "торта" where the source has "marée" [draft-sense]'


def test_a_word_that_is_said_by_nothing_is_told():
    source = "Le ministère répondra lundi."
    draft = Hypothesis(text="Они ответят в понедельник.", score=-0.5)

    (warning,) = doubt_senses(source, draft, source_lang=FRENCH, target_lang=RUSSIAN)

    assert str(warning) == 'nothing in the draft seems to say "ministère" [draft-sense]'


def test_english_drafts_are_left_alone():
    texts = [("They will arrive on Monday.", -0.5), ("The delegation will arrive.", -0.5)]

    best, _ = preferred(texts, target_lang=ENGLISH)

    assert best.text == texts[0][0]
    assert doubt_senses(SOURCE, best, source_lang=FRENCH, target_lang=ENGLISH) == ()


def test_nothing_is_said_of_words_that_other_rules_answer_for():
    link = Link(Span(3, 8), Span(17, 22))
    draft = Hypothesis(text="Вчера было много торта.", score=-0.5, links=(link,))
    settled = [Span(3, 8)]

    assert not doubt_senses(
        "La marée monte.", draft, settled=settled, source_lang=FRENCH, target_lang=RUSSIAN
    )
