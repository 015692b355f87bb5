"""What the source says of the case of a term: the words around it, as clues by name.

``de`` before a term speaks for a genitive, ``par`` for an instrumental, whatever the draft made of
the sentence. Determiners are passed over: ``de ce Conseil`` and ``de Conseil`` are alike. How much
a clue says for each case of a target language is data of that language (``source_clues.tsv``, made
by ``benchmarks/terminology/learn_source_clues.py``).
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workflow.glossary.grammar_data import grammar_data
from workflow.glossary.tokens import normal, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.glossary.tokens import Tokens
    from workflow.model import LangTag, Span


def source_clues(text: str, span: Span, lang: LangTag) -> tuple[str, ...]:
    """Return the clues around the term at `span` of a source text."""
    return tuple(f"{lang}:{clue}" for clue in _iter_clues(text, span, lang))


def _iter_clues(text: str, span: Span, lang: LangTag) -> Iterator[str]:
    tokens = tokenize(text)
    first = sum(end <= span.start for end in tokens.ends)
    inner = sum(start < span.end for start in tokens.starts)
    left = _plain_words(tokens, first, lang)
    yield f"left={left[0]}"
    if len(left) > 1:
        yield f"left={left[1]} {left[0]}"
    right = _word_after(tokens, inner)
    yield f"right={right}"
    yield f"around={left[0]}|{right}"


def _plain_words(tokens: Tokens, first: int, lang: LangTag) -> list[str]:
    """Return the last two words before `first`, nearest first; punctuation ends the search."""
    passed_over = _determiners(lang)
    found: list[str] = []
    for index in range(first - 1, -1, -1):
        gap = tokens.gap(index + 1) if index + 1 < len(tokens.words) else ""
        if gap:
            return [*found, gap[:1]]
        word = normal(tokens.words[index])
        if found or word not in passed_over:
            found.append(word)
        if len(found) > 1:
            return found
    return [*found, "^"]


@functools.cache
def _determiners(lang: LangTag) -> frozenset[str]:
    data = grammar_data(lang)
    articles = data.articles | data.singular_determiners | data.plural_determiners
    contracted = {word for words in data.contractions.values() for word in words}
    return frozenset((articles | data.possessives) - contracted)


def _word_after(tokens: Tokens, index: int) -> str:
    if index >= len(tokens.words):
        return "$"
    return tokens.gap(index)[:1] or normal(tokens.words[index])
