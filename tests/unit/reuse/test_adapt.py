from __future__ import annotations

import pytest

from workflow.reuse import Change, Offer, adapt

from .cases import read_cases


def _four(row):
    return row["old_source"], row["old_target"], row["new_source"]


@pytest.mark.parametrize("row", read_cases("repaired.en.tsv"))
def test_a_fact_is_repaired_in_english(offer, row):
    found = offer(*_four(row))

    assert (found.text, found.keeps_approval, found.change) == (row["offered"], False, Change.FACT)


@pytest.mark.parametrize("row", read_cases("repaired.ru.tsv"))
def test_a_fact_is_repaired_in_russian(offer, row):
    found = offer(*_four(row), lang="ru")

    assert (found.text, found.keeps_approval, found.change) == (row["offered"], False, Change.FACT)


@pytest.mark.parametrize("row", read_cases("nothing.tsv"))
def test_nothing_is_offered(offer, row):
    found = offer(*_four(row), lang=row["lang"])

    assert (found.text, found.keeps_approval) == (None, False)
    assert found.reason


@pytest.mark.parametrize("row", read_cases("typography.tsv"))
def test_typography_keeps_the_approval(offer, row):
    found = offer(row["old_source"], "The old text.", row["new_source"])

    assert found == Offer(
        text="The old text.",
        keeps_approval=True,
        change=Change.TYPOGRAPHY,
        reason="only typography changed",
    )


@pytest.mark.parametrize("row", read_cases("wording.tsv"))
def test_what_is_no_typography_loses_the_approval(offer, row):
    assert not offer(row["old_source"], "The old text.", row["new_source"]).keeps_approval


@pytest.mark.parametrize("row", [*read_cases("repaired.en.tsv"), *read_cases("repaired.ru.tsv")])
def test_a_source_that_did_not_change_keeps_everything(offer, row):
    found = offer(row["old_source"], row["old_target"], row["old_source"])

    assert found == Offer(
        text=row["old_target"], keeps_approval=True, change=Change.SAME, reason="nothing changed"
    )


def test_a_draft_is_never_approved(offer):
    found = offer("Le texte .", "The text.", "Le texte.", old_is_reviewed=False)

    assert (found.text, found.keeps_approval) == ("The text.", False)


def test_an_empty_translation_is_not_offered(offer):
    assert offer("Il viendra le 3 mai.", "", "Il viendra le 4 mai.").text is None


def test_the_reason_names_each_repair(offer):
    found = offer(
        "Il viendra le 3 mai à Rome.",
        "He will come to Rome on 3 May.",
        "Il viendra le 4 juin à Genève.",
    )

    assert found.text == "He will come to Geneva on 4 June."
    assert found.reason == (
        "date changed: 3 mai → 4 juin, repaired; place changed: Rome → Genève, repaired"
    )


def test_the_reason_names_the_negation(offer):
    found = offer("Il a signé.", "He signed.", "Il n'a pas signé.")

    assert found.reason == (
        'negation changed ("ne … pas" is new): the old translation is not offered'
    )


def test_a_reworded_sentence_is_offered_with_what_changed(offer):
    found = offer(
        "La délégation quitte la salle.",
        "The delegation is leaving the room.",
        "La délégation quitte le bâtiment.",
    )

    assert found == Offer(
        text="The delegation is leaving the room.",
        keeps_approval=False,
        change=Change.WORDING,
        reason='wording changed: "la salle" → "le bâtiment"',
    )


def test_an_opposite_judgement_is_a_warning(offer):
    found = offer("Il salue ce choix.", "He welcomes this choice.", "Il condamne ce choix.")

    assert found.warnings == ('the judgement changed: "salue" became "condamne"',)


def test_a_fact_that_is_new_is_a_warning(offer):
    found = offer("Le sommet reprend.", "The summit resumes.", "Le sommet reprend à Rome.")

    assert found.warnings == ('place "Rome" of the new source is not in this text',)


def test_a_difference_of_the_old_pair_is_a_warning(offer):
    found = offer(
        "Le 3 mai, 40 chars ont défilé à 15 heures.",
        "On 3 May, 50 tanks paraded at 3 p.m.",
        "Le 4 mai, 40 chars ont défilé à 15 heures.",
    )

    assert found.text == "On 4 May, 50 tanks paraded at 3 p.m."
    assert found.warnings == ('the old translation had "50" for "40" already',)


def test_an_unknown_name_is_to_be_checked(offer):
    found = offer("M. Durand a signé.", "Mr Durand signed.", "M. Lépine a signé.")

    assert (found.text, found.warnings) == (
        "Mr Lépine signed.",
        ('spelling of "Lépine" to be checked',),
    )


def test_a_pronoun_beside_another_gender_is_to_be_checked(offer):
    found = offer(
        "M. Scholz a exposé son plan.",
        "Mr Scholz set out his plan.",
        "Mme Meloni a exposé son plan.",
    )

    assert (found.text, found.warnings) == (
        "Ms Meloni set out his plan.",
        ('"his" may refer to the name that changed',),
    )


@pytest.mark.parametrize(
    ("lang", "target", "expected"),
    [
        (
            "de",
            "Der Gipfel findet am 3. Mai 2021 statt.",
            "Der Gipfel findet am 13. Juni 2021 statt.",
        ),
        ("es", "La cumbre será el 3 de mayo de 2021.", "La cumbre será el 13 de junio de 2021."),
        ("ar", "تعقد القمة في 3 مايو 2021.", "تعقد القمة في 13 يونيو 2021."),
    ],
)
def test_dates_are_repaired_in_languages_without_grammar(offer, lang, target, expected):
    found = offer(
        "Le sommet aura lieu le 3 mai 2021.",
        target,
        "Le sommet aura lieu le 13 juin 2021.",
        lang=lang,
    )

    assert found.text == expected


@pytest.mark.parametrize("lang", ["de", "es", "ar", "zh", "pt-BR", "sr-Latn", "he"])
def test_other_languages_degrade_safely(offer, lang):
    found = offer("Le camp compte 450 familles.", "450", "Le camp compte 620 familles.", lang=lang)

    assert found.text in {None, "620"}


def test_a_date_that_only_the_old_translation_states_is_named():
    offer = adapt(
        "Après la démission d'un membre en septembre 2014, le Comité a informé le Secrétariat.",
        "Following a resignation in September 2014, the Committee informed the Secretariat on "
        "31 December 2014.",
        "Après la démission d'un membre en septembre 2011, le Comité a informé le Secrétariat.",
        languages=("fr", "en"),
        old_is_reviewed=True,
    )

    assert offer.warnings == ('the old translation added the date "31 December 2014" already',)
