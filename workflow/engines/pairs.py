"""A pair of languages, and Argos's codes for them: ISO 639-1 but for a few of its own."""

from __future__ import annotations

from typing import NamedTuple

from workflow.errors import SettingsError
from workflow.languages import parse_lang
from workflow.model import LangTag

_OWN_CODES = {"pb": LangTag("pt-BR"), "zt": LangTag("zh-Hant")}
"""In the Argos index: Brazilian Portuguese and traditional Chinese."""
_OWN_TAGS = {tag: code for code, tag in _OWN_CODES.items()}


class Pair(NamedTuple):
    """The languages that a model reads and writes."""

    source: LangTag
    target: LangTag

    def __str__(self) -> str:
        """Write it as the command line takes it: ``fr-en``; ``pt-BR:en`` with a hyphen."""
        return (":" if "-" in self.source + self.target else "-").join(self)


def from_argos(code: str) -> LangTag:
    """Return the tag of an Argos code; a code that CLDR does not know stands for itself.

    >>> from_argos("pb")
    'pt-BR'
    """
    try:
        return _OWN_CODES.get(code) or parse_lang(code)
    except SettingsError:
        return LangTag(code)


def to_argos(tag: LangTag) -> str:
    """Return the Argos code of a tag: the inverse of `from_argos`."""
    return _OWN_TAGS.get(tag, tag)
