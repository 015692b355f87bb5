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
    from workflow.structured.clock import Time
    from workflow.structured.dateline import Dateline

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_HOUR_ONLY_OFFSET = re.compile(r"([+-]\d{2})$")
_SPACE_BEFORE_OFFSET = re.compile(r"\s+(?=(?:[+-]\d{2}:?\d{2}|Z)$)")
_ZONES = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0} | {
    f"{letter}{kind}T": -hours + (kind == "D")
    for letter, hours in (("E", 5), ("C", 6), ("M", 7), ("P", 8))
    for kind in "SD"
}
"""Hours from universal time of the names that RFC 2822 (section 4.3) knows."""
_CLOCK_END = re.compile(
    r"(?<=:[0-9]{2})(?P<second>:[0-9]{2})?(?:"
    r" ?(?P<offset>[+-][0-9]{2}:?[0-9]{2})(?: \([A-Z]{2,5}\))?"
    rf"| (?P<zone>{'|'.join(_ZONES)})"
    r")?$"
)
"""What may follow hour and minute: "10:00:00 +0100 (CET)"."""
_HYPHENS = re.compile(r"(?<=\d)-(?=[^\W\d_])|(?<=[^\W\d_])-(?=\d{4}\b)")
"""Those of "03-Nov-2026"."""
_MARKS = str.maketrans("", "", "\u200e\u200f\u061c")
"""Of direction, which CLDR puts into dates in Arabic."""


@functools.lru_cache(maxsize=256)
def parse_stated(text: str) -> dt.date | None:
    """Return the day that `text` states, a `datetime.datetime` where it says the time too.

    Read are ISO 8601, RFC 2822, ``day/month/year``, ``year/month/day``, and words, also for short,
    in every language whose dates the program knows. None for no date, for several, and where the
    weekday is another day's.

    >>> parse_stated("3/11/2025"), parse_stated("lundi 3 novembre 2025 à 10 h")
    (datetime.date(2025, 11, 3), datetime.datetime(2025, 11, 3, 10, 0))
    """
    text = " ".join(text.translate(_MARKS).split())
    if numeric := _DAY_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _day(**{name: int(number) for name, number in numeric.groupdict().items()})
    for parse in (dt.date.fromisoformat, _parse_moment):
        try:
            return parse(text)
        except ValueError:
            continue
    return _parse_words(_HYPHENS.sub(" ", text))


def _parse_moment(text: str) -> dt.datetime:
    if ":" in text:
        text = _HOUR_ONLY_OFFSET.sub(r"\1:00", _SPACE_BEFORE_OFFSET.sub("", text))
    return dt.datetime.fromisoformat(text)


def _parse_words(text: str) -> dt.date | None:
    """Return what all languages that can read the words take them for."""
    end = _CLOCK_END.search(text)
    line = text[: end.start()] if end else text
    lines = (parse_dateline(line, lang, brief=True) for lang in described_langs())
    found = {_stated_by(each) for each in lines if each}
    stated = found.pop() if len(found) == 1 else None
    return _to_the_second(stated, end) if end and end[0] else stated


def _to_the_second(stated: dt.date | None, end: re.Match[str]) -> dt.datetime | None:
    """Give a moment the seconds and the offset that follow its minutes."""
    if not isinstance(stated, dt.datetime):
        return None
    offset = end["offset"] or (f"{_ZONES[end['zone']]:+03}:00" if end["zone"] else "")
    try:
        return dt.datetime.fromisoformat(
            f"{stated.isoformat(timespec='minutes')}{end['second'] or ''}{offset}"
        )
    except ValueError:
        return None


def _stated_by(line: Dateline) -> dt.date | None:
    date = line.date
    if date is None or len(date.days) != 1 or date.year is None or len(line.times) > 1:
        return None
    day = _day(year=date.year, month=date.month, day=date.days[0])
    if day is None or date.weekday not in {None, day.weekday()}:
        return None
    try:
        return _at(day, *line.times)
    except OverflowError:  # midnight at the end of the last day of year 9999
        return None


def _at(day: dt.date, time: Time | None = None) -> dt.date:
    """Return the moment `time` of a day; "24 h" is the first of the next one."""
    if time is None:
        return day
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(hours=time.hour, minutes=time.minute)


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
