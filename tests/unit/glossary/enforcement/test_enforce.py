"""The ladder, rung by rung, and what it must leave alone."""

from __future__ import annotations

import pytest

from workflow.glossary.enforcement.demands import phrase_of
from workflow.glossary.enforcement.enforce import enforce
from workflow.glossary.enforcement.values import Rule, Sentence
from workflow.glossary.terms import Kind, Term, Wording
from workflow.model import Hypothesis, LangTag, Span

CHANGES = {
    "an admitted form gives way to the preferred one": (
        "Un cessez-le-feu est conclu.",
        "A truce is agreed.",
        (),
        "A ceasefire is agreed.",
        Rule.SYNONYM,
    ),
    "a plural that the glossary lists stays a plural": (
        "C'est l'un de ses ressortissants.",
        "He is one of its nationals.",
        (),
        "He is one of its citizens.",
        Rule.SYNONYM,
    ),
    "an allowed form inside a forbidden one gives way with it": (
        "Le chef de l'armée de Terre parle.",
        "The head of the Army of Earth speaks.",
        ("armée=Army", "Terre=Earth", "parle=speaks"),
        "The head of the French Army speaks.",
        Rule.SYNONYM,
    ),
    "the full stop of an abbreviation goes with it": (
        "Dîner en l'honneur de LL. MM. le roi et la reine.",
        "Dinner in honour of LL. MM. the king and queen.",
        (),
        "Dinner in honour of Their Majesties the king and queen.",
        Rule.FORBIDDEN,
    ),
    "the article follows the sound": (
        "Un cessez-le-feu est conclu.",
        "An armistice is agreed.",
        (),
        "A ceasefire is agreed.",
        Rule.FORBIDDEN,
    ),
    "a forbidden form is replaced without any alignment": (
        "Le Conseil de sécurité se réunit.",
        "The Safety Council is meeting.",
        (),
        "The Security Council is meeting.",
        Rule.FORBIDDEN,
    ),
    "other words are found through the alignment": (
        "Le Conseil de sécurité se réunit.",
        "The Board of Safety is meeting.",
        ("Conseil=Board", "sécurité=Safety", "réunit=meeting"),
        "The Security Council is meeting.",
        Rule.ALIGNED,
    ),
    "what the form repeats is not doubled": (
        "Le Conseil de sécurité se réunit.",
        "The Security Board is meeting.",
        ("Conseil=Board", "réunit=meeting"),
        "The Security Council is meeting.",
        Rule.ALIGNED,
    ),
    "a forbidden form to avoid is replaced where it stands for the term": (
        "Un échange a eu lieu.",
        "A swap took place.",
        ("échange=swap",),
        "A discussion took place.",
        Rule.FORBIDDEN,
    ),
    "an allowed form that renders other words is no synonym": (
        "Le cessez-le-feu, donc la trêve.",
        "The fire stop, hence the truce.",
        ("cessez-le-feu=fire stop", "trêve=truce"),
        "The ceasefire, hence the truce.",
        Rule.ALIGNED,
    ),
    "what stands in the brackets of a term gives way to it": (
        "Le groupe (2024) et son agence (OIAC) se réunissent.",
        "The group (2024) and its agency (Oatcake) meet.",
        (),
        "The group (2024) and its agency (OPCW) meet.",
        Rule.BRACKETED,
    ),
    "the plural stays a plural": (
        "Les cessez-le-feu sont conclus.",
        "The truces are agreed.",
        (),
        "The ceasefires are agreed.",
        Rule.SYNONYM,
    ),
}


@pytest.mark.parametrize("title", CHANGES)
def test_a_rung_puts_the_term_in(title, enforced):
    source, target, pairs, expected, rule = CHANGES[title]

    result = enforced(source, target, *pairs)

    assert (result.text, [edit.rule for edit in result.edits]) == (expected, [rule])


