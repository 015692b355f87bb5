"""Write small numbers in words and others in digits, in the manner of what they replace."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any

from workflow.languages import base_of

if TYPE_CHECKING:
    from decimal import Decimal

    from workflow.model import LangTag

_HUNDRED, _TWENTY, _TEN = 100, 20, 10
_PARTED = re.compile(r"(?<=\d)([ \u00a0\u202f\u2009,.'’])(?=\d{3}(?!\d))")


def in_words(number: Decimal, lang: LangTag, *, ordinal: bool = False) -> tuple[str, ...]:
    """Return the words of a whole number up to 100 in their dictionary forms; () beyond.

    >>> in_words(Decimal(25), LangTag("en"))
    ('twenty', 'five')
    """
    data = _data().get(base_of(lang))
    if data is None or number != int(number) or not 0 <= number <= _HUNDRED:
        return ()
    words, tens, hundred = (
        data[f"ordinal_{key}" if ordinal else key] for key in ("words", "tens", "hundred")
    )
    if number == _HUNDRED:
        return tuple(hundred.split())
    if number < _TWENTY:
        return (words[int(number)],)
    ten, unit = divmod(int(number), _TEN)
    return (data["tens"][ten - 2], words[unit]) if unit else (tens[ten - 2],)


def joint_of(lang: LangTag) -> str:
    """Return what stands between the words of a number."""
    return str(_data().get(base_of(lang), {}).get("joint", " "))


def in_digits(value: Decimal, lang: LangTag, *, model: str) -> str:
    """Return a number in digits, thousands parted as in `model` where that shows how."""
    from babel import Locale  # noqa: PLC0415 - keeps `--help` fast
    from babel.numbers import format_decimal  # noqa: PLC0415 - as above

    locale = Locale.parse(lang.replace("-", "_"))
    text = format_decimal(value, locale=locale, decimal_quantization=False)
    group = locale.number_symbols["latn"]["group"]
    decimal = locale.number_symbols["latn"]["decimal"]
    found = _PARTED.search(model)
    if found and found[1] != decimal:
        return text.replace(group, found[1])
    whole = model.partition(decimal)[0]
    ungrouped = not found and sum(char.isdecimal() for char in whole) > len("999")
    return text.replace(group, "") if ungrouped else text


@functools.cache
def _data() -> dict[str, Any]:
    file = resources.files("workflow.reuse") / "data" / "numerals.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
