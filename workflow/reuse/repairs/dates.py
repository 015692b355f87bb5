"""Repair dates and weekdays part by part, in the order and the forms of the old translation."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts import Fact, render_fact
from workflow.facts.lexicon import fold, load_lexicon
from workflow.glossary.morphology.base import Case, Phrase
from workflow.languages import base_of
from workflow.model import LangTag, Span
from workflow.reuse.edits import Edit
from workflow.reuse.repairs.base import Repair, Scene, Slot, find_figures
from workflow.reuse.repairs.english import suffix

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+\.?")
_NUMBER = re.compile(r"\d+(?P<mark>st|nd|rd|th|er)?(?!\w)")
_NUMERIC = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Date:
    """The parts of a date that its text states."""

    days: tuple[int, ...] = ()
    month: int = 0
    year: int = 0

    @property
    def shape(self) -> tuple[int, bool, bool]:
        """Which parts there are."""
        return (len(self.days), bool(self.month), bool(self.year))


def repair_date(slot: Slot, scene: Scene) -> Repair | None:
    """Return how a changed date is stated; None where it is not found or no rule is sure."""
    old, new = slot.old.fact, slot.new.fact
    before, after = (_parse(fact.value) if fact else None for fact in (old, new))
    if old is None or new is None or before is None or after is None:
        return None
    edits: list[Edit] = []
    for fact in find_figures(slot, scene):
        there = _parse(fact.value)
        if there is None or there.shape != before.shape:
            return None
        found = _edits(fact, before, after, scene) or _rewritten(fact, old, new, scene)
        if not found:
            return None
        edits += found
    return Repair(edits=tuple(edits)) if edits else None


def _parse(value: str) -> _Date | None:
    """Return the parts of a canonical date; None for "yesterday" and days of several months."""
    found = [re.fullmatch(r"(\d{4}|-)(?:-(\d\d))?(?:-(\d\d))?", v) for v in re.split("[/,]", value)]
    parts = [match.groups() for match in found if match]
    if len(parts) != len(found) or len({part[:2] for part in parts}) != 1:
        return None
    year, month, _ = parts[0]
    days = tuple(int(part[2]) for part in parts if part[2])
    return _Date(days, int(month or 0), 0 if year == "-" else int(year))


def _edits(fact: Fact, before: _Date, after: _Date, scene: Scene) -> tuple[Edit, ...]:
    """Return the replacement of each part; () where a part is not found."""
    if before.shape != after.shape:
        return ()
    numeric = _NUMERIC.fullmatch(fact.text)
    if numeric:
        return _numeric(fact, numeric, before, after)
    edits = [*_months(fact, before, after, scene), *_numbers(fact, before, after, scene)]
    expected = len(before.days) + bool(before.month) + bool(before.year)
    if len(edits) != expected:
        return ()
    return tuple(edit for edit in edits if edit.text != edit.span.of(scene.target))


def _numeric(fact: Fact, match: re.Match[str], before: _Date, after: _Date) -> tuple[Edit, ...]:
    """Write 13/11/2017 for 03/11/2017, each part as wide as it was."""
    values = {"d": before.days[0], "m": before.month, "y": before.year}
    new = {"d": after.days[0], "m": after.month, "y": after.year}
    groups = (match[1], match[3], match[4])
    order = "ymd" if len(match[1]) == _YEAR_DIGITS else "dmy"
    if [int(group) for group in groups] != [values[key] for key in order]:
        order = "mdy"
        if [int(group) for group in groups] != [values[key] for key in order]:
            return ()
    written = [str(new[key]).zfill(len(group)) for key, group in zip(order, groups, strict=True)]
    return (Edit(fact.span, match[2].join(written)),)


def _numbers(fact: Fact, before: _Date, after: _Date, scene: Scene) -> Iterator[Edit]:
    """Yield the replacements of days and year, days in their order."""
    wanted = list(zip(before.days, after.days, strict=True))
    for match in _NUMBER.finditer(fact.text):
        digits = re.sub(r"\D", "", match.group())
        span = Span(fact.span.start + match.start(), fact.span.start + match.end())
        if wanted and len(digits) < len("100") and int(digits) == wanted[0][0]:
            yield Edit(span, _day(wanted.pop(0)[1], match["mark"], scene))
        elif before.year and int(digits) == before.year:
            yield Edit(span, str(after.year))


def _day(day: int, mark: str | None, scene: Scene) -> str:
    if mark in {"st", "nd", "rd", "th"}:
        return f"{day}{suffix(day)}"
    if scene.language == "fr":
        return "1er" if day == 1 else str(day)
    return str(day)


def _months(fact: Fact, before: _Date, after: _Date, scene: Scene) -> Iterator[Edit]:
    """Yield the replacement of the month's name, in its case and width."""
    lexicon = load_lexicon(scene.target_lang)
    for match in _WORD.finditer(fact.text):
        word = match.group()
        if lexicon.months.get(fold(word.rstrip("."))) != before.month:
            continue
        name = _month(word, before.month, after.month, scene.target_lang)
        if name:
            start = fact.span.start + match.start()
            yield Edit(Span(start, start + len(word)), _cased(name, word))


