"""Openings of a sentence, whose last word governs nothing after it: ``В связи с этим Турция …``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.russian.endings import PACKAGE
from workflow.glossary.morphology.russian.lexicon import fold
from workflow.glossary.morphology.tables import load_rows

if TYPE_CHECKING:
    from workflow.glossary.morphology.words import Word

_LONGEST = 3
"""Words of an opening."""


def ends_opening(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether the word at `index` is the last one of an opening (``openings.tsv``)."""
    first = max(0, index + 1 - _LONGEST)
    before = [fold(word.text) for word in words[first : index + 1]][::-1]
    return any(before[: len(row)] == list(row) for row in load_rows(PACKAGE, "openings.tsv"))
