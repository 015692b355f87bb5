"""Decide where the constructs of a source segment stand in its translation.

Spans go round the contiguous run of target words that renders theirs best, outer ones first, so
that they nest and never cross. Constructs without text follow the target word that renders their
neighbour. Where words are not aligned, the covered text is looked for as it stands, and at last the
relative position decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.markdown.alignment import Alignment, Unit, best_run, split_units
from workflow.markdown.anchoring import anchor, break_places, within
from workflow.markdown.nodes import Node, Placed, make_nodes, make_tree
from workflow.markdown.verbatim import restore
from workflow.model import Link, MarkupKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Inline, Markup

_CLASSES = (".!?…。！？؟।", ",，、،", ":;：；", "\"»”’'›", "«“„‘‹\"'", "([（", ")]）")
"""Marks that stand for one another across languages at the edge of a construct."""


def place(
    inline: Inline,
    target: str,
    links: Sequence[Link],
    *,
    markups: Sequence[Markup],
    parents: Sequence[int],
) -> Placed:
    """Return where `markups` of `inline` stand in `target`; `parents` are their outer markups.

    `target` is one line.
    """
    nodes = make_nodes(inline, markups, parents)
    fixed = [node for node in nodes if node.markup.verbatim]
    spans = [node.markup.span for node in fixed if node.markup.span]
    target, links, places = restore(inline.text, spans, target, links)
    for node in fixed:
        place_ = places.get(node.markup.span, Span(0, 0))
        node.start, node.end = place_.start, place_.end
    whole = [Link(old, new) for old, new in places.items()]
    words = Alignment(inline.text, target, links, whole=whole)
    placer = _Placer(words, nodes)
    for node in nodes:
        if node.is_span and not node.markup.verbatim:
            placer.put(node)
    breaks = [node for node in nodes if node.markup.kind is MarkupKind.BREAK and node.markup.span]
    _put_breaks(words, breaks)
    _put_marks(words, [node for node in nodes if not node.markup.span], nodes)
    kept = [node for node in nodes if node.start >= 0]
    return Placed(text=words.target, roots=make_tree(kept), escaped="\\[" in inline.source)


class _Placer:
    """Puts spans round runs of words; what one span took, no sibling takes."""

    def __init__(self, words: Alignment, nodes: list[Node]) -> None:
        self._words = words
        self._nodes = nodes
        self._runs: dict[Node, tuple[int, int]] = {}

    def put(self, node: Node) -> None:
        """Give `node` its place, below its parent's."""
        if self._put_within(node):
            return
        allowed = self._allowed(node)
        run = self._run(node, allowed) if allowed else None
        if run:
            run = self._settled(node, run, set(allowed))
        else:
            run = self._shared(node) or self._added(node)
        self._runs[node] = run
        units = self._words.units
        node.start, node.end = units[run[0]].start, units[run[1]].end

    def _put_within(self, node: Node) -> bool:
        """Place what covers a part of a word, where the translation has the same word."""
        words, span = self._words, node.markup.span
        unit = next((u for u in words.source_units if u.start <= span.start < u.end), None)
        if not unit or unit.end < span.end or len(span) == unit.end - unit.start:
            return False
        start = within(words, unit, span.start)
        outer = node.parent
        if start is None or (outer and not outer.start <= start < outer.end):
            return False
        touched = words.indexes(Span(start, start + len(span)))
        if not touched:
            return False
        node.start, node.end = start, start + len(span)
        self._runs[node] = touched[0], touched[-1]
        return True

    def _allowed(self, node: Node) -> list[int]:
        first, last = self._range(node.parent)
        taken = {
            index
            for other, run in self._runs.items()
            if other.parent is node.parent
            for index in range(run[0], run[1] + 1)
        }
        if node.markup.kind is MarkupKind.LINK:
            taken |= self._foreign_links(node)
        return [index for index in range(first, last + 1) if index not in taken]

    def _range(self, parent: Node | None) -> tuple[int, int]:
        return self._runs[parent] if parent else (0, len(self._words.units) - 1)

    def _foreign_links(self, node: Node) -> set[int]:
        """Return the units of automatic links: no link may stand within a link."""
        return {
            index
            for other in self._nodes
            if other.markup.kind is MarkupKind.AUTOLINK and other.parent is not node
            for index in self._words.indexes(Span(other.start, other.end))
        }

    def _run(self, node: Node, allowed: list[int]) -> tuple[int, int] | None:
        words, span = self._words, node.markup.span
        if self._is_whole(node):
            return allowed[0], allowed[-1]
        run = best_run(words.scores(span), allowed)
        if run:
            return run
        text = span.of(words.source).strip()
        same = [words.indexes(Span(*m.span())) for m in re.finditer(re.escape(text), words.target)]
        inside = set(allowed)
        run_ = next((found for found in same if found and inside.issuperset(found)), None)
        if run_:
            return run_[0], run_[-1]
        near = words.relative(span)
        middle = (near.start + near.end) / 2
        touched = [index for index in words.indexes(near) if index in inside]
        if touched:
            return _contiguous(touched)
        closest = min(allowed, key=lambda index: abs(words.units[index].start - middle))
        return closest, closest

    def _is_whole(self, node: Node) -> bool:
        """Tell whether the construct covers every word of what is round it."""
        words, span = self._words, node.markup.span
        outer = node.parent.markup.span if node.parent else Span(0, len(words.source))
        rest = [
            unit
            for unit in words.source_units
            if unit.is_word and outer.start <= unit.start and unit.end <= outer.end
        ]
        return all(span.start <= unit.start and unit.end <= span.end for unit in rest)

    def _settled(self, node: Node, run: tuple[int, int], allowed: set[int]) -> tuple[int, int]:
        """Move the edges of `run` so that punctuation is in or out as it is in the source."""
        units, covered = self._words.units, node.markup.span.of(self._words.source).strip()
        first, last = run
        while first < last and _marks(units[first : last + 1]) > _marks_of(covered):
            first += 1
        while first < last and _marks(units[first : last + 1][::-1]) > _marks_of(covered[::-1]):
            last -= 1
        while last + 1 in allowed and self._continues(covered, units[last + 1], units[last]):
            last += 1
        while first - 1 in allowed and self._precedes(covered, units[first - 1], units[first]):
            first -= 1
        if node.markup.opening[:1] in "*_~":
            first, last = self._flanked(first, last)
        return first, last

    def _continues(self, covered: str, unit: Unit, before: Unit) -> bool:
        gap = self._words.target[before.end : unit.start]
        same = _are_alike(covered[-1], self._words.target[unit.start])
        repeated = not before.is_word and before.end == unit.start
        return same and not unit.is_word and gap in {"", "\xa0", "\u202f", " "} and not repeated

    def _precedes(self, covered: str, unit: Unit, after: Unit) -> bool:
        gap = self._words.target[unit.end : after.start]
        same = _are_alike(covered[0], self._words.target[unit.start])
        return same and not unit.is_word and after.is_word and gap in {"", "\xa0", "\u202f"}

    def _flanked(self, first: int, last: int) -> tuple[int, int]:
        """Leave out punctuation that would keep ``*`` next to a letter from opening or closing."""
        units, text = self._words.units, self._words.target
        while (
            first < last and not units[first].is_word and _is_letter(text, units[first].start - 1)
        ):
            first += 1
        while last > first and not units[last].is_word and _is_letter(text, units[last].end):
            last -= 1
        return first, last

    def _shared(self, node: Node) -> tuple[int, int] | None:
        """Return the run of a sibling to nest in, where siblings left no word."""
        is_link = node.markup.kind is MarkupKind.LINK
        for other, run in self._runs.items():
            has_link = other.markup.kind is MarkupKind.LINK or any(
                child.parent is other and child.markup.kind is MarkupKind.LINK
                for child in self._runs
            )
            if other.parent is node.parent and not (is_link and has_link):
                node.parent = other
                return run
        return None

    def _added(self, node: Node) -> tuple[int, int]:
        """Put the source's words after the target, so that the construct is not lost."""
        words = self._words
        text = node.markup.span.of(words.source).strip()
        gap = " " if words.target else ""
        start = len(words.target) + len(gap)
        words.extend(gap + text, Unit(start, start + len(text), is_word=True))
        node.parent = None
        return len(words.units) - 1, len(words.units) - 1


