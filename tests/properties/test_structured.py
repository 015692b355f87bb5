from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.model import LangTag, LineKind
from workflow.structured import (
    classify,
    finish,
    prepare,
    rebreak,
    render_line,
    to_capitals,
    to_sentence_case,
)
from workflow.structured.data import fold

LANGS = st.sampled_from([LangTag(tag) for tag in ("fr", "en", "ru", "de", "es", "ar", "zh", "xx")])
PIECES = [
    *[
        "Lyon",
        "PARIS",
        ", ",
        "le ",
        "LE ",
        "3 ",
        "mai ",
        "2018",
        "1er ",
        " à ",
        "14 h 30",
        "Tél. : ",
    ],
    *["01 09 60 22 00", " / ", "a@b.fr", "www.a.fr", "DE LA ", "RÉPUBLIQUE", "\n", "ONU ", "M. "],
    *[
        "Fait à ",
        "lundi ",
        "-",
        "(",
        ")",
        ".",
        "*",
        "\u00a0",
        "İ",
        "ß",
        "ﬁ",
        "𝐀",
        "½",
        "²",
        "٣",
        "Ǆ",
    ],
]
TEXTS = st.one_of(st.text(max_size=50), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


@given(text=TEXTS, source=LANGS, target=LANGS)
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_a_rule(text, source, target):
    kind = classify(text, source)
    for tried in {kind, LineKind.DATELINE, LineKind.CONTACT}:
        rendered = render_line(text, tried, source_lang=source, target_lang=target)
        assert rendered is None or rendered.strip() or not text.strip()
    finish(text, prepare(text, kind, source), kind, target)


@given(text=TEXTS, lang=LANGS)
@settings(max_examples=150, deadline=None)
def test_a_sentence_in_small_letters_has_the_same_words(text, lang):
    assert fold(to_sentence_case(text, lang)) == fold(text)


@given(text=TEXTS, lang=LANGS)
@settings(max_examples=100, deadline=None)
def test_stability(text, lang):
    capitals = to_capitals(text, lang)
    assert to_capitals(capitals, lang) == capitals


@given(words=st.lists(st.text("abc", min_size=1, max_size=9), max_size=10), lines=st.integers(0, 6))
@settings(max_examples=100, deadline=None)
def test_a_broken_line_has_the_same_words(words, lines):
    broken = rebreak(" ".join(words), lines=lines)
    assert broken.split() == words
    assert len(broken.split("\n")) == max(1, min(lines, len(words)))
