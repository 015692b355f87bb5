"""Cut a parsed document into its segments, in document order.

What kind of line a segment is, the caller's `classify` says: the knowledge of datelines and
telephone numbers belongs to `structured`, which this package does not import.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from workflow.model import LangTag, LineKind, Segment, Span
from workflow.segmentation.positions import Locator
from workflow.segmentation.units import SOFT_BREAK, WHOLE, Classify, iter_units

if TYPE_CHECKING:
    from workflow.model import Block, Document


def prose_only(_: str) -> LineKind:
    """Take every line for prose: for callers that know no structured lines."""
    return LineKind.PROSE


def split_document(
    document: Document, lang: LangTag, *, classify: Classify = prose_only
) -> tuple[Segment, ...]:
    """Return the segments of `document`, written in `lang`.

    A pair of text and context is unique: a repeated one gets a number. `classify` is
    ``structured.classify`` with its language bound.
    """
    locator = Locator(document)
    seen: Counter[tuple[str, str]] = Counter()
    segments: list[Segment] = []
    for index, block in enumerate(document.blocks):
        for unit in iter_units(block, lang, classify):
            text = normalise(block, unit.span)
            context = _unique(text, block.context or _context(unit.kind), seen)
            segments.append(
                Segment(
                    text=text,
                    block=index,
                    span=unit.span,
                    kind=unit.kind,
                    context=context,
                    position=locator.position(block, unit.span.start),
                    comments=_comments(block),
                    rule=unit.rule,
                )
            )
    return tuple(segments)


def normalise(block: Block, span: Span) -> str:
    r"""Return the text of `span`: soft breaks one space, hard breaks ``\n``, stripped.

    The Markdown itself is left alone, two spaces inside a code span included.
    """
    pieces: list[str] = []
    position = span.start
    first = bisect_left(block.breaks, span.start, key=lambda cut: cut.start)
    for cut in islice(block.breaks, first, None):
        if cut.end >= span.end:
            break
        pieces.append(block.text[position : cut.start])
        position = cut.end
    pieces.append(block.text[position : span.end])
    return "\n".join(SOFT_BREAK.sub(" ", piece).strip() for piece in pieces).strip()


def _comments(block: Block) -> tuple[str, ...]:
    """Say what the block is and where it stands, then what the author notes."""
    kind = block.kind.value
    named = block.place.split(" ")[0] == kind.split(" ")[0]
    about = block.place if named else ", ".join(part for part in (kind, block.place) if part)
    return tuple(comment for comment in (about, block.note) if comment)


def _context(kind: LineKind) -> str:
    return kind.value if kind in WHOLE else ""


def _unique(text: str, context: str, seen: Counter[tuple[str, str]]) -> str:
    """Return `context`, numbered when the pair was seen; a catalogue refuses a pair twice."""
    numbered = context
    while seen[text, numbered]:
        seen[text, context] += 1
        numbered = f"{context} {seen[text, context]}".lstrip()
    seen[text, numbered] += 1
    return numbered
