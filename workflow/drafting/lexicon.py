"""Word lists that guards use, by language."""

from __future__ import annotations

import functools
import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

from workflow.languages import base_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.model import LangTag

WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
"""A word as a reader sees it: *Жан-Клод*, *d'Orsay* are one. For the alignment, they are two."""


@functools.cache
def function_words(lang: LangTag) -> frozenset[str]:
    """Return the commonest short words of a language, empty for one that has no list."""
    return frozenset(_read("function_words").get(base_of(lang), "").split())


@functools.cache
def capitalised_words(lang: LangTag) -> frozenset[str]:
    """Return the words, in small letters, that a language writes with a capital everywhere."""
    return frozenset(_read("capitalised").get(base_of(lang), "").split())


@functools.cache
def coarse_words(lang: LangTag) -> frozenset[str]:
    """Return the words of the street, in small letters, that networks know from film subtitles."""
    return frozenset(_read("coarse").get(base_of(lang), "").split())


@functools.cache
def tense_words(lang: LangTag) -> Mapping[str, frozenset[str]]:
    """Return the words and endings that show a tense, by what they show; empty without a list."""
    listed: Mapping[str, str] = _read("tense").get(base_of(lang), {})
    return {name: frozenset(words.split()) for name, words in listed.items()}


@functools.cache
def _read(name: str) -> Mapping[str, Any]:
    file = resources.files("workflow.drafting") / "data" / f"{name}.json"
    data: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data
