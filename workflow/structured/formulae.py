"""Fixed formulae of press offices: "Seul le prononcé fait foi" is "Check against delivery".

A formula may be in capitals, in brackets, between dashes, with or without a final mark; the
target gets the same dress. A ``{date}`` in a formula stands for a date, written by rule.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from workflow.languages import base_of
from workflow.structured.closings import render_closing
from workflow.structured.data import fold, load_rows
from workflow.structured.dateline import parse_dateline, render_dateline
from workflow.structured.dress import undress

if TYPE_CHECKING:
    from workflow.model import LangTag

_DATE = "{date}"


def render_formula(text: str, *, source_lang: LangTag, target_lang: LangTag) -> str | None:
    """Return the target formula in the dress of the source; None when `text` is no formula."""
    dressed = undress(text)
    if dressed is None:
        return None
    core = dressed.core
    target = (
        _plain(core, source_lang, target_lang)
        or _dated(core, source_lang, target_lang)
        or render_closing(core, source_lang=source_lang, target_lang=target_lang)
    )
    if target is None:
        return None
    if core[:1].islower():
        target = target[:1].lower() + target[1:]
    return dressed.around(target, target_lang)


def _plain(core: str, source_lang: LangTag, target_lang: LangTag) -> str | None:
    row = _formulae(base_of(source_lang)).get(fold(core))
    return _target(row, target_lang) if row else None


def _dated(core: str, source_lang: LangTag, target_lang: LangTag) -> str | None:
    for row, pattern in _dated_formulae(base_of(source_lang)):
        match = pattern.fullmatch(core)
        dateline = parse_dateline(match["date"], source_lang) if match else None
        if dateline is None or dateline.places or dateline.date is None:
            continue
        date = render_dateline(
            dateline, source_lang=source_lang, target_lang=target_lang, inside=True
        )
        template = _target(row, target_lang)
        return template.replace(_DATE, date) if template and date else None
    return None


def _target(row: dict[str, str], lang: LangTag) -> str | None:
    return row.get(base_of(lang), "").partition("|")[0] or None


@functools.cache
def _formulae(base: LangTag) -> dict[str, dict[str, str]]:
    return {
        fold(form): row
        for row in load_rows("formulae.csv")
        for form in row.get(base, "").split("|")
        if form and _DATE not in form
    }


@functools.cache
def _dated_formulae(base: LangTag) -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    return tuple(
        (row, re.compile(re.escape(form).replace(re.escape(_DATE), "(?P<date>.+)"), re.IGNORECASE))
        for row in load_rows("formulae.csv")
        for form in row.get(base, "").split("|")
        if _DATE in form
    )
