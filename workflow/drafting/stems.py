"""Content words of a text under keys that the forms of one word share.

French is cut to a stem, roughly and always in the same way; Russian is brought to its dictionary
form. The keys are good for looking up statistics that were counted with the same keys
(`senses`, `training/senses.py`), and for nothing else: *ambassade* and *ambassadeur* share one.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from workflow.drafting.lexicon import function_words
from workflow.engines.words import split_words
from workflow.glossary.lemmas import first_lemma
from workflow.glossary.tokens import normal, without_accents
from workflow.languages import base_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workflow.model import LangTag, Span

_LEAST_LETTERS = 2
_LEAST_STEM = 4
"""Letters that an ending leaves at least, so that *mer* and *mère* stay what they are."""
_CUTS = 2
"""Endings in a row: *dirig-eant-es* has two."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of a text, and the key under which its senses are counted."""

    span: Span
    text: str
    key: str


@functools.lru_cache(maxsize=256)
def content_words(text: str, lang: LangTag) -> tuple[Word, ...]:
    """Return the words that carry a sense, in order; none in a language without keys.

    >>> [word.key for word in content_words("les négociations à Genève", LangTag("fr"))]
    ['negoc', 'genev']
    """
    key_of = _KEYS.get(base_of(lang))
    if key_of is None:
        return ()
    skipped = function_words(lang)
    spans = [(span, span.of(text)) for span in split_words(text)]
    return tuple(
        Word(span, word, key_of(word))
        for span, word in spans
        if len(word) >= _LEAST_LETTERS and word.isalpha() and normal(word) not in skipped
    )


@functools.lru_cache(maxsize=100_000)
def _french(word: str) -> str:
    stem = without_accents(normal(word))
    for _ in range(_CUTS):
        kept = len(stem) - _LEAST_STEM
        cut = next((end for end in _endings("fr") if len(end) <= kept and stem.endswith(end)), "")
        stem = stem.removesuffix(cut)
    return stem[:-1] if stem[-2:-1] == stem[-1:] else stem


def _russian(word: str) -> str:
    return first_lemma("pymorphy3")(normal(word))


_KEYS: Mapping[str, Callable[[str], str]] = {"fr": _french, "ru": _russian}


@functools.cache
def _endings(lang: str) -> tuple[str, ...]:
    """Return the endings that are cut off, the longest first."""
    file = resources.files("workflow.drafting") / "data" / "stem_endings.json"
    endings: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return tuple(sorted(endings[lang].split(), key=lambda end: (-len(end), end)))
