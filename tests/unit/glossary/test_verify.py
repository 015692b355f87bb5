"""Verification of target texts: missing, forbidden and inconsistent terms."""

from __future__ import annotations

import pytest

from workflow.glossary import (
    Matcher,
    TermChecker,
    check_consistency,
    check_terms,
    expected_forms,
    occurrences,
)
from workflow.model import LangTag, Position, Severity

FR, EN, RU = LangTag("fr"), LangTag("en"), LangTag("ru")
HERE = Position(path="locales/en/LC_MESSAGES/sommet.po", line=7)
TERMS = """id,kind,enforce,do_not_translate,fr,fr_admitted,fr_acronym,en,en_admitted,en_forbidden,\
en_acronym,ru,ru_admitted,ru_acronym
un,organisation,,,Organisation des Nations Unies,ONU|Nations Unies,ONU,United Nations,UN,UNO,UN,\
Организация Объединенных Наций,ООН,ООН
deal,concept,,,accord,,,agreement,accord,chord,,соглашение,договоренность,
fire,concept,,,cessez-le-feu,,,ceasefire,cease-fire,,,прекращение огня,,
note,formula,soft,,prendre note de,,,take note of,,,,принимать к сведению,принять к сведению,
brand,organisation,,yes,Viva Technology,,,,,,,,,
only,concept,,,laïcité,,,,,,,светскость,,
"""


@pytest.fixture
def check(load):
    """Return a function from source and target to (code, severity, message) triples."""
    glossary = load(TERMS)

    def checker(source, target, lang=EN):
        findings = check_terms(
            source, target, checker=TermChecker(glossary, FR, lang), position=HERE
        )
        assert all(finding.position == HERE for finding in findings)
        return [(f.code, f.severity, f.message) for f in findings]

    return checker


@pytest.mark.parametrize(
    ("source", "target", "lang"),
    [
        ("L'accord de l'ONU", "The United Nations agreement", EN),
        ("Les accords", "Agreements", EN),
        ("Les accords de cessez-le-feu", "The cease‑fire accords", EN),
        ("Il a pris note de l'accord.", "He duly took note of the agreement.", EN),
        ("L'accord", "В соглашении", RU),
        ("L'accord", "Договорённостями", RU),
        ("Le cessez-le-feu de l'ONU", "Прекращением огня под эгидой ООН", RU),
        ("Il a pris note de cela.", "Он принял это к сведению.", RU),
        ("Viva Technology ouvre.", "Viva Technology opens.", EN),
        ("La laïcité", "Secularism", EN),
        ("", "", EN),
    ],
)
def test_a_text_that_says_the_terms_passes(check, source, target, lang):
    assert check(source, target, lang) == []


def test_a_missing_term_is_found_with_the_expected_forms(load):
    checker = TermChecker(load(TERMS), FR, EN)
    [finding] = check_terms("L'ONU", "The Organization", checker=checker, position=HERE)
    assert str(finding) == f'{HERE}: warning: "ONU" is not rendered [term-missing]'
    assert finding.hint == 'expected: "UN", "United Nations"'


def test_a_forbidden_form_is_named(check):
    assert check("un accord", "a chord") == [
        ("term-forbidden", Severity.WARNING, '"chord" is a forbidden rendering of "accord"')
    ]


def test_a_forbidden_word_beside_the_right_one_is_no_matter(check):
    assert check("un accord", "an agreement on a chord") == []


def test_what_is_soft_or_only_repeated_is_information(check):
    assert check("Il prend note de cela.", "He saw that.") == [
        ("term-missing", Severity.INFO, '"prendre note de" is not rendered')
    ]
    assert check("Un accord, deux accords", "An agreement, two of them") == [
        ("term-missing", Severity.INFO, '"accord" is not rendered as often as in the source')
    ]


def test_what_stays_untranslated_must_be_there(check):
    assert check("Viva Technology ouvre.", "The fair opens.") == [
        ("term-missing", Severity.WARNING, '"Viva Technology" is not rendered')
    ]


def test_each_occurrence_needs_words_of_its_own(load):
    glossary = load("id,fr,en,en_admitted\na,feu,fire,cease fire\nb,cessez-le-feu,cease fire,\n")
    terms = [glossary.term("a"), glossary.term("b"), glossary.term("a")]
    text = "A cease fire, then fire."
    found = occurrences(text, EN, terms)
    assert [hit and hit.span.of(text) for hit in found] == ["fire", "cease fire", None]


def test_a_very_long_text_is_verified_too(check):
    assert check("accord " * 1500, "agreement " * 1500) == []


def test_an_acronym_answers_an_acronym(load):
    glossary = load(TERMS)
    text = "L'ONU et les Nations Unies à Viva Technology"
    short, long, kept = Matcher(glossary, FR).find(text)
    assert expected_forms(short, EN) == ("UN", "United Nations")
    assert expected_forms(long, EN) == ("United Nations", "UN")
    assert expected_forms(kept, EN) == ("Viva Technology",)


def test_two_renderings_in_one_release_are_inconsistent(load):
    later = Position(path=HERE.path, line=9)
    texts = [
        ("L'accord de l'ONU", "The UN agreement", HERE),
        ("L'accord des Nations Unies", "The United Nations accord", later),
        ("L'accord", "The Agreement", later),
    ]
    [finding] = check_consistency(texts, checker=TermChecker(load(TERMS), FR, EN))
    assert (finding.code, finding.position) == ("term-inconsistent", later)
    assert finding.message == f'"accord" is "accord" here and "agreement" at {HERE}'
