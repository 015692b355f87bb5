"""Days and moments as releases state them, and days as readers of a language write them.

The rule: a statement is read where it can mean one day only; where it cannot, it is no date.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING

from workflow.structured.data import described_langs
from workflow.structured.dateline import parse_dateline
from workflow.structured.dates import Date, render_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.model import LangTag
    from workflow.structured.dateline import Dateline

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_HOUR_ONLY_OFFSET = re.compile(r"([+-]\d{2})$")
_SPACE_BEFORE_OFFSET = re.compile(r"\s+(?=(?:[+-]\d{2}:?\d{2}|Z)$)")


@functools.lru_cache(maxsize=256)
def parse_stated(text: str) -> dt.date | None:
    """Return the day that `text` states, a `datetime.datetime` where it says the time too.

    Read are ISO 8601, ``day/month/year``, ``year/month/day``, and words, in every language whose
    dates the program knows. None for no date, for several, and where the weekday is another day's.

    >>> parse_stated("3/11/2025"), parse_stated("lundi 3 novembre 2025 à 10 h")
    (datetime.date(2025, 11, 3), datetime.datetime(2025, 11, 3, 10, 0))
    """
    text = text.strip()
    if numeric := _DAY_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _day(**{name: int(number) for name, number in numeric.groupdict().items()})
    for parse in (dt.date.fromisoformat, _parse_moment):
        try:
            return parse(text)
        except ValueError:
            continue
    return _parse_words(text)


def _parse_moment(text: str) -> dt.datetime:
    if ":" in text:
        text = _HOUR_ONLY_OFFSET.sub(r"\1:00", _SPACE_BEFORE_OFFSET.sub("", text))
    return dt.datetime.fromisoformat(text)


def _parse_words(text: str) -> dt.date | None:
    """Return what all languages that can read the words take them for."""
    lines = (parse_dateline(text, lang) for lang in described_langs())
    found = {_stated_by(line) for line in lines if line}
    return found.pop() if len(found) == 1 else None


def _stated_by(line: Dateline) -> dt.date | None:
    date = line.date
    if date is None or len(date.days) != 1 or date.year is None or len(line.times) > 1:
        return None
    day = _day(year=date.year, month=date.month, day=date.days[0])
    if day is None or date.weekday not in {None, day.weekday()}:
        return None
    moments = [dt.time(time.hour, time.minute) for time in line.times]
    return dt.datetime.combine(day, moments[0]) if moments else day


def _day(*, year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def day_of(value: str) -> dt.date | None:
    """Return the day that a front matter value states, whatever time follows it.

    >>> day_of("2025-11-03T10:00+01:00"), day_of("November 3, 2025"), day_of("soon")
    (datetime.date(2025, 11, 3), datetime.date(2025, 11, 3), None)
    """
    stated = parse_stated(value)
    return stated.date() if isinstance(stated, dt.datetime) else stated


def corrected_day(metadata: Mapping[str, str]) -> dt.date | None:
    """Return when its author last corrected a release, as ``corrected`` or ``updated`` state it."""
    days = (day_of(metadata.get(key, "")) for key in ("corrected", "updated"))
    return max((day for day in days if day), default=None)


@functools.cache
def date_in_words(day: dt.date, lang: LangTag) -> str:
    """Return a day as releases in the language write it: "3 November 2025"."""
    from babel.dates import format_date  # noqa: PLC0415 - only for pages

    date = Date(days=(day.day,), month=day.month, year=day.year)
    return render_date(date, lang) or format_date(day, "long", locale=lang.replace("-", "_"))