def _month(word: str, old: int, new: int, lang: LangTag) -> str:
    """Return the name of a month in the form that `word` is of another one."""
    bare = word.rstrip(".").casefold()
    for names in month_forms(lang):
        if names[old - 1].rstrip(".").casefold() == bare:
            name = names[new - 1]
            return name if word.endswith(".") or not name.endswith(".") else name.rstrip(".")
    return ""


@functools.cache
def month_forms(lang: LangTag) -> tuple[tuple[str, ...], ...]:
    """Return every series of the twelve names: wide, short and, in Russian, each case."""
    from babel.dates import get_month_names  # noqa: PLC0415 - keeps `--help` fast

    locale = lang.replace("-", "_")
    months = range(1, 13)
    series = [
        tuple(get_month_names(width, context, locale=locale)[month] for month in months)
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
    ]
    if base_of(lang) == "ru":
        from workflow.glossary.morphology.russian.inflect import (  # noqa: PLC0415 - loads 16 MB
            inflect_term,
        )

        nominative = series[1]
        series += [
            tuple(inflect_term(Phrase(text=name), case=case) or name for name in nominative)
            for case in Case
        ]
    return tuple(series)


def _cased(name: str, model: str) -> str:
    if model.isupper() and len(model) > 1:
        return name.upper()
    return name[:1].upper() + name[1:] if model[:1].isupper() else name[:1].lower() + name[1:]


def _rewritten(fact: Fact, old: Fact, new: Fact, scene: Scene) -> tuple[Edit, ...]:
    """Return the date in the language's manner, where the old one stood in it.

    A month alone is governed otherwise than a day ("in November", "on 3 November"): only a date
    that keeps its day, or its lack of one, is written anew.
    """
    before, after = _parse(old.value), _parse(new.value)
    if before is None or after is None or bool(before.days) != bool(after.days):
        return ()
    if bool(before.month) != bool(after.month):
        return ()
    standard, wanted = render_fact(old, scene.target_lang), render_fact(new, scene.target_lang)
    if not wanted or standard != fact.text:
        return ()
    return (Edit(fact.span, wanted),)


# --- Weekdays ----------------------------------------------------------------------------------


def repair_weekday(slot: Slot, scene: Scene) -> Repair | None:
    """Return how a changed day of the week is stated."""
    old, new = slot.old.fact, slot.new.fact
    if old is None or new is None:
        return None
    found = [f for f in scene.facts() if f.kind is old.kind and f.value == old.value]
    if len(found) != slot.count:
        return None
    edits: list[Edit] = []
    for fact in found:
        made = _weekday(fact, int(new.value[1:]), scene)
        if made is None:
            return None
        edits += made
    return Repair(edits=tuple(edits))


def _weekday(fact: Fact, day: int, scene: Scene) -> tuple[Edit, ...] | None:
    from babel.dates import get_day_names  # noqa: PLC0415 - keeps `--help` fast

    locale = scene.target_lang.replace("-", "_")
    known = load_lexicon(scene.target_lang).weekdays
    for context in ("stand-alone", "format"):
        names = get_day_names("wide", context, locale=locale)
        wanted = next((name for name in names.values() if known.get(fold(name)) == day), "")
        if not wanted:
            continue
        if scene.language == "ru" and scene.grammar is not None:
            made = scene.grammar.replace(scene.target, fact.span, Phrase(text=wanted))
            if made is None:
                return None
            return tuple(Edit(each.span, _cased(each.after, each.before)) for each in made.changes)
        if any(fold(name) == fold(fact.text) for name in names.values()):
            return (Edit(fact.span, _cased(wanted, fact.text)),)
    return None
