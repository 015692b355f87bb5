"""Find a term in an English text: singular or plural, possessive, any form of a formula's verb."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Number, Phrase
from workflow.glossary.morphology.english.nouns import find_head, inflect_noun, plural
from workflow.glossary.morphology.english.verbs import forms_of_verb
from workflow.glossary.morphology.words import Word, is_acronym, split_words
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_POSSESSIVES = frozenset({"its", "their", "our", "his", "her", "my", "your"})
_END = re.compile(r"['’]s?$")
_TIES = " \t\n\u00a0“”\"'’*_—–-()"
_GAP = 3
_SPELLINGS = (
    (re.compile(r"is(?=(?:e[ds]?|ing|ations?|ational)$)"), "iz"),
    (re.compile(r"programmes?"), "program"),
    (re.compile(r"defence"), "defense"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?$|ed$|ing$|able$)"), "or"),
    (re.compile(r"centre"), "center"),
)


def find_term(text: str, term: Phrase) -> tuple[Span, ...]:
    """Return where `text` holds `term`, in order, without overlap."""
    words = split_words(text)
    found = _by_verb(words, term) if term.verb else _by_forms(words, term)
    spans: list[Span] = []
    for span in found:
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return tuple(spans)


def _by_forms(words: tuple[Word, ...], term: Phrase) -> Iterator[Span]:
    capital = term.text[:1].isupper() and " " not in term.text
    for start, word in enumerate(words):
        if capital and not word.text[:1].isupper():
            continue
        for form in _forms(term):
            end = _match(words, start, form)
            if end is not None:
                last = words[end - 1]
                cut = len(last.text) - len(_END.sub("", last.text))
                yield Span(word.span.start, last.span.end - cut)
                break


@functools.lru_cache(maxsize=4096)
def _forms(term: Phrase) -> tuple[tuple[str, ...], ...]:
    """Return the forms of a noun phrase as words to compare, longest first."""
    head = find_head(term.text)
    listed = [inflect_noun(term, number) for number in Number]
    if head is not None and plural(head.word) is None:
        listed.append(term.text)
    keys = {
        tuple(_key(word) for word in split_words(form)) for form in [*listed, term.text] if form
    }
    return tuple(sorted(keys, key=lambda key: (-len(key), key)))


def _match(words: tuple[Word, ...], start: int, form: tuple[str, ...]) -> int | None:
    """Return the end of `form` at `start`; "the" may stand inside (``Court of the Justice``)."""
    index = start
    for position, key in enumerate(form):
        if index >= len(words) or (position and words[index].before.strip(_TIES)):
            return None
        if position and words[index].lower == "the" and key != "the":
            index += 1
        if index >= len(words) or _key(words[index]) != key:
            return None
        index += 1
    return index


def _by_verb(words: tuple[Word, ...], term: Phrase) -> Iterator[Span]:
    wanted = [word.lower for word in split_words(term.text)]
    heads = frozenset(map(_spelled, forms_of_verb(wanted[0]))) if wanted else frozenset()
    for start, word in enumerate(words):
        if _key(word) in heads:
            end = _rest(words, start, wanted[1:])
            if end is not None:
                yield Span(word.span.start, words[end].span.end)


def _rest(words: tuple[Word, ...], start: int, wanted: list[str]) -> int | None:
    index = start
    for each in wanted:
        for later in range(index + 1, min(len(words), index + 2 + _GAP)):
            if words[later].before.strip(_TIES):
                return None
            if _same(_key(words[later]), each):
                index = later
                break
        else:
            return None
    return index


def _same(key: str, wanted: str) -> bool:
    return key == _spelled(wanted) or (wanted in _POSSESSIVES and key in _POSSESSIVES)


def _key(word: Word) -> str:
    text = _END.sub("", word.text)
    return text if is_acronym(text) else _spelled(text.lower())


@functools.lru_cache(maxsize=8192)
def _spelled(word: str) -> str:
    """Return `word` in one spelling: organisation and organization are the same word."""
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word
