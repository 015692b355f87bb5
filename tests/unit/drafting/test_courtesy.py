"""Sir and madam in Russian drafts."""

from __future__ import annotations

import pytest

from workflow.drafting.courtesy import mend_courtesy
from workflow.drafting.edits import apply_edits
from workflow.model import Hypothesis, LangTag

FRENCH, RUSSIAN = LangTag("fr"), LangTag("ru")


def mended(source, target):
    found = list(mend_courtesy(source, target, source_lang=FRENCH, target_lang=RUSSIAN))
    hypothesis = Hypothesis(text=target, score=-0.5, links=())
    return apply_edits(hypothesis, [edit for edit, _ in found]).text


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("avec Mme Helga Brand", "с г-ном Хельгой Бранд", "с г-жой Хельгой Бранд"),
        ("Mme Ba présidera.", "Г-н Ба будет председателем.", "Г-жа Ба будет председателем."),
        ("Il a reçu Mme Ba.", "Он принял г-на Ба.", "Он принял г-жу Ба."),
        ("le rapport de Mme Ba", "доклад г-на Ба", "доклад г-жи Ба"),
        ("M. Ba présidera.", "Г-жа Ба будет председателем.", "Г-н Ба будет председателем."),
        ("Mme Ba présidera.", "Господин Ба прибыл.", "Госпожа Ба прибыл."),
    ],
)
def test_a_title_gets_the_sex_of_the_source(source, target, expected):
    assert mended(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Mme Ba présidera.", "Г-жа Ба будет председателем."),
        ("M. et Mme Ba", "г-н Ба"),
        ("MM. Ba et Roux", "г-жа Ба"),
        ("Le ministre présidera.", "Г-н министр."),
        ("Mme Ba et la ministre", "г-н Ба и г-н министр"),
    ],
)
def test_what_is_right_or_unclear_is_left(source, target):
    assert mended(source, target) == target
