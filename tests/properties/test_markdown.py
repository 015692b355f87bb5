"""The promises of workflow.markdown, on generated and on damaged Markdown.

Segmentation and engines are stood in for by one segment a block and by accented letters.
"""

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from workflow.errors import SourceError
from workflow.markdown.inline import lift, put_back
from workflow.markdown.parse import parse_document
from workflow.markdown.render import render_document
from workflow.markdown.skeleton import compare_skeletons
from workflow.model import BlockKind, Link, MarkupKind, Position, Segment, Span

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "testdata"
EXAMPLES = SHARED / "commonmark-examples.json"

WORDS = (
    "Paris",
    "le président",
    "n° 5",
    "Совет Безопасности",
    "שלום עולם",
    "مجلس الأمن",
    "安全理事会",
    "สันติภาพ",
    "e\u0301te\u0301",
    "👩‍👩‍👧 🇫🇷",
    "R&D",
    "5 * 3 < 20",
    "snake_case_name",
    "https://a.example/b_c",
    "presse@a.example",
    "#Climat",
)
DAMAGE = (
    *"*_`~[]()<>!#-+=|\\&^:.\"' \t\n\r",
    *("\r\n", "\n\n", "  \n", "\\\n", "**", "```", "- ", "1. ", "> ", "    ", "---\n", "# ", "|"),
    *("|a|b|\n|-|-|\n|c|d|\n", "[^1]", "[^1]: ", '[x](y "z")', "![a](b)", "<b>", "</b>", "<br>"),
    *("<!-- x -->", "<!-- translate:off -->", "<!-- translate:on -->", "&amp;", "&#10;"),
    *("\u2028", "\x0c", "\0", "\ufeff", "\xa0", "\u0301", "\u200f"),
)
_ACCENTED = str.maketrans("aeiounycAEIOUNYC", "áéíóúñýçÁÉÍÓÚÑÝÇ")


def _segments(document):
    return tuple(
        _segment(document, index)
        for index, block in enumerate(document.blocks)
        if block.kind is not BlockKind.SKELETON
    )


def _segment(document, index):
    block = document.blocks[index]
    start = at = len(block.text) - len(block.text.lstrip())
    end = len(block.text.rstrip())
    pieces = []
    for span in block.breaks:
        if start <= span.start and span.end <= end:
            pieces += [_unwrapped(block.text[at : span.start]), "\n"]
            at = span.end
    return Segment(
        text="".join([*pieces, _unwrapped(block.text[at:end])]),
        block=index,
        span=Span(start, end),
        position=Position(path=document.path),
    )


def _unwrapped(text):
    return re.sub(r"[ \t]*\n[ \t]*", " ", text)


def _pseudo(document, segment):
    inline = lift(segment.text, references=document.references)
    links = [Link(Span(*m.span()), Span(*m.span())) for m in re.finditer(r"\w+", inline.text)]
    target = inline.text.translate(_ACCENTED)
    return put_back(inline, target, links, references=document.references)


def _pseudo_edition(document):
    segments = _segments(document)
    return render_document(document, segments, [_pseudo(document, each) for each in segments])


def _parsed(source):
    try:
        return parse_document(source, path="a.md")
    except SourceError:
        return None


# --- Generated Markdown ------------------------------------------------------------------------

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
inlines = st.recursive(
    words
    | words.map("`{}`".format)
    | st.sampled_from(["![carte](c.png)", "[^1]", "<https://a.example>", "a&nbsp;b \\*"]),
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(" ".join)
        | inner.map("**un {} mot**".format)
        | inner.map("*un {} mot*".format)
        | inner.map('[un {} mot](u "t")'.format)
        | inner.map("~~un {} mot~~".format)
        | inner.map("<i>{}</i>".format)
    ),
    max_leaves=5,
)
paragraphs = st.lists(inlines, min_size=1, max_size=3).flatmap(
    lambda lines: st.sampled_from(["\n", "  \n", "\\\n"]).map(lambda end: end.join(lines))
)


def _indented(text, first, other):
    return first + text.replace("\n", f"\n{other}")


blocks = st.recursive(
    paragraphs
    | inlines.map("## {}".format)
    | inlines.map("{}\n---".format)
    | st.sampled_from(["---", "```\ncode *x*\n```", "<div>\nx\n</div>", "[l]: u", "[^1]: note"])
    | st.tuples(words, words).map(lambda cells: "|{}|{}|\n|-|-|\n|`x`|*y*|".format(*cells)),
    lambda inner: (
        inner.map(lambda text: _indented(text, "> ", "> "))
        | inner.map(lambda text: _indented(text, "- ", "  "))
        | inner.map(lambda text: _indented(text, "10. ", "    "))
        | st.lists(inner, min_size=2, max_size=3).map("\n\n".join)
    ),
    max_leaves=6,
)
fronts = st.sampled_from(["", "---\ntitle: 'Le mot'\ndate: 2020-01-01\n---\n"])
documents = st.builds(
    lambda bom, front, body, newline: bom + (front + body).replace("\n", newline),
    st.sampled_from(["", "\ufeff"]),
    fronts,
    blocks,
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
)


@st.composite
def damaged(draw):
    source = draw(documents)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(source)))
        source = source[:at] + draw(st.sampled_from(DAMAGE)) + source[at:]
    return source


# --- Promises ----------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(damaged())
def test_tiling(source):
    document = _parsed(source)
    if document is None:
        return

    assert "".join(block.span.of(source) for block in document.blocks) == source


