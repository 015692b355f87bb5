from __future__ import annotations

import pytest

from workflow.reuse import Change

from .cases import read_cases


@pytest.mark.parametrize("row", read_cases("markup.tsv"))
def test_markup_round_the_same_words_is_repaired(offer, row):
    assert offer(row["old_source"], row["old_target"], row["new_source"]).text == row["offered"]


@pytest.mark.parametrize("row", read_cases("markup.tsv"))
def test_only_a_link_that_goes_loses_the_approval(offer, row):
    found = offer(row["old_source"], row["old_target"], row["new_source"])

    assert found.keeps_approval is (row["title"] != "a link goes")


def test_markup_that_cannot_be_placed_makes_the_text_fuzzy(offer):
    found = offer("Le texte est prêt.", "The text is ready.", "Le **texte** est prêt.")

    assert (found.text, found.keeps_approval) == ("The text is ready.", False)
    assert found.warnings == ("markup **** changed in the source: check it here",)


def test_markup_over_other_words_makes_the_text_fuzzy(offer):
    found = offer("Le **texte** est prêt.", "The **text** is ready.", "Le texte est **prêt**.")

    assert (found.text, found.keeps_approval) == ("The **text** is ready.", False)


def test_markup_that_the_translation_lacks_makes_the_text_fuzzy(offer):
    found = offer("Le **texte** est prêt.", "The text is ready.", "Le *texte* est prêt.")

    assert (found.text, found.keeps_approval) == ("The text is ready.", False)


def test_another_link_target_is_a_fact(offer):
    found = offer("Voir [ici](a.html).", "See [here](a.html).", "Voir [ici](b.html).")

    assert (found.text, found.keeps_approval, found.change) == (
        "See [here](b.html).",
        False,
        Change.FACT,
    )
    assert found.reason == "link changed: a.html → b.html, repaired"


def test_a_link_of_the_translation_alone_is_left(offer):
    found = offer("Voir [ici](a.html).", "See [here](en/a.html).", "Voir [ici](b.html).")

    assert (found.text, found.keeps_approval) == ("See [here](en/a.html).", False)
    assert found.warnings


def test_a_number_that_markup_parts_is_not_touched(offer):
    found = offer("Le 12 mai", "On 1**2** May", "Le 13 mai")

    assert found.text in {None, "On 1**3** May"}


def test_plain_text_is_no_markdown(offer):
    found = offer("Le *3* mai", "On *3* May", "Le *4* mai", is_markdown=False)

    assert found.text == "On *4* May"
