"""Which hypothesis becomes the draft."""

from __future__ import annotations

import pytest

from workflow.drafting.choice import choose
from workflow.model import Hypothesis, LangTag

FRENCH, ENGLISH = LangTag("fr"), LangTag("en")


@pytest.mark.parametrize(
    ("texts", "chosen", "codes"),
    [
        (["On 23 May", "On 24 May"], "On 23 May", []),
        (["On 24 May", "On 23 May"], "On 23 May", []),
        (["On 24 ⁇", "In May"], "In May", ["fact-date"]),
    ],
)
def test_the_first_hypothesis_that_passes_is_chosen(texts, chosen, codes):
    hypotheses = [Hypothesis(text=text, score=-0.5) for text in texts]
    best, warnings = choose("Le 23 mai", hypotheses, source_lang=FRENCH, target_lang=ENGLISH)
    assert (best.text, [warning.code for warning in warnings]) == (chosen, codes)


def test_a_wrong_figure_is_put_right_where_no_hypothesis_has_it():
    hypotheses = [
        Hypothesis(text="On 24 ⁇ the 230 countries", score=-0.5),
        Hypothesis(text="The 230 countries", score=-0.6),
    ]
    best, (warning,) = choose("Les 23 pays", hypotheses, source_lang=FRENCH, target_lang=ENGLISH)
    assert (best.text, warning.code) == ("The 23 countries", "draft-figure")


def test_a_near_hypothesis_that_names_more_faithfully_is_chosen():
    source = "Entretien avec le Président de la République du Kazakhstan"
    hypotheses = [
        Hypothesis(text="Meeting of Kazakhstan with the President of Kazakhstan", score=-0.37),
        Hypothesis(text="Talks with the President of the Republic of Kazakhstan", score=-0.41),
    ]
    best, warnings = choose(source, hypotheses, source_lang=FRENCH, target_lang=ENGLISH)
    assert (best, warnings) == (hypotheses[1], ())


def test_names_are_not_worth_an_unlikely_sentence():
    source = "Entretien avec le Président de la République du Kazakhstan"
    hypotheses = [
        Hypothesis(text="Meeting of Kazakhstan with the President of Kazakhstan", score=-0.37),
        Hypothesis(text="The President of Kazakhstan", score=-0.77),
    ]
    best, _ = choose(source, hypotheses, source_lang=FRENCH, target_lang=ENGLISH)
    assert best == hypotheses[0]


def test_there_must_be_a_hypothesis():
    with pytest.raises(ValueError, match="no hypothesis"):
        choose("Le 23 mai", [], source_lang=FRENCH, target_lang=ENGLISH)


def choose_russian(source, *texts):
    hypotheses = [Hypothesis(text=text, score=-0.5 - step / 100) for step, text in enumerate(texts)]
    best, warnings = choose(source, hypotheses, source_lang=FRENCH, target_lang=LangTag("ru"))
    return best.text, [warning.code for warning in warnings]


def test_a_hypothesis_of_words_that_exist_is_preferred():
    found = choose_russian(
        "Nous appelons à la retenue.", "Мы призываем к одержанию.", "Мы призываем к сдержанности."
    )
    assert found == ("Мы призываем к сдержанности.", [])


def test_a_wrong_figure_weighs_more_than_invented_words():
    found = choose_russian(
        "Les 25 ambassadeurs", "Все вызваны по 12 и 13 раз", "25 послученных послатых"
    )
    assert found == ("25 послученных послатых", ["draft-no-word", "draft-no-word"])


def test_names_are_looked_at_where_no_hypothesis_is_free_of_invented_words():
    source = "Les ambassadeurs du Kazakhstan"
    found = choose_russian(source, "Послученные из Кыргызстана", "Послученные из Казахстана")
    assert found == ("Послученные из Казахстана", ["draft-no-word"])
