from __future__ import annotations

import base64
import re
import shutil
import subprocess

import pytest

from workflow import structured
from workflow.editions.base import EditionContent, Status
from workflow.editions.page import Frame
from workflow.markdown.parse import DEFAULT_KEYS, parse_document
from workflow.model import LangTag
from workflow.segmentation.document import split_document

FRENCH = LangTag("fr")


@pytest.fixture
def frame(tmp_path):
    return Frame(
        root=tmp_path,
        source_lang=FRENCH,
        templates=tmp_path / "templates",
        fonts=tmp_path / "fonts",
        office="Service de presse",
    )


@pytest.fixture
def edition():
    """Build the content of an edition: `targets` by source segment; the others stand in."""

    def make(source, *, lang="fr", status=Status.REVIEWED, targets=None):
        keys = (*DEFAULT_KEYS, "correction")
        document = parse_document(source, path="releases/note.md", translated_keys=keys)
        segments = split_document(
            document, FRENCH, classify=lambda text: structured.classify(text, FRENCH)
        )
        known = {segment.text: segment.text for segment in segments} if targets is None else targets
        return EditionContent(
            document=document,
            segments=segments,
            targets=tuple(known.get(segment.text) for segment in segments),
            lang=LangTag(lang),
            status=status,
        )

    return make


@pytest.fixture
def need():
    """Return the path of the first program that is installed, or skip."""

    def find(*programs):
        if path := next(filter(None, map(shutil.which, programs)), None):
            return path
        pytest.skip(f"{programs[0]} is not installed")

    return find


@pytest.fixture
def pdf_text(need, tmp_path):
    """Return the text of a PDF as a reader's program extracts it."""
    program = need("pdftotext")

    def read(data, *options):
        path = tmp_path / "made.pdf"
        path.write_bytes(data)
        command = [program, "-nopgbrk", *options, str(path), "-"]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout

    return read


@pytest.fixture
def pdf_words(pdf_text):
    """Return the words of a PDF in the order in which they were set."""
    return lambda data: words_of(pdf_text(data, "-raw"))


def words_of(text):
    """Return words; soft hyphens and marks of direction left out."""
    return re.sub(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split()


@pytest.fixture
def words():
    return words_of


@pytest.fixture
def png():
    return base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
        "rkJggg=="
    )
