"""Texts of repeated sentences stay between their neighbours."""

from __future__ import annotations

import pytest

from workflow.catalog import merge
from workflow.catalog.extract import extract_entries
from workflow.catalog.repeats import renumber
from workflow.model import Catalog, Entry, Position, Segment, Span


def entries(words):
    """Return the entries of one-letter sentences, as a template has them."""
    return extract_entries(
        [
            Segment(text=word, block=0, span=Span(0, 1), position=Position(path="n.md"))
            for word in words.split()
        ]
    )


def reviewed(words, texts):
    pairs = zip(entries(words), texts.split(), strict=True)
    made = (Entry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgstr=text) for entry, text in pairs)
    return Catalog(header=(), entries=tuple(made))


def after(old, words):
    order = [entry for entry in old.entries if not entry.obsolete]
    renumbered, _ = renumber(old, order, entries(words))
    return merge(Catalog(header=(), entries=entries(words)), renumbered, lang="en")


def texts(catalog):
    return " ".join(f"{'#~' * entry.obsolete}{entry.msgstr or '-'}" for entry in catalog.entries)


@pytest.mark.parametrize(
    ("words", "said", "changed", "expected"),
    [
        pytest.param("a N b N", "a 1 b 2", "a N b N", "a 1 b 2", id="nothing changed"),
        pytest.param("a N b N c N", "a 1 b 2 c 3", "b N c N", "b 2 c 3 #~a #~1", id="first gone"),
        pytest.param("a N b N", "a 1 b 2", "b N a N", "b 2 a 1", id="swapped"),
        pytest.param("a N b N", "a 1 b 2", "x N a N b N", "- - a 1 b 2", id="one more before"),
        pytest.param("a N b N", "a 1 b 2", "x N y N", "- 1 - 2 #~a #~b", id="no neighbour left"),
        pytest.param("a N b N", "a 1 b 1", "b N", "b 1 #~a #~1", id="the same text twice"),
    ],
)
def test_texts_stay_with_their_neighbours(words, said, changed, expected):
    assert texts(after(reviewed(words, said), changed)) == expected


def test_a_repeat_that_comes_back_finds_its_text():
    old = reviewed("a N b N", "a 1 b 2")

    there = after(old, "b N")

    assert texts(after(there, "a N b N")) == "a 1 b 2"


def test_no_two_entries_have_one_key():
    there = after(reviewed("a N b N c N", "a 1 b 2 c 3"), "c N")

    keys = [entry.key for entry in there.entries]
    assert len(keys) == len(set(keys))
