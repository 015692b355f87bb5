"""Take a release apart: blocks of text located in the file, and the skeleton between them.

The blocks tile the source, so that an edition can be made by replacing texts and nothing else. What
is not text for a reader of another language stays skeleton: code, raw HTML, link definitions, front
matter keys, and whatever its author put between ``<!-- translate:off -->`` and
``<!-- translate:on -->``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.markdown.frontmatter import BOM, Scalar, parse_front_matter
from workflow.markdown.inline import lift, nested
from workflow.markdown.layout import TextLayout, lay_out
from workflow.markdown.structure import parse_structure
from workflow.markdown.untouched import iter_untouched
from workflow.model import Block, BlockKind, Document, Encoding, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from markdown_it.token import Token

DEFAULT_KEYS = frozenset(
    {
        "abstract",
        "alt",
        "caption",
        "description",
        "excerpt",
        "headline",
        "keywords",
        "lead",
        "subtitle",
        "summary",
        "title",
    }
)
"""Front matter keys whose values are translated, wherever they stand; compared in lower case."""

_NEVER_INHERITED = frozenset(
    {"date", "file", "href", "id", "image", "lang", "path", "slug", "src", "url"}
)
_DIRECTIVE = re.compile(
    r"<!--\s*(?:translate:(?P<switch>on|off)|translators?:\s*(?P<note>.*?))\s*-->",
    re.DOTALL | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]")
_LINE_END = re.compile(r"\r\n?")


def parse_document(
    source: str, *, path: str, translated_keys: Collection[str] = DEFAULT_KEYS
) -> Document:
    """Return the blocks of `source`, whose spans tile it.

    `translated_keys` names front matter keys, nested ones alone (``title``) or with the keys that
    lead to them (``seo.title``). Raises `SourceError` for front matter that cannot be read.
    """
    front = parse_front_matter(source, path=path)
    start = front.end if front else len(BOM) * source.startswith(BOM)
    body = _Body(source, start)
    tokens, env = parse_structure(body.text)
    references = frozenset(env.get("references", {}))
    blocks: list[Block] = []
    if front:
        keys = {key.casefold() for key in translated_keys}
        blocks += [
            _front_matter_block(scalar, front.start)
            for scalar in sorted(front.scalars, key=lambda scalar: scalar.span)
            if _is_translated(scalar, keys)
        ]
    blocks += _iter_text_blocks(tokens, body, references)
    return Document(
        path=path,
        source=source,
        blocks=tuple(_tiled(blocks, len(source))),
        references=references,
        metadata=front.metadata if front else (),
        untouched=tuple(iter_untouched(tokens, find_switches, first_line=1 + body.lines_before)),
    )


class _Body:
    """The Markdown of a file with LF line ends, and the way back to offsets in the file."""

    def __init__(self, source: str, start: int) -> None:
        body = source[start:].replace("\0", "\ufffd")
        self.text = _LINE_END.sub("\n", body)
        self._start = start
        self.lines_before = len(_LINE_END.sub("\n", source[:start]).split("\n")) - 1
        """How many lines of the file come before it."""
        self._shortened = [
            match.start() - index for index, match in enumerate(re.finditer(r"\r\n", body))
        ]

    def offset(self, at: int) -> int:
        return self._start + at + bisect_left(self._shortened, at)

    def span(self, span: Span) -> Span:
        return Span(self.offset(span.start), self.offset(span.end))


def _tiled(blocks: list[Block], length: int) -> Iterator[Block]:
    at = 0
    for block in blocks:
        if block.span.start > at:
            yield Block(kind=BlockKind.SKELETON, span=Span(at, block.span.start))
        yield block
        at = block.span.end
    if at < length:
        yield Block(kind=BlockKind.SKELETON, span=Span(at, length))


# --- Front matter ------------------------------------------------------------------------------


def _is_translated(scalar: Scalar, keys: set[str]) -> bool:
    """Decide by the nearest key, or by one that leads to it unless the nearest is technical."""
    names = [name.casefold() for name in scalar.keys]
    if not scalar.is_text or not scalar.value.strip() or not names:
        return False
    if names[-1] in keys or ".".join(names) in keys:
        return True
    return names[-1] not in _NEVER_INHERITED and not keys.isdisjoint(names)


def _front_matter_block(scalar: Scalar, start: int) -> Block:
    span = Span(start + scalar.span.start, start + scalar.span.end)
    layout = lay_out(scalar.value, frozenset())
    return Block(
        kind=BlockKind.FRONT_MATTER,
        span=span,
        lines=(span,),
        text=scalar.value,
        hidden=layout.hidden,
        closed=layout.closed,
        breaks=tuple(Span(*match.span()) for match in re.finditer(r"\n{2,}", scalar.value)),
        encoding=scalar.encoding,
        context=".".join(scalar.keys),
    )


# --- Markdown ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Place:
    """Where the walk through the tokens has come to."""

    containers: list[str] = field(default_factory=list)
    """``li``, ``quote`` and ``footnote`` around the current block, outermost first."""
    items: list[int] = field(default_factory=list)
    """Number of the current item of each open list."""
    footnote: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    leaf: str = ""
    """The tag of the block that the next text belongs to: ``h1``, ``th``, ``p`` …"""
    notes: list[str] = field(default_factory=list)
    is_off: bool = False


_CONTAINERS = {"list_item": "li", "blockquote": "quote", "footnote_reference": "footnote"}
_KINDS = {"li": BlockKind.LIST_ITEM, "quote": BlockKind.QUOTE, "footnote": BlockKind.FOOTNOTE}
_LEAF_KINDS = {"th": BlockKind.TABLE_HEADER, "td": BlockKind.TABLE_CELL}
_CONTEXTS = {"h1": "title", "th": "column", "td": "cell"}


def _iter_text_blocks(
    tokens: list[Token], body: _Body, references: frozenset[str]
) -> Iterator[Block]:
    place = _Place()
    for token in tokens:
        if token.type == "html_block":
            _obey(token.content, place)
        elif token.type != "inline":
            _move(place, token)
        elif token.meta["lines"] and not place.is_off:
            block = _text_block(token, place, body, references)
            if block:
                place.notes.clear()
                yield block


def find_switches(html: str) -> tuple[bool, ...]:
    """Return the switches of translation in a piece of HTML, True for ``translate:off``."""
    found = (match["switch"] for match in _DIRECTIVE.finditer(html))
    return tuple(switch.lower() == "off" for switch in found if switch)


def _obey(html: str, place: _Place) -> None:
    for match in _DIRECTIVE.finditer(html):
        if match["switch"]:
            place.is_off = match["switch"].lower() == "off"
        else:
            place.notes.append(" ".join(match["note"].split()))


def _move(place: _Place, token: Token) -> None:
    name, _, side = token.type.rpartition("_")
    if name in {"bullet_list", "ordered_list"}:
        _count(place, token, opens=side == "open")
    elif name in _CONTAINERS and side == "open":
        place.containers.append(_CONTAINERS[name])
        if name == "list_item":
            place.items[-1] += 1
        place.footnote = token.meta.get("label", place.footnote)
    elif name in _CONTAINERS:
        place.containers.pop()
    elif name == "table":
        place.table += side == "open"
        place.row = 0
    elif name == "tr" and side == "open":
        place.row, place.column = place.row + 1, 0
    elif side == "open":
        place.leaf = token.tag
        place.column += token.tag in _LEAF_KINDS
    elif not token.nesting:  # a rule or code: a note does not reach beyond it
        place.notes.clear()


def _count(place: _Place, token: Token, *, opens: bool) -> None:
    if opens:
        place.items.append(int(token.attrs.get("start", 1)) - 1)
    else:
        place.items.pop()


def _text_block(
    token: Token, place: _Place, body: _Body, references: frozenset[str]
) -> Block | None:
    is_cell = place.leaf in _LEAF_KINDS
    layout = TextLayout.of(body.text, token.meta["lines"], references, is_cell=is_cell)
    if not layout or not _has_words(layout, references):
        return None
    kind = BlockKind.IMAGE if layout.is_image else _kind(place)
    lines = tuple(body.span(line) for line in layout.lines)
    return Block(
        kind=kind,
        span=Span(lines[0].start, lines[-1].end),
        lines=lines,
        text=layout.text,
        hidden=layout.hidden,
        closed=layout.closed,
        breaks=layout.breaks,
        encoding=Encoding.TABLE_CELL if is_cell else Encoding.MARKDOWN,
        context=_context(kind, place.leaf),
        note=" ".join(place.notes),
        place=_describe(place),
    )


def _has_words(layout: TextLayout, references: frozenset[str]) -> bool:
    """Tell whether there is a letter or digit to translate, if only in the text of an image."""
    at, visible = 0, []
    for span in layout.hidden:
        visible.append(layout.text[at : span.start])
        at = span.end
    if _WORD.search("".join(visible) + layout.text[at:]):
        return True
    return bool(layout.hidden and nested(lift(layout.text, references=references)))


def _kind(place: _Place) -> BlockKind:
    if place.leaf.startswith("h"):
        return BlockKind.HEADING
    if place.leaf in _LEAF_KINDS:
        return _LEAF_KINDS[place.leaf]
    return _KINDS[place.containers[-1]] if place.containers else BlockKind.PARAGRAPH


def _context(kind: BlockKind, leaf: str) -> str:
    if kind is BlockKind.IMAGE:
        return "image"
    return _CONTEXTS.get(leaf, "heading" if kind is BlockKind.HEADING else "")


def _describe(place: _Place) -> str:
    if place.leaf in _LEAF_KINDS:
        return f"table {place.table}, row {place.row}, column {place.column}"
    if place.leaf.startswith("h"):
        return f"level {place.leaf[1:]}"
    if "footnote" in place.containers:
        return f"footnote {place.footnote}"
    if "li" in place.containers:
        return "list item " + ".".join(str(number) for number in place.items)
    return ""
