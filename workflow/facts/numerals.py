"""Numbers in digits and in words, read from tokens into exact decimals."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from workflow.facts.number_words import NumberWords, Numeral, half_after, may_begin
from workflow.facts.tokens import touches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workflow.facts.lexicon import Lexicon
    from workflow.facts.tokens import Token

_LONGEST = 30
"""More digits than this are a code, not a quantity."""


def canonical(value: Decimal) -> str:
    """Write a decimal without exponent, sign of zero or trailing zeros."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def parse_digits(raw: str, lexicon: Lexicon) -> str | None:
    """Return the canonical value of digits with the language's separators, None for a code.

    >>> from workflow.facts.lexicon import load_lexicon
    >>> parse_digits("1 234,50", load_lexicon("fr"))
    '1234.5'
    """
    if len(raw) > _LONGEST:
        return None
    marks = re.findall(r"\D", raw)
    if not marks:
        return canonical(Decimal(int(raw)))
    integer, mark, fraction = raw.rpartition(marks[-1])
    groups = raw.split(mark)
    grouped = mark in lexicon.groups and all(len(group) == len("000") for group in groups[1:])
    if len(set(marks)) == 1 and grouped and len(groups[0]) <= len("000"):
        return canonical(Decimal(int("".join(groups))))
    if mark not in ".," or marks.count(mark) > 1:
        return None
    whole = re.sub(r"\D", "", integer)
    return canonical(Decimal(f"{int(whole)}.{''.join(str(int(digit)) for digit in fraction)}"))


def read_numerals(
    tokens: Sequence[Token], lexicon: Lexicon, *, telling: Iterable[int] | None = None
) -> list[Numeral]:
    """Return the numbers stated by `tokens`, in order; a lone "un", "one", "first" states none.

    `telling` are the indexes of tokens that may begin one, where that is known.
    """
    found = []
    end = 0
    for index in range(len(tokens)) if telling is None else telling:
        numeral = _read_at(tokens, index, lexicon) if index >= end else None
        if numeral is not None:
            numeral = _with_half(tokens, numeral, lexicon)
            numeral = _with_collective(tokens, numeral, lexicon)
            found.append(numeral)
            end = numeral.end
    return found


def _may_be_one(low: str, lexicon: Lexicon) -> bool:
    entry = lexicon.number_words.get(low)
    return entry is not None and entry[1] == "one"


