from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.facts import (
    compare_bounds,
    compare_facts,
    compare_limits,
    compare_polarity,
    extract_bounds,
    extract_facts,
    extract_limits,
    extract_polarity,
    render_fact,
)
from workflow.facts.transcription import iter_people, iter_towns, transcribe_word
from workflow.model import LangTag

LANGS = st.sampled_from([LangTag(tag) for tag in ("fr", "en", "ru", "de", "ar")])
WORDS = st.sampled_from(
    (
        *("le", "3", "novembre", "2017", "deux", "cent", "vingt", "et", "un", "million", "d’euros"),
        *("€", "%", "14", "h", "30", "article", "5", "(2015)", "OIAC", "Poutine", "Москва"),
        *("двадцать", "первого", "мая", "two", "hundred", "thousand", "A/58/268", "n°", "§", "XXI"),
        *(
            "ne",
            "pas",
            "not",
            "не",
            "+33 (0)1 42 92 84 12",
            "1,5",
            "1.500",
            "14.2.3",
            "10 000",
            "www.a.fr",
        ),
        *("avant", "le", "jusqu’au", "до", "not", "before", "half", "past", "moins", "quart"),
        *("24", "/", "7", "h", "km", "miles", "°C", "°F", "половине", "четвёртого", "без"),
        *("a@b.fr", "-", "–", ",", "."),
    )
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(WORDS, max_size=14).map(" ".join),
    st.lists(WORDS, max_size=14).map("".join),
)
PHRASES = st.sampled_from(
    (
        *(
            "the day before yesterday",
            "at half past three in the afternoon",
            "the day after tomorrow",
        ),
        *("à trois heures et demie de l'après-midi", "trois heures moins le quart", "avant - hier"),
        *("une demi - heure", "deux millions de dollars des États-Unis", "24 heures sur 24"),
        *("без четверти три часа дня", "три с половиной часа", "пять млн долл. США"),
    )
)
STOPS = st.sampled_from((" ", ". ", " . ", ".", ".. "))
BROKEN = st.tuples(PHRASES, st.lists(STOPS, min_size=9, max_size=9)).map(
    lambda drawn: "".join(
        f"{word}{stop}" for word, stop in zip(drawn[0].split(), drawn[1], strict=False)
    )
)
"""Phrases with full stops between their words, as a page or a list parts them."""


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXTS, BROKEN), LANGS)
def test_spans_are_in_order_and_do_not_overlap(text, lang):
    facts = extract_facts(text, lang)

    assert all(fact.text == fact.span.of(text) and fact.text for fact in facts)
    ends = [0, *(fact.span.end for fact in facts)]
    assert all(end <= fact.span.start for end, fact in zip(ends, facts, strict=False))


@settings(max_examples=100, deadline=None)
@given(TEXTS, LANGS)
def test_a_text_agrees_with_itself(text, lang):
    facts = extract_facts(text, lang)

    assert compare_facts(facts, facts, lang, lang) == ()
    marks = extract_polarity(text, lang)
    assert compare_polarity(marks, marks) == ()
    bounds = extract_bounds(text, lang)
    assert compare_bounds(bounds, bounds) == ()
    limits = extract_limits(text, lang)
    assert compare_limits(limits, limits) == ()


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, LANGS, LANGS)
def test_no_text_makes_the_gate_raise(source, target, source_lang, target_lang):
    facts = extract_facts(source, source_lang)
    compare_facts(facts, extract_facts(target, target_lang), source_lang, target_lang)
    compare_polarity(extract_polarity(source, source_lang), extract_polarity(target, target_lang))
    compare_bounds(extract_bounds(source, source_lang), extract_bounds(target, target_lang))
    compare_limits(extract_limits(source, source_lang), extract_limits(target, target_lang))
    for fact in facts:
        rendered = render_fact(fact, target_lang)
        assert rendered is None or rendered


@settings(max_examples=100, deadline=None)
@given(TEXTS, LANGS)
def test_a_bound_reaches_from_its_word_over_its_date(text, lang):
    for bound in extract_bounds(text, lang):
        assert bound.text == bound.span.of(text)
        assert bound.span.start <= bound.fact.span.start < bound.fact.span.end <= bound.span.end


LATIN = st.text(
    alphabet="abcçdeéèêfghijklmnoôpqrstuûvwxyzïëœñłřšžćöüÀÉÎ'-", min_size=1, max_size=20
)
TABLES = st.sampled_from(("fr", "de", "es", "it", "pt", "pl", "cs", "sh", "tr", "ar", "nl", "sv"))


@settings(max_examples=300, deadline=None)
@given(LATIN, TABLES)
def test_no_latin_letter_is_left_in_a_transcribed_name(word, lang):
    russian = transcribe_word(word, lang)

    assert russian is None or not re.search("[A-Za-zÀ-ž]", russian)


@settings(max_examples=100, deadline=None)
@given(LATIN, TABLES)
def test_a_name_in_russian_is_not_transcribed_again(word, lang):
    russian = transcribe_word(word, lang)

    assert (
        not russian or not any(map(str.isalpha, russian)) or transcribe_word(russian, lang) is None
    )


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_names_lie_in_their_text(text):
    for person in (*iter_people(text), *iter_towns(text)):
        assert person.span.of(text).startswith(person.parts[0].text)
