from __future__ import annotations

import functools
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.model import Block, BlockKind, Document, LangTag, Span
from workflow.segmentation import explain, split_document, split_text
from workflow.structured import classify

LANGS = st.sampled_from([LangTag(tag) for tag in ("fr", "en", "ru", "de", "es", "ar", "zh", "xx")])
PIECES = [
    *["Le ", "le ", "fin", ". ", ".", "? ", " ! ", "…", "...", "M. ", "art. ", "J.-Y. ", "U.S. "],
    *[
        "« ",
        " »",
        "«",
        "»",
        "“",
        "”",
        '"',
        "(",
        ")",
        "[",
        "]",
        " – ",
        ": ",
        ", ",
        "; ",
        "\n",
        "\n\n",
    ],
    *[
        "3",
        "14 h. ",
        "1. ",
        "г. ",
        "2017 ",
        "В ",
        "。",
        "？",
        "好",
        "é",
        "A ",
        "\u00a0",
        "etc. ",
        "'",
        "’",
    ],
    *["av. J.-C. ", "www.a.fr ", "😀", "\u0301", "z. B. ", "Le"],
]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


@given(text=TEXTS, lang=LANGS)
@settings(max_examples=150, deadline=None)
def test_tiling(text, lang):
    position = 0
    for sentence in split_text(text, lang):
        assert text[position : sentence.span.start].strip() == ""
        assert sentence.span.of(text) == sentence.span.of(text).strip() != ""
        position = sentence.span.end
    assert text[position:].strip() == ""


@given(text=TEXTS, lang=LANGS)
@settings(max_examples=200, deadline=None)
def test_stability(text, lang):
    for sentence in split_text(text, lang):
        alone = sentence.span.of(text)
        assert [part.span.of(alone) for part in split_text(alone, lang)] == [alone]


@given(text=TEXTS, lang=LANGS)
@settings(max_examples=60, deadline=None)
def test_determinism(text, lang):
    assert split_text(text, lang) == split_text(text, lang)
    assert explain(text, lang) == explain(text, lang)


@given(text=TEXTS, lang=LANGS)
@settings(max_examples=60, deadline=None)
def test_explain_tells_every_end(text, lang):
    ends = {decision.mark.end for decision in explain(text, lang) if decision.split}
    inner = [sentence.span.end for sentence in split_text(text, lang)][:-1]
    assert all(any(text[end:mark].strip() == "" for mark in ends if mark >= end) for end in inner)


MARKED = [
    "**Le fin.**",
    "*a* ",
    "[a. B](c) ",
    "[^1]",
    "  \n",
    "\\\n",
    "\n",
    "<br>",
    "Le ",
    "fin. ",
    "DE ",
]
LINES = [
    *MARKED,
    "Lyon, le 3 mai 2018",
    "01 09 60 22 00",
    "PRESSE",
    "– ",
    "***",
    "é",
    "M. ",
    "« ",
    " »",
]
HIDDEN = re.compile(r"\*\*|(?<!\*)\*(?!\*)|\[(?=a)|\]\(c\)|\[\^1\]|<br>")
CLOSED = re.compile(r"\*\*Le fin\.\*\*|\*a\*|\[a\. B\]\(c\)|\[\^1\]")
BREAK = re.compile(r"(?: {2,}|\\)\n")


def spans(pattern, text):
    return tuple(Span(*match.span()) for match in pattern.finditer(text))


@given(text=st.lists(st.sampled_from(LINES), min_size=1, max_size=30).map("".join))
@settings(max_examples=150, deadline=None)
def test_tiling_of_a_block(text):
    fr = LangTag("fr")
    block = Block(
        kind=BlockKind.PARAGRAPH,
        span=Span(0, len(text)),
        lines=(Span(0, len(text)),),
        text=text,
        hidden=spans(HIDDEN, text),
        closed=spans(CLOSED, text),
        breaks=spans(BREAK, text),
    )
    document = Document(path="a.md", source=text, blocks=(block,))
    position, seen = 0, set()
    for segment in split_document(document, fr, classify=functools.partial(classify, lang=fr)):
        gap = text[position : segment.span.start]
        assert not re.search(r"[^\W_]", gap.replace("<br>", "").replace("[^1]", ""))
        assert segment.text == segment.text.strip() != ""
        assert not any(c.start < segment.span.end < c.end for c in block.closed)
        assert (segment.text, segment.context) not in seen
        seen.add((segment.text, segment.context))
        position = segment.span.end
    rest = text[position:].replace("<br>", "").replace("[^1]", "")
    assert not re.search(r"[^\W_]", rest)