NO_OPS = {
    "the preferred form": ("Le Conseil de sécurité.", "The Security Council.", ()),
    "an acronym answers an acronym": ("L'OIAC agit.", "The OPCW acts.", ()),
    "a soft term": (
        "Un entretien a eu lieu.",
        "An interview took place.",
        ("entretien=interview",),
    ),
    "a forbidden form to avoid that stands for something else": (
        "Un échange sur la permutation.",
        "A talk on the swap.",
        ("échange=talk", "permutation=swap"),
    ),
    "a derivation of the term": (
        "Le désarmement est lent.",
        "To disarm is slow.",
        ("désarmement=disarm", "lent=slow"),
    ),
    "a verb beside the noun of the term": (
        "L'autonomisation des femmes est vitale.",
        "Empowering women is vital.",
        ("autonomisation=women", "femmes=women", "vitale=vital"),
    ),
    "a rendering in pieces": (
        "Les conventions de Bâle et de Rotterdam.",
        "The Basel and Rotterdam conventions.",
        ("conventions=conventions", "Bâle=Basel", "Rotterdam=Rotterdam"),
    ),
    "the sign of a currency": ("Un accord de 5 millions.", "A deal$ 5 million.", ("accord=deal",)),
    "brackets in another order": (
        "La réunion (OIAC) du comité (2024).",
        "The meeting (2024) of the committee (Oatcake).",
        (),
    ),
    "brackets that hold more than the term": (
        "Le projet (OIAC et partenaires).",
        "The project (Oatcake).",
        (),
    ),
    "brackets that another term fills": (
        "Le cessez-le-feu (OIAC).",
        "The other (ceasefire).",
        (),
    ),
    "a compound": ("Zone de cessez-le-feu.", "A truce-monitoring zone.", ("cessez=truce",)),
}


@pytest.mark.parametrize("title", NO_OPS)
def test_what_is_right_or_doubtful_is_left_alone(title, enforced):
    source, target, pairs = NO_OPS[title]

    result = enforced(source, target, *pairs)

    assert (result.text, result.edits) == (target, ())


def test_what_is_left_is_reported_with_the_words_that_stand_there(enforced):
    result = enforced("Le désarmement.", "To disarm.", "désarmement=disarm")

    assert [str(each) for each in result.unmet] == [
        '"désarmement" should be "disarmament": the draft says "disarm" (desarm)'
    ]


def test_a_name_in_full_before_its_acronym_is_given_in_full(enforced):
    source = "L'Organisation pour l'interdiction des armes chimiques (OIAC) agit."

    result = enforced(source, "The Organization to Ban Chemical Weapons (OPCW) acts.")

    assert result.text == "The Organisation for the Prohibition of Chemical Weapons (OPCW) acts."


def test_protected_words_ask_for_nothing_and_stay(enforced):
    source = "Voir cessez-le-feu ici."

    result = enforced(source, "See cease-fire here.", protected=(Span(5, 18),))

    assert (result.text, result.edits, result.unmet) == ("See cease-fire here.", (), ())


def test_an_edit_that_the_engine_dislikes_is_taken_back(enforced):
    source, target = "Le Conseil de sécurité vote.", "The Board votes."

    result = enforced(
        source,
        target,
        "Conseil=Board",
        "vote=votes",
        score=lambda pairs: tuple(-0.2 if text == target else -6.0 for _, text in pairs),
    )

    assert (result.text, [each.term_id for each in result.unmet]) == (target, ["cs"])


def test_the_house_overrules_the_engine_where_the_place_is_sure(enforced):
    result = enforced(
        "Le Conseil de sécurité vote.",
        "The Safety Council votes.",
        score=lambda pairs: tuple(-float(index * 3) for index in range(len(pairs))),
    )

    assert (result.text, result.edits[0].score_change) == ("The Security Council votes.", -3.0)


def test_all_edits_of_a_run_are_scored_in_one_call(house):
    calls = []

    def score(pairs):
        calls.append(len(pairs))
        return (0.0,) * len(pairs)

    sentences = [
        Sentence(
            source="Un cessez-le-feu est conclu.",
            hypotheses=(Hypothesis(text="A truce is agreed.", score=0.0),),
        )
    ] * 3
    enforce(sentences, house=house(), score=score)

    assert calls == [6]


def test_another_hypothesis_is_taken_where_nothing_stands_for_the_term(enforced):
    result = enforced(
        "Le Conseil de sécurité vote.",
        "There is a vote.",
        others=(("The Security Council votes.", -0.25),),
    )

    assert (result.text, result.edits[0].rule) == ("The Security Council votes.", Rule.HYPOTHESIS)


def test_the_term_is_decoded_behind_a_prefix_at_last(enforced):
    asked = []

    def redecode(texts, prefixes):
        asked.extend(prefixes)
        return [[Hypothesis(text="The Security Council votes.", score=-0.25)] for _ in texts]

    source = "Conseil de sécurité : vote."
    result = enforced(source, "There is a vote.", redecode=redecode)

    assert (asked, result.edits[0].rule) == (["Security Council"], Rule.FORCED)


