"""The keys under which the senses of words are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.drafting.stems import content_words
from workflow.model import LangTag

CASES = Path(__file__).resolve().parents[2] / "cases/drafting/stems.tsv"


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        title, *rest = line.split("\t")
        yield pytest.param(*rest, id=title)


@pytest.mark.parametrize(("lang", "text", "keys"), list(cases()))
def test_keys(lang, text, keys):
    found = content_words(text, LangTag(lang))

    assert " ".join(word.key for word in found) == keys.strip("-")
    assert all(word.span.of(text) == word.text for word in found)
