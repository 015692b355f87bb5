"""The ends of letters, where each language has one phrase and French has a hundred.

"Je vous prie d'agréer, Monsieur le Ministre, l'expression de ma haute considération" is "Please
accept, Minister, the assurances of my high consideration", and no engine knows it.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from typing import TYPE_CHECKING, Any

from workflow.languages import base_of
from workflow.structured.data import fold

if TYPE_CHECKING:
    from workflow.model import LangTag

_LONGEST = 250


def render_closing(core: str, *, source_lang: LangTag, target_lang: LangTag) -> str | None:
    """Return the end of a letter in another language, None for anything else.

    Who is addressed and what is expressed must be known: a wrong title would be worse than a
    strange phrase.
    """
    pattern = _pattern(base_of(source_lang))
    match = pattern.fullmatch(core) if pattern and len(core) <= _LONGEST else None
    written = _data()["written"].get(base_of(target_lang))
    if match is None or written is None:
        return None
    person = _said("persons", match["person"], target_lang)
    regard = _said("regards", match["regard"], target_lang)
    return written.format(person=person, regard=regard) if person and regard else None


def _said(table: str, text: str, target_lang: LangTag) -> str:
    key = fold(" ".join(text.split()).replace("’", "'"))
    return _table(table).get(key, {}).get(base_of(target_lang), "")


@functools.cache
def _table(name: str) -> dict[str, dict[str, str]]:
    return {fold(key): row for key, row in _data()[name].items()}


@functools.cache
def _pattern(base: LangTag) -> re.Pattern[str] | None:
    pattern = _data()["pattern"].get(base)
    return re.compile(pattern, re.IGNORECASE) if pattern else None


@functools.cache
def _data() -> dict[str, dict[str, Any]]:
    file = importlib.resources.files("workflow.structured").joinpath("closings.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
