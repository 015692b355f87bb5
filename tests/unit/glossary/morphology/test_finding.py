from __future__ import annotations

import pytest

from workflow.glossary.morphology.base import Case, Number, Phrase
from workflow.glossary.morphology.registry import load_morphology
from workflow.glossary.morphology.spans import assign_spans
from workflow.model import LangTag, Span


def found(lang, text, term, **hints):
    grammar = load_morphology(LangTag(lang))
    assert grammar is not None
    return [span.of(text) for span in grammar.find(text, Phrase(text=term, **hints))]


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        (
            "Генеральной Ассамблее и Генеральную\nАссамблею",
            "Генеральная Ассамблея",
            ["Генеральной Ассамблее", "Генеральную\nАссамблею"],
        ),
        ("о генеральной Ассамблея", "Генеральная Ассамблея", []),
        ("В Крыму тихо", "Крым", ["Крыму"]),
        ("два вооружённых конфликта", "вооруженный конфликт", ["вооружённых конфликта"]),
        ("Кот-д'Ивуар", "Кот-д’Ивуар", ["Кот-д'Ивуар"]),
        ("ООН и оон", "ООН", ["ООН"]),
        ("советам и Совете", "Совет", ["советам", "Совете"]),
        ("в Совете. Безопасности", "Совет Безопасности", []),
        ("Эммануэлем Макроном", "Эммануэль Макрон", ["Эммануэлем Макроном"]),
    ],
)
def test_a_russian_term_is_found_in_any_form(text, term, expected):
    assert found("ru", text, term, person="Макрон" in term) == expected


def test_a_russian_formula_is_found_across_a_few_words():
    text = "Совет принимает этот доклад к сведению. Принимает меры; к сведению."

    actual = found("ru", text, "принимать к сведению", verb=True)

    assert actual == ["принимает этот доклад к сведению"]


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        (
            "Member States and a member state's vote",
            "Member State",
            ["Member States", "member state"],
        ),
        ("the Organization and organisations", "organisation", ["Organization", "organisations"]),
        ("who said it? The WHO", "WHO", ["WHO"]),
        (
            "Charter of the United Nations",
            "Charter of United Nations",
            ["Charter of the United Nations"],
        ),
        ("human rights", "human rights", ["human rights"]),
        ("he left Poland. Polish", "Polish", ["Polish"]),
        ("turkey", "Turkey", []),
        ("defense programmes", "defence programme", ["defense programmes"]),
    ],
)
def test_an_english_term_is_found_in_any_form(text, term, expected):
    assert found("en", text, term) == expected


def test_an_english_formula_is_found_in_any_tense():
    text = "He paid a moving tribute to the dead and reaffirmed our commitment to peace."

    assert found("en", text, "pay tribute to", verb=True) == ["paid a moving tribute to"]
    assert found("en", text, "reaffirm its commitment to", verb=True) == [
        "reaffirmed our commitment to"
    ]


def test_a_language_without_grammar_has_none():
    assert load_morphology(LangTag("ja")) is None


def test_a_region_shares_the_language():
    assert load_morphology(LangTag("en-GB")) is not None


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], ()),
        ([[]], (None,)),
        ([[Span(0, 5)], [Span(0, 18), Span(30, 48)]], (Span(0, 5), Span(30, 48))),
        ([[Span(0, 5), Span(20, 25)], [Span(0, 5)]], (Span(20, 25), Span(0, 5))),
        ([[Span(0, 5)], [Span(0, 5)]], (Span(0, 5), None)),
    ],
)
def test_each_term_gets_a_place_of_its_own(candidates, expected):
    assert assign_spans(candidates) == expected


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_grammar_answers_the_whole_protocol(lang):
    grammar = load_morphology(LangTag(lang))
    term = Phrase(text="Совет" if lang == "ru" else "body")
    text = f"X {term.text} Y."
    span = Span(2, 2 + len(term.text))

    assert grammar is not None
    assert grammar.can_inflect(term) is None
    assert grammar.inflect(term, case=Case.NOMN, number=Number.PLUR) in {"Советы", "bodies"}
    assert grammar.paradigm(term).rows
    assert grammar.analyse_place(text, span).span == span
    assert grammar.replace(text, span, term) is not None


def test_a_formula_has_a_row_for_each_form():
    grammar = load_morphology(LangTag("en"))

    assert grammar is not None
    rows = grammar.paradigm(Phrase(text="pay tribute to", verb=True)).rows
    assert rows[2] == ("past", ("paid tribute to",))
    assert grammar.can_inflect(Phrase(text="")) == "the term has no words"
