"""Drafts whose words do not go together, and the engine's opinion on what would."""

from __future__ import annotations

from workflow.drafting.endings import mend_endings
from workflow.glossary.morphology.registry import load_morphology
from workflow.model import Hypothesis, LangTag, Link, Span

GRAMMAR = load_morphology(LangTag("ru"))


def mended(*drafts, score):
    pairs = [("", Hypothesis(text=text, score=0.0)) for text in drafts]
    return [each.text for each in mend_endings(pairs, grammar=GRAMMAR, score=score)]


def nobody(_pairs):
    raise AssertionError("nothing is in doubt")


def test_one_wording_needs_no_opinion():
    drafts = ("Это опасность незаконного передачи оружия.", "Всё в порядке.")
    assert mended(*drafts, score=nobody) == [
        "Это опасность незаконной передачи оружия.",
        "Всё в порядке.",
    ]


def test_of_several_wordings_the_engine_s_favourite_is_taken_in_one_call():
    calls = []

    def score(pairs):
        calls.append(pairs)
        return tuple(float("конвенциями" in text) for _, text in pairs)

    drafts = ("С международными конвенцией.", "С важными конвенцией. С новыми конвенцией.")

    assert mended(*drafts, score=score) == [
        "С международными конвенциями.",
        "С важными конвенциями. С новыми конвенциями.",
    ]
    assert len(calls) == 1


def test_links_stay_with_their_words():
    draft = Hypothesis(
        text="Новый резолюция принята.",
        score=0.0,
        links=(Link(Span(0, 8), Span(0, 5)), Link(Span(9, 19), Span(6, 15))),
    )

    (done,) = mend_endings([("nouvelle résolution", draft)], grammar=GRAMMAR, score=nobody)

    assert done.text == "Новая резолюция принята."
    assert done.links == draft.links
