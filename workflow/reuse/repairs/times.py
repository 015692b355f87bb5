"""Repair times of day in the clock and with the marks of the old translation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.reuse.edits import Edit
from workflow.reuse.repairs.base import Repair, Scene, Slot, find_figures

if TYPE_CHECKING:
    from workflow.facts import Fact

_TWELVE = re.compile(
    r"(?P<h>\d{1,2})(?:(?P<sep>[:.])(?P<m>\d\d))?(?P<gap>\s?)(?P<half>[ap]\.?\s?m\b\.?)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?P<h>\d{1,2})(?P<sep>[:.])(?P<m>\d\d)(?P<rest>\s?(?:hours|hrs|Uhr)?)")
_RUSSIAN = re.compile(
    r"(?P<h>\d{1,2})(?P<gap>\s)(?P<hours>ч\.?|час(?:ов|а|ам)?)"
    r"(?:(?P<gap2>\s)(?P<m>\d{1,2})(?P<gap3>\s)(?P<minutes>мин\.?|минут(?:[аы]|ам)?))?(?P<part>\s(?:утра|дня|вечера))?(?P<end>\.?)"
)
_FRENCH = re.compile(r"(?P<h>\d{1,2})(?P<gap>\s?)h(?:eures?)?(?:(?P<gap2>\s?)(?P<m>\d\d))?")
_HALF_DAY = re.compile(
    r"\s*(?:утра|дня|вечера|ночи|[ap]\.?m|(?:in the|this) (?:morning|afternoon|evening)|at night"
    r"|(?:to|and|until|[-–])\s?\d[\d:.]*\s?[ap]\.?\s?m|(?:до|и)\s\d[\d:.]*\sчас)",
    re.IGNORECASE,
)
"""What may follow a time and would be wrong after another."""
_NOON = 12
_PARTS = {"утра": range(4, 12), "дня": range(12, 17), "вечера": range(17, 24)}


def repair_time(slot: Slot, scene: Scene) -> Repair | None:
    """Return how a changed time is stated; None where its manner is not known."""
    new = slot.new.fact
    if new is None:
        return None
    hour, minute = (int(part) for part in new.value.split(":"))
    edits = []
    for fact in find_figures(slot, scene):
        written = _written(fact, hour, minute, scene)
        if not written:
            return None
        edits.append(Edit(fact.span, written))
    return Repair(edits=tuple(edits)) if edits else None


def _written(fact: Fact, hour: int, minute: int, scene: Scene) -> str:
    if _HALF_DAY.match(scene.target, fact.span.end):
        return ""
    for pattern, write in ((_TWELVE, _twelve), (_CLOCK, _clock), (_RUSSIAN, _russian)):
        match = pattern.fullmatch(fact.text)
        if match is not None:
            return write(match, hour, minute)
    match = _FRENCH.fullmatch(fact.text) if scene.language == "fr" else None
    return _french(match, hour, minute) if match else ""


def _twelve(match: re.Match[str], hour: int, minute: int) -> str:
    """Write 4.30 p.m. as 2.30 p.m. was, the minutes left out where they are none."""
    shown = str(hour % _NOON or _NOON)
    if minute or (match["m"] and match["m"] == "00"):
        shown += f"{match['sep'] or ':'}{minute:02}"
    half = match["half"]
    letter = "p" if hour % 24 >= _NOON else "a"
    letter = letter.upper() if half[0].isupper() else letter
    return shown + match["gap"] + letter + half[1:]


def _clock(match: re.Match[str], hour: int, minute: int) -> str:
    width = len(match["h"]) if match["h"].startswith("0") else 1
    return f"{str(hour).zfill(width)}{match['sep']}{minute:02}{match['rest']}"


def _russian(match: re.Match[str], hour: int, minute: int) -> str:
    """Write 16 часов 30 минут, 4 часа дня; "" where a form of these words is not known."""
    if match["part"]:
        part = next((name for name, hours in _PARTS.items() if hour in hours), "")
        bare = _RUSSIAN.fullmatch(match.string.replace(match["part"], ""))
        written = _russian(bare, hour % _NOON or _NOON, minute) if bare and part else ""
        return f"{written.rstrip('.')} {part}{match['end']}" if written else ""
    hours = _counted(match["hours"], hour, ("час", "часа", "часов"))
    if not hours or (minute and not match["m"]):
        return ""
    shown = f"{hour}{match['gap']}{hours}"
    if not minute:
        return shown + match["end"]
    minutes = _counted(match["minutes"], minute, ("минута", "минуты", "минут"))
    return (
        f"{shown}{match['gap2']}{minute:02}{match['gap3']}{minutes}{match['end']}"
        if minutes
        else ""
    )


def _counted(word: str, number: int, forms: tuple[str, str, str]) -> str:
    if len(word.rstrip(".")) <= len("мин"):
        return word if word != "час" else forms[_plural(number)]
    if word not in forms:  # an oblique case, alike for all numbers but those that end in one
        return word if _plural(number) else ""
    if forms[0] == "минута" and not _plural(number):
        return ""  # The accusative of one minute is not the nominative.
    return forms[_plural(number)]


def _plural(number: int) -> int:
    tens, units = divmod(number % 100, 10)
    if tens == 1 or units == 0 or units > 4:  # noqa: PLR2004 - 2, 3 and 4 are few
        return 2
    return 0 if units == 1 else 1


def _french(match: re.Match[str], hour: int, minute: int) -> str:
    gap = match["gap"]
    shown = f"{hour}{gap}h"
    return shown + (f"{match['gap2'] or gap}{minute:02}" if minute else "")
