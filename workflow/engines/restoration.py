"""Putting back what a network cannot spell: emoji, other scripts, letters of foreign names.

A character that the model's vocabulary lacks disappears from the translation or, worse, becomes a
neighbour of it (``Łódź`` came back as ``Čódō``). Each such word is sought in the translation;
where it is not found, it replaces the words linked to it, or is inserted after what precedes it.
"""

from __future__ import annotations

import functools
import itertools
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.engines.scripts import script_of, scripts_of
from workflow.engines.words import split_words
from workflow.languages import base_of
from workflow.model import Hypothesis, Link, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.model import LangTag

_WESTERN = frozenset({"fr", "en", "de", "es", "it", "pt", "nl", "sv", "da", "nb", "no", "fi"})
"""Languages whose own letters end with Latin-1; any further letter belongs to a foreign name."""
_LAST_WESTERN_LETTER = "ÿ"
_WESTERN_LIGATURES = "œŒŸ"
_RARE_LETTERS = "ÞþÐð"
"""Letters of Latin-1 that only Icelandic has."""
_FIRST_PICTURE = "\u2190"
"""Arrows, dingbats and emoji; the symbols before them (``№``, ``℃``) are translated like words."""


def find_unspellable(
    text: str, unknown: Sequence[Span], *, source_lang: LangTag, target_lang: LangTag
) -> tuple[Span, ...]:
    """Return the words of `text` that must stand in the translation as they are.

    `unknown` are the characters that the vocabulary lacks. A word in the source's own script is
    kept only where the target shares that script; elsewhere it wants transliteration.
    """
    strange = {at for span in unknown for at in range(span.start, span.end)}
    strange |= {at for at, char in enumerate(text) if _is_strange(char, source_lang, target_lang)}
    own = set(scripts_of(source_lang)) - set(scripts_of(target_lang))
    found = [
        word
        for word in split_words(text)
        if any(at in strange for at in range(word.start, word.end))
        and not own & {script_of(char) for char in word.of(text)}
    ]
    return tuple(_merged(text, found))


def restore(source: str, hypothesis: Hypothesis, wanted: Sequence[Span]) -> Hypothesis:
    """Return the hypothesis with every `wanted` word of `source` in it."""
    for span in wanted:
        word = span.of(source)
        missing = source[: span.end].count(word) - hypothesis.text.count(word)
        if missing > 0:
            place = _place(source, hypothesis, span)
            hypothesis = _replaced(hypothesis, place, word, span)
    return hypothesis


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word goes: the characters it replaces, with spaces where it is inserted."""

    span: Span
    before: str = ""
    after: str = ""


def _place(source: str, hypothesis: Hypothesis, span: Span) -> _Place:
    linked = [link.target for link in hypothesis.links if link.source.overlaps(span)]
    shared = {link.target for link in hypothesis.links if not link.source.overlaps(span)}
    own = [target for target in linked if target not in shared]
    if own:
        return _Place(Span(min(own).start, max(target.end for target in own)))
    earlier = [link.target.end for link in hypothesis.links if link.source.end <= span.start]
    if not earlier:
        return _Place(Span(0, 0), after=" " if hypothesis.text else "")
    at = len(hypothesis.text) if not source[span.end :].strip() else max(earlier[-1:])
    return _Place(Span(at, at), before=" " if at and source[span.start - 1].isspace() else "")


def _replaced(hypothesis: Hypothesis, place: _Place, word: str, source: Span) -> Hypothesis:
    text, span = hypothesis.text, place.span
    start = span.start + len(place.before)
    written = place.before + word + place.after
    grown = len(written) - len(span)
    kept = [
        Link(link.source, _moved(link.target, after=span.end, by=grown))
        for link in hypothesis.links
        if not len(span) or not link.target.overlaps(span)
    ]
    links = sorted([*kept, Link(source, Span(start, start + len(word)))])
    return Hypothesis(
        text=text[: span.start] + written + text[span.end :],
        score=hypothesis.score,
        links=tuple(links),
    )


def _moved(span: Span, *, after: int, by: int) -> Span:
    return Span(span.start + by, span.end + by) if span.start >= after else span


@functools.cache
def _is_strange(char: str, source_lang: LangTag, target_lang: LangTag) -> bool:
    """Tell whether no network of these languages can be trusted to write the character."""
    if char >= _FIRST_PICTURE and unicodedata.category(char) == "So":
        return True
    script = script_of(char)
    expected = (*scripts_of(source_lang), *scripts_of(target_lang))
    if script and expected and script not in expected:
        return True
    western = base_of(source_lang) in _WESTERN and script == "LATIN"
    is_further = char > _LAST_WESTERN_LETTER and char not in _WESTERN_LIGATURES
    return western and (is_further or char in _RARE_LETTERS)


def _merged(text: str, words: Sequence[Span]) -> Iterator[Span]:
    """Join neighbouring words of one foreign phrase, or the parts of one emoji sequence."""
    start = None
    for word, after in itertools.pairwise([*words, Span(len(text) + 2, len(text) + 2)]):
        start = word.start if start is None else start
        if text[word.end : after.start].strip() or after.start > word.end + 1:
            yield Span(start, word.end)
            start = None
