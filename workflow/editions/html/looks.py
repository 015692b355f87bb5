"""What a text looks like on a page: letterheads, datelines and contact lines get a class.

The source decides for all languages. Its lines were recognised when it was taken apart, an edition
has the same texts in the same order, and scripts without capitals could not tell a letterhead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow import structured
from workflow.model import LineKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.model import LangTag

_LONGEST_BLOCK = 12
"""In lines; a letterhead or a block of addresses is no longer."""

_GAP = r"[ \u00a0\u202f.\-]"
_DIGITS = re.compile(
    rf"(?<![\w.,/+-])(?:\+\d{{1,3}}{_GAP}?)?(?:\(\d{{1,4}}\){_GAP}?)?"
    rf"(?:\d{{1,4}}(?:{_GAP}\d{{2,4}}){{2,6}}(?: ?/ ?\d{{2,4}}(?: \d{{2,4}})*)*"
    r"|\d{1,3} \d{3})(?!\w)"
)
"""Groups of digits that are one number: telephone numbers, days as in 2025-09-18, 12 000 000."""


def look_of(text: str, langs: Sequence[LangTag]) -> str:
    """Return the class of a paragraph of that visible text, "" for ordinary prose."""
    lines = text.split("\n")
    if len(lines) > _LONGEST_BLOCK:
        return ""
    for lang in dict.fromkeys(langs):
        whole = structured.classify(text, lang)
        kinds = {structured.classify(line, lang) for line in lines}
        if LineKind.CONTACT in kinds and LineKind.PROSE not in kinds - {whole}:
            return "contact"
        if LineKind.CONTACT in kinds and len(lines) > 1:
            return "contact"
        if whole is LineKind.DATELINE:
            return "dateline"
        if whole is LineKind.LETTERHEAD or (whole is LineKind.CAPITALS and _is_cased(text)):
            return "letterhead"
    return ""


def _is_cased(text: str) -> bool:
    """Tell capitals from an acronym among letters of a script that has none."""
    return all(letter.isupper() or letter.islower() for letter in text if letter.isalpha())


def iter_numbers(text: str) -> Iterator[Span]:
    """Yield where groups of digits stand that belong together, and run from left to right.

    In Arabic or Hebrew a reader would otherwise see the groups in reversed order: 01 99 00 45 10
    as 10 45 00 99 01.
    """
    for match in _DIGITS.finditer(text):
        yield Span(*match.span())
