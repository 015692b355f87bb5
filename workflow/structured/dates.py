"""Dates without a place: "le vendredi 3 novembre 2017", "10 et 11 mars 2022", "novembre 2017".

How a language writes dates is data: patterns for reading, templates for writing. Names of months
and days come from CLDR.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from workflow.languages import base_of
from workflow.structured.data import Table, fold, load_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.model import LangTag

_Context: TypeAlias = Literal["format", "stand-alone"]
_CONTEXTS: tuple[_Context, ...] = ("format", "stand-alone")
_LAST_DAY, _LAST_MONTH = 31, 12
_SHORT_YEARS, _CENTURY = 100, 2000
"""Years of two figures, which a dateline of our days gives for the whole."""
_SHORTEST = 3
"""Letters of a name that an abbreviation which CLDR does not know has at least: "Sept", "фев"."""
_BRIEF_FORMS = (
    "(?:{weekday},? )?{days} {month},? {year}",
    "(?:{weekday},? )?{month} {days},? {year}",
)
"""What people write in every language who abbreviate: "mar. 3 nov. 2026", "Nov 3, 2026"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """One day, some days of one month, or a month."""

    days: tuple[int, ...] = ()
    through: bool = False
    """The two days are the ends of a period, not two days."""
    month: int
    year: int | None = None
    weekday: int | None = None
    """0 is Monday; what the source says, which may contradict the calendar."""


def date_pattern(lang: LangTag, *, brief: bool = False) -> str:
    """Return a regular expression over folded text for a date of `lang`; "" where it has no data.

    Its groups are those of `read_date`. `brief` lets months and weekdays be abbreviated.
    """
    return _pattern(base_of(lang), brief=brief)


def read_date(match: re.Match[str], lang: LangTag) -> Date | None:
    """Return the date of a match of `date_pattern`; None when no calendar has it."""
    groups = {key.rstrip("0123456789"): value for key, value in match.groupdict().items() if value}
    if "numeric" in groups:
        day, month, year = (int(part) for part in re.findall(r"\d+", groups["numeric"]))
        year += _CENTURY if year < _SHORT_YEARS else 0
        return _checked(Date(days=(day,), month=month, year=year, weekday=_weekday(groups, lang)))
    month = (
        int(groups["number"]) if "number" in groups else _known(base_of(lang))[0][groups["month"]]
    )
    days = groups.get("days", "")
    numbers = tuple(int(number) for number in re.findall(r"\d+", days))
    return _checked(
        Date(
            days=numbers,
            through=_is_range(days, lang),
            month=month,
            year=int(groups["year"]) if "year" in groups else None,
            weekday=_weekday(groups, lang),
        )
    )


def render_date(date: Date, lang: LangTag, *, inside: bool = False) -> str | None:
    """Return `date` as `lang` writes it, alone or `inside` a phrase; None where it has no data."""
    table = load_table(lang, "dateline")
    if not table:
        return None
    context: _Context = "format" if date.days else "stand-alone"
    written = _template(date, table).format(
        day=_days(date, table),
        month=_babel("month", context, lang, table.text("month_width", "wide"))[date.month],
        year=date.year,
    )
    if date.weekday is None:
        return written
    declined = table.words("weekdays_inside") if inside else ()
    weekday = (declined or _babel("day", "stand-alone", lang))[date.weekday]
    return table.text("weekday").format(weekday=weekday, date=written)


def _template(date: Date, table: Table) -> str:
    if not date.days:
        return table.text("month_year" if date.year else "month")
    return table.text("full" if date.year else "no_year")


def _days(date: Date, table: Table) -> str:
    first = table.text("first_day", "1")
    written = [first if day == 1 else str(day) for day in date.days]
    if date.through:
        return table.text("through").join(written)
    return table.text("and").join(
        [", ".join(written[:-1]), written[-1]] if written[1:] else written
    )


def _checked(date: Date) -> Date | None:
    days = all(1 <= day <= _LAST_DAY for day in date.days)
    return date if days and 1 <= date.month <= _LAST_MONTH and (date.days or date.year) else None


def _weekday(groups: dict[str, str], lang: LangTag) -> int | None:
    return _known(base_of(lang))[1].get(groups.get("weekday", ""))


