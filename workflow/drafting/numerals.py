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

_NUMBER = re.compile(r"\d+(?:[\s.,'’]\d{3}(?!\d))*(?:[.,]\d+)?")
_ROMAN = re.compile(r"\b[IVXLC]+(?=(?:e|ème|er|th|st|nd|rd)?\b)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NOON = 12


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
    there = {_digits(match[0]) for match in _NUMBER.finditer(other)}
    there |= set(re.findall(r"\d+", other)) | set(_iter_romans(other))
    return tuple(
        match[0]
        for match in _NUMBER.finditer(text)
        if not _is_traced(_digits(match[0]), there, other, lang)
    )


def _is_traced(number: str, there: set[str], other: str, lang: LangTag) -> bool:
    if not number.strip("0") or number in there or number.lstrip("0") in there:
        return True
    if len(number) > 1 and number in re.sub(r"\D", "", other):
        return True
    value = int(number)
    clock = {str(value - _NOON), str(value + _NOON)} if value <= 2 * _NOON else set()
    return bool(clock & there) or _is_spelled(str(value), other, lang)


def _is_spelled(number: str, text: str, lang: LangTag) -> bool:
    """Tell whether a word of `text` may name the number; lenient, for only absence is news."""
    stems = number_stems(lang)
    value = int(number)
    keys = {number, str(value % 10), str(value // 10 * 10)} if value < 100 else {number}  # noqa: PLR2004 - tens and units
    beginnings = tuple(stem for key in keys for stem in stems.get(key, ()))
    return bool(beginnings) and any(
        word.startswith(beginnings) for word in re.findall(r"\w+", text.casefold())
    )


def _digits(number: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in number if char.isdigit())


def _iter_romans(text: str) -> list[str]:
    return [str(_roman(match[0])) for match in _ROMAN.finditer(text)]


def _roman(numeral: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value
        for value, after in zip(values, following, strict=True)
    )
