"""Cut a text into words with their offsets, and give a word the capitals of another.

A word keeps its inner hyphens and apostrophes: ``Нью-Йорк``, ``Кот-д’Ивуар``, ``Council's``. Word
boundaries are looked for once, here: offsets are carried along and never searched for again.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from workflow.model import Span

_WORD = re.compile(r"\w+(?:[-‐‑]\w+)*(?:['’]\w+(?:[-‐‑]\w+)*)*")
_DASH = re.compile(r"(?:[ \u00a0\t][–—-]|:)[ \u00a0\t]+$")
_SENTENCE_END = re.compile(r"[.!?…:;]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word and what stands between it and the word before."""

    text: str
    span: Span
    before: str
    """The characters since the previous word, or since the start of the text."""

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def adjoins(self) -> bool:
        """Tell whether nothing but white space parts the word from the one before."""
        return bool(self.before) and not self.before.strip()


@functools.lru_cache(maxsize=512)
def split_words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` in order."""
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        span = Span(match.start(), match.end())
        words.append(Word(text=match.group(), span=span, before=text[end : span.start]))
        end = span.end
    return tuple(words)


def words_within(words: tuple[Word, ...], span: Span) -> tuple[int, int]:
    """Return the half-open range of indexes of the words that touch `span`."""
    start = next((n for n, word in enumerate(words) if word.span.end > span.start), len(words))
    end = next((n for n, word in enumerate(words) if word.span.start >= span.end), len(words))
    return start, max(start, end)


def is_acronym(word: str) -> bool:
    """Tell whether `word` is written in capitals: ``ООН``, ``G7``, ``УНП``."""
    letters = [char for char in word if char.isalpha()]
    return len(word) > 1 and bool(letters) and all(char.isupper() for char in letters)


def with_capitals_of(word: str, pattern: str) -> str:
    """Write `word` as `pattern` is written: each hyphenated part with its own capital.

    >>> with_capitals_of("кота-д’ивуара", "Кот-д’Ивуар")
    'Кота-д’Ивуара'
    """
    if is_acronym(pattern) and len(pattern) > 1:
        return word.upper()
    pieces, models = re.split(r"([-‐‑'’ ])", word), re.split(r"([-‐‑'’ ])", pattern)
    if len(pieces) != len(models):
        return capitalized(word) if pattern[:1].isupper() else word
    return "".join(
        capitalized(piece) if model[:1].isupper() else piece
        for piece, model in zip(pieces, models, strict=True)
    )


def capitalized(text: str) -> str:
    """Return `text` with its first letter in upper case, quotes before it left alone."""
    for index, char in enumerate(text):
        if char.isalpha():
            return text[:index] + char.upper() + text[index + 1 :]
    return text


def starts_sentence(text: str, offset: int) -> bool:
    """Tell whether `offset` is where a sentence of `text` begins."""
    before = text[:offset].rstrip(" \t\n\u00a0«„“\"'([—–-*_")
    return not before or (bool(_SENTENCE_END.search(before[-1])) and before[-1] in ".!?…")


def keeps_capital(text: str, offset: int) -> bool:
    """Tell whether a capital at `offset` is one of place: of a sentence, or after a dash or colon.

    >>> keeps_capital("12:15 p.m. – Interview with the press", 13)
    True
    """
    return starts_sentence(text, offset) or bool(_DASH.search(text[:offset]))
