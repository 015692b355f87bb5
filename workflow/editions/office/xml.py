"""Small changes to the XML inside office files, prefixes and order kept as pandoc wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.dom import minidom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.dom.minidom import Document, Element


NUMBER, TOTAL = "\x01", "\x02"
"""Where the number of the page and that of all pages come in a text of ours."""


def cut_numbers(text: str) -> list[str]:
    """Cut a text at the places of the numbers, which are kept."""
    for mark in (NUMBER, TOTAL):
        text = text.replace(mark, f"\n{mark}\n")
    return [piece for piece in text.split("\n") if piece]


def parse_xml(data: bytes) -> Document:
    """Return the tree of a file that pandoc or we have written."""
    return minidom.parseString(data)  # noqa: S318 - never a file from elsewhere


def write_xml(tree: Document) -> bytes:
    """Return the file of a tree."""
    return tree.toxml(encoding="UTF-8")


def root_of(tree: Document) -> Element:
    """Return the outermost element."""
    root = tree.documentElement
    if root is None:
        raise ValueError("an XML file without an element")
    return root


def iter_tags(tree: Document, name: str) -> Iterator[Element]:
    """Yield the elements called `name`, prefix included, in document order."""
    yield from tree.getElementsByTagName(name)


def insert_after(sibling: Element, element: Element) -> None:
    """Put `element` behind `sibling`."""
    parent = sibling.parentNode
    if parent is None:
        raise ValueError("nothing stands behind the outermost element")
    following = sibling.nextSibling
    parent.insertBefore(element, following)  # type: ignore[arg-type] # typeshed forgets Node itself


def set_text(tree: Document, name: str, text: str) -> None:
    """Make `text` the only content of every element called `name`."""
    for element in iter_tags(tree, name):
        while element.firstChild:
            element.removeChild(element.firstChild)
        element.appendChild(tree.createTextNode(text))


def replace_styles(tree: Document, ours: Document, *, name: str, key: str) -> None:
    """Put the styles of `ours` in the place of those with the same `key`, others at the end."""
    known = {element.getAttribute(key): element for element in iter_tags(tree, name)}
    parents = list(iter_tags(tree, name))
    for style in iter_tags(ours, name):
        copy = tree.importNode(style, deep=True)
        old = known.get(style.getAttribute(key))
        if old is not None and old.parentNode:
            old.parentNode.replaceChild(copy, old)
        elif parents[0].parentNode:  # where the named styles are; an ODT file has others further on
            parents[0].parentNode.appendChild(copy)
