"""What is recognised by its shape alone: addresses, phone numbers, document symbols, clock times.

These are found before words and numbers are read, so that no part of "S/2015/1030" or of a phone
number is taken for a quantity.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from workflow.facts.values import Fact, FactKind
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.facts.lexicon import Lexicon

_MARKED = (
    (FactKind.EMAIL, ("@",), r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (
        FactKind.URL,
        ("://", "www."),
        r"(?:https?://|www\.)[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)\]'’*_]",
    ),
    (FactKind.HASHTAG, ("#", "@"), r"(?<![\w&/])[#@][^\W\d_]\w+"),
    (FactKind.PHONE, ("+",), r"(?<![\w+])\+\d{1,3}[\s().\d\u00a0\u202f-]{6,18}\d(?!\d)"),
    (FactKind.REFERENCE, ("/",), r"(?<![\w/])[A-ZА-Я]{1,8}(?:\.\d+)?(?:/[\w.-]*\w)+(?![\w/])"),
)
"""Shapes with the marks without which no text has them."""
_COUNTED = (
    (FactKind.PHONE, r"(?<![\w.,/])0\d(?:[\s.\u00a0\u202f-]\d\d){4}(?![\s.]?\d)"),
    (FactKind.DATE, r"(?<![\w/.-])\d{4}-[01]\d-[0-3]\d(?![\w-])"),
    (FactKind.DATE, r"(?<![\w/.])[0-3]?\d([./])[01]?\d\1(?:19|20)\d\d(?![\w/])"),
    (
        FactKind.DATE,
        r"(?<![\w/.])(?:0[1-9]|[12]\d|3[01])([./])(?:0[1-9]|1[0-2])\1\d\d(?![\w/]|\.\d)",
    ),
)
"""Shapes that begin with a digit, as times of day do."""
_ISO = re.compile(r"\d{4}-")
# "P5+1", Cyrillic letters typed for Latin ones in a document symbol.
_LOOKALIKES = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")


def find_literals(text: str, lexicon: Lexicon) -> list[Fact]:
    """Return the literals and clock times of `text`, in order, without overlaps."""
    numbers = [match.start() for match in _NUMBER.finditer(text)]
    found = sorted(
        (*_marked(text), *_counted(text, numbers), *_times(text, numbers, lexicon)),
        key=lambda fact: (fact.span.start, -len(fact.span)),
    )
    kept: list[Fact] = []
    for fact in found:
        if not kept or fact.span.start >= kept[-1].span.end:
            kept.append(fact)
    return kept


_NUMBER = re.compile(r"\d+")


def _marked(text: str) -> Iterator[Fact]:
    for kind, marks, expression in _MARKED:
        if not any(mark in text for mark in marks):
            continue
        for match in _compiled(expression).finditer(text):
            # Words joined by a stroke ("HIV/AIDS", "ET/OU") are no document symbol.
            if kind is FactKind.REFERENCE and not _NUMBER.search(match.group()):
                continue
            yield _literal(kind, match)


def _counted(text: str, numbers: Sequence[int]) -> Iterator[Fact]:
    for kind, expression in _COUNTED:
        for match in _iter_at(numbers, _compiled(expression), text):
            yield _literal(kind, match)


def _iter_at(
    numbers: Sequence[int], pattern: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern, one behind the other, that begin where numbers do."""
    end = 0
    for start in numbers:
        match = pattern.match(text, start) if start >= end else None
        if match is not None:
            end = match.end()
            yield match


@functools.lru_cache(maxsize=64)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _literal(kind: FactKind, match: re.Match[str]) -> Fact:
    text = match.group()
    value = text
    atoms: tuple[str, ...] = ()
    if kind is FactKind.PHONE:
        value = _phone(text)
    elif kind is FactKind.REFERENCE:
        value = text.translate(_LOOKALIKES).upper()
    elif kind is FactKind.DATE:
        value, atoms = _numeric_date(text, day_first=not _ISO.match(text))
    elif kind in {FactKind.EMAIL, FactKind.HASHTAG}:
        value = text.casefold()
    return Fact(
        kind=kind, span=Span(*match.span()), text=text, value=value, atoms=atoms or (value,)
    )


def _phone(text: str) -> str:
    """Return what is the same in "01 43 17 53 53" and "+33 (0)1 43 17 53 53"."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    return digits[-9:]


_SHORT_YEARS, _LAST_CENTURY = 100, 70
"""Years of two figures, and those from which they are of the century before."""


def _numeric_date(text: str, *, day_first: bool) -> tuple[str, tuple[str, ...]]:
    parts = [int(part) for part in re.findall(r"\d+", text)]
    day, month, year = parts if day_first else reversed(parts)
    if year < _SHORT_YEARS:
        year += 2000 if year < _LAST_CENTURY else 1900
    if month > 12:  # noqa: PLR2004 - American order, 12 months
        day, month = month, day
    return f"{year:04}-{month:02}-{day:02}", (str(day), f"m{month}", str(year))


def _times(text: str, numbers: Sequence[int], lexicon: Lexicon) -> Iterator[Fact]:
    for pattern in _time_patterns(lexicon.time_patterns):
        for match in _iter_at(numbers, pattern, text):
            groups = match.groupdict()
            minute = int(groups.get("m") or 0)
            hour = hour_of_day(int(groups["h"]), match.group(), afternoon=bool(groups.get("p")))
            value = f"{hour:02}:{minute:02}"
            yield Fact(
                kind=FactKind.TIME,
                span=Span(*match.span()),
                text=match.group(),
                value=value,
                atoms=(f"t{value}",),
            )


def hour_of_day(told: int, text: str, *, afternoon: bool) -> int:
    """Return the hour of the day that `text` tells on the twelve-hour clock or on the other."""
    if afternoon:
        return told + 12 if told < _NOON else told
    if told == _NOON and _EARLY.search(text):
        return 0
    return told + 12 if _LATE <= told < _NOON and _NIGHT.search(text) else told


_NOON = 12
_LATE = 9
"""From this hour on, an hour "of the night" (9 часов ночи) is before midnight."""
_EARLY = re.compile(r"(?<![^\W\d_])a\.?\s?m\b|midnight|matin|ночи", re.IGNORECASE)
_NIGHT = re.compile("ночи", re.IGNORECASE)


@functools.cache
def _time_patterns(expressions: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expression, re.IGNORECASE) for expression in expressions)
