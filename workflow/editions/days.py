"""Days as releases state them, and as readers of a language write them."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING

from workflow.structured.dates import Date, render_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.model import LangTag

_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_LENGTH = len("2025-11-03")


def day_of(value: str) -> dt.date | None:
    """Return the day that a front matter value states, whatever time follows it.

    >>> day_of("2025-11-03T10:00+01:00"), day_of("3/11/2025"), day_of("soon")
    (datetime.date(2025, 11, 3), datetime.date(2025, 11, 3), None)
    """
    value = value.strip()
    if numeric := _NUMERIC.fullmatch(value):
        day, month, year = numeric.groups()
        value = f"{year}-{month:0>2}-{day:0>2}"
    try:
        return dt.date.fromisoformat(value[:_LENGTH])
    except ValueError:
        return None


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
