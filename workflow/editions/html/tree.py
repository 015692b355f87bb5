"""A fragment of HTML as a tree, for the formats that are not HTML.

Only what `sanitise` wrote is read here: every element is closed, every attribute known. What is
nested deeper than `DEEPEST` becomes a sibling, since readers of other formats give up there too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

DEEPEST = 20
"""Elements around an element; nine nested lists have eighteen."""

VOID = frozenset({"br", "col", "hr", "img", "wbr"})
BLOCKS = frozenset(
    {"blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "hr"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "section", "summary"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element with its attributes and what it holds."""

    tag: str
    attrs: tuple[tuple[str, str], ...] = ()
    children: tuple[Node, ...] = ()

    def get(self, name: str) -> str:
        """Return an attribute, empty where there is none."""
        return dict(self.attrs).get(name, "")

    def having(self, **attrs: str) -> Element:
        """Return the element with attributes added or replaced."""
        return replace(self, attrs=tuple((dict(self.attrs) | attrs).items()))


Node: TypeAlias = Element | str


def parse_fragment(html: str) -> tuple[Node, ...]:
    """Return the nodes of `html`, which `sanitise` wrote."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.finish()


def to_xhtml(nodes: Iterable[Node]) -> str:
    """Return nodes as XHTML, which is HTML too."""
    return "".join(_written(node) for node in nodes)


def text_of(nodes: Iterable[Node]) -> str:
    """Return the words of nodes in reading order; blocks and line breaks end a line."""
    pieces: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag == "br":
            pieces.append("\n")
        elif node.tag in BLOCKS:
            pieces += ["\n", text_of(node.children), "\n"]
        else:
            pieces.append(text_of(node.children))
    return "".join(pieces)


def transform(nodes: Iterable[Node], change: Callable[[Element], Sequence[Node]]) -> Iterator[Node]:
    """Yield nodes with every element replaced by what `change` makes of it, inner ones first."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from change(replace(node, children=tuple(transform(node.children, change))))


def iter_elements(nodes: Iterable[Node]) -> Iterator[Element]:
    """Yield all elements, outer before inner."""
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from iter_elements(node.children)


def _written(node: Node) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    attrs = "".join(f' {name}="{escape(value)}"' for name, value in node.attrs)
    if node.tag in VOID:
        return f"<{node.tag}{attrs} />"
    return f"<{node.tag}{attrs}>{to_xhtml(node.children)}</{node.tag}>"


class _Builder(HTMLParser):
    """Builds the tree from the parser's events."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, tuple[tuple[str, str], ...], list[Node]]] = [("", (), [])]
        self._flattened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, or note it where it would be too deep."""
        known = tuple((name, value or "") for name, value in attrs)
        if tag in VOID:
            self._open[-1][2].append(Element(tag=tag, attrs=known))
        elif len(self._open) > DEEPEST:
            self._flattened.append(tag)
        else:
            self._open.append((tag, known, []))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which the sanitiser's output makes sure of."""
        if tag in VOID:
            return
        if self._flattened:
            self._flattened.pop()
        elif len(self._open) > 1:
            name, attrs, children = self._open.pop()
            element = Element(tag=name, attrs=attrs, children=tuple(children))
            self._open[-1][2].append(element)

    def handle_data(self, data: str) -> None:
        """Add text."""
        self._open[-1][2].append(data)

    def finish(self) -> tuple[Node, ...]:
        """Return the nodes of the fragment."""
        return tuple(self._open[0][2])
