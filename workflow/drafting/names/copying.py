"""French names that a draft in the same letters misspells: "General François Deportes".

A network spells a name piece by piece as it does any word. Where it can be copied, it must be: the
words of the draft most like a name of the source give way to the name itself. Names that French
transcribes from other letters (Poutine, Andreï Kostine) are spelt otherwise in every language and
left alone, and so are those of sovereigns, which are translated (Philippe IV, Jeanne d'Arc). Names
that no list knows (Teddy Riner) are found by what stands around them: see `unlisted`.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.drafting.edits import Edit, apply_edits
from workflow.drafting.guards import GuardWarning
from workflow.drafting.lexicon import WORD
from workflow.drafting.names.letters import iter_changed
from workflow.drafting.names.unlisted import find_translated, is_slip, iter_unlisted
from workflow.facts.lexicon import fold
from workflow.facts.transcription import iter_people
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.facts.transcription import Person
    from workflow.model import Hypothesis, LangTag

_ALIKE = 0.75
"""Least likeness of the draft's words to the name, letter by letter without accents."""
_ALIKE_UNLISTED = 0.85
"""The same for a name that no list knows, of which one word must be right besides."""
_ALIKE_WORD = 0.8
"""Least likeness of one word at least: *Joan of Arc* is no misspelt *Jeanne d'Arc*."""
_ROMAN = re.compile(r"[ \u00a0][IVX]+(?:er|re)?(?!\w)")
_NUMERAL = len(" XXIII")
_GAP = re.compile(r"[ \u00a0]|[ \u00a0]?[-‐‑][ \u00a0]?")


def copy_names(
    source: str,
    hypothesis: Hypothesis,
    *,
    source_lang: LangTag,
    target_lang: LangTag,
    kept: Sequence[Span],
) -> tuple[Hypothesis, tuple[GuardWarning, ...]]:
    """Return the draft with the names of French people spelt as in `source`, and what to say.

    An accent put back is not worth a word; other letters are told. Names at `kept` are not touched.
    """
    edits: list[Edit] = []
    told: list[GuardWarning] = []
    languages = {"source_lang": source_lang, "target_lang": target_lang}
    changed = iter_changed(source, hypothesis.text, **languages)
    for span, place in (*_places(source, hypothesis.text), *changed):
        name = span.of(source)
        if any(map(span.overlaps, kept)):
            continue
        if place is None or any(place.overlaps(edit.span) for edit in edits):
            continue
        edits.append(Edit(span=place, text=name))
        wrote = place.of(hypothesis.text)
        if fold(wrote) != fold(name):
            said = f'the machine wrote "{wrote}" for "{name}"; the name was put in its place'
            told.append(GuardWarning("draft-name", said))
    edits.sort(key=lambda edit: edit.span)
    return (apply_edits(hypothesis, edits), tuple(told)) if edits else (hypothesis, ())


def _places(source: str, target: str) -> Iterator[tuple[Span, Span | None]]:
    """Yield the names of `source` that can be copied, each with the words to replace, if any."""
    people = list(iter_people(source))
    for person in people:
        if _is_copied(person, source):
            yield person.span, _misspelt(person.span.of(source), target)
        elif _ROMAN.search(source[: person.span.end + _NUMERAL], person.span.start) is None:
            yield person.span, find_translated(person.span.of(source), target)
    listed = [person.span for person in people]
    for span in iter_unlisted(source):
        if not any(map(span.overlaps, listed)):
            name = span.of(source)
            place = _misspelt(name, target, least=_ALIKE_UNLISTED)
            if place is not None and not is_slip(place.of(target), name):
                place = None
            yield span, place or find_translated(name, target)


def _is_copied(person: Person, source: str) -> bool:
    """Tell whether a name is French throughout, and no sovereign's."""
    french = all(part.language == "fr" for part in person.parts)
    reigns = _ROMAN.search(source[: person.span.end + _NUMERAL], person.span.start)
    return french and len(person.parts) > 1 and reigns is None


def _misspelt(name: str, target: str, *, least: float = _ALIKE) -> Span | None:
    """Return the words most like `name`, None where it stands there as it is."""
    plain = name.replace("’", "'")
    if plain in target.replace("’", "'"):
        return None
    size = len(WORD.findall(name))
    best, place = least, None
    matcher = SequenceMatcher(None, "", fold(plain), autojunk=False)
    for span in _runs(target, range(max(2, size - 1), size + 2)):
        words = span.of(target).replace("’", "'")
        matcher.set_seq1(fold(words))
        if matcher.real_quick_ratio() <= best or matcher.quick_ratio() <= best:
            continue
        likeness = matcher.ratio()
        if likeness > best and _shares_a_word(words, plain):
            best, place = likeness, span
    return place


def _runs(text: str, sizes: range) -> Iterator[Span]:
    """Yield the runs of so many words that nothing parts, capitals at both ends."""
    words = [Span(*match.span()) for match in WORD.finditer(text)]
    for size in sizes:
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            ends = run[0].of(text)[0].isupper() and run[-1].of(text)[-1:].isalpha()
            gaps = (text[one.end : other.start] for one, other in pairwise(run))
            if ends and run[-1].of(text)[0].isalpha() and all(map(_GAP.fullmatch, gaps)):
                yield Span(run[0].start, run[-1].end)


def _shares_a_word(words: str, name: str) -> bool:
    return any(
        _likeness(fold(one), fold(other)) >= _ALIKE_WORD
        for one in WORD.findall(words)
        for other in WORD.findall(name)
        if one[0].isupper() and other[0].isupper()
    )


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
