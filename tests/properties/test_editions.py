"""The whole path from source to edition, over the CommonMark specification and generated texts.

identity: every target equal to its source gives the source back, byte for byte.
skeleton: a pseudo-translation keeps the HTML structure.
determinism: the same inputs give the same bytes.
"""

from __future__ import annotations

import html.parser
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from workflow import structured
from workflow.drafting.pipeline import draft_units
from workflow.drafting.units import Languages, Treatment, Unit
from workflow.engines.identity import IdentityEngine
from workflow.engines.pseudo import PseudoEngine
from workflow.errors import SourceError
from workflow.markdown.parse import parse_document
from workflow.markdown.render import render_document
from workflow.model import Encoding, LangTag
from workflow.segmentation.document import split_document

FRENCH, ENGLISH = LangTag("fr"), LangTag("en")
LANGUAGES = Languages(source=FRENCH, target=ENGLISH)
LITERAL = Treatment(is_literal=True)
MARKDOWN = {Encoding.MARKDOWN, Encoding.TABLE_CELL}

FRAGMENTS = st.sampled_from(
    [
        "# Titre\n\n",
        "Une phrase. Une autre ?\n\n",
        "- point *un* ;\n- point\n\n",
        "> « Oui. »\n",
        "1. premier\n2. second\n\n",
        "| a | b |\n|---|---|\n| c | d |\n\n",
        "```\ncode\n```\n",
        "**gras. Encore.** suite\n\n",
        "[lien](http://x.example 'titre') fin.\n\n",
        "---\n\n",
        "![image](a.png)\n\n",
        "PRÉSIDENCE  \nDE LA  \nRÉPUBLIQUE\n\n",
        "<b>html</b> texte\n\n",
        "\u0627\u0644\u0633\u0644\u0627\u0645. \u0646\u0639\u0645.\n\n",
        "\u4f60\u597d\u3002\u518d\u89c1\u3002\n\n",
        "e\u0301te\u0301 \U0001f600 fin\n\n",
        "\ttab\n",
        "  deux espaces  \nsuite\n\n",
        "&amp; &eacute; \\* *\n",
        "<!-- translate:off -->\nnon\n<!-- translate:on -->\n",
        "[^1]: note\n",
        "mot[^1].\n\n",
        *"_*`|",
        "\r\n",
    ]
)
DOCUMENTS = st.lists(FRAGMENTS | st.text(max_size=12), max_size=8).map("".join)


def translate(text, engine):
    """Take the text through parsing, segmentation, drafting and rendering."""
    document = parse_document(text, path="release.md")
    segments = split_document(
        document, FRENCH, classify=lambda line: structured.classify(line, FRENCH)
    )
    units = [
        Unit(
            text=segment.text,
            kind=segment.kind,
            is_markdown=document.blocks[segment.block].encoding in MARKDOWN,
            references=document.references,
        )
        for segment in segments
    ]
    drafts = draft_units(units, engine=engine, languages=LANGUAGES, treatment=LITERAL)
    return render_document(document, segments, [draft.text for draft in drafts])


def identity(text):
    return translate(text, IdentityEngine(source_lang=FRENCH, target_lang=ENGLISH))


def pseudo(text):
    return translate(text, PseudoEngine(source_lang=FRENCH, target_lang=ENGLISH))


class Skeleton(html.parser.HTMLParser):
    """The tags of an HTML text with their attributes, what is shown or read aloud left out."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        kept = tuple(pair for pair in attrs if pair[0] not in {"alt", "title"})
        self.tags.append((tag, kept))

    def handle_endtag(self, tag):
        self.tags.append(f"/{tag}")


def html_skeleton(text):
    return Skeleton(MarkdownIt("commonmark").enable("table").render(text)).tags


def examples(shared):
    return json.loads((shared / "commonmark-examples.json").read_text(encoding="utf-8"))


def markdown_of(item):
    return item["markdown"]


def test_identity_over_the_commonmark_specification(shared):
    texts = [markdown_of(item) for item in examples(shared)]

    changed = [text for text in texts if identity(text) != text]

    assert changed == []


def test_pseudo_keeps_the_html_of_the_commonmark_specification(shared):
    texts = [markdown_of(item) for item in examples(shared)]

    changed = [text for text in texts if html_skeleton(pseudo(text)) != html_skeleton(text)]

    assert changed == []


def test_identity_over_the_sample_releases(shared):
    paths = [shared / "sample-release.md", *sorted((shared / "releases").glob("*.md"))]
    texts = [path.read_bytes().decode() for path in paths]

    assert [identity(text) for text in texts] == texts


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_identity_keeps_bom_line_ends_and_the_missing_last_one(newline, start, end):
    body = [
        "# Titre",
        "",
        "Une phrase.\tUne autre.",
        "suite  ",
        "fin",
        "",
        "- point",
        "\t- sous-point",
    ]
    text = start + newline.join(body) + (newline if end else "")

    assert identity(text) == text


@given(DOCUMENTS)
@example("---\ntitle: Été\n---\n\nBonjour.")
@example("**Un. Deux.** Trois\\\nquatre  \ncinq")
def test_identity_over_generated_documents(text):
    try:
        translated = identity(text)
    except SourceError:
        return  # front matter that is no YAML is refused, not translated

    assert translated == text


@given(DOCUMENTS)
def test_determinism_over_generated_documents(text):
    try:
        first = pseudo(text)
    except SourceError:
        return

    assert pseudo(text) == first
