"""The manner of the target language: its typography, its way to write times and sums.

An engine writes "9:00 a.m.", "9.30 a.m." and "EUR 12 million" as its training texts did, each in
its turn; an edition writes one way. Only a fact that the source states with the same value is
written anew: a wrong one is left for the reviewer to see.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.checks.typography import fix_typography
from workflow.drafting.civility import restore_titles
from workflow.drafting.durations import is_duration
from workflow.drafting.edits import Edit, apply_edits, edit_to, edits_between
from workflow.drafting.pronouns import name_things
from workflow.drafting.punctuation import iter_source_edits
from workflow.drafting.uniform import write_uniformly
from workflow.facts.extract import extract_facts
from workflow.facts.render import render_fact
from workflow.facts.values import FactKind
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.facts.values import Fact
    from workflow.model import Hypothesis, LangTag

REWRITTEN = {
    "en": frozenset({FactKind.TIME, FactKind.MONEY, FactKind.DATE, FactKind.NUMBER}),
    "ru": frozenset({FactKind.TIME}),
}
"""Kinds that stand alike in every sentence. Russian sums and dates are inflected, so that no rule
may touch them without the grammar of the place."""

_PLAIN_DATE = re.compile(
    r"[A-Z][a-z]+\.? \d{1,2}(?:st|nd|rd|th)?(?:, ?\d{4})?|\d{1,2}([/.])\d{1,2}\1(?:\d{2}){1,2}"
)
"""English dates that another order of the same words replaces: not "the 7th of October"."""

_SHORT_DATE = re.compile(r"(?P<first>\d{1,2}[ \u00a0]?(?:[-–]|to|and)[ \u00a0]?)?\d{1,2}/\d{1,2}")
"""A day and a month in digits, which an American takes for the contrary: 9/12."""

_CODE = re.compile(r"(?<![\w-])(?!\d{4}-\d\d-\d\d(?![\w-]))[^\W_]+(?:[-‐‑][^\W_]+){2,}")
"""What numbers and hyphens make that is no number: an ISBN, a docket, the name of a weapon."""

_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:\.\d+)?")
"""Thousands as the source parts them."""

_TITLE = re.compile(r"(?<![\w.])(Mr|Mrs|Ms|Dr)(\.?)(?=[ \u00a0][^\W\d_])")
_UNSTOPPED = frozenset({"en-GB", "en-IE", "en-AU", "en-NZ"})
"""Where *Mr* is written without the full stop of the United Nations and of America."""

_HALF_BEHIND = re.compile(r"[ \u00a0]?[ap]\.[ \u00a0]?m\.", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.? ?m\b", re.IGNORECASE)
_MINUTE_DIGITS = 2
_NOON = 12
_RANGE = re.compile(r"\b[Сс] \d[\d:]*[ \u00a0]?м?\.? по $")
_MINUTES_MARK = re.compile(r"[ \u00a0]?м(?:ин)?(?!\w)\.?")


def put_in_manner(
    source: str,
    hypothesis: Hypothesis,
    *,
    source_lang: LangTag,
    target_lang: LangTag,
    before: str = "",
) -> Hypothesis:
    """Return the draft of `source` as the target language writes it; idempotent.

    `before` is the sentence that says what a pronoun at the beginning of `source` stands for.
    """
    edits = tuple(_iter_edits(source, hypothesis.text, source_lang, target_lang))
    uniform = apply_edits(hypothesis, edits)
    taken = iter_source_edits(
        source, uniform.text, source_lang=source_lang, target_lang=target_lang
    )
    uniform = apply_edits(uniform, tuple(taken))
    things = name_things(
        source, uniform.text, before=before, source_lang=source_lang, target_lang=target_lang
    )
    uniform = apply_edits(uniform, tuple(things))
    courtesy = restore_titles(
        source, uniform.text, source_lang=source_lang, target_lang=target_lang
    )
    uniform = apply_edits(uniform, tuple(courtesy))
    uniform = apply_edits(uniform, tuple(_titles(uniform.text, target_lang)))
    one_way = write_uniformly(source, uniform.text, target_lang)
    typeset = fix_typography(one_way, target_lang)
    return apply_edits(uniform, edits_between(uniform.text, typeset))


def _titles(target: str, lang: LangTag) -> Iterator[Edit]:
    """Yield what gives English titles their full stop, or takes it in Britain's manner."""
    if base_of(lang) != "en":
        return
    stop = "" if lang in _UNSTOPPED else "."
    for match in _TITLE.finditer(target):
        if match[2] != stop:
            yield Edit(span=Span(*match.span(2)), text=stop)


def _as_time(fact: Fact) -> Fact:
    """Read "12.15" as a time too: only one that the source states is written anew."""
    hours, point, minutes = fact.text.partition(".")
    if fact.kind is not FactKind.NUMBER or not (point and len(minutes) == _MINUTE_DIGITS):
        return fact
    return replace(fact, kind=FactKind.TIME, value=f"{hours:0>2}:{minutes}")


