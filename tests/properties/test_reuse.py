"""What must hold of any old pair and any new source, however broken."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from workflow.facts import DifferenceKind, compare_facts, extract_facts, extract_polarity
from workflow.markdown.inline import lift
from workflow.model import LangTag
from workflow.reuse import Change, adapt, classify

FRENCH = LangTag("fr")
TARGETS = st.sampled_from([LangTag(tag) for tag in ("en", "ru", "de", "ar", "zh", "pt-BR")])
FRAGMENTS = (
    *("le 3 mai", "le 4 mai 2021", "en 2019", "trois pays", "cinq pays", "21 pays", "neuf pays"),
    *("2 milliards de dollars", "1,5 million d’euros", "14 h 30", "12 %", "la résolution 2118"),
    *("l’article 5", "la France", "au Mali", "M. Lavrov", "Mme Merkel", "l’ONU", "ne", "pas"),
    *("doit", "peut", "signe", "salue", "**", "*texte*", "[ici](a.html)", "www.a.fr", "a@b.fr"),
    *("01 40 56 60 00", "Etat", "État", ",", ".", "lundi", "mardi", "XXIe siècle", "«", "»"),
)
TRANSLATED = (
    *("on 3 May", "on 4 May 2021", "in 2019", "three countries", "five countries", "21", "12%"),
    *("€1.5 million", "$2 billion", "2.30 p.m.", "resolution 2118", "article 5", "France", "Mali"),
    *("3 мая", "2021 года", "три страны", "пять стран", "1,5 миллиона евро", "Франция", "ООН"),
    *("Mr Lavrov", "г-н Лавров", "**", "*text*", "[here](a.html)", "www.a.fr", "a@b.fr", "not"),
    *("must", "1.", "\\", "&amp;", "Monday", "понедельник"),
)


def _texts(fragments):
    rows = st.lists(st.sampled_from(fragments), min_size=1, max_size=7).map(" ".join)
    return st.one_of(rows, st.text(max_size=40))


SOURCES, TEXTS = _texts(FRAGMENTS), _texts(TRANSLATED)


@st.composite
def changed(draw):
    """Draw a source and another that shares most of it."""
    words = draw(st.lists(st.sampled_from(FRAGMENTS), min_size=2, max_size=7))
    at = draw(st.integers(0, len(words) - 1))
    other = [*words[:at], draw(st.sampled_from(FRAGMENTS)), *words[at + 1 :]]
    return " ".join(words), " ".join(other)


PAIRS = st.one_of(changed(), st.tuples(SOURCES, SOURCES))


def _adapt(old, target, new, lang, *, is_markdown=True):
    return adapt(
        old,
        target,
        new,
        languages=(FRENCH, lang),
        old_is_reviewed=True,
        is_markdown=is_markdown,
    )


@settings(max_examples=150, deadline=None)
@given(PAIRS, TEXTS, TARGETS, st.booleans())
@example(("1", "²"), "1", LangTag("ru"), True)
def test_no_text_makes_it_raise(sources, target, lang, is_markdown):
    found = _adapt(sources[0], target, sources[1], lang, is_markdown=is_markdown)

    assert found.reason
    assert not (found.keeps_approval and found.text is None)


@settings(max_examples=60, deadline=None)
@given(PAIRS, st.sampled_from([LangTag(tag) for tag in ("en", "ru", "de", "ar", "ja")]))
def test_no_source_language_makes_it_raise(sources, lang):
    found = adapt(*sources, sources[0], languages=(lang, FRENCH), old_is_reviewed=True)

    assert found.reason
    assert classify(*sources, lang=lang).change in Change


@settings(max_examples=100, deadline=None)
@given(SOURCES, TEXTS, TARGETS)
def test_an_unchanged_source_keeps_everything(source, target, lang):
    found = _adapt(source, target, source, lang)

    assert (found.text, found.keeps_approval, found.change) == (target, True, Change.SAME)


@settings(max_examples=150, deadline=None)
@given(PAIRS, TEXTS, TARGETS)
@example(("Il a", "Il à"), "He has", LangTag("en"))
@example(("JUGE CONDAMNE", "JUGE CONDAMNÉ"), "x", LangTag("en"))
def test_an_approval_is_kept_only_where_letters_and_digits_are_the_same(sources, target, lang):
    found = _adapt(sources[0], target, sources[1], lang)

    if found.keeps_approval:
        assert _bones(lift(sources[0]).text) == _bones(lift(sources[1]).text)


def _bones(text):
    """Return letters and digits, accents of capitals and ligatures left out."""
    spelled = text.replace("œ", "oe").replace("æ", "ae").replace("Œ", "OE").replace("Æ", "AE")
    kept = [char for char in unicodedata.normalize("NFC", spelled) if char.isalnum()]
    return [unicodedata.normalize("NFD", c)[0] if c.isupper() else c for c in kept if c != "º"]


@settings(max_examples=150, deadline=None)
@given(PAIRS, TEXTS, TARGETS)
def test_no_stale_fact_is_offered(sources, target, lang):
    found = _adapt(sources[0], target, sources[1], lang)

    if found.text is not None and found.change in {Change.FACT, Change.WORDING}:
        before = {_signature(each) for each in _differences(sources[0], target, lang)}
        fresh = [
            each
            for each in _differences(sources[1], found.text, lang)
            if _signature(each) not in before
        ]
        assert all(each.kind is DifferenceKind.LOST for each in fresh)
        assert found.warnings or not fresh


def _differences(source, target, lang):
    texts = (lift(source).text, lift(target).text)
    facts = [extract_facts(*each) for each in zip(texts, (FRENCH, lang), strict=True)]
    return compare_facts(*facts, FRENCH, lang)


def _signature(each):
    values = tuple((f.kind, f.value) if f else None for f in (each.source, each.target))
    return (each.kind, *values)


@settings(max_examples=100, deadline=None)
@given(PAIRS, TEXTS, TARGETS)
def test_a_turned_sentence_is_never_offered(sources, target, lang):
    found = _adapt(sources[0], target, sources[1], lang)
    before, after = (_firm(source) for source in sources)

    if before != after:
        assert found.text is None


def _firm(source):
    marks = extract_polarity(lift(source).text, FRENCH)
    return (
        sum(mark.firm and mark.kind == "negation" for mark in marks),
        sorted(mark.value for mark in marks if mark.kind == "modality"),
    )
