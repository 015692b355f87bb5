"""The words of a block without its markup, and the way back to the block's characters.

Rules of language must not stumble over ``**`` or a link's target, so they read the visible text;
what they find is carried back through the same list of runs, never searched for again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.model import Block

_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    r"""The visible text of a block; a hard break is one ``\n``."""

    text: str
    starts: tuple[int, ...]
    """Where each run of visible characters begins in `text`…"""
    origins: tuple[int, ...]
    """… and in the block's text."""
    breaks: tuple[int, ...]
    """Offsets in `text` of hard breaks; every other line feed is a soft break."""
    break_spans: tuple[Span, ...]
    """The same breaks in the block's text."""

    def origin(self, offset: int) -> int:
        """Return where the visible character at `offset` stands in the block's text."""
        run = bisect_right(self.starts, offset) - 1
        return self.origins[run] + offset - self.starts[run]

    def project(self, spans: Iterable[Span]) -> list[Span]:
        """Return what is visible of `spans`, given in the block's text and in order."""
        projected = (Span(self.offset(span.start), self.offset(span.end)) for span in spans)
        return [span for span in projected if len(span) > 0]

    def offset(self, origin: int) -> int:
        """Return the offset in `text` of the first character seen from `origin` on."""
        run = bisect_right(self.origins, origin) - 1
        if run < 0:
            return 0
        end = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return min(self.starts[run] + origin - self.origins[run], end)


def see(block: Block) -> Visible:
    """Return the visible text of `block`."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    breaks: list[tuple[int, Span]] = []
    length = 0
    for span, is_break in _runs(block):
        piece = "\n" if is_break else span.of(block.text)
        if is_break:
            breaks.append((length, span))
        starts.append(length)
        origins.append(span.start)
        pieces.append(piece)
        length += len(piece)
    return Visible(
        text="".join(pieces),
        starts=tuple(starts) or (0,),
        origins=tuple(origins) or (0,),
        breaks=tuple(offset for offset, _ in breaks),
        break_spans=tuple(span for _, span in breaks),
    )


def _runs(block: Block) -> Iterator[tuple[Span, bool]]:
    """Yield what is seen of the block in order: stretches of text, and hard breaks (true)."""
    position = 0
    for span, is_break in _cuts(block):
        if span.start > position:
            yield Span(position, span.start), False
        if is_break:
            yield span, True
        position = span.end
    if position < len(block.text):
        yield Span(position, len(block.text)), False


def hard_breaks(block: Block) -> list[Span]:
    """Return the hard breaks of `block`: those of Markdown, and ``<br>``."""
    tags = (span for span in block.hidden if _BREAK_TAG.fullmatch(span.of(block.text)))
    return sorted([*block.breaks, *tags])


def _cuts(block: Block) -> list[tuple[Span, bool]]:
    """Return what is not seen as it is, in order and without overlap, and whether it breaks."""
    breaks = hard_breaks(block)
    cuts = sorted(
        [*((span, True) for span in breaks), *((span, False) for span in block.hidden)],
        key=lambda cut: (cut[0].start, not cut[1], -cut[0].end),
    )
    kept: list[tuple[Span, bool]] = []
    end = 0
    for span, is_break in cuts:
        if span.end <= end or len(span) == 0:
            continue
        kept.append((Span(max(span.start, end), span.end), is_break))
        end = span.end
    return kept
