"""Lines of a programme: "14 h 30 – Arrivée à l'aéroport" is a time, a dash and what happens then.

An engine that reads the time with the rest writes it in any way, and the rest worse for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.structured.clock import parse_times, render_times
from workflow.structured.data import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import LangTag
    from workflow.structured.clock import Time

_SPACE = r"[ \t\u00a0\u202f]"
_BETWEEN = re.compile(rf"{_SPACE}*[:：]{_SPACE}+|{_SPACE}+[-–—]{_SPACE}+|{_SPACE}+(?=[^\W\d_])")
_EMPHASIS = re.compile(
    rf"(?P<mark>[*_]{{1,3}})(?P<time>[^*_]+?)(?P<colon>{_SPACE}*[:：])?(?P=mark)"
)
_LONGEST = 40
"""Characters in which a time must have ended: "de 16 h 45 à 17 h 30"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A line of a programme, taken apart."""

    mark: str
    """Emphasis around the time, "" in plain text."""
    time: str
    times: tuple[Time, ...]
    """One time, or the two ends of a range."""
    between: str
    """What parts the time from the event: a dash, a colon or a space."""
    event: str

    def lead_in(self, lang: LangTag) -> str | None:
        """Return all that stands before the event in another language; None without data for it."""
        time = render_times(self.times, lang)
        if time is None:
            return None
        if ":" in self.between or "：" in self.between:
            colon = load_table(lang, "contact").text("colon", ":")
            return f"{self.mark}{time}{self.mark}{colon.rstrip()} "
        dash = load_table(lang, "time").text("dash") if self.between.strip() else ""
        return f"{self.mark}{time}{self.mark}{dash or self.between}"


def parse_appointment(text: str, lang: LangTag) -> Appointment | None:
    """Return the parts of a line that begins with a time and says what happens then, else None.

    >>> parse_appointment("14 h 30 – Arrivée", LangTag("fr")).event
    'Arrivée'
    """
    for mark, time, between, event in _iter_partings(text):
        opens_anew = bool(between.strip()) or event[:1].isupper()
        times = parse_times(time, lang) if event and opens_anew else ()
        if times:
            return Appointment(mark=mark, time=time, times=times, between=between, event=event)
    return None


def _iter_partings(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield each way to part a line: emphasis, what may be a time, what parts it, the rest."""
    emphasis = _EMPHASIS.match(text[:_LONGEST])
    if emphasis:
        colon, rest = emphasis["colon"] or "", text[emphasis.end() :]
        between = re.match(rf"{_SPACE}+", rest) if colon else _BETWEEN.match(rest)
        if between:
            yield emphasis["mark"], emphasis["time"], colon + between[0], rest[between.end() :]
        return
    for between in reversed(list(_BETWEEN.finditer(text[:_LONGEST]))):
        yield "", text[: between.start()], between[0], text[between.end() :]
