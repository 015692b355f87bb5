"""From the plain text of a segment back to its Markdown: where a word that a check read stands."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from workflow.model import Span

if TYPE_CHECKING:
    from workflow.model import Inline

_ENTITY = re.compile(r"&(?:#\w{1,8}|\w{1,32});")
_SPACE = frozenset(" \t\n")


def source_span(inline: Inline, span: Span) -> Span:
    """Return where the characters that `span` covers in `inline.text` stand in `inline.source`.

    Delimiters inside are covered, those around are not. Where the Markdown cannot be followed, the
    nearest place is given.

    >>> from workflow.markdown.inline import lift
    >>> source_span(lift("le **3 mai**"), Span(3, 8))
    Span(start=5, end=10)
    """
    places = _places(inline)[span.start : span.end]
    if not places:
        return Span(0, 0)
    return Span(places[0][0], max(places[0][0], places[-1][1]))


@functools.lru_cache(maxsize=256)
def _places(inline: Inline) -> tuple[tuple[int, int], ...]:
    """Return start and end in the Markdown of each character of the plain text."""
    source = inline.source
    marks = _marks(inline)
    places: list[tuple[int, int]] = []
    at = 0
    for index, char in enumerate(inline.text):
        for mark in marks[index]:
            at += len(mark) if source.startswith(mark, at) else 0
        at = _find(source, at, char)
        end = at + _width(source, at, char)
        places.append((at, end))
        at = end
    return tuple(places)


def _marks(inline: Inline) -> defaultdict[int, list[str]]:
    """Return the delimiters before each character: those that close, inner first, then openings."""
    marks: defaultdict[int, list[str]] = defaultdict(list)
    for markup in reversed(inline.markups):
        if markup.span and markup.closing:
            marks[markup.span.end].append(markup.closing)
    for markup in inline.markups:
        if markup.opening.strip():
            marks[markup.span.start].append(markup.opening)
    return marks


def _find(source: str, at: int, char: str) -> int:
    """Return where `char` stands at `at` or behind delimiters that the markups do not tell."""
    if _width(source, at, char):
        return at
    place = source.find(char, at)
    return place if place >= 0 else at


def _width(source: str, at: int, char: str) -> int:
    """Return how many characters of Markdown say `char` at `at`, 0 if they say something else."""
    here = source[at : at + 1]
    if not here:
        return 0
    if here == char or (here in _SPACE and char in _SPACE):
        return 1
    if here == "\\" and source[at + 1 : at + 2] == char:
        return 2
    entity = _ENTITY.match(source, at) if here == "&" else None
    return len(entity[0]) if entity else 0
