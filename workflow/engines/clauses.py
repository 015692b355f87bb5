"""Cutting what is too long for a network, where a reader would pause.

CTranslate2 silently drops what lies past 1,024 pieces, and models bred on sentences decline long
before; a text over the limit is halved at the strongest pause near its middle until it fits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PAUSES = tuple(
    re.compile(pattern)
    for pattern in (
        r"[.!?…][»\"')\]]* |[。！？]",
        r"[;:] |[；：]",
        r"[,–—] |[，、]",
        r" ",
    )
)
"""From the strongest to the weakest; a cut comes after the match."""


def cut(text: str, *, fits: Callable[[str], bool]) -> tuple[Span, ...]:
    """Return spans that tile `text`, each of which `fits` (or is a single character)."""
    return tuple(_iter_parts(text, Span(0, len(text)), fits))


def _iter_parts(text: str, span: Span, fits: Callable[[str], bool]) -> Iterator[Span]:
    if len(span) < 2 or fits(span.of(text)):  # noqa: PLR2004 - one character cannot be cut
        yield span
        return
    middle = _pause_near_middle(text, span)
    yield from _iter_parts(text, Span(span.start, middle), fits)
    yield from _iter_parts(text, Span(middle, span.end), fits)


def _pause_near_middle(text: str, span: Span) -> int:
    """Return the offset after the strongest pause in the middle half of the span."""
    middle = (span.start + span.end) // 2
    quarter = max(1, len(span) // 4)
    for pause in _PAUSES:
        ends = [match.end() for match in pause.finditer(text, middle - quarter, middle + quarter)]
        if ends:
            return min(ends, key=lambda end: abs(end - middle))
    return middle
