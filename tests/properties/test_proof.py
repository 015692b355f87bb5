"""Whatever the texts are, the proof page is valid HTML, shows them whole and runs nothing."""

from __future__ import annotations

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from workflow.editions.proof.page import render_proof
from workflow.editions.proof.pieces import compare, cut
from workflow.editions.proof.values import Change, Mark, MarkKind, Proof, Remark, Row
from workflow.markdown.inline import lift
from workflow.model import Inline, LangTag, Span, State

TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&\"'{}%*_[]()`!\n\\ é\u202e\u0000")), max_size=60
)


@st.composite
def marked_texts(draw):
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends), max_size=5))
    marks = tuple(
        Mark(kind=draw(st.sampled_from(MarkKind)), span=Span(*sorted(span)), label=f"T{number}")
        for number, span in enumerate(spans)
    )
    return Inline(source=text, text=text), marks


@given(marked_texts())
def test_identity_pieces_are_the_text(marked):
    inline, marks = marked

    pieces = cut(inline, marks)

    assert "".join(piece.text for piece in pieces) == inline.text
    shown = sorted(label for piece in pieces for label in piece.labels)
    assert shown == sorted(mark.label for mark in marks if len(mark.span))


@given(TEXTS)
def test_identity_pieces_of_markdown_are_its_words(text):
    inline = lift(text)

    pieces = cut(inline, ())

    words = "".join(piece.text for piece in pieces if "raw" not in piece.classes)
    assert words.replace("\n", " ") == inline.text.replace("\n", " ")


@given(TEXTS, TEXTS)
def test_identity_a_comparison_holds_both_texts(old, new):
    stretches = compare(old, new)

    assert "".join(each.text for each in stretches if each.change is not Change.INSERTED) == old
    assert "".join(each.text for each in stretches if each.change is not Change.DELETED) == new


@given(TEXTS, TEXTS, TEXTS, st.sampled_from(["en", "ar", "zh"]))
def test_every_page_is_valid_and_runs_nothing(source, target, remark, lang):
    row = Row(
        number=1,
        place=remark,
        state=State.DRAFT,
        source=cut(lift(source), ()),
        target=cut(lift(target), ()),
        difference=compare(target, source),
        remarks=(Remark(kind="comment", text=remark, hint=target, code=source),),
    )
    proof = Proof(
        slug=remark,
        title=source,
        source_path=source,
        catalog_path=target,
        source_lang=LangTag("fr"),
        target_lang=LangTag(lang),
        rows=(row,),
    )

    page = render_proof(proof, lang=LangTag("en"))

    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    names = {node.tag for node in tree.iter() if isinstance(node.tag, str)}
    assert names.isdisjoint({"script", "img", "iframe", "object", "form", "svg"})
