"""Roman numerals, which centuries, chapters and annexes are counted with."""

from __future__ import annotations

import re

_ROMAN = re.compile(r"(?=[IVXLХІ])[XХ]{0,3}(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3})(?:e|ème|er|re)?")
_SIGNS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LARGEST = 89


def is_roman(text: str) -> bool:
    """Tell whether a number is written in Roman numerals, Cyrillic look-alikes included."""
    return _ROMAN.fullmatch(text) is not None


def to_roman(number: int) -> str:
    """Return a number in Roman numerals, "" beyond what releases count with.

    >>> to_roman(24)
    'XXIV'
    """
    if not 0 < number <= _LARGEST:
        return ""
    written = ""
    for value, sign in _SIGNS:
        count, number = divmod(number, value)
        written += sign * count
    return written
