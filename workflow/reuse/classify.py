"""Class what changed between two versions of a source sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.markdown.inline import lift
from workflow.model import Inline
from workflow.reuse.comparison import Comparison, compare, extent
from workflow.reuse.markup import addresses
from workflow.reuse.spelling import keys
from workflow.reuse.turns import find_turn
from workflow.reuse.units import Unit, read_units
from workflow.reuse.values import Change, Difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.glossary.enforcement.ladder import House
    from workflow.model import LangTag

_RELATED = 0.5
"""Share of common words below which the old translation is no help (msgmerge asks for 0.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """An old and a new sentence side by side."""

    old: Inline
    new: Inline
    comparison: Comparison
    difference: Difference
    turn: str = ""
    """How the sense turned; "" where it did not."""


def classify(
    old_source: str,
    new_source: str,
    *,
    lang: LangTag,
    house: House | None = None,
    references: frozenset[str] = frozenset(),
    is_markdown: bool = True,
) -> Difference:
    """Return what changed from `old_source` to `new_source`, both of `lang`.

    With a `house`, terms of its glossary are slots like names; `references` are the link labels of
    the document.
    """
    old, new = (
        read_inline(text, references=references, is_markdown=is_markdown)
        for text in (old_source, new_source)
    )
    return look_at(old, new, lang=lang, house=house).difference


def read_inline(text: str, *, references: frozenset[str], is_markdown: bool) -> Inline:
    """Return a segment taken apart, plain text as it is."""
    return lift(text, references=references) if is_markdown else Inline(source=text, text=text)


def look_at(old: Inline, new: Inline, *, lang: LangTag, house: House | None) -> Versions:
    """Compare two sentences that are taken apart."""
    if old.source == new.source:
        return _versions(old, new, Change.SAME)
    if keys(old.text, lang) == keys(new.text, lang):
        change = Change.TYPOGRAPHY if addresses(old) == addresses(new) else Change.FACT
        return _versions(old, new, change)
    comparison = compare(read_units(old.text, lang, house), read_units(new.text, lang, house))
    if comparison.likeness < _RELATED:
        return _versions(old, new, Change.UNRELATED, comparison)
    if turn := find_turn(old.text, new.text, comparison, lang):
        return _versions(old, new, Change.POLARITY, comparison, turn=turn)
    worded = comparison.removed or comparison.added or not comparison.pairs
    return _versions(old, new, Change.WORDING if worded else Change.FACT, comparison)


def _versions(
    old: Inline,
    new: Inline,
    change: Change,
    comparison: Comparison | None = None,
    *,
    turn: str = "",
) -> Versions:
    comparison = comparison or Comparison()
    removed = [a for a, _ in comparison.pairs], comparison.removed
    added = [b for _, b in comparison.pairs], comparison.added
    difference = Difference(
        change=change,
        removed=tuple(_fragments(*removed, old.text)) or _differing(old, new),
        added=tuple(_fragments(*added, new.text)) or _differing(new, old),
    )
    return Versions(old=old, new=new, comparison=comparison, difference=difference, turn=turn)


def _fragments(
    slots: Sequence[Unit], stretches: Sequence[tuple[Unit, ...]], text: str
) -> Iterator[str]:
    spans = sorted([*(unit.span for unit in slots), *map(extent, stretches)])
    yield from (span.of(text) for span in spans)


def _differing(one: Inline, other: Inline) -> tuple[str, ...]:
    """Return the link targets of one sentence that the other has not."""
    others = addresses(other)
    return tuple(each for each in addresses(one) if each not in others)
