"""What an engine reads in the place of what it cannot read, so that it need not guess.

Times in words ("midi et quart"), months in digits ("le 5/03") and abbreviated titles are spelled as
networks know them. The places of the answer's words are those of the source as it stands; nobody
but the engine reads the other text. Titles are data: ``data/reading.toml``.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from workflow.drafting.durations import is_duration
from workflow.drafting.edits import Edit
from workflow.facts.extract import extract_facts
from workflow.facts.render import render_fact
from workflow.facts.values import FactKind
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.facts.values import Fact
    from workflow.model import LangTag

_SHORT_DATE = re.compile(r"\d{1,2}/\d{1,2}$")
_HALF_TOLD = re.compile(r"matin|midi|soir|minuit", re.IGNORECASE)
_NOON = 12


def spell_out(source: str, *, source_lang: LangTag, target_lang: LangTag) -> tuple[Edit, ...]:
    """Return what an engine should read otherwise, in order and apart; from French only.

    >>> from workflow.model import LangTag
    >>> [
    ...     edit.text
    ...     for edit in spell_out(
    ...         "Jeudi à midi et quart, ou le 5/03.",
    ...         source_lang=LangTag("fr"),
    ...         target_lang=LangTag("en"),
    ...     )
    ... ]
    ['12 h 15', '5 mars']
    """
    if base_of(source_lang) != "fr":
        return ()
    edits = [*_facts(source, source_lang), *_titles(source, base_of(target_lang))]
    edits.sort(key=lambda edit: edit.span)
    if any(one.span.overlaps(other.span) for one, other in pairwise(edits)):
        return ()
    return tuple(edits)


def _facts(source: str, lang: LangTag) -> Iterator[Edit]:
    for fact in extract_facts(source, lang):
        if fact.kind is FactKind.TIME and _is_told_in_words(fact, source, lang):
            written = render_fact(fact, lang)
            if written is not None:
                yield Edit(span=fact.span, text=written.replace("\u00a0", " "))
        elif fact.kind is FactKind.DATE:
            short = _SHORT_DATE.search(fact.text)
            last = replace(fact, value=fact.value.rpartition("/")[2])
            written = render_fact(last, lang) if short else None
            if short and written is not None:
                yield Edit(span=Span(fact.span.start + short.start(), fact.span.end), text=written)


def _is_told_in_words(fact: Fact, source: str, lang: LangTag) -> bool:
    """Tell whether a time needs digits and they say the right half of the day."""
    if not fact.words or not fact.firm or is_duration(source, fact.span, lang):
        return False
    hour = int(fact.value.partition(":")[0])
    return hour >= _NOON or hour == 0 or _HALF_TOLD.search(fact.text) is not None


def _titles(source: str, target: str) -> Iterator[Edit]:
    for find, read in _load_titles(target):
        for match in find.finditer(source):
            yield Edit(span=Span(*match.span()), text=read)


@functools.cache
def _load_titles(target: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = load_reading().get(f"fr-{target}", ())
    return tuple((re.compile(row["find"]), row["read"]) for row in rows)


@functools.cache
def load_reading() -> dict[str, Any]:
    """Return the data of titles and styles."""
    file = importlib.resources.files("workflow.drafting").joinpath("data", "reading.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
