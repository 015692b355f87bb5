"""Tell whether a string of letters is a Russian word, or could be one by the rules of the language.

The dictionary holds 400,000 lemmas and not what anybody may make of them: ``постковидный``,
``нефтегазовый``, ``25-летний``. A word is taken for one where its parts are. Nothing here says that
a word is rightly used.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from workflow.glossary.morphology.russian.endings import PACKAGE
from workflow.glossary.morphology.russian.lexicon import has_reading, is_listed
from workflow.glossary.morphology.tables import load_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUSSIAN = re.compile("[а-яё]+")
_LATIN = re.compile("[a-z]")
_HYPHEN = re.compile("[-‐‑]")
_LINK = re.compile("[оеё]")
_SHORTEST_REST = 4
"""Letters of a word that something may be put before: ``контр`` + ``удар``."""
_SHORTEST_STEM = 3
"""Letters of the first half of a compound: ``газ-о-провод``."""
_PARTICLES = frozenset({"то", "либо", "нибудь", "ка", "таки", "де", "с"})
_REFLEXIVE = re.compile("(?<=[а-яё]{4})(?:ся|сь)$")
_OF_A_VERB = re.compile("(?<=[аия])ни(?:[ею]м?|[яйи]|ям|ями|ях)$")
_DERIVED = (
    (re.compile("(?<=[а-яё]{4})ост(?:ь|и|ью|ей|ям|ями|ях)$"), "ый"),
    (re.compile("(?<=[а-яё]{3}щ)е$"), "ий"),
    (re.compile("(?<=[а-яё]{4})о$"), "ый"),
    (re.compile("(?<=тель)ниц(?:[аыеу]|ей|ам|ами|ах)?$"), ""),
)
"""Endings of what is made of another word, and of that word."""
_ENDINGS = (
    *("", "а", "ь", "я", "о", "е", "ы", "и", "й", "ия", "ие"),
    *("ый", "ий", "ой", "ный", "ский", "ческий", "кий", "ть", "ка"),
)
"""What makes a word of the first half of a compound: ``нефт``-ь, ``испан``-ский."""


@functools.lru_cache(maxsize=65536)
def is_word(text: str) -> bool:
    """Tell whether each part of `text` between hyphens is a word, in any form of it.

    What is not in Russian letters is not judged; a mixture of letters is no word.

    >>> is_word("нефтегазового"), is_word("чернокожание")
    (True, False)
    """
    parts = [part for part in _HYPHEN.split(text.lower()) if part]
    if any(is_mixed(part) for part in parts):
        return False
    if not all(_RUSSIAN.fullmatch(part) for part in parts) or not parts:
        return True
    if len(parts) == 1:
        return _is_part(parts[0]) or is_listed(f"{parts[0][:2]}-{parts[0][2:]}")
    if is_listed("-".join(parts)) or is_listed("".join(parts)) or len(parts[0]) == 1:
        return True
    return all(
        _is_part(part) or part in _PARTICLES or (at < len(parts) - 1 and _is_first_half(part))
        for at, part in enumerate(parts)
    )


def is_mixed(word: str) -> bool:
    """Tell whether Latin and Russian letters stand in one word: ``Хамpl``; not ``IT-рынок``."""
    return any(
        _LATIN.search(part) and _RUSSIAN.search(part) for part in _HYPHEN.split(word.lower())
    )


def _is_part(word: str) -> bool:
    return _is_simple(word) or any(_is_simple(rest) for rest in _rests(word))


def _is_simple(word: str) -> bool:
    return is_listed(word) or word.startswith(_stems()) or _is_derived(word)


def _is_derived(word: str) -> bool:
    """Tell whether `word` is made of a word of the dictionary with an ending that fits many.

    ``отвлекаемый`` gives ``отвлекаемость``, ``распугивать`` gives ``распугивание``.
    """
    if _REFLEXIVE.search(word):
        return has_reading(word[:-2], frozenset({"impf", "tran"}))
    if _OF_A_VERB.search(word):  # одержание is none: its verb is perfective
        return has_reading(_OF_A_VERB.sub("ть", word), frozenset({"impf"}))
    return any(
        is_listed(pattern.sub(model, word)) for pattern, model in _DERIVED if pattern.search(word)
    )


def _is_first_half(word: str) -> bool:
    """Tell whether ``российско`` or ``веб`` may stand before a hyphen."""
    if word in _first_parts():
        return True
    return bool(_LINK.fullmatch(word[-1:])) and _is_stem(word[:-1])


@functools.lru_cache(maxsize=65536)
def _is_stem(start: str) -> bool:
    if len(start) < _SHORTEST_STEM:
        return False
    return any(is_listed(start + ending) for ending in _ENDINGS)


def _rests(word: str) -> Iterator[str]:
    """Yield what is left of `word` behind a first part, where that is long enough."""
    for at in range(2, len(word) - _SHORTEST_REST + 1):
        rest = word[at:]
        if word[:at] in _first_parts():
            yield rest
            yield from (rest[other:] for other in _seconds(rest))
        if _LINK.fullmatch(word[at - 1]) and _is_stem(word[: at - 1]):
            yield rest


def _seconds(rest: str) -> Iterator[int]:
    """Yield where a second first part of ``анти-ре-форма`` ends."""
    for at in range(2, len(rest) - _SHORTEST_REST + 1):
        if rest[:at] in _first_parts():
            yield at


@functools.cache
def _first_parts() -> frozenset[str]:
    return frozenset(word for kind, word in load_rows(PACKAGE, "wordhood.tsv") if kind == "first")


@functools.cache
def _stems() -> tuple[str, ...]:
    return tuple(word for kind, word in load_rows(PACKAGE, "wordhood.tsv") if kind == "stem")
