"""Stand-ins for what other packages do between parsing and rendering: segments and a translation."""

from __future__ import annotations

import re

from workflow.markdown.inline import lift, put_back
from workflow.model import BlockKind, Link, Position, Segment, Span

_ACCENTED = str.maketrans("aeiounycAEIOUNYC", "áéíóúñýçÁÉÍÓÚÑÝÇ")
_SOFT_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_WORD = re.compile(r"\w+")


def split_blocks(document):
    """Make one segment of each block: soft breaks as spaces, hard ones as line feeds."""
    return tuple(
        _segment(document, index, block)
        for index, block in enumerate(document.blocks)
        if block.kind is not BlockKind.SKELETON
    )


def _segment(document, index, block):
    start = len(block.text) - len(block.text.lstrip())
    end = len(block.text.rstrip())
    pieces, at = [], start
    for span in block.breaks:
        if start <= span.start and span.end <= end:
            pieces += [_SOFT_BREAK.sub(" ", block.text[at : span.start]), "\n"]
            at = span.end
    pieces.append(_SOFT_BREAK.sub(" ", block.text[at:end]))
    return Segment(
        text="".join(pieces),
        block=index,
        span=Span(start, end),
        position=Position(path=document.path),
    )


def accent(text):
    """Change letters into others of the same class."""
    return text.translate(_ACCENTED)


def word_links(source, target):
    """Align the words of two texts in order, one by one."""
    words = [
        [Span(*match.span()) for match in _WORD.finditer(text)] for text in (source, target)
    ]
    return tuple(Link(*pair) for pair in zip(*words, strict=False))


def pseudo_translate(document, segment):
    """Accent the words of a segment and put its markup back on them."""
    inline = lift(segment.text, references=document.references)
    target = accent(inline.text)
    links = word_links(inline.text, inline.text)
    return put_back(inline, target, links, references=document.references)