def test_links_follow_the_words(enforced, aligned):
    source = "Le Conseil de sécurité vote."
    target = "The Safety Council votes."

    result = enforced(source, target, "Conseil=Council", "sécurité=Safety", "vote=votes")

    assert aligned(source, result.text, "vote=votes")[0] in result.links
    words = {link.target.of(result.text) for link in result.links}
    assert words == {"Security", "Council", "votes"}


RUSSIAN = {
    "the case of the place": (
        "Il salue les efforts du Conseil de sécurité.",
        "Он приветствует усилия Комитета безопасности.",
        "Он приветствует усилия Совета Безопасности.",
    ),
    "a name without its capital": (
        "Le 8 janvier, la Turquie a parlé.",
        "А 8 января турция выступила.",
        "А 8 января Турция выступила.",
    ),
    "a name without its capital in another case": (
        "Il salue les efforts de la Turquie.",
        "Он приветствует усилия турции.",
        "Он приветствует усилия Турции.",
    ),
    "brackets after a name": (
        "Le projet (Conseil de sécurité) avance.",
        "Этот проект (безопасная) продвигается.",
        "Этот проект (Совет Безопасности) продвигается.",
    ),
    "a dictionary form after a preposition": (
        "Rapport au Conseil de sécurité.",
        "Доклад представлен в связи с Совет Безопасности.",
        "Доклад представлен в связи с Советом Безопасности.",
    ),
}


@pytest.mark.parametrize("title", RUSSIAN)
def test_russian_terms_take_their_case(title, enforced):
    source, target, expected = RUSSIAN[title]

    assert enforced(source, target, lang="ru").text == expected


def test_a_language_without_grammar_is_only_reported(enforced):
    source, target = "Le Conseil de sécurité vote.", "El Comité de Protección vota."

    result = enforced(source, target, "Conseil=Comité", "vote=vota", lang="es")

    assert (result.text, [each.expected for each in result.unmet]) == (
        target,
        ["Consejo de Seguridad"],
    )


def test_the_source_tells_the_number_of_a_dictionary_form(enforced):
    source, target = "Le conseil prie les accords de rester.", "Совет просит договор остаться."

    result = enforced(source, target, lang="ru")

    assert result.text == "Совет просит договоры остаться."


def test_a_singular_predicate_keeps_its_singular(enforced):
    source, target = "Tous les accords sont en vigueur.", "Каждый договор действует."

    assert enforced(source, target, lang="ru").text == target


ROUGH = {
    "an adjective stands for its whole phrase": (
        "Le cessez-le-feu tient.",
        "Новая мера действует.",
        ("cessez-le-feu=Новая",),
        "Прекращение огня действует.",
    ),
    "a short mention of the term": (
        "Le Conseil de sécurité vote.",
        "Члены Совета голосуют.",
        ("Conseil=Совета", "vote=голосуют"),
        "Члены Совета голосуют.",
    ),
    "a derivation of the term": (
        "Le désarmement est lent.",
        "Разоружительный процесс идет.",
        ("désarmement=процесс", "désarmement=Разоружительный"),
        "Разоружительный процесс идет.",
    ),
    "a pronoun is no rendering": (
        "Le cessez-le-feu tient.",
        "Он, который держится.",
        ("cessez-le-feu=который",),
        "Он, который держится.",
    ),
}


@pytest.mark.parametrize("title", ROUGH)
def test_a_rough_alignment_is_taken_with_care(title, house, aligned):
    source, target, pairs, expected = ROUGH[title]
    hypothesis = Hypothesis(text=target, score=0.0, links=aligned(source, target, *pairs))
    sentence = Sentence(source=source, hypotheses=(hypothesis,))

    (result,) = enforce([sentence], house=house("ru", is_rough=True))

    assert result.text == expected


@pytest.mark.parametrize("forms", [("local group", "LG"), ("LG", "local group")])
def test_an_acronym_of_a_common_noun_has_a_plural(forms):
    preferred, admitted = forms
    term = Term(
        id="ngo",
        kind=Kind.ORGANISATION,
        wordings=(Wording(lang=LangTag("en"), preferred=preferred, admitted=(admitted,)),),
    )

    assert phrase_of(term, "LG", LangTag("en")).forms == (("plur", "LGs"),)


def test_an_acronym_of_a_forbidden_common_noun_has_a_plural():
    wording = Wording(lang=LangTag("en"), preferred="LG", forbidden=("local group",))
    term = Term(id="ngo", kind=Kind.ORGANISATION, wordings=(wording,))

    assert phrase_of(term, "LG", LangTag("en")).forms == (("plur", "LGs"),)
