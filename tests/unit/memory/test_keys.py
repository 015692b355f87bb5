"""Shapes and terms: what finds a sentence that differs a little."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.memory.keys import key_of, shape_of, terms_of

CASES = Path(__file__).resolve().parents[2] / "cases" / "memory"


def read_pairs(name):
    """Yield language, sentence and sentence of the lines of a case file."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("lang", "one", "other"), read_pairs("same_shape.tsv"))
def test_sentences_of_one_formula_have_one_shape(lang, one, other):
    assert shape_of(one, lang) == shape_of(other, lang) != ""


@pytest.mark.parametrize(("lang", "one", "other"), read_pairs("other_shape.tsv"))
def test_sentences_that_say_other_things_have_other_shapes(lang, one, other):
    assert shape_of(one, lang) != shape_of(other, lang)


@pytest.mark.parametrize("text", ["123", "3 novembre 2017", "14 h 30", ""])
def test_a_text_of_facts_alone_has_no_shape(text):
    assert shape_of(text, "fr") == ""


def test_a_sentence_without_slots_is_its_own_shape():
    assert shape_of("La séance est levée.", "fr") == "la séance est levée."


def test_terms_are_beginnings_of_words_and_their_neighbours():
    assert terms_of("Élections libres") == ("elect", "libre", "elect_libre")


def test_a_script_without_spaces_has_a_term_a_character():
    assert terms_of("停火协议")[:4] == ("停", "火", "协", "议")


def test_a_key_is_a_number_of_64_bits_with_a_sign_and_never_nothing():
    keys = [key_of(str(number)) for number in range(1000)]

    assert all(-(2**63) <= key < 2**63 and key for key in keys)
    assert len(set(keys)) == 1000