def _iter_edits(
    source: str, target: str, source_lang: LangTag, target_lang: LangTag
) -> Iterator[Edit]:
    """Yield what writes the facts of the source in the target language's way."""
    kinds = REWRITTEN.get(base_of(target_lang), frozenset())
    if not kinds:
        return
    stated, lasting = _read_source(source, source_lang)
    codes = [Span(*code.span()) for code in _CODE.finditer(target) if code.group() in source]
    for found in extract_facts(target, target_lang):
        fact = _in_its_half(_as_time(found), stated)
        if fact.kind not in kinds or fact.words:
            continue
        if not _is_stated(fact, stated):
            if fact.kind is FactKind.TIME and fact.value in lasting and _HALF.search(fact.text):
                ends = fact.span.end == len(target) and source.endswith(".")
                yield Edit(span=fact.span, text=_lasting(fact.value) + "." * ends)
        elif not any(fact.span.overlaps(code) for code in codes):
            yield from _iter_rewritten(fact, target, target_lang)


def _read_source(
    source: str, lang: LangTag
) -> tuple[frozenset[tuple[FactKind, str]], frozenset[str]]:
    """Return the kinds and values that a source states, and the hours that something lasts."""
    stated, lasting = set(), set()
    for fact in extract_facts(source, lang):
        if fact.kind is FactKind.TIME and is_duration(source, fact.span, lang):
            lasting.add(fact.value)
        else:
            stated.add((fact.kind, fact.value))
    return frozenset(stated), frozenset(lasting)


def _iter_rewritten(fact: Fact, target: str, lang: LangTag) -> Iterator[Edit]:
    """Yield the edit that writes a fact of the target as `lang` has it, if it is not so yet."""
    written, span = _written(fact, lang), fact.span
    if written is None:
        return
    if fact.kind is FactKind.TIME:
        written, span = _placed_time(written, span, target, lang)
    if written != span.of(target):
        yield edit_to(written, span, target)


def _in_its_half(fact: Fact, stated: frozenset[tuple[FactKind, str]]) -> Fact:
    """Return a time that tells no half of the day as the one of the source: 2:00 for 14 h."""
    hour, _, minutes = fact.value.partition(":")
    if (
        fact.kind is not FactKind.TIME
        or (fact.kind, fact.value) in stated
        or _HALF.search(fact.text)
    ):
        return fact
    if fact.words or not hour.isdecimal() or not 1 <= int(hour) < _NOON:
        return fact
    later = f"{int(hour) + _NOON}:{minutes}"
    return replace(fact, value=later) if (fact.kind, later) in stated else fact


def _placed_time(written: str, span: Span, target: str, lang: LangTag) -> tuple[str, Span]:
    """Return a time and what it replaces, which may be more than the fact."""
    if base_of(lang) == "ru":
        return _russian_time(written, span, target)
    said_twice = _HALF_BEHIND.match(target, span.end) if written.endswith("m.") else None
    return written, Span(span.start, said_twice.end()) if said_twice else span


def _is_stated(fact: Fact, stated: frozenset[tuple[FactKind, str]]) -> bool:
    """Tell whether the source states the fact, or a sum of the same currency next to its number.

    "De 1,5 à 1,8 million d'euros" is one sum and a number: both are written alike.
    """
    if (fact.kind, fact.value) in stated or fact.kind is not FactKind.MONEY:
        return (fact.kind, fact.value) in stated
    amount, _, currency = fact.value.partition(" ")
    sums = {value for kind, value in stated if kind in {FactKind.MONEY, FactKind.NUMBER}}
    numbers = {value for value in sums if " " not in value}
    beside = any(value.endswith(f" {currency}") for value in sums)
    return beside and bool(currency) and _digits(amount) in map(_digits, numbers)


def _digits(number: str) -> str:
    """Return the digits that tell a number from others, whatever its scale: 15 of 1500000."""
    return number.replace(".", "").strip("0")


def _lasting(value: str) -> str:
    """Write how long something lasts, which an engine took for a time of day: 4h20."""
    hours, minutes = value.split(":")
    return f"{int(hours)}h{minutes}"


def _russian_time(written: str, span: Span, target: str) -> tuple[str, Span]:
    """Return a time with its preposition, and without the minutes' mark: *по 9:30 м.* is в 9:30.

    The small network has both from "à 9 h 30", whose letters it reads as more than one thing.
    """
    before, after = target[: span.start], target[span.end :]
    minutes = _MINUTES_MARK.match(after)
    end = span.end + minutes.end() if minutes else span.end
    if minutes and minutes[0].endswith(".") and end == len(target):
        written += "."
    if not before.endswith("по ") or _RANGE.search(before):
        return written, Span(span.start, end)
    return f"в {written}", Span(span.start - len("по "), end)


def _written(fact: Fact, lang: LangTag) -> str | None:
    """Return the fact as its language has it, None where it may stay."""
    if fact.kind is FactKind.NUMBER:
        return re.sub(r"\s", ",", fact.text) if _SPACED.fullmatch(fact.text) else None
    if fact.kind is FactKind.DATE:
        short = _SHORT_DATE.fullmatch(fact.text)
        if short is not None:
            last = replace(fact, value=fact.value.rpartition("/")[2])
            return (short["first"] or "").replace("-", "–") + (render_fact(last, lang) or fact.text)
        if not _PLAIN_DATE.fullmatch(fact.text):
            return None
    return render_fact(fact, lang)
