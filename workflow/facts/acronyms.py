"""Acronyms, which differ by language: OIAC, OPCW, ОЗХО."""

from __future__ import annotations

import csv
import functools
import io
import re
from typing import TYPE_CHECKING

from workflow.facts.lexicon import read_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Equivalents: TypeAlias = Callable[[str, str, str], tuple[str, ...]]
    """(acronym, its language, the other language) → the forms allowed in the other language."""

_LOOKALIKES = str.maketrans("АВСЕНКМОРТХУ", "ABCEHKMOPTXY")


def equivalents(acronym: str, lang: str, other: str) -> tuple[str, ...]:
    """Return the forms that `acronym` has in another language, () where none is known.

    >>> equivalents("OIAC", "fr", "ru")
    ('ОЗХО',)
    """
    forms: dict[str, None] = {}
    for row in _index(lang).get(acronym, ()):
        forms |= dict.fromkeys(_rows()[row].get(other, ()))
    return tuple(forms)


def is_known(acronym: str, lang: str) -> bool:
    """Tell whether the built-in table has the acronym in this language."""
    return acronym in _index(lang)


def latin_form(acronym: str) -> str:
    """Return an acronym with Cyrillic look-alikes as Latin letters: "СОР" typed for "COP"."""
    return acronym.translate(_LOOKALIKES)


@functools.cache
def _rows() -> tuple[dict[str, tuple[str, ...]], ...]:
    reader = csv.DictReader(io.StringIO(read_data("acronyms.csv")))
    return tuple(
        {
            lang: tuple(form for form in (forms or "").split("|") if form)
            for lang, forms in row.items()
        }
        for row in reader
    )


@functools.cache
def _index(lang: str) -> dict[str, tuple[int, ...]]:
    index: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(_rows()):
        for form in row.get(lang, ()):
            # "ГА ООН" is found as two acronyms; its parts are no acronyms of their own row.
            index[form] = (*index.get(form, ()), number)
    return index


ACRONYM = re.compile(r"[^\W\d_]{2,12}")
