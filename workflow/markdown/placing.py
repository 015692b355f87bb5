"""Decide where the constructs of a source segment stand in its translation.

Spans go round the contiguous run of target words that renders theirs best, outer ones first, so that
they nest and never cross. Constructs without text follow the target word that renders their
neighbour. Where words are not aligned, the covered text is looked for as it stands, and at last the
relative position decides.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.markdown.alignment import Alignment, Unit, best_run, split_units
from workflow.markdown.anchoring import anchor, break_places, within
from workflow.markdown.verbatim import restore
from workflow.model import Link, Markup, MarkupKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Inline

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*?(/?)>", re.DOTALL)
_CLASSES = (".!?…。！？؟।", ",，、،", ":;：；", "\"»”’'›", "«“„‘‹\"'", "([（", ")]）")
"""Marks that stand for one another across languages at the edge of a construct."""


@dataclass(slots=True, eq=False)
class Node:
    """A construct in the target text: ``[start:end]`` is what it covers there."""

    markup: Markup
    order: int
    start: int = 0
    end: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    spaced: tuple[bool, bool] = (False, False)
    """Whether white space stood before and after it, for constructs without text."""

    @property
    def is_span(self) -> bool:
        """Tell whether the construct goes round words."""
        return bool(self.markup.span) and self.markup.kind is not MarkupKind.BREAK


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A target text and the constructs over it."""

    text: str
    roots: tuple[Node, ...]
    escaped: bool
    """The source escapes brackets, so the target must: they would be links elsewhere."""


def place(
    inline: Inline,
    target: str,
    links: Sequence[Link],
    *,
    markups: Sequence[Markup],
    parents: Sequence[int],
) -> Placed:
    """Return where `markups` of `inline` stand in `target`; `parents` are their outer markups."""
    target = re.sub(r"\s*\n\s*", " ", target.strip())
    nodes = _nodes(inline, markups, parents)
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
    _put_breaks(words, breaks, placer)
    _put_marks(words, [node for node in nodes if not node.markup.span], nodes)
    kept = [node for node in nodes if node.start >= 0]
    return Placed(text=words.target, roots=_tree(kept), escaped="\\[" in inline.source)


def _nodes(inline: Inline, markups: Sequence[Markup], parents: Sequence[int]) -> list[Node]:
    """Make a node of each markup, and one of both HTML tags that belong together."""
    nodes = [
        Node(markup, order, spaced=_spacing(inline.text, markup.span))
        for order, markup in enumerate(markups)
    ]
    for node, parent in zip(nodes, parents, strict=True):
        node.parent = nodes[parent] if parent >= 0 else None
    for opening, closing in _pairs(nodes):
        span = Span(opening.markup.span.start, closing.markup.span.start)
        if not span.of(inline.text).strip():
            continue
        opening.markup = dataclasses.replace(
            opening.markup, span=span, closing=closing.markup.opening
        )
        for node in nodes[opening.order + 1 : closing.order]:
            if node.parent is opening.parent:
                node.parent = opening
        closing.order = -1
    return [node for node in nodes if node.order >= 0]


def _pairs(nodes: list[Node]) -> list[tuple[Node, Node]]:
    pairs: list[tuple[Node, Node]] = []
    opened: list[tuple[str, Node]] = []
    for node in nodes:
        match = _TAG.fullmatch(node.markup.opening)
        if node.markup.kind is not MarkupKind.HTML or node.markup.span or not match or match[3]:
            continue
        if not match[1]:
            opened.append((match[2].lower(), node))
            continue
        for index in range(len(opened) - 1, -1, -1):
            name, start = opened[index]
            if name == match[2].lower() and start.parent is node.parent:
                pairs.append((start, node))
                del opened[index:]
                break
    return pairs


def _spacing(text: str, span: Span) -> tuple[bool, bool]:
    before, after = text[: span.start], text[span.end :]
    return before[-1:].isspace(), after[:1].isspace()


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


def _put_breaks(words: Alignment, breaks: list[Node], placer: _Placer) -> None:
    del placer
    places = break_places(words, [node.markup.span for node in breaks])
    for index, node in enumerate(breaks):
        node.parent = None
        if index < len(places):
            node.start, node.end = places[index].start, places[index].end
        else:  # fewer words than lines
            node.start = node.end = -1


def _put_marks(words: Alignment, marks: list[Node], nodes: list[Node]) -> None:
    for node in marks:
        at = anchor(words, node.markup.span.start, spaced=node.spaced)
        if node.parent:
            at = min(max(at, node.parent.start), node.parent.end)
        for other in nodes:
            beside = other.is_span and other.parent is node.parent or other.markup.verbatim
            if beside and other is not node and other.start < at < other.end:
                at = other.end if other.order < node.order else other.start
        node.start = node.end = at


def _tree(nodes: list[Node]) -> tuple[Node, ...]:
    """Hang every node below the innermost one round it and return the outermost."""
    for node in nodes:
        node.children.clear()
    around = [node for node in nodes if node.is_span and not node.markup.verbatim]
    roots: list[Node] = []
    for node in sorted(nodes, key=lambda node: (node.start, node.start < node.end, node.order)):
        if (node.markup.span and node not in around) or node.parent not in {None, *around}:
            outer = [o for o in around if o.start <= node.start and node.end <= o.end]
            node.parent = min(outer, key=lambda o: (o.end - o.start, -o.order), default=None)
        (node.parent.children if node.parent else roots).append(node)
    return tuple(roots)
