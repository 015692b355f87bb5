"""Documents made by hand: just enough Markdown to say where markup and hard breaks lie."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest

from workflow.model import Block, BlockKind, Document, Span

_HIDDEN = re.compile(
    r"\*\*|(?<!\*)\*(?!\*)|`|\[(?!\^)(?=[^\]]*\]\()|\]\([^)]*\)|\[\^\d\]|<[^>]+>|\\(?=[.*\[])"
)
_CLOSED = re.compile(
    r"\*\*.+?\*\*|(?<!\*)\*[^*]+\*(?!\*)|`[^`]+`|\[[^\]]*\]\([^)]*\)|\[\^\d\]", re.DOTALL
)
_BREAK = re.compile(r"(?: {2,}|\\)\n")


def block_of(text, start=0, **fields):
    lengths = [len(line) for line in text.split("\n")]
    starts = accumulate((length + 1 for length in lengths), initial=start)
    lines = tuple(Span(at, at + length) for at, length in zip(starts, lengths, strict=False))
    return Block(
        **{
            "kind": BlockKind.PARAGRAPH,
            "span": Span(start, start + len(text)),
            "lines": lines,
            "text": text,
            "hidden": tuple(Span(*match.span()) for match in _HIDDEN.finditer(text)),
            "closed": tuple(Span(*match.span()) for match in _CLOSED.finditer(text)),
            "breaks": tuple(Span(*match.span()) for match in _BREAK.finditer(text)),
            **fields,
        }
    )


def document_of(source, **fields):
    blocks, position = [], 0
    for piece in re.split(r"(\n\n+)", source):
        if piece.strip("\n"):
            blocks.append(block_of(piece, position, **fields))
        elif piece:
            span = Span(position, position + len(piece))
            blocks.append(Block(kind=BlockKind.SKELETON, span=span))
        position += len(piece)
    return Document(path="releases/a.md", source=source, blocks=tuple(blocks))


@pytest.fixture
def make_document():
    return document_of


@pytest.fixture
def make_block():
    return block_of
