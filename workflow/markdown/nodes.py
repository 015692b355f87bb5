"""The constructs of a segment as a tree over the target text."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.model import Markup, MarkupKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Inline

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*?(/?)>", re.DOTALL)


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


def make_nodes(inline: Inline, markups: Sequence[Markup], parents: Sequence[int]) -> list[Node]:
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


def make_tree(nodes: list[Node]) -> tuple[Node, ...]:
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
