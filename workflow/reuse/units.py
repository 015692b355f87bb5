"""A sentence as a row of units: words, and the slots that may be filled otherwise.

A slot is a fact, a name, a place or a term of the glossary. Two sentences of one formula have the
same words and other slots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts import Fact, FactKind, extract_facts
from workflow.facts.values import LITERALS
from workflow.glossary.terms import Kind
from workflow.languages import base_of
from workflow.model import Span
from workflow.reuse.spelling import keys, spell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.glossary.enforcement.ladder import House
    from workflow.glossary.match import TermHit
    from workflow.model import LangTag

NAME, PLACE, TERM = "name", "place", "term"
"""Families of slots that are no numbers; the others are named after the kind of fact."""

_CIVILITY = re.compile(r"(?<!\w)(?:M\.|MM\.|Mmes?|Mlle|Mr\.?|Mrs\.?|Ms\.?)[\s\u00a0\u202f]+$")
_REPUBLIC = re.compile(r"(?<!\w)République (?:de (?:la |l['’])?|du |des |d['’])$")
_FAMILIES = {FactKind.PLACE: PLACE, FactKind.NAME: NAME, FactKind.ACRONYM: TERM}
_KINDS = {Kind.PERSON: NAME, Kind.PLACE: PLACE}
_SOFT = frozenset({FactKind.WEEKDAY})
"""Facts that are compared although they may be missing in a translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A word, a mark or a slot of a source sentence."""

    span: Span
    text: str
    key: str
    """Units of equal keys say the same in the same typography."""
    family: str = ""
    """What else may fill the slot; empty for words and marks."""
    fact: Fact | None = None
    hit: TermHit | None = None
    is_word: bool = True
    """False for punctuation."""

    @property
    def prelude(self) -> str:
        """The M. or Mme before a name, "République de" before a country; "" where there is none."""
        name = self.hit.span if self.hit else self.fact.span if self.fact else self.span
        return self.text[: max(0, name.start - self.span.start)].strip()

    @property
    def value(self) -> str:
        """What the slot states, whatever its spelling."""
        if self.hit is not None:
            return f"{self.prelude} {self.hit.term.id} {self.hit.number}"
        return f"{self.prelude} {self.fact.value}" if self.fact is not None else self.key

    @property
    def label(self) -> str:
        """What kind of slot this is, for a reviewer."""
        if self.family in {NAME, TERM}:
            return self.family
        return "place" if self.family == PLACE else self.fact.kind.value if self.fact else ""


def read_units(text: str, lang: LangTag, house: House | None) -> tuple[Unit, ...]:
    """Return the units of a plain text in order; spaces belong to none."""
    slots = sorted(_slots(text, lang, house), key=lambda unit: unit.span)
    units: list[Unit] = []
    waiting = iter([*slots, None])
    slot = next(waiting)
    for token in spell(text, lang):
        while slot is not None and slot.span.end <= token.start:
            units.append(slot)
            slot = next(waiting)
        if slot is None or token.end <= slot.span.start:
            span = Span(token.start, token.end)
            units.append(Unit(span=span, text=span.of(text), key=token.key, is_word=token.is_word))
    return (*units, slot) if slot is not None else tuple(units)


def _slots(text: str, lang: LangTag, house: House | None) -> Iterator[Unit]:
    """Yield the facts and terms of a text, the longest of those that overlap."""
    facts = [f for f in extract_facts(text, lang) if f.firm or f.kind in _SOFT]
    hits = house.checker.hits(text) if house and _same(house.source_lang, lang) else ()
    found: list[tuple[Span, Fact | None, TermHit | None]] = [
        *((fact.span, fact, None) for fact in facts),
        *((hit.span, None, hit) for hit in hits if hit.term.kind is not Kind.FORMULA),
    ]
    taken: list[Span] = []
    for span, fact, hit in sorted(found, key=_rank):
        if not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield _slot(text, span, lang, fact, hit)


def _rank(item: tuple[Span, Fact | None, TermHit | None]) -> tuple[int, int, int]:
    """Put the longest first; of equal ones numbers before terms, terms before names."""
    span, fact, _ = item
    order = 1 if fact is None else 2 if fact.kind in _FAMILIES else 0
    return (-len(span) if fact is None or fact.kind not in LITERALS else -1000, order, span.start)


def _slot(text: str, span: Span, lang: LangTag, fact: Fact | None, hit: TermHit | None) -> Unit:
    family = TERM
    if hit is not None:
        family = _KINDS.get(hit.term.kind, TERM)
    elif fact is not None:
        family = _FAMILIES.get(fact.kind, str(fact.kind))
    if family == NAME and (civility := _CIVILITY.search(text[: span.start])):
        span = Span(civility.start(), span.end)
    elif family == PLACE and (republic := _REPUBLIC.search(text[: span.start])):
        span = Span(republic.start(), span.end)
    said = span.of(text)
    value = hit.term.id if hit else fact.value if fact else ""
    key = f"{family}:{value}:{'_'.join(keys(said, lang))}"
    return Unit(span=span, text=said, key=key, family=family, fact=fact, hit=hit)


def _same(one: LangTag, other: LangTag) -> bool:
    return base_of(one) == base_of(other)