@settings(max_examples=60, deadline=None)
@given(damaged())
def test_identity(source):
    document = _parsed(source)
    if document is None:
        return
    segments = _segments(document)
    same = [
        put_back(inline, inline.text, ())
        for inline in (lift(each.text, references=document.references) for each in segments)
    ]

    assert same == [segment.text for segment in segments]
    assert render_document(document, segments, same) == source
    assert render_document(document, segments, [None] * len(segments)) == source


@settings(max_examples=30, deadline=None)
@given(documents)
@example("Un *e\u0301te\u0301 ![carte](c.png) doux*")
@example("👩‍👩‍👧 Paris `👩‍👩‍👧`")
def test_stability(source):
    document = _parsed(source)
    if document is None:  # a table between rules is no front matter
        return
    edition = _pseudo_edition(document)

    again = parse_document(edition, path="a.md")

    assert compare_skeletons(source, edition, path="a.md") is None
    assert [_plain(again, each) for each in _segments(again)] == [
        _plain(document, each).translate(_ACCENTED) for each in _segments(document)
    ]


def _plain(document, segment):
    """Return the text of a segment, without what is never translated, nor the length of gaps."""
    inline = lift(segment.text, references=document.references)
    at, pieces = 0, []
    for markup in inline.markups:
        if markup.verbatim:
            pieces.append(inline.text[at : markup.span.start])
            at = markup.span.end
    return " ".join("".join([*pieces, inline.text[at:]]).split())


@settings(max_examples=60, deadline=None)
@given(inlines, words, st.randoms(use_true_random=False))
@example("un **deux**", "[x] *y* `z`", random.Random(0))  # noqa: S311 - no secret
def test_placeholders(source, target, chance):
    assume(any(character.isalpha() for character in target))
    assume(all(source.count(mark) <= 2 for mark in ("~~", "**")))  # no bold in bold
    assume(len(re.findall(r"(?<!\*)\*un", source)) <= 1)  # nor emphasis in emphasis
    inline = lift(source)
    links = _random_links(inline.text, target, chance)

    woven = put_back(inline, target, links)

    assert _constructs(lift(woven)) == _constructs(inline)


def _random_links(source, target, chance):
    places = [[Span(*m.span()) for m in re.finditer(r"\w+", text)] for text in (source, target)]
    if not all(places):
        return []
    return [Link(chance.choice(places[0]), chance.choice(places[1])) for _ in range(4)]


def _constructs(inline):
    """Name constructs; ``_`` and ``*`` are the same, and hard breaks need enough words."""
    return Counter(
        (markup.kind, markup.opening.replace("_", "*"), markup.closing.replace("_", "*"))
        for markup in inline.markups
        if markup.opening and markup.kind is not MarkupKind.BREAK
    )


# --- The CommonMark specification --------------------------------------------------------------


def _html_tags(source):
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    html = re.sub(r' (alt|title)="[^"]*"', "", markdown.render(source))
    return [" ".join(tag.split()) for tag in re.findall(r"<[^>]*>", html)]


def _examples():
    return json.loads(EXAMPLES.read_text(encoding="utf-8")) if EXAMPLES.exists() else []


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the examples are not in this checkout")
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_example_of_the_specification_keeps_its_tags(newline):
    failed = []
    for entry in _examples():
        source = entry["markdown"].replace("\n", newline)
        document = parse_document(source, path="a.md")
        segments = _segments(document)
        edition = _pseudo_edition(document)
        same = render_document(document, segments, [each.text for each in segments])
        if same != source or _html_tags(edition) != _html_tags(source):
            failed.append(entry["example"])

    assert failed == []


# --- Damaged documents -------------------------------------------------------------------------

HARD = (
    *("1. ", "# ", "- ", "> ", "===", "---", "***", "```", "~~~", "| a | b |", "    x", "[x]: y"),
    *("<div>", "<!-- a -->", "a #", "\\", "*", "_", "`", "[", "]", "<", "&lt;", "~", "a\\", "3) b"),
)


def _pieces():
    own = ["# Titre\n\nUn *mot* [lien](u).\n", "- a\n  - b\n\n> c\nd\n", "|a|b|\n|-|-|\n|c|d|\n"]
    examples = [entry["markdown"] for entry in _examples()]
    releases = [path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("releases/*.md"))]
    return own + examples, own + releases


def _damaged_document(chance, examples, releases):
    if chance.random() < 0.6:
        source = "\n".join(chance.choice(examples) for _ in range(chance.randint(1, 4)))
    else:
        source = chance.choice(releases)
        start = chance.randrange(len(source))
        source = source[start : start + chance.randint(20, 600)]
    for _ in range(chance.randint(0, 8)):
        at = chance.randrange(len(source) + 1)
        source = source[:at] + chance.choice(DAMAGE) + source[at + chance.choice([0, 0, 0, 2]) :]
    return source


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_no_damaged_document_breaks_anything(seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    examples, releases = _pieces()
    broken = []
    for _ in range(500):
        source = _damaged_document(chance, examples, releases)
        document = _parsed(source)
        if document is None or document.source.lstrip("\ufeff").startswith("---"):
            continue  # what follows a rule on the first line may become front matter
        segments = _segments(document)
        hard = [" ".join(chance.choices(HARD, k=3)) + "\nfin" for _ in segments]
        for edition in (
            _pseudo_edition(document),
            render_document(document, segments, hard),
        ):
            finding = compare_skeletons(source, edition, path="a.md")
            if finding:
                broken.append((str(finding), source, edition))

    assert broken == []
