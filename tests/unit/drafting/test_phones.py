"""Telephone numbers in drafts: garbled ones are copied from the source."""

from __future__ import annotations

import pytest

from workflow.drafting.edits import apply_edits
from workflow.drafting.phones import lost_phones, mend_phones
from workflow.model import Hypothesis, LangTag

FRENCH, RUSSIAN = LangTag("fr"), LangTag("ru")


def mended(source, target):
    found = mend_phones(source, target, source_lang=FRENCH, target_lang=RUSSIAN)
    hypothesis = Hypothesis(text=target, score=-0.5, links=())
    return apply_edits(hypothesis, [edit for edit, _ in found]).text


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Mme Ba, 06 12 34 56 78.", "г-жа Ба, 06 34 56 78.", "г-жа Ба, 06 12 34 56 78."),
        (
            "Composer le +223 44 97 57 57.",
            "Тел. +223 44 97 57 244 244.",
            "Тел. +223 44 97 57 57.",
        ),
        ("Tél. 01 42 75 80 15", "Тел. 01 42 75 80 15", "Тел. 01 42 75 80 15"),
        ("Tél. 01 42 75 80 15", "Телефон пресс-службы", "Телефон пресс-службы"),
        ("Tél. 01 42 75 80 15", "Более 200 000 человек", "Более 200 000 человек"),
        (
            "Tél. 01 42 75 80 15 ou 06 12 34 56 78",
            "Тел. 01 42 75 80 16 или 06 12 34 56 79",
            "Тел. 01 42 75 80 16 или 06 12 34 56 79",
        ),
    ],
)
def test_one_garbled_number_is_copied(source, target, expected):
    assert mended(source, target) == expected


def test_lost_numbers_are_named():
    lost = lost_phones(
        "Tél. 01 42 75 80 15", "Тел. 01 42 75", source_lang=FRENCH, target_lang=RUSSIAN
    )
    assert [fact.text for fact in lost] == ["01 42 75 80 15"]
