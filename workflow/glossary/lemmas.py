"""Lemmatisers by name, as `GrammarData.lemmatiser` names them: all the lemmas a word may have."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, TypeAlias

from workflow.errors import GlossaryError
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    import pymorphy3

    Lemmatiser: TypeAlias = Callable[[str], frozenset[str]]
    """From a word in normal form to every lemma it may have, in normal form."""


_CYRILLIC = re.compile(r"[\u0400-\u04ff-]+")
"""What pymorphy3 is asked about: it fails on letters that Python has no name for."""


def lemmatiser(name: str) -> Lemmatiser:
    """Return the lemmatiser of that name. Raises `GlossaryError` for an unknown one."""
    if name == "pymorphy3":
        return _russian_lemmas
    raise GlossaryError(tr('unknown lemmatiser "{name}"', name=name), slug="glossary-lemmatiser")


def first_lemma(name: str) -> Callable[[str], str]:
    """Return a function from a word to its likeliest lemma. Raises as `lemmatiser` does."""
    if name == "pymorphy3":
        return _russian_lemma
    raise GlossaryError(tr('unknown lemmatiser "{name}"', name=name), slug="glossary-lemmatiser")


@functools.lru_cache(maxsize=100_000)
def _russian_lemma(word: str) -> str:
    if not _CYRILLIC.fullmatch(word):
        return word
    return str(_russian().parse(word)[0].normal_form).replace("ё", "е")


@functools.lru_cache(maxsize=100_000)
def _russian_lemmas(word: str) -> frozenset[str]:
    if not _CYRILLIC.fullmatch(word):
        return frozenset({word})
    lemmas = {parse.normal_form.replace("ё", "е") for parse in _russian().parse(word)}
    return frozenset({word, *lemmas})


@functools.cache
def _russian() -> pymorphy3.MorphAnalyzer:
    import pymorphy3  # noqa: PLC0415 - its dictionaries are loaded only where Russian is read

    return pymorphy3.MorphAnalyzer(lang="ru")
