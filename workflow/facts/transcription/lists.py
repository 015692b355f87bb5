"""Given names with their gender, language and Russian form, and what tradition has fixed."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from workflow.facts.lexicon import fold

Sex = Literal["m", "f", ""]
MANY = "-"
"""Stands for the language of a given name that many nations bear."""
_SEXES: dict[str, Sex] = {"m": "m", "f": "f", "-": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known of a given name."""

    sex: Sex
    """Empty for a name of both."""
    language: str
    """The language of the family names beside it, or `MANY`."""
    russian: tuple[str, ...]
    """The forms in use, the first of them ours."""


def given_name(word: str) -> Given | None:
    """Return what is known of a given name; of a compound, what its parts say."""
    listed = _listed()
    if not word[:1].isupper():
        return None
    if (entry := listed.get(word) or listed.get(fold(word))) is not None:
        return entry
    halves = [listed.get(half) or listed.get(fold(half)) for half in word.split("-")]
    if len(halves) < 2 or None in halves:  # noqa: PLR2004 - two halves
        return None
    whole = [half for half in halves if half is not None]
    return Given(
        sex=whole[0].sex,
        language=whole[0].language,
        russian=("-".join(half.russian[0] for half in whole),),
    )


@functools.cache
def _listed() -> dict[str, Given]:
    """Return the list by the name as it is written, and without accents where that is free."""
    rows = sorted(_rows("given.tsv"), key=lambda row: row[2] != "fr")
    listed = {
        name: Given(sex=_SEXES[sex], language=lang, russian=tuple(forms.split(",")))
        for name, sex, lang, forms in rows
    }
    for name, entry in tuple(listed.items()):
        listed.setdefault(fold(name), entry)
    return listed


@functools.cache
def fixed_names(kind: str) -> dict[str, str]:
    """Return the Russian forms of each ``name`` or ``town`` of the list, under its folded form."""
    return {fold(name): form for name, of, form in _rows("words.tsv") if of == kind}


def _rows(name: str) -> list[list[str]]:
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
