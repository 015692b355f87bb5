"""What holds of every text: links lie in it, cuts tile it, marking loses nothing."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.drafting.guards import examine
from workflow.engines import clauses
from workflow.engines.alignment import align
from workflow.engines.identity import IdentityEngine
from workflow.engines.prepared import prepare
from workflow.engines.pseudo import mark_text
from workflow.engines.words import split_words
from workflow.model import LangTag

TEXTS = st.text(
    alphabet=st.sampled_from("aéÉœ'’ -–.,;:!?«»\u00a0\n\tяЖ中ب3٣7%€🙂👍🏽\u0301\u200b\u200dß_"),
    max_size=40,
) | st.text(max_size=20)
FRENCH, ENGLISH = LangTag("fr"), LangTag("en")


@settings(max_examples=60)
@given(TEXTS)
def test_words_are_ordered_and_apart(text):
    spans = split_words(text)
    assert all(span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@settings(max_examples=60)
@given(TEXTS)
def test_identity(text):
    engine = IdentityEngine(source_lang=FRENCH, target_lang=ENGLISH)
    assert engine.translate([text])[0][0].text == text


@settings(max_examples=60)
@given(TEXTS)
def test_marking_keeps_everything_between_words(text):
    marked = mark_text(text)
    sources, targets = (
        [link.source for link in marked.links],
        [link.target for link in marked.links],
    )
    assert between(text, sources) == between(marked.text, targets)
    assert mark_text(text) == marked


def between(text, spans):
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


@settings(max_examples=60)
@given(TEXTS)
def test_prepared_text_is_traced_in_order(text):
    prepared = prepare(text)
    assert len(prepared.origins) == len(prepared.text)
    assert list(prepared.origins) == sorted(prepared.origins)
    assert all(origin.end <= len(text) for origin in prepared.origins)


@settings(max_examples=60)
@given(TEXTS)
def test_cuts_tile_the_text(text):
    spans = clauses.cut(text, fits=lambda part: len(part) <= 7)
    assert "".join(span.of(text) for span in spans) == text


@settings(max_examples=60)
@given(TEXTS)
def test_easier_cuts_tile_the_text_and_are_no_longer(text):
    whole = clauses.cut(text, fits=lambda part: len(part) <= 30)
    spans = clauses.cut(text, fits=lambda part: len(part) <= 30, easy=lambda part: len(part) <= 7)
    assert "".join(span.of(text) for span in spans) == text
    assert len(spans) >= len(whole)


@settings(max_examples=40)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=3))
def test_links_lie_in_their_texts(pairs):
    for (source, target), links in zip(pairs, align(pairs), strict=True):
        assert links == tuple(sorted(set(links)))
        assert all(link.source.of(source) and link.target.of(target) for link in links)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_guards_judge_any_two_texts(source, target):
    assert isinstance(examine(source, target, source_lang=FRENCH, target_lang=ENGLISH), tuple)