def _contiguous(indexes: list[int]) -> tuple[int, int]:
    last = indexes[0]
    while last + 1 in indexes:
        last += 1
    return indexes[0], last


def _marks(units: Sequence[Unit]) -> int:
    """Count the punctuation marks that `units` begin with; a last word is not looked for."""
    return next((count for count, unit in enumerate(units) if unit.is_word), len(units) - 1)


def _marks_of(text: str) -> int:
    """Count the punctuation marks that `text` begins with."""
    return _marks([*split_units(text), Unit(0, 0, is_word=True)])


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def _are_alike(one: str, other: str) -> bool:
    return any(one in marks and other in marks for marks in _CLASSES)


def _put_breaks(words: Alignment, breaks: list[Node]) -> None:
    places = break_places(words, [node.markup.span for node in breaks])
    for node in breaks:
        node.parent = None
        found = places.get(node.markup.span)
        node.start, node.end = (found.start, found.end) if found is not None else (-1, -1)


def _put_marks(words: Alignment, marks: list[Node], nodes: list[Node]) -> None:
    for node in marks:
        at = anchor(words, node.markup.span.start, spaced=node.spaced)
        if node.parent:
            at = min(max(at, node.parent.start), node.parent.end)
        for other in nodes:
            is_break = other.markup.kind is MarkupKind.BREAK and bool(other.markup.span)
            is_sibling = other.is_span and other.parent is node.parent
            inside = other.start < at < other.end or (is_break and other.start <= at <= other.end)
            if inside and other is not node and (is_break or is_sibling or other.markup.verbatim):
                at = other.end if other.order < node.order else other.start
        node.start = node.end = at
