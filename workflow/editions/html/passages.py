"""Passages that an edition leaves in the language of its source, so that readers are told.

The structure of an edition is that of its source, which is proved; so its texts, counted in file
order, are those of the source, and a passage is found by the number of its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.markdown.frontmatter import BOM, parse_front_matter
from workflow.markdown.structure import parse_structure
from workflow.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Document, Segment

_LINE_END = re.compile(r"\r\n?")
_GAP = r"(?:[ \t]*\\?\n[ \t]*|[ \t\\]+)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A segment that has no translation yet."""

    number: int
    """Of its text in the file: 0 for the first paragraph, heading, list item, cell …"""
    text: str
    """Its Markdown, as `Segment.text` has it."""


def find_passages(
    document: Document, segments: Sequence[Segment], targets: Sequence[str | None]
) -> tuple[Passage, ...]:
    """Return the segments of the body whose target is None, in file order."""
    numbers = _numbers_of_blocks(document)
    return tuple(
        Passage(number=numbers[segment.block], text=segment.text)
        for segment, target in zip(segments, targets, strict=True)
        if target is None and segment.block in numbers
    )


def find_foreign_keys(
    document: Document, segments: Sequence[Segment], targets: Sequence[str | None]
) -> frozenset[str]:
    """Return the front matter keys, in small letters, whose values are as the source has them.

    A value of which one sentence is translated is none of them.
    """
    blocks = document.blocks
    translated = {
        blocks[segment.block].context
        for segment, target in zip(segments, targets, strict=True)
        if target is not None and blocks[segment.block].kind is BlockKind.FRONT_MATTER
    }
    return frozenset(key.casefold() for key, _ in document.metadata if key not in translated)


def locate_passages(content: str, texts: Sequence[str]) -> tuple[Span, ...]:
    """Return where `texts` stand in the Markdown of a text, one after the other.

    Neighbours make one span. White space may differ: line breaks are one space in a segment.
    """
    spans: list[Span] = []
    at = 0
    for text in texts:
        words = text.split()
        match = re.compile(_GAP.join(map(re.escape, words))).search(content, at) if words else None
        if match is None:
            continue
        if spans and not content[spans[-1].end : match.start()].strip(" \t\n\\"):
            spans[-1] = Span(spans[-1].start, match.end())
        else:
            spans.append(Span(*match.span()))
        at = match.end()
    return tuple(spans)


def split_body(source: str) -> str:
    """Return the Markdown of a file without front matter, with LF line ends."""
    return _LINE_END.sub("\n", source[_body_start(source) :])


def _body_start(source: str) -> int:
    front = parse_front_matter(source, path="")
    return front.end if front else len(BOM) * source.startswith(BOM)


def _numbers_of_blocks(document: Document) -> dict[int, int]:
    tokens, _ = parse_structure(split_body(document.source))
    inline = [token for token in tokens if token.type == "inline"]
    starts = {
        token.meta["lines"][0].start: number
        for number, token in enumerate(inline)
        if token.meta["lines"]
    }
    numbers: dict[int, int] = {}
    at = -len(_LINE_END.sub("\n", document.source[: _body_start(document.source)]))
    for index, block in enumerate(document.blocks):
        if at in starts and block.kind not in {BlockKind.SKELETON, BlockKind.FRONT_MATTER}:
            numbers[index] = starts[at]
        at += len(_LINE_END.sub("\n", block.span.of(document.source)))
    return numbers
