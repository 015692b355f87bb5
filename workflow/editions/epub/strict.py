"""HTML as strict readers want it: what browsers forgive in raw HTML is mended, no word is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from workflow.editions.html.tree import BLOCKS, Element, Node, iter_elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PARENTS = {
    "caption": {"table"},
    "col": {"colgroup"},
    "colgroup": {"table"},
    "dd": {"dl"},
    "dt": {"dl"},
    "figcaption": {"figure"},
    "li": {"ul", "ol"},
    "rp": {"ruby"},
    "rt": {"ruby"},
    "summary": {"details"},
    "tbody": {"table"},
    "td": {"tr"},
    "tfoot": {"table"},
    "th": {"tr"},
    "thead": {"table"},
    "tr": {"thead", "tbody", "tfoot", "table"},
}
_TABLES = frozenset({"table", "thead", "tbody", "tfoot", "tr", "colgroup"})
_LISTS = frozenset({"ul", "ol"})
_TEXTS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "summary", "caption"})
_DROPPED = frozenset({"datetime", "cite", "rel", "tabindex", "type", "reversed", "translate"})
_SAFE = "/:?#[]@!$&'()*+,;=%~"
_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_WAYS = frozenset({"ltr", "rtl", "auto"})
_ADDRESS = re.compile(r"https?|mailto|tel", re.IGNORECASE)


def conform(nodes: Iterable[Node], *, parent: str = "body") -> tuple[Node, ...]:
    """Return nodes that obey the content model of HTML, as far as raw HTML can break it."""
    return tuple(_conforming(nodes, parent))


def _conforming(nodes: Iterable[Node], parent: str) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str):
            if node.strip() and parent in _LISTS:
                yield Element(tag="li", children=(node,))
            elif parent not in {"dl", *_LISTS, *_TABLES} or not node.strip():
                yield node
            continue
        if parent in _LISTS and node.tag != "li":
            yield Element(tag="li", children=conform((node,), parent="li"))
            continue
        tag = _tag_of(node, parent)
        attrs = tuple(_attributes(node, tag))
        if tag == "a" and any(each.tag == "a" for each in iter_elements(node.children)):
            yield from conform(node.children, parent=parent)
        else:
            yield Element(tag=tag, attrs=attrs, children=conform(node.children, parent=tag))


def _tag_of(node: Element, parent: str) -> str:
    if node.tag in _PARENTS and parent not in _PARENTS[node.tag]:
        return "span" if parent in _TEXTS or parent == "span" else "div"
    if node.tag in BLOCKS and (parent in _TEXTS or parent == "span") and node.tag != "hr":
        return "span"
    if node.tag == "bdo" and not node.get("dir"):
        return "span"
    is_inline = node.tag not in BLOCKS and parent not in _TEXTS and parent != "span"
    if is_inline and any(each.tag in BLOCKS for each in iter_elements(node.children)):
        return "div"
    return node.tag


def _attributes(node: Element, tag: str) -> Iterator[tuple[str, str]]:
    for name, value in node.attrs:
        if name in _DROPPED or (name in {"colspan", "rowspan"} and value.strip("0") == ""):
            continue
        if name == "lang":
            if _LANG.fullmatch(value):
                yield "lang", value
                yield "xml:lang", value
        elif name == "href":
            if tag == "a" and (address := _usable(value)):
                yield name, address
        elif name == "dir":
            if value.lower() in _WAYS:
                yield name, value.lower()
        elif tag == node.tag or name in {"class", "id", "title"}:
            yield name, value


def _usable(address: str) -> str:
    """Return an address that leads out of the book or to a place in it; empty for any other."""
    if address.startswith("#"):
        return address
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return ""
    is_known = _ADDRESS.fullmatch(parts.scheme) and (parts.netloc or parts.scheme[0] in "mMtT")
    return quote(address, safe=_SAFE) if is_known else ""