def _with_half(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """Add the fraction that follows a number: 2½, "two and a half million"."""
    end = numeral.end
    if numeral.scale and not numeral.ordinal:
        # un milliard et demi, a million and a half
        end = half_after(tokens, end, lexicon)
        half = Decimal(numeral.scale) / 2 if end > numeral.end else 0
        return replace(numeral, value=canonical(Decimal(numeral.value) + half), end=end)
    if numeral.ordinal or numeral.scaled or not numeral.value.isdecimal():
        return numeral
    part = Decimal("0.5")
    following = tokens[end] if end < len(tokens) else None
    if following and following.text in _VULGAR and touches(tokens[end - 1], following):
        part, end = _VULGAR[following.text], end + 1
    else:
        end = half_after(tokens, end, lexicon)
    if end == numeral.end:
        return numeral
    value = Decimal(numeral.value) + part
    entry = lexicon.number_words.get(tokens[end].low) if end < len(tokens) else None
    if entry is not None and entry[1] == "scale" and len(tokens[end].low) > 1:
        scaled = canonical(value * entry[0])
        return replace(numeral, value=scaled, end=end + 1, scaled=True, scale=str(entry[0]))
    return replace(numeral, value=canonical(value), end=end)


def _with_collective(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """Multiply what a number counts: deux douzaines, two dozen, three quarters of a million."""
    end = numeral.end
    if not numeral.words or numeral.ordinal or numeral.scaled or end >= len(tokens):
        return numeral
    low, value = tokens[end].low, Decimal(numeral.value)
    if many := lexicon.collectives.get(low):
        return replace(numeral, value=canonical(value * many), end=end + 1)
    scale, behind = _scale_behind(tokens, end + 1, lexicon)
    parts = lexicon.fractions.get(low)
    if parts and scale and value * scale % parts == 0:
        total = canonical(value * scale / parts)
        return replace(numeral, value=total, end=behind, scaled=True, scale=str(scale))
    return numeral


_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def _read_at(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Numeral | None:
    token = tokens[index]
    if token.kind == "number":
        return _read_digits(tokens, index, lexicon)
    if not may_begin(token.low, lexicon.language):
        return None
    if _may_be_one(token.low, lexicon) and half_after(tokens, index + 1, lexicon) > index + 1:
        return Numeral("1", index, index + 1, words=True)
    if token.low in lexicon.parts and (numeral := _read_part(tokens, index, lexicon)):
        return numeral
    return NumberWords(tokens, index, lexicon).read() if token.kind == "word" else None


def _read_part(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Numeral | None:
    """Return "half a million", "demi-douzaine", "полторы сотни"; None before other words."""
    part = Decimal(lexicon.parts[tokens[index].low])
    scale, end = _scale_behind(tokens, index + 1, lexicon)
    if not scale:
        many = lexicon.collectives.get(tokens[end].low, 0) if end < len(tokens) else 0
        total = canonical(part * many)
        return Numeral(total, index, end + 1, words=True) if many and total.isdecimal() else None
    total = canonical(part * scale)
    return Numeral(total, index, end, words=True, scaled=True, scale=str(scale))


def _scale_behind(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, int]:
    """Return the scale that a part is of and the token behind it, 0 for none: of a million."""
    while at < len(tokens) and (
        tokens[at].text in _HYPHENS or tokens[at].low in _OF or _may_be_one(tokens[at].low, lexicon)
    ):
        at += 1
    value, role = lexicon.number_words.get(tokens[at].low if at < len(tokens) else "", (0, "unit"))
    return (value, at + 1) if role == "scale" and len(tokens[at].low) > 1 else (0, at)


_OF = frozenset({"of", "de", "d", "'"})


def _read_digits(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Numeral:
    token = tokens[index]
    value = parse_digits(token.text, lexicon)
    end = index + 1
    if value is None:
        return Numeral(token.text, index, end)
    marked = _ordinal_end(tokens, end, lexicon)
    if marked > end:
        return Numeral(value, index, marked, ordinal=True)
    scaled = Decimal(value)
    while end < len(tokens):
        prefix = _currency_scale(tokens, end, lexicon)
        if prefix:
            scaled *= prefix
            end += 1
            break
        end = _behind_hyphen(tokens, end, lexicon)
        role = lexicon.number_words.get(tokens[end].low)
        # A one-letter scale only where it touches: "€45m", but "45 m" is a length.
        if role is None or role[1] != "scale" or _is_loose_letter(tokens, end):
            break
        scaled *= role[0]
        end += 1
        if end < len(tokens) and tokens[end].text == "." and touches(tokens[end - 1], tokens[end]):
            following = end + 1
            abbreviated = len(tokens[end - 1].text) <= len("млрд")
            if abbreviated and following < len(tokens):
                end = following
    factor = canonical(scaled / Decimal(value)) if end > index + 1 and Decimal(value) else ""
    numeral = Numeral(canonical(scaled), index, end, scaled=end > index + 1, scale=factor)
    return _with_rest(tokens, numeral, lexicon)


def _with_rest(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """Add what follows a scale: 2 миллиона 345 тысяч 678, 5 millions 143 mille."""
    end = numeral.end
    whole = numeral.scale and "." not in numeral.scale and not numeral.value.endswith("%")
    if not whole or end >= len(tokens) or tokens[end].kind != "number":
        return numeral
    if not tokens[end].text.replace("\u00a0", "").isdecimal():
        return numeral
    rest = _read_digits(tokens, end, lexicon)
    if rest.ordinal or "." in rest.value or not Decimal(rest.value) < Decimal(numeral.scale):
        return numeral
    value = canonical(Decimal(numeral.value) + Decimal(rest.value))
    return replace(numeral, value=value, end=rest.end, scale=rest.scale)


def _behind_hyphen(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return the place of the scale that a hyphen joins to its number: $18-billion."""
    if tokens[index].text not in _HYPHENS or index + 1 == len(tokens):
        return index
    role = lexicon.number_words.get(tokens[index + 1].low)
    is_scale = role is not None and role[1] == "scale" and len(tokens[index + 1].low) > 1
    is_joined = touches(tokens[index - 1], tokens[index]) and touches(*tokens[index : index + 2])
    return index + 1 if is_scale and is_joined else index


_HYPHENS = frozenset("-\u2010\u2011")


def _currency_scale(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return the scale at `index` that the sign of a currency follows, 0 where there is none."""
    scale = lexicon.currency_scales.get(tokens[index].low, 0)
    if not scale or index + 1 == len(tokens):
        return 0
    return scale if tokens[index + 1].text in lexicon.symbols else 0


def _is_loose_letter(tokens: Sequence[Token], index: int) -> bool:
    return len(tokens[index].text) == 1 and not touches(tokens[index - 1], tokens[index])


def _ordinal_end(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int:
    """Return the token after an ordinal mark that touches the digits: 2e, 69th, 21-го."""
    if end >= len(tokens) or not touches(tokens[end - 1], tokens[end]):
        return end
    mark = tokens[end].text
    if mark in "-‑" and end + 1 < len(tokens) and touches(tokens[end], tokens[end + 1]):
        joined = "-" + tokens[end + 1].text
        return end + 2 if _mark_pattern(lexicon.ordinal_mark).fullmatch(joined) else end
    return end + 1 if _mark_pattern(lexicon.ordinal_mark).fullmatch(mark) else end


@functools.cache
def _mark_pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
