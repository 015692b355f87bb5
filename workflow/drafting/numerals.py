"""Numbers of a text, compared across languages without being fooled by how they are written.

``45 000``, ``45,000`` and ``45.000`` are one number; ``15 heures`` may be ``3 p.m.``; ``8`` may be
``eight``. What is asked is only whether a number is gone, or came from nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from workflow.drafting.lexicon import number_stems

if TYPE_CHECKING:
    from workflow.model import LangTag

_NUMBER = re.compile(r"(?<!\w)(?<!\w-)\d+(?:[\s.,'’]\d{3}(?!\d))*(?:[.,]\d+)?")
"""Digits behind a letter belong to a name (``EC3``, ``AM-2201``), where translations differ."""
_ROMAN = re.compile(r"\b[IVXLC]+(?=(?:e|ème|er|th|st|nd|rd)?\b)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NOON = 12
_THOUSAND = 1000
_CLOCK_DIGITS = 4
"""``0300`` and ``1500`` are hours."""


def lost_numbers(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> tuple[str, ...]:
    """Return the numbers of `source`, as written, of which `target` shows no trace.

    >>> lost_numbers("45 000 euros et 8 %", "45,000 euros", source_lang="fr", target_lang="en")
    ('8',)
    """
    del source_lang
    return _untraced(source, target, lang=target_lang)


def added_numbers(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> tuple[str, ...]:
    """Return the numbers of `target`, as written, that nothing in `source` explains."""
    del target_lang
    return _untraced(target, source, lang=source_lang)


def _untraced(text: str, other: str, *, lang: LangTag) -> tuple[str, ...]:
    there = {_digits(match[0]) for match in _NUMBER.finditer(other)} | set(_iter_romans(other))
    there |= {number.lstrip("0") for number in re.findall(r"\d+", other)}
    return tuple(
        match[0] for match in _NUMBER.finditer(text) if not _is_traced(match[0], there, other, lang)
    )


def _is_traced(written: str, there: set[str], other: str, lang: LangTag) -> bool:
    """Tell whether a number stands in `other`: in digits, in another notation, or in words."""
    parts = [part.lstrip("0") for part in re.findall(r"\d+", written)]
    number = _digits(written)
    if number in there or all(
        not part or part in there or _is_clock(part, there) for part in parts
    ):
        return True
    if len(number) > 1 and number in re.sub(r"\D", "", other):
        return True
    value = int(number)
    if value >= _THOUSAND:
        round_in_words = not value % _THOUSAND and _is_spelled(_THOUSAND, other, lang)
        return round_in_words or _is_year_of_decade(number, there) or _is_hour(number, there)
    return _is_spelled(value, other, lang)


def _is_clock(number: str, there: set[str]) -> bool:
    """Tell whether ``18`` may be ``6 p.m.``, or the other way round."""
    value = int(number) if len(number) < _CLOCK_DIGITS else 0
    return 0 < value <= 2 * _NOON and bool({str(value - _NOON), str(value + _NOON)} & there)


def _is_hour(number: str, there: set[str]) -> bool:
    """Tell whether ``1500`` may be ``15 heures``."""
    return len(number) == _CLOCK_DIGITS and number.endswith("00") and number[:2] in there


def _is_year_of_decade(number: str, there: set[str]) -> bool:
    """Tell whether ``1960`` may be ``les années 60``."""
    return len(number) == _CLOCK_DIGITS and number.endswith("0") and number[2:] in there


def _is_spelled(value: int, text: str, lang: LangTag) -> bool:
    """Tell whether a word of `text` may name the number; lenient, for only absence is news."""
    stems = number_stems(lang)
    keys = {str(value), str(value % 10), str(value // 10 * 10), str(value // 100 * 100)}
    beginnings = tuple(stem for key in keys for stem in stems.get(key, ()))
    return bool(beginnings) and any(
        word.startswith(beginnings) for word in re.findall(r"[^\W\d]+", text.casefold())
    )


def _digits(number: str) -> str:
    """Return the digits of a number without separators, leading zeros or a zero fraction."""
    whole = re.sub(r"[.,]0{1,2}$", "", number)
    digits = "".join(str(unicodedata.digit(char)) for char in whole if char.isdigit())
    return digits.lstrip("0") or "0"


def _iter_romans(text: str) -> list[str]:
    return [str(_roman(match[0])) for match in _ROMAN.finditer(text)]


def _roman(numeral: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )
