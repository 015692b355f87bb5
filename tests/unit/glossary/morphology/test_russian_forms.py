from __future__ import annotations

import pytest
from babel import Locale

from workflow.glossary.morphology.base import Case, Gender, Number, Phrase
from workflow.glossary.morphology.russian.inflect import (
    agreement_of,
    inflect_term,
    paradigm_of,
    why_not,
)
from workflow.glossary.morphology.russian.names import decline_name, gender_of
from workflow.glossary.morphology.russian.prepositions import shaped

from .cases import rows

OBLIQUE = tuple(Case)[1:]


@pytest.mark.parametrize("row", rows("ru_terms.tsv"), ids=lambda row: row[0])
def test_a_term_declines_as_the_checked_list_says(row):
    text, *numbers = row
    for number, expected in zip(Number, numbers, strict=True):
        if expected == "—":
            continue
        forms = expected.split(" / ")
        cases = tuple(Case)[-len(forms) :]

        actual = [inflect_term(Phrase(text=text), case=case, number=number) for case in cases]

        assert actual == forms


@pytest.mark.parametrize("row", rows("ru_names.tsv"), ids=lambda row: row[0])
def test_a_name_declines_as_the_checked_list_says(row):
    name, gender, forms = row

    actual = [decline_name(name, case=case, gender=Gender(gender)) for case in OBLIQUE]

    assert actual == forms.split(" / ")


def test_every_country_has_all_its_forms():
    names = [name for code, name in Locale("ru").territories.items() if len(code) == 2]

    without = [name for name in names if why_not(Phrase(text=name)) is not None]

    assert (len(names) > 240, without) == (True, [])


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("о-ва Кука", "о-вов Кука"),
        ("Гонконг (САР)", "Гонконга (САР)"),
        ("Мьянма (Бирма)", "Мьянмы (Бирмы)"),
        ("Конго - Киншаса", "Конго - Киншасы"),
        ("Сент-Винсент и Гренадины", "Сент-Винсента и Гренадин"),
        ("Антигуа и Барбуда", "Антигуа и Барбуды"),
    ],
)
def test_a_country_of_an_odd_make_declines(name, genitive):
    assert inflect_term(Phrase(text=name), case=Case.GENT) == genitive


def test_the_glossary_has_the_last_word():
    term = Phrase(text="НКО", forms=(("gent", "некоммерческой организации"),))

    assert inflect_term(term, case=Case.GENT) == "некоммерческой организации"


def test_an_invariable_term_stays():
    term = Phrase(text="Такуба", invariable=True)

    assert inflect_term(term, case=Case.ABLT, number=Number.SING) == "Такуба"


def test_a_plural_term_has_no_singular():
    assert inflect_term(Phrase(text="переговоры"), case=Case.GENT, number=Number.SING) is None


def test_hints_choose_between_homonyms():
    term = Phrase(text="Вена", head="вена", gender=Gender.FEMN, number=Number.SING)

    assert inflect_term(term, case=Case.ABLT) == "Веной"


def test_a_term_keeps_its_yo():
    term = Phrase(text="вооружённый конфликт")

    assert inflect_term(term, case=Case.GENT) == "вооружённого конфликта"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the term has no words"),
        ("принять", '"принять" begins no noun phrase: a verb or a preposition'),
        ("без ущерба", '"без" begins no noun phrase: a verb or a preposition'),
        ("Совета", "no head noun in the nominative is found"),
        ("Совет", None),
        ("ООН", None),
    ],
)
def test_a_term_without_forms_says_why(text, reason):
    assert why_not(Phrase(text=text)) == reason


def test_a_formula_says_why_it_has_no_cases():
    assert "verb" in str(why_not(Phrase(text="принимать к сведению", verb=True)))


def test_a_paradigm_is_a_table_of_six_cases():
    table = paradigm_of(Phrase(text="санкции"))

    assert (table.columns, table.rows[0], table.rows[1], len(table.rows)) == (
        ("plur",),
        ("nomn", ("санкции",)),
        ("gent", ("санкций",)),
        6,
    )


def test_what_agrees_with_an_acronym_is_unknown():
    assert agreement_of(Phrase(text="ООН")) is None


def test_a_title_of_common_gender_is_masculine():
    agreement = agreement_of(Phrase(text="глава государства"))

    assert agreement is not None
    assert (agreement.gender, agreement.animate) == (Gender.MASC, True)


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Ольга Иванова", Gender.FEMN),
        ("Иванова", Gender.FEMN),
        ("Иван Петрович Сидоров", Gender.MASC),
        ("Эммануэль Макрон", Gender.MASC),
        ("Анналена Бербок", Gender.FEMN),
    ],
)
def test_the_gender_of_a_name_is_seen(name, gender):
    assert gender_of(name) == gender


@pytest.mark.parametrize(
    ("preposition", "following", "expected"),
    [
        ("о", "Организации", "об"),
        ("об", "Европе", "о"),
        ("о", "всех", "обо"),
        ("О", "итогах", "Об"),
        ("об", "НАТО", "о"),
        ("о", "ООН", "об"),
        ("о", "МВФ", "об"),
        ("в", "Вьетнаме", "во"),
        ("во", "Вене", "в"),
        ("В", "Франции", "Во"),
        ("в", "ВТО", "в"),
        ("с", "Швецией", "со"),
        ("со", "Сирией", "с"),
        ("с", "США", "с"),
        ("к", "всем", "ко"),
        ("для", "всех", "для"),
    ],
)
def test_a_preposition_takes_the_shape_the_next_word_asks_for(preposition, following, expected):
    assert shaped(preposition, following) == expected
