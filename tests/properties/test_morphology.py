from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workflow.glossary.morphology.base import Case, Number, Phrase
from workflow.glossary.morphology.english.language import English
from workflow.glossary.morphology.russian.inflect import inflect_term
from workflow.glossary.morphology.russian.language import Russian
from workflow.glossary.morphology.spans import assign_spans
from workflow.glossary.morphology.words import split_words
from workflow.model import Span

LIST = Path(__file__).resolve().parents[1] / "cases" / "morphology" / "ru_terms.tsv"
TERMS = tuple(
    Phrase(text=line.split("\t")[0])
    for line in LIST.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
ENGLISH = tuple(
    Phrase(text=text)
    for text in ("Security Council", "ceasefire", "Member State", "NATO", "The Hague", "treaty")
)
GRAMMARS = {"ru": (Russian(), TERMS), "en": (English(), ENGLISH)}
RUSSIAN = (
    ("Совет принял {}, поскольку это важно.", Case.ACCS),
    ("Вчера упоминалась и {} тоже.", Case.NOMN),
    ("Мы говорили о {} и о мире.", Case.LOCT),
    ("Наше отношение к {} известно.", Case.DATV),
    ("Делегации, поддержавшие {}, едины.", Case.ACCS),
    ("Встреча с {} состоялась.", Case.ABLT),
    ("Без {} нет мира.", Case.GENT),
    ("{}", Case.NOMN),
)
ANGLO = tuple(
    (frame, Case.NOMN)
    for frame in ("They met a {} today.", "The {} is here.", "{} were agreed.", "{}'s view", "{}")
)


@pytest.mark.parametrize(("lang", "frames"), [("ru", RUSSIAN), ("en", ANGLO)])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_stability(lang, frames, data):
    """A term put in place twice is put in place once."""
    grammar, terms = GRAMMARS[lang]
    frame, case = data.draw(st.sampled_from(frames))
    old, new = data.draw(st.sampled_from(terms)), data.draw(st.sampled_from(terms))
    form = grammar.inflect(old, case=case)
    assume(form is not None)
    start = frame.index("{")
    text = frame.format(form)

    once = grammar.replace(text, Span(start, start + len(form)), new)
    assume(once is not None)
    twice = grammar.replace(once.text, once.span, new)

    assert twice is not None
    assert twice.text == once.text


@pytest.mark.parametrize("lang", ["ru", "en"])
@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=60), data=st.data())
def test_changes_rebuild_the_text(lang, text, data):
    """Whatever the text, the changes applied to it give the new text."""
    grammar, terms = GRAMMARS[lang]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    replacement = grammar.replace(text, Span(start, end), data.draw(st.sampled_from(terms)))
    assume(replacement is not None)
    rebuilt, position = [], 0
    for change in replacement.changes:
        assert change.span.of(text) == change.before
        rebuilt += [text[position : change.span.start], change.after]
        position = change.span.end

    assert "".join([*rebuilt, text[position:]]).casefold() == replacement.text.casefold()


@settings(max_examples=40, deadline=None)
@given(
    term=st.sampled_from(TERMS),
    case=st.sampled_from(tuple(Case)),
    number=st.sampled_from(tuple(Number)),
)
def test_every_form_is_found(term, case, number):
    form = inflect_term(term, case=case, number=number)
    assume(form is not None)
    text = f"Вот {form}, да."

    spans = Russian().find(text, term)

    assert [span.of(text).strip("«»") for span in spans] == [form.strip("«»")]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_tiling(text):
    """Words and what parts them are the text."""
    words = split_words(text)
    tail = text[words[-1].span.end :] if words else text

    assert "".join(word.before + word.text for word in words) + tail == text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=4),
        max_size=5,
    )
)
def test_no_two_terms_share_a_word(pairs):
    candidates = [[Span(start, start + size) for start, size in each] for each in pairs]

    chosen = [span for span in assign_spans(candidates) if span is not None]

    assert not any(a.overlaps(b) for n, a in enumerate(chosen) for b in chosen[n + 1 :])