def _is_range(days: str, lang: LangTag) -> bool:
    ranges = load_table(lang, "dateline").words("ranges")
    return bool(re.search("|".join(["[-–—]", *(rf"\b{fold(word)}\b" for word in ranges)]), days))


@functools.cache
def _pattern(base: LangTag, *, brief: bool) -> str:
    table = load_table(base, "dateline")
    months, weekdays = _known(base) if brief else _names(base)
    point = r"\.?" if brief else ""
    joins = [*(fold(word) for word in table.words("joiners")), ",", "-", "–", "—"]
    joins += [fold(word) for word in table.words("ranges")]
    day = r"\d{1,2}(?!\d)(?:er|st|nd|rd|th|º|\.)?"
    parts = {
        "{weekday}": rf"(?P<weekday>{_any(weekdays)}){point}",
        "{days}": rf"(?P<days>{day}(?: ?(?:{_any(joins)}) ?{day}){{0,3}})",
        "{month}": rf"(?P<month>{_any(months)}){point}",
        "{year}": r"(?P<year>\d{4})",
        "{article}": f"(?:{_any(fold(word) for word in table.words('articles'))})",
        "{numeric}": r"(?P<numeric>\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2}(?!\d)))",
    }
    forms = []
    brief_forms = _BRIEF_FORMS if brief and table else ()
    for number, form in enumerate([*table.words("patterns"), *brief_forms]):
        pattern = fold_pattern(form)
        for name, part in parts.items():
            pattern = pattern.replace(name, part)
        # A group name stands once in an expression: each alternative numbers its own.
        forms.append(re.sub(r"\(\?P<(\w+?)>", rf"(?P<\g<1>{number}>", pattern))
    return "|".join(forms)


def fold_pattern(form: str) -> str:
    """Return a pattern of the data as it must be for folded text: without accents."""
    return re.sub(r"[^\x00-\x7f]+", lambda match: fold(match[0]), form)


def _any(words: Iterable[str]) -> str:
    ordered = sorted({re.escape(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(ordered) or r"(?!)"


@functools.cache
def _names(base: LangTag) -> tuple[dict[str, int], dict[str, int]]:
    """Return the folded names of months, and what CLDR has for short, and of weekdays."""
    if not base:
        return {}, {}
    return _short_names("month", base) | _names_of("month", base), _names_of("day", base)


@functools.cache
def _known(base: LangTag) -> tuple[dict[str, int], dict[str, int]]:
    """Return the names of months and of weekdays, and their abbreviations."""
    return (_brief_names("month", base), _brief_names("day", base)) if base else ({}, {})


def _brief_names(kind: str, base: LangTag) -> dict[str, int]:
    """Return the names, what CLDR has for short, and each beginning that only one name has."""
    names = _names_of(kind, base)
    heads: dict[str, set[int]] = defaultdict(set)
    for name, number in names.items():
        for end in range(_SHORTEST, len(name)):
            heads[name[:end]].add(number)
    unique = {head: min(numbers) for head, numbers in heads.items() if len(numbers) == 1}
    return unique | _short_names(kind, base) | names


def _short_names(kind: str, base: LangTag) -> dict[str, int]:
    """Return what CLDR has for short, with its full stops and without."""
    short = _names_of(kind, base, width="abbreviated")
    return short | {name.rstrip("."): number for name, number in short.items()}


def _names_of(kind: str, base: LangTag, *, width: str = "wide") -> dict[str, int]:
    found: dict[str, int] = {}
    for context in _CONTEXTS:
        for number, name in _babel(kind, context, base, width).items():
            if not name.isdecimal():
                found.setdefault(fold(name), number)
    return found


@functools.cache
def _babel(kind: str, context: _Context, lang: LangTag, width: str = "wide") -> dict[int, str]:
    from babel import UnknownLocaleError, dates  # noqa: PLC0415 - only structured lines need it

    get = dates.get_month_names if kind == "month" else dates.get_day_names
    try:
        names = get(
            "abbreviated" if width == "abbreviated" else "wide",
            context,
            locale=lang.replace("-", "_"),
        )
    except (UnknownLocaleError, ValueError):
        return {}
    return {int(number): str(name) for number, name in names.items()}
