"""Punctuation and capitals that a draft takes over from its source.

A translated fragment begins small and ends without a full stop where its source does; quotations
open and close where the source's do, however an engine wrote the marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.drafting.edits import Edit
from workflow.drafting.lexicon import capitalised_words
from workflow.facts.lexicon import fold, is_common
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.model import LangTag

_QUOTES = {"en": (("“", "”"), ("‘", "’"))}
"""Outer and inner marks; the rules of typography serve the languages that are not here."""
_OPENING, _CLOSING = "«“„", "»”"
_MARKS = re.compile('[«»“”„"]')
_OPENERS = "«“„\"'(\u00a0\u202f "
_CLOSERS = "»”\"')\u00a0\u202f "
_STOPS = ".!?…:;,"
_ENDING = re.compile(r"(?<![.\w-])[a-z]{3,}(\.)$")
"""A last word that is no abbreviation, but for these:"""
_ABBREVIATED = re.compile(
    r"(?:etc|para|paras|art|vol|approx|dept|est|tel|ext|max|min)\.$", re.IGNORECASE
)
_MARKS_OF_ITEMS = ";:"
_CLOCK_ENDS = ("a.m.", "p.m.")
_FIRST_WORDS = 4
_DASH = re.compile(r"[-–—](?=[ \u00a0])")


def iter_source_edits(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> Iterator[Edit]:
    """Yield, in order and apart, what makes `target` begin, quote and end as `source` does."""
    if not source or not target:
        return
    yield from _leading_dash(source, target)
    yield from _small_beginning(source, target, target_lang)
    yield from _great_beginning(source, target)
    if base_of(source_lang) != base_of(target_lang):
        yield from _quotation_marks(source, target, base_of(target_lang))
    yield from _ending(source, target)


def _leading_dash(source: str, target: str) -> Iterator[Edit]:
    """Begin an item with the dash of the source: "— la paix ;" is no "- peace;"."""
    ours, theirs = _DASH.match(source), _DASH.match(target)
    if ours and theirs and ours[0] != theirs[0]:
        yield Edit(span=Span(0, 1), text=ours[0])


def _small_beginning(source: str, target: str, lang: LangTag) -> Iterator[Edit]:
    """Begin small where the source does, unless the first word is, or begins, a name."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", target)[:_FIRST_WORDS]
    if not source[0].islower() or not words or not target.startswith(words[0]):
        return
    first = words[0]
    low = fold(first)
    is_name = low in capitalised_words(lang) or not is_common(base_of(lang), low)
    is_plain = first[1:].islower() and not is_name
    if first[0].isupper() and is_plain and not any(word[0].isupper() for word in words[1:]):
        yield Edit(span=Span(0, 1), text=first[0].lower())


def _great_beginning(source: str, target: str) -> Iterator[Edit]:
    """Begin with a capital where the source does."""
    starts = source.lstrip(_OPENERS)[:1].isupper()
    at = len(target) - len(target.lstrip(_OPENERS))
    word = re.match(r"[^\W\d_]+", target[at:])
    if starts and word and word[0].islower() and word[0] not in source:
        yield Edit(span=Span(at, at + 1), text=target[at].upper())


def _quotation_marks(source: str, target: str, language: str) -> Iterator[Edit]:
    """Write the marks of `target`, one for one, as the nesting of the source's says."""
    depths = _depths(_MARKS.findall(source))
    places = [match.start() for match in _MARKS.finditer(target)]
    if not depths or len(places) != len(depths) or language not in _QUOTES:
        return
    marks = _QUOTES[language]
    for at, (depth, is_opening) in zip(places, depths, strict=True):
        mark = marks[depth % 2][0 if is_opening else 1]
        start, end = at, at + 1
        if is_opening:
            end += len(target[end:]) - len(target[end:].lstrip("\u00a0\u202f "))
        else:
            start = len(target[:at].rstrip("\u00a0\u202f "))
        if target[start:end] != mark:
            yield Edit(span=Span(start, end), text=mark)


def _depths(marks: Sequence[str]) -> list[tuple[int, bool]] | None:
    """Return depth and direction of each mark, None where they do not nest."""
    found: list[tuple[int, bool]] = []
    opened: list[str] = []
    for mark in marks:
        closes = mark in _CLOSING or (mark == '"' and '"' in opened[-1:])
        if closes and not opened:
            return None
        if closes:
            opened.pop()
            found.append((len(opened), False))
        else:
            found.append((len(opened), True))
            opened.append(mark)
    return None if opened else found


def _item_mark(mark: str, target: str) -> Iterator[Edit]:
    """End an item of a list, or what announces one, with the mark of the source."""
    if target.endswith(_CLOCK_ENDS) or target[-1].isalnum() or target[-1] in "%)":
        yield Edit(span=Span(len(target), len(target)), text=mark)
    elif _ENDING.search(target) and not _ABBREVIATED.search(target):
        yield Edit(span=Span(len(target) - 1, len(target)), text=mark)


def _ending(source: str, target: str) -> Iterator[Edit]:
    """Add or leave out the full stop that only one of the two has."""
    said, written = source.rstrip(_CLOSERS), target.rstrip(_CLOSERS)
    if not said or not written:
        return
    if said[-1] in _MARKS_OF_ITEMS and target == written:
        yield from _item_mark(said[-1], target)
        return
    if said.endswith(".") and written[-1].isalpha() and len(said.split()) > 1:
        yield Edit(span=Span(len(target), len(target)), text=".")
    is_fragment = said[-1].isalnum() and "." not in said
    extra = _ENDING.search(target)
    if is_fragment and extra and not _ABBREVIATED.search(target):
        yield Edit(span=Span(*extra.span(1)), text="")
