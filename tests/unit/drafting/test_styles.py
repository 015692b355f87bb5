"""Styles of sovereigns and envoys in Russian drafts, and what an engine reads instead of them."""

from __future__ import annotations

import pytest

from workflow.drafting.edits import apply_edits
from workflow.drafting.reading import spell_out
from workflow.drafting.styles import restore_styles
from workflow.model import Hypothesis, LangTag

FRENCH, ENGLISH, RUSSIAN = LangTag("fr"), LangTag("en"), LangTag("ru")


def read(source, target_lang):
    text = source
    for edit in reversed(spell_out(source, source_lang=FRENCH, target_lang=target_lang)):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Le vote aura lieu à midi et quart.", "Le vote aura lieu à 12 h 15."),
        ("Il part à dix-neuf heures trente.", "Il part à 19 h 30."),
        ("Il part à trois heures et demie.", "Il part à trois heures et demie."),
        ("Un vol de trois heures et demie.", "Un vol de trois heures et demie."),
        ("Le vote aura lieu à midi.", "Le vote aura lieu à midi."),
        ("Répondez avant le 1/03.", "Répondez avant le 1er mars."),
        ("Visite du 9 au 12/03.", "Visite du 9 au 12 mars."),
        ("Les 2/3 des voix.", "Les 2/3 des voix."),
        ("LL. EE. MM. les ambassadeurs", "Leurs Excellences les ambassadeurs"),
        ("avec le Pr Agnès Roux", "avec le professeur Agnès Roux"),
        ("S.A.R. le prince Albert", "S.A.R. le prince Albert"),
    ],
)
def test_an_engine_reads_what_it_knows(source, expected):
    assert read(source, ENGLISH) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("avec S.A.R. le prince Albert", "avec le prince Albert"),
        ("S.M. la reine Máxima", "la reine Máxima"),
        ("reçu S.E. M. Karim Ba", "reçu M. Karim Ba"),
        ("S. Exc. Mme Ba", "Mme Ba"),
        ("S.E. l'ambassadeur", "S.E. l'ambassadeur"),
    ],
)
def test_an_engine_of_russian_reads_no_styles(source, expected):
    assert read(source, RUSSIAN) == expected


def test_nothing_is_read_otherwise_in_other_languages():
    assert spell_out("at half past three", source_lang=ENGLISH, target_lang=RUSSIAN) == ()


def styled(source, target):
    hypothesis = Hypothesis(text=target, score=-0.5, links=())
    found = list(restore_styles(source, hypothesis, source_lang=FRENCH, target_lang=RUSSIAN))
    edits = [edit for edit, _ in found if edit is not None]
    return apply_edits(hypothesis, edits).text, len(found)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            "S.M. le roi a écrit.",
            "Король направил письмо.",
            "Его Величество король направил письмо.",
        ),
        (
            "avec S.A.R. la princesse Astrid",
            "с принцессой Астрид",
            "с Её Королевским Высочеством принцессой Астрид",
        ),
        (
            "Il a reçu S.E. M. Ba.",
            "Он принял г-на Ба.",
            "Он принял Его Превосходительство г-на Ба.",
        ),
    ],
)
def test_a_style_is_put_back_in_its_case(source, target, expected):
    assert styled(source, target) == (expected, 1)


def test_a_style_that_stands_there_is_left():
    target = "Его Величество король прибыл."
    assert styled("S.M. le roi est arrivé.", target) == (target, 0)


def test_a_style_without_a_place_is_told():
    assert styled("S.M. le roi est arrivé.", "Он прибыл.") == ("Он прибыл.", 1)


def test_nothing_is_said_where_there_is_no_style():
    assert styled("Le roi est arrivé.", "Король прибыл.") == ("Король прибыл.", 0)
