"""Times of day and ranges of them: "14 h 30" is "2:30 p.m." and "14:30"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.structured.data import load_table

if TYPE_CHECKING:
    from workflow.model import LangTag

_NOON = 12
_HOURS, _MINUTES = 24, 60


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Time:
    """A time of day."""

    hour: int
    """24 is midnight at the end of the day."""
    minute: int = 0


def parse_times(text: str, lang: LangTag) -> tuple[Time, ...]:
    """Return the one time or the two ends that `text` is, nothing else; empty when it is not.

    >>> parse_times("14 h 30", "fr")
    (Time(hour=14, minute=30),)
    """
    for pattern in _range_patterns(lang):
        match = pattern.fullmatch(text.strip())
        if match:
            ends = (_parse(match["a"], lang), _parse(match["b"], lang))
            return tuple(end for end in ends if end) if all(ends) else ()
    time = _parse(text.strip(), lang)
    return (time,) if time else ()


def render_times(times: tuple[Time, ...], lang: LangTag) -> str | None:
    """Return one time or a range as `lang` writes it; None where it has no data."""
    table = load_table(lang, "time")
    style = table.text("write")
    if not style or not times:
        return None
    written = [_render(time, style) for time in times]
    return (
        written[0] if len(written) == 1 else table.text("range").format(a=written[0], b=written[1])
    )


def time_words(lang: LangTag) -> tuple[str, ...]:
    """Return the words that bring in a time after a date: "à" in "à 14 h 30"."""
    return load_table(lang, "time").words("before")


def _parse(text: str, lang: LangTag) -> Time | None:
    for pattern in load_table(lang, "time").words("patterns"):
        match = re.fullmatch(pattern.replace(" ", r"[ \u00a0\u202f]"), text)
        if match:
            return _time(match)
    return None


def _time(match: re.Match[str]) -> Time | None:
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
    half = (parts.get("half") or "").casefold()
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    valid = (hour < _HOURS and minute < _MINUTES) or (hour, minute) == (_HOURS, 0)
    return Time(hour=hour, minute=minute) if valid else None


def _render(time: Time, style: str) -> str:
    hour = time.hour % _HOURS
    return style.format(
        hour=hour,
        minute=time.minute,
        hour12=(hour - 1) % _NOON + 1,
        half="a" if hour < _NOON else "p",
    )


@functools.cache
def _range_patterns(lang: LangTag) -> tuple[re.Pattern[str], ...]:
    forms = [*load_table(lang, "time").words("from_to"), "{a} ?[-–—] ?{b}"]
    groups = {"a": r"(?P<a>\S.{0,14}?)", "b": r"(?P<b>\S.{0,14})"}
    return tuple(re.compile(form.format(**groups), re.IGNORECASE) for form in forms)
