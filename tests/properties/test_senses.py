"""What is told of a draft's words is of these words, and a better-off draft is never given up.

told_of_the_draft: a strange word stands in the draft, its source in the source, a link between.
an_explained_word_is_not_strange: with its usual source before it, no word is strange.
missing_is_lost: a word that is told as missing stands in the source, and is lost.
no_more_is_lost: the proposal preferred loses no more words than the one chosen before.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.drafting.senses import lost_words, missing_words, strange_words
from workflow.drafting.sensible import prefer_sense
from workflow.engines.words import split_words
from workflow.model import Hypothesis, LangTag, Link

PAIR = {"source_lang": LangTag("fr"), "target_lang": LangTag("ru")}
USUAL = {
    "éléphant": "слон",
    "forêt": "лес",
    "gouverneur": "губернатор",
    "poste": "почта",
    "délégation": "делегация",
    "tribu": "племя",
}
FRENCH = st.lists(
    st.sampled_from([*USUAL, "primates", "gourou", "Sahel", "évêque", "gnou", "–", "12"]),
    max_size=8,
).map(" ".join)
RUSSIAN = st.lists(
    st.sampled_from([*USUAL.values(), "гранты", "Слон", "племени", "и", "12", "", "GALILEO"]),
    max_size=8,
).map(" ".join)
TEXTS = st.text(max_size=40)


@st.composite
def drafts(draw, sources=FRENCH, targets=RUSSIAN):
    """Draw a source and a proposal for it, some of its words linked."""
    source, target = draw(sources | TEXTS), draw(targets | TEXTS)
    sides = split_words(source), split_words(target)
    linked = (
        st.builds(Link, *(st.sampled_from(side) for side in sides)) if all(sides) else st.none()
    )
    links = draw(st.sets(linked, max_size=9)) - {None}
    return source, Hypothesis(text=target, score=-0.5, links=tuple(sorted(links)))


@settings(max_examples=100, deadline=None)
@given(drafts())
def test_told_of_the_draft(drawn):
    source, draft = drawn

    linked = {(each.source.of(source), each.target.of(draft.text)) for each in draft.links}
    for strange in strange_words(source, draft, **PAIR):
        assert (strange.source, strange.target) in linked


@settings(max_examples=60, deadline=None)
@given(drafts(targets=st.lists(st.sampled_from(sorted(USUAL.values()))).map(" ".join)))
def test_an_explained_word_is_not_strange(drawn):
    source, draft = drawn
    sources = {russian: french for french, russian in USUAL.items()}
    explained = " ".join(sources[word] for word in draft.text.split() if word in sources)
    links = draft.links
    text = f"{source} {explained}"

    found = strange_words(text, Hypothesis(text=draft.text, score=0.0, links=links), **PAIR)

    assert [each for each in found if each.target in sources] == []


@settings(max_examples=60, deadline=None)
@given(drafts())
def test_missing_is_lost(drawn):
    source, draft = drawn

    missing = missing_words(source, draft.text, **PAIR)

    assert set(missing) <= set(lost_words(source, draft.text, **PAIR))
    assert all(word in source for word in missing)


@settings(max_examples=60, deadline=None)
@given(FRENCH | TEXTS, st.lists(RUSSIAN | TEXTS, min_size=1, max_size=4))
def test_no_more_is_lost(source, texts):
    hypotheses = [Hypothesis(text=text, score=-0.5) for text in texts]

    best, _ = prefer_sense(source, hypotheses[0], (), among=hypotheses, **PAIR)

    lost = [len(lost_words(source, each.text, **PAIR)) for each in (best, hypotheses[0])]
    assert best in hypotheses
    assert lost == sorted(lost)
