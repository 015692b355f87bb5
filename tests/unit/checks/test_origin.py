import pytest

from workflow.checks.origin import Origin, split_reference
from workflow.model import Position, Span

RELEASE = """\
---
title: "Le sommet de 12 pays"
---

# Le **sommet**

> Le Président a reçu
> *12 ministres* à Paris. Il
> en a vu 12 autres.

- Un point
  sur deux lignes

| 12 pays | 13 pays |
"""


def find(msgid, words, line, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = msgid.index(words, start + 1)
    span = Span(start, start + len(words))
    return Origin("a.md", RELEASE).find(msgid, span, line=line)


@pytest.mark.parametrize(
    ("msgid", "words", "line", "expected"),
    [
        ("Le sommet de 12 pays", "12", 2, (2, 22)),
        ("Le **sommet**", "sommet", 5, (5, 8)),
        ("Le Président a reçu *12 ministres* à Paris.", "12", 7, (8, 4)),
        ("Il en a vu 12 autres.", "12", 8, (9, 11)),
        ("Un point sur deux lignes", "deux lignes", 11, (12, 7)),
        ("13 pays", "13", 14, (14, 13)),
        ("a sentence that has left the file", "left", 7, (7, 0)),
        ("Le **sommet**", "sommet", 999, (0, 0)),
    ],
)
def test_words_of_an_entry_are_found_in_the_release(msgid, words, line, expected):
    place = find(msgid, words, line)

    assert (place.line, place.column) == expected


def test_lines_are_counted_as_editors_do():
    assert Origin("a.md", "a\r\nb\rc\nd").position(7) == Position(path="a.md", line=4, column=1)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("releases/a.md:14", ("releases/a.md", 14)),
        ("\u2068my release.md\u2069:3", ("my release.md", 3)),
        ("releases/a.md", ("releases/a.md", 0)),
        ("a:b:7", ("a:b", 7)),
    ],
)
def test_references_are_taken_apart(reference, expected):
    assert split_reference(reference) == expected
