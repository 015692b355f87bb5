"""Whatever a release says, its editions are whole: they parse, hold its words, and nothing acts.

determinism: the same inputs give the same bytes, in every format.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workflow import structured
from workflow.editions.base import EditionContent, Status
from workflow.editions.html.sanitise import drop_controls
from workflow.editions.page import Frame
from workflow.editions.registry import open_format
from workflow.errors import EditionError
from workflow.markdown.inline import lift
from workflow.markdown.parse import parse_document
from workflow.model import BlockKind, LangTag
from workflow.segmentation.document import split_document

FRENCH = LangTag("fr")
NOWHERE = Path("nowhere")
FRAME = Frame(
    root=NOWHERE, source_lang=FRENCH, templates=NOWHERE / "templates", fonts=NOWHERE / "fonts"
)
ACTIVE = frozenset({"script", "iframe", "object", "embed", "form", "base", "svg", "math"})

WORDS = st.sampled_from(
    r"""\\ Paris été l'accord 12 % état-major « » & <b> </b> \* Москва الوزراء 会议 *un* **deux** x
    [lien](https://a.example) é <script></script> <iframe></iframe> <i/onclick=x> `code`
    [x](javascript:x) +33199004510 ~~non~~""".split()  # noqa: SIM905 - a list of 28 lines
)
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
BLOCKS = st.builds(
    "{}{}".format,
    st.sampled_from(["", "# ", "## ", "- ", "1. ", "> ", "> - ", "| a |\n|---|\n| ", "    "]),
    LINES,
)
RELEASES = st.lists(BLOCKS, min_size=1, max_size=6).map(lambda blocks: "\n\n".join(blocks) + "\n")
LANGS = st.sampled_from(["fr", "en", "ar", "zh"]).map(LangTag)


def content_of(source, lang):
    document = parse_document(source, path="releases/note.md")
    segments = split_document(
        document, FRENCH, classify=lambda text: structured.classify(text, FRENCH)
    )
    return EditionContent(
        document=document,
        segments=segments,
        targets=tuple(segment.text for segment in segments),
        lang=lang,
        status=Status.REVIEWED,
    )


def made(name, content):
    """Return the edition twice made; None where a text cannot be set, which is said."""
    try:
        return [open_format(name, FRAME).render(content) for _ in range(2)]
    except EditionError as error:
        assert error.slug == "font-missing"  # noqa: PT017 - nothing else may keep it back
        return None


def solid(text):
    return "".join(text.split())


def shown_words(content):
    """Return what a reader must find of each text, markup left out."""
    blocks = content.document.blocks
    for segment in content.segments:
        if blocks[segment.block].kind is not BlockKind.FRONT_MATTER:
            lifted = lift(segment.text, references=content.document.references)
            yield solid(drop_controls(lifted.text))


def check_page(tree, content):
    elements = [each for each in tree.iter() if isinstance(each.tag, str)]
    names = [name for each in elements for name in each.attrib]
    addresses = [each.get(name, "") for each in elements for name in ("href", "src")]
    assert {each.tag.rpartition("}")[2] for each in elements} & ACTIVE == set()
    assert [name for name in names if name.startswith("on")] == []
    assert [each for each in addresses if each.startswith("javascript")] == []
    text = solid("".join(tree.itertext()))
    assert [words for words in shown_words(content) if words not in text] == []


@settings(max_examples=25, deadline=None)
@given(RELEASES, LANGS)
def test_a_page_holds_every_text_and_nothing_acts(source, lang):
    content = content_of(source, lang)

    first, second = made("html", content)

    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    check_page(parser.parse(first.decode()).find(".//main"), content)
    assert first == second


@settings(max_examples=15, deadline=None)
@given(RELEASES, LANGS)
def test_a_book_holds_every_text_and_nothing_acts(source, lang):
    content = content_of(source, lang)

    first, second = made("epub", content)

    with zipfile.ZipFile(io.BytesIO(first)) as package:
        trees = {
            name: ET.fromstring(package.read(name))  # noqa: S314 - a file that we have made
            for name in package.namelist()
            if name.endswith((".xhtml", ".opf", ".xml"))
        }
    check_page(trees["EPUB/text.xhtml"], content)
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize("name", ["docx", "odt", "pdf"])
@settings(max_examples=3, deadline=None)
@given(source=RELEASES, lang=LANGS)
@example(source="## Un\n\n# Deux\n", lang=FRENCH)
@example(source="# <b>\n", lang=FRENCH)
def test_other_formats_are_made_of_anything_and_are_the_same_each_time(name, source, lang):
    if files := made(name, content_of(source, lang)):
        assert files[0] == files[1]
