"""Promises of enforcement: a second pass changes nothing, and terms hold or are reported."""

from __future__ import annotations

import functools

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.glossary.enforcement.enforce import enforce
from workflow.glossary.enforcement.ladder import House
from workflow.glossary.enforcement.values import Sentence
from workflow.glossary.morphology.registry import load_morphology
from workflow.glossary.terms import Glossary, Term, Wording
from workflow.glossary.tokens import tokenize
from workflow.glossary.verify import TermChecker
from workflow.model import Hypothesis, LangTag, Link, Span

FR, EN, RU = LangTag("fr"), LangTag("en"), LangTag("ru")
CONCEPTS = (
    (
        "Conseil de sécurité",
        "Security Council",
        ("UNSC",),
        ("Safety Council",),
        "Совет Безопасности",
    ),
    ("cessez-le-feu", "ceasefire", ("truce",), ("armistice",), "прекращение огня"),
    ("accord", "agreement", ("deal",), ("chord",), "соглашение"),
    ("Nations Unies", "United Nations", ("UN",), ("UNO",), "Организация Объединенных Наций"),
)
FRENCH = (
    "le",
    "Conseil de sécurité",
    "un",
    "cessez-le-feu",
    "accord",
    "des",
    "Nations Unies",
    "vote",
    ",",
)
ENGLISH = ("the", "Security Council", "Safety Council", "a", "truce", "ceasefires", "armistice")
MORE = ("deal", "chord", "UN", "United Nations", "UNO", "votes", "of", "board", ",", "(", ")")
RUSSIAN = ("в", "Совета Безопасности", "Совет Безопасности", "комитет", "соглашению", "огня", "и")
OTHERS = ("прекращение огня", "новое", "для", "Организация Объединенных Наций", "работает", ",")
TARGETS = {EN: (*ENGLISH, *MORE), RU: (*RUSSIAN, *OTHERS)}


@functools.cache
def house(lang):
    terms = tuple(
        Term(
            id=f"t{number}",
            wordings=(
                Wording(lang=FR, preferred=french),
                Wording(lang=EN, preferred=english, admitted=admitted, forbidden=forbidden),
                Wording(lang=RU, preferred=russian),
            ),
        )
        for number, (french, english, admitted, forbidden, russian) in enumerate(CONCEPTS)
    )
    return House(
        checker=TermChecker(Glossary(terms=terms), FR, lang),
        grammar=load_morphology(lang),
        source_lang=FR,
        target_lang=lang,
    )


@st.composite
def sentences(draw, lang):
    source = " ".join(draw(st.lists(st.sampled_from(FRENCH), min_size=1, max_size=7)))
    target = " ".join(draw(st.lists(st.sampled_from(TARGETS[lang]), min_size=1, max_size=8)))
    here, there = tokenize(source), tokenize(target)
    links = ()
    if here.words and there.words:
        pairs = st.tuples(st.integers(0, len(here.words) - 1), st.integers(0, len(there.words) - 1))
        links = tuple(
            Link(Span(here.starts[a], here.ends[a]), Span(there.starts[b], there.ends[b]))
            for a, b in sorted(draw(st.sets(pairs, max_size=8)))
        )
    return Sentence(source=source, hypotheses=(Hypothesis(text=target, score=0.0, links=links),))


def again(sentence, result):
    hypothesis = Hypothesis(text=result.text, score=0.0, links=result.links)
    return Sentence(source=sentence.source, hypotheses=(hypothesis,))


@given(data=st.data(), lang=st.sampled_from((EN, RU)))
@settings(max_examples=60)
def test_stability(data, lang):
    """Enforcing twice changes nothing."""
    sentence = data.draw(sentences(lang))
    [once] = enforce([sentence], house=house(lang))

    [twice] = enforce([again(sentence, once)], house=house(lang))

    assert (twice.text, twice.edits) == (once.text, ())


@given(data=st.data(), lang=st.sampled_from((EN, RU)))
@settings(max_examples=60)
def test_glossary_holds(data, lang):
    """Every strict term is said in an allowed form, or is reported."""
    sentence = data.draw(sentences(lang))
    [result] = enforce([sentence], house=house(lang))

    renderings = house(lang).checker.renderings(sentence.source, result.text)

    unsaid = sorted(each.source.term.id for each in renderings if each.target is None)
    reported = [unmet.term_id for unmet in result.unmet]
    assert all(unsaid.count(term) <= reported.count(term) for term in unsaid)


@given(data=st.data(), lang=st.sampled_from((EN, RU)))
@settings(max_examples=60)
def test_links_stay_inside_the_texts(data, lang):
    """The alignment that comes out fits the text that comes out."""
    sentence = data.draw(sentences(lang))
    [result] = enforce([sentence], house=house(lang))

    ends = [link.target.end for link in result.links]
    assert (list(result.links), max(ends, default=0) <= len(result.text)) == (
        sorted(result.links),
        True,
    )
