"""Which new sentence came from which old one."""

from __future__ import annotations

import pytest

from workflow.reuse.carrying.alignment import Sentence, align
from workflow.reuse.carrying.similarity import Index, likeness, words_of


def sentences(*texts, before=-1, after=9, contexts=()):
    """Return neighbours between two anchors; with ``before=None``, sentences without a place."""
    return [
        Sentence(
            words=words_of(text),
            before=before,
            after=None if before is None else after,
            rank=number,
            run=(0, number) if before is not None else (-1 - number, 0),
            context=dict(enumerate(contexts)).get(number, ""),
        )
        for number, text in enumerate(texts)
    ]


def matches(new, old):
    return [(match.new, match.old) for match in align(new, old)]


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        pytest.param(["un deux trois"], ["un deux quatre"], [((0,), (0,))], id="a changed word"),
        pytest.param(["un deux"], ["six sept"], [], id="another sentence"),
        pytest.param(
            ["a b c d", "e f g h"],
            ["e f g x", "a b c x"],
            [((0,), (1,)), ((1,), (0,))],
            id="swapped",
        ),
        pytest.param(["a b c d", "e f g h"], ["a b c d e f g h"], [((0, 1), (0,))], id="split"),
        pytest.param(["a b c d e f g h"], ["a b c d", "e f g h"], [((0,), (0, 1))], id="merged"),
        pytest.param(
            ["a b", "c d", "e f"], ["a b c d e f"], [((0, 1, 2), (0,))], id="split in three"
        ),
        pytest.param(
            ["a b c d x", "y z w v u"], ["a b c d"], [((0,), (0,))], id="changed, and one added"
        ),
        pytest.param([], ["a"], [], id="nothing new"),
    ],
)
def test_sentences_find_each_other(new, old, expected):
    assert matches(sentences(*new), sentences(*old)) == expected


def test_sentences_without_a_place_are_not_joined():
    parts = sentences("a b c d", "e f g h", before=None)

    assert matches(sentences("a b c d e f g h"), parts) == [((0,), (0,))]


def test_less_likeness_is_enough_at_the_same_place():
    new, old = ["le trois mai à Brest"], ["le six juin à Lyon"]

    assert matches(sentences(*new), sentences(*old)) == [((0,), (0,))]
    assert matches(sentences(*new), sentences(*old, before=3, after=5)) == []


def test_the_same_context_brings_lines_together():
    new = sentences("Paris le 3 mai", contexts=["dateline"])
    old = sentences("Paris le 4 juin", "Paris aime le 3", contexts=["dateline"])

    assert matches(new, old) == [((0,), (0,))]


def test_words_are_compared_without_case_accents_and_marks():
    assert words_of("L'**ÉTAT** : 1,5 %") == words_of("l’Etat 1.5")


def test_headings_of_one_word_are_compared_by_letters():
    assert likeness(("communique",), ("communiques",)) > 0.8


def test_words_that_stand_everywhere_lead_nowhere():
    index = Index([("le", "a"), ("le", "b"), *[("le",)] * 60])

    assert (index.like(("le",)), index.like(("b", "le"))) == ((), (1,))
