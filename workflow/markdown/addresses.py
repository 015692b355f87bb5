"""Where the addresses of links and pictures stand in a Markdown file, and writing others there.

Only the characters of an address change: everything else is the same, byte for byte.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference
from markdown_it.helpers import parseLinkDestination

from workflow.markdown.frontmatter import parse_front_matter
from workflow.markdown.locate import find_label_end, locate
from workflow.markdown.parse import parse_document
from workflow.markdown.structure import parse_structure
from workflow.model import BlockKind, Encoding, MarkupKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workflow.model import Block, Document

_SPACES = re.compile(r"[ \t]*")
_NAMELESS = re.compile(r"!\[\](?=\()")
_LINKED = re.compile(r"\)(?=\]\()")
_DEFINITION = re.compile(r"^[ \t>]*\[(?P<label>(?:[^\[\]\\n]|\\.)+)\]:[ \t]*(?=\S)", re.MULTILINE)


def change_addresses(source: str, change: Callable[[str], str]) -> str:
    r"""Return `source` with what `change` makes of each address in the place of it.

    Addresses are given and taken as they are written, without the angle brackets that some have.

    >>> change_addresses("![Quai](quai.jpg) [a]\n\n[a]: b.pdf\n", lambda each: f"../{each}")
    '![Quai](../quai.jpg) [a]\n\n[a]: ../b.pdf\n'
    """
    if "](" not in source and "]:" not in source:
        return source
    document = parse_document(source, path="", translated_keys=())
    pieces, at = [], 0
    for span in sorted({*_iter_spans(document)}):
        pieces += [source[at : span.start], change(span.of(source))]
        at = span.end
    return "".join(pieces) + source[at:]


def _iter_spans(document: Document) -> Iterator[Span]:
    source = document.source
    code = _code(source)
    for block in document.blocks:
        if block.kind is BlockKind.FRONT_MATTER:
            continue
        if block.kind is BlockKind.SKELETON:
            for span in _in_skeleton(document, block):
                if not any(each.overlaps(span) for each in code):
                    yield span
            continue
        if block.kind is BlockKind.IMAGE:
            yield from _around_picture(source, block.span.end)
        for start in _label_ends(block, document):
            yield from _after_label(source, start)


def _label_ends(block: Block, document: Document) -> Iterator[int]:
    """Yield where the closing brackets of links and pictures stand in the file."""
    for construct in locate(block.text, document.references):
        if construct.kind is MarkupKind.LINK:
            yield _offset(block, construct.closing, document.source)
        elif construct.kind is MarkupKind.IMAGE:
            end = find_label_end(block.text, construct.start + 1)
            if end >= 0:
                yield _offset(block, end, document.source)


def _after_label(source: str, bracket: int) -> Iterator[Span]:
    """Yield the address behind the closing bracket of a label; none for a reference."""
    if source[bracket : bracket + 2] == "](":
        yield from _destination(source, bracket + 2)


def _around_picture(source: str, bracket: int) -> Iterator[Span]:
    """Yield the address of a picture that stands alone, and that of a link around it."""
    yield from _after_label(source, bracket)
    line = source.find("\n", bracket)
    around = _LINKED.search(source, bracket, line if line >= 0 else len(source))
    if around:
        yield from _after_label(source, around.end())


def _destination(source: str, at: int) -> Iterator[Span]:
    blank = _SPACES.match(source, at)
    start = blank.end() if blank else at
    line = source.find("\n", start)
    found = parseLinkDestination(source, start, line if line >= 0 else len(source))
    if found.ok and found.pos > start:
        inside = source[start] == "<"
        yield Span(start + inside, found.pos - inside)


def _in_skeleton(document: Document, block: Block) -> Iterator[Span]:
    """Yield the addresses of pictures without a description, and of definitions."""
    text = block.span.of(document.source)
    for match in _NAMELESS.finditer(text):
        yield from _after_label(document.source, block.span.start + match.end() - 1)
    for match in _DEFINITION.finditer(text):
        if normalizeReference(match["label"]) in document.references:
            yield from _destination(document.source, block.span.start + match.end())


def _code(source: str) -> list[Span]:
    """Return where code stands, in which nothing is an address."""
    front = parse_front_matter(source, path="")
    body = front.end if front else 0
    ends = re.finditer(r"\r\n|\r|\n", source[body:])
    starts = [body, *(body + match.end() for match in ends), len(source)]
    tokens, _ = parse_structure(source[body:])
    return [
        Span(starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)])
        for token in tokens
        if token.type in {"fence", "code_block"} and token.map
    ]


def _offset(block: Block, at: int, source: str) -> int:
    """Return where a character of a block's text stands in the file."""
    starts = list(accumulate((len(line) + 1 for line in block.lines), initial=0))[:-1]
    number = bisect_right(starts, at) - 1
    offset = block.lines[number].start + at - starts[number]
    if block.encoding is Encoding.TABLE_CELL:  # "\|" is one character of the text
        for match in re.finditer(r"\\\|", block.lines[number].of(source)):
            offset += match.start() + block.lines[number].start < offset
    return offset
