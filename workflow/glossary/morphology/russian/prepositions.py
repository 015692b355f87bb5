"""Give a preposition the shape that the next word asks for: о/об/обо, в/во, с/со, к/ко."""

from __future__ import annotations

import re

from workflow.glossary.morphology.russian.endings import PACKAGE
from workflow.glossary.morphology.russian.lexicon import fold
from workflow.glossary.morphology.tables import load_rows
from workflow.glossary.morphology.words import is_acronym, with_capitals_of

_VOWELS = re.compile("[аеёиоуыэюя]", re.IGNORECASE)
_NAMED_WITH_VOWEL = frozenset("ЛМНРСФ")
"""Letters called эл, эм, эн…: an acronym that is spelled out takes об (``об МВФ``)."""


def shaped(preposition: str, following: str) -> str:
    """Return `preposition` as it stands before the word `following`, its capital kept.

    >>> shaped("об", "резолюции"), shaped("о", "Ассамблее"), shaped("в", "Франции")
    ('о', 'об', 'во')
    """
    plain = _plain(fold(preposition))
    if plain is None:
        return preposition
    shape = plain
    if is_acronym(following):
        spelled = not _VOWELS.search(following) and following[0] in _NAMED_WITH_VOWEL
        if plain == "о" and (spelled or _VOWELS.match(following)):
            shape = "об"
    else:
        shape = next(
            (
                full
                for short, full, before in load_rows(PACKAGE, "vowelled.tsv")
                if short == plain and re.match(before, fold(following))
            ),
            plain,
        )
    return with_capitals_of(shape, preposition) if len(preposition) > 1 else _as(shape, preposition)


def _as(shape: str, preposition: str) -> str:
    return shape.capitalize() if preposition.isupper() else shape


def _plain(preposition: str) -> str | None:
    for short, full, _ in load_rows(PACKAGE, "vowelled.tsv"):
        if preposition in {short, full}:
            return short
    return None
