"""Find a term in a Russian text in whatever case and number it stands.

A term that declines is found by its forms, so the words found agree with one another; a formula
(``принимать к сведению``) is found by lemmas, and a few words may part its own.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Number, Phrase
from workflow.glossary.morphology.russian.inflect import inflect_term, why_not
from workflow.glossary.morphology.russian.lexicon import fold, read_word
from workflow.glossary.morphology.words import Word, is_acronym, split_words
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIES = " \t\n\u00a0«»„“”\"'<>*_—–-()"
"""What may stand between the words of a term."""
_GAP = 3
"""How many words may part the words of a formula."""


def find_term(text: str, term: Phrase) -> tuple[Span, ...]:
    """Return where `text` holds `term`, in order, without overlap."""
    words = split_words(text)
    found = (
        _by_lemmas(words, term) if why_not(term) is not None else _by_forms(words, forms_of(term))
    )
    spans: list[Span] = []
    for span in found:
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return tuple(spans)


@functools.lru_cache(maxsize=4096)
def forms_of(term: Phrase) -> frozenset[tuple[str, ...]]:
    """Return every form of `term`, each as its folded words; names keep their first capital."""
    forms = {
        inflect_term(term, case=case, number=number, after=after, counted=counted)
        for case in Case
        for number in Number
        for after in ("", "в", "на")
        for counted in (False, True)
    }
    return frozenset(
        tuple(_key(word) for word in split_words(form)) for form in forms if form is not None
    ) | {tuple(_key(word) for word in split_words(term.text))}


def _key(word: Word) -> str:
    """Return what a word is compared by: acronyms as they are, other words folded."""
    return word.text if is_acronym(word.text) else fold(word.text)


def _by_forms(words: tuple[Word, ...], forms: frozenset[tuple[str, ...]]) -> Iterator[Span]:
    lengths = sorted({len(form) for form in forms}, reverse=True)
    keys = tuple(_key(word) for word in words)
    for start in range(len(words)):
        for length in lengths:
            end = start + length
            if keys[start:end] in forms and _tied(words[start + 1 : end]):
                yield Span(words[start].span.start, words[end - 1].span.end)
                break


def _tied(words: tuple[Word, ...]) -> bool:
    return all(not word.before.strip(_TIES + ",") for word in words)


def _by_lemmas(words: tuple[Word, ...], term: Phrase) -> Iterator[Span]:
    wanted = [_lemmas(word) for word in split_words(term.text)]
    for start in range(len(words)):
        end = _match_from(words, start, wanted)
        if end is not None:
            yield Span(words[start].span.start, words[end].span.end)


def _match_from(words: tuple[Word, ...], start: int, wanted: list[frozenset[str]]) -> int | None:
    """Return the index of the last word of a formula that begins at `start`."""
    if not wanted or not wanted[0] & _lemmas(words[start]):
        return None
    index = start
    for lemmas in wanted[1:]:
        for later in range(index + 1, min(len(words), index + 2 + _GAP)):
            if words[later].before.strip(_TIES):
                return None
            if lemmas & _lemmas(words[later]):
                index = later
                break
        else:
            return None
    return index


def _lemmas(word: Word) -> frozenset[str]:
    return frozenset({fold(word.text)} | {reading.lemma for reading in read_word(word.text)})
