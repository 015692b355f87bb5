"""Promises about the stations of a draft, whatever an engine writes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.drafting import stations
from workflow.drafting.jobs import put_together, take_apart
from workflow.drafting.units import Languages, Unit
from workflow.engines.words import split_words
from workflow.model import Hypothesis, LangTag, Link

FRENCH = LangTag("fr")
FRENCH_WORDS = (
    "14 h 30 – **9 h** : M. Armand Lestrange Mme de Villiers à Nice , . « » ne pas 1er mai"
)
RUSSIAN_WORDS = "68:00 — г-на Арманд Лестранг г-жа Де в Ницце по 9:30 м. , . « » не одержание Хамpl"
SOURCES = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            [
                "14",
                "h",
                "30",
                "–",
                "**9",
                "h**",
                ":",
                "M.",
                "Armand",
                "Lestrange",
                "Mme",
                "de",
                "Villiers",
                "à",
                "Nice",
                ",",
                ".",
                "«",
                "»",
                "ne",
                "pas",
                "1er",
                "mai",
            ]
        ),
        max_size=12,
    ).map(" ".join),
)
TARGETS = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            [
                "68:00",
                "—",
                "г-на",
                "Арманд",
                "Лестранг",
                "г-жа",
                "Де",
                "в",
                "Ницце",
                "по",
                "9:30",
                "м.",
                ",",
                ".",
                "«",
                "»",
                "не",
                "одержание",
                "Хамpl",
            ]
        ),
        max_size=12,
    ).map(" ".join),
)


@st.composite
def proposals(draw, job):
    """Draw two proposals of an engine, linked at random."""
    words = list(split_words(job.asked))
    found = []
    for score in (-0.5, -0.52):
        text = draw(TARGETS)
        written = list(split_words(text))
        links = ()
        if words and written:
            pairs = st.tuples(st.sampled_from(words), st.sampled_from(written))
            links = tuple(sorted({Link(*pair) for pair in draw(st.lists(pairs, max_size=8))}))
        found.append(job.completed(Hypothesis(text=text, score=score, links=links)))
    return tuple(found)


@settings(max_examples=150, deadline=None)
@given(st.data(), SOURCES, st.sampled_from([LangTag("ru"), LangTag("en")]))
def test_no_answer_of_an_engine_stops_a_draft(data, source, target_lang):
    languages = Languages(source=FRENCH, target=target_lang)
    job = take_apart(Unit(text=source), languages, is_literal=False)
    offered = data.draw(proposals(job))

    choice = stations.take_proposal(job, offered, languages)
    choice = stations.put_names_right(job, choice, languages, None)
    choice = stations.tell_doubts(job, choice, languages)
    choice = stations.shape(job, choice, languages, in_manner=True)
    draft = put_together(job, choice.hypothesis, nested=["x"] * len(job.nested))

    assert isinstance(draft, str)
    assert job.appointment is None or choice.hypothesis.text.startswith(job.lead.split()[0])
