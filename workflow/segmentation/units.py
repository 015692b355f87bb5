r"""A block into units: hard breaks first, then sentences, carried back to the block's text.

Units do not overlap, and between them stand only white space, hard breaks and lines without any
letter or digit. Closing markup goes with the sentence it closes, opening markup with the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from workflow.model import BlockKind, LangTag, LineKind, Span
from workflow.segmentation.linebreaks import Row, ends_unit, own_lines
from workflow.segmentation.profiles import load_profile
from workflow.segmentation.segmenter import split_sealed
from workflow.segmentation.visible import Visible, see

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from workflow.model import Block

Classify: TypeAlias = "Callable[[str], LineKind]"
"""Tells the kind of a line from its visible text; lines of one unit are joined with a line feed."""

WHOLE = frozenset({LineKind.DATELINE, LineKind.CONTACT, LineKind.LETTERHEAD})
"""The kinds of lines that are never split into sentences."""

SOFT_BREAK = re.compile(r"[ \t\r]*\n\s*")
_BAR = re.compile(r"(?<=[^\s|]) +([|•·]) +(?=[^\s|])")
"""What parts the parts of a line; the bars of a table stand in no block."""
_DESCRIBED = re.compile(r"(?:\[)?!\[[^\]]*[^\W_]")
"""An image alone, whose description is hidden markup and yet words to translate."""
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A segment to be, in the block's text."""

    span: Span
    kind: LineKind
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Lines that no hard break separates."""

    span: Span
    """In the visible text."""
    origin: Span
    """In the block's text."""
    kind: LineKind
    rule: str


def iter_units(block: Block, lang: LangTag, classify: Classify) -> Iterator[Unit]:
    """Yield the units of `block` in order."""
    if block.kind is BlockKind.SKELETON or not block.text:
        return
    visible = see(block)
    if _DESCRIBED.match(block.text) and not _WORD.search(visible.text):
        whole = _strip(block.text, Span(0, len(block.text)))
        yield Unit(span=whole, kind=LineKind.PROSE, rule="end_of_text")
        return
    breaks = {span.start: span.end for span in visible.break_spans}
    hidden = _absorbed(block, visible)
    sealed = _Slices(visible.project(block.closed))
    for group in _groups(block, visible, lang, classify):
        position = group.origin.start
        pieces = _pieces(group, visible, lang, classify, sealed.within(group.span))
        for number, (span, kind, rule) in enumerate(pieces, 1):
            last = number == len(pieces)
            end = group.origin.end if last else _end(visible, span.end, hidden)
            unit = _strip(block.text, Span(position, end))
            position = _skip(block.text, end, breaks)
            if _WORD.search(visible.text, span.start, span.end):
                yield Unit(span=unit, kind=kind, rule=rule)


def _groups(block: Block, visible: Visible, lang: LangTag, classify: Classify) -> Iterator[_Group]:
    """Yield the lines of a block in groups: breaks that end a unit stand between them."""
    own = _own_lines(block, visible, lang, classify)
    breaks = sorted([*zip(visible.breaks, visible.break_spans, strict=True), *own.items()])
    edges = [-1, *(offset for offset, _ in breaks), len(visible.text)]
    spans = [Span(before + 1, after) for before, after in pairwise(edges)]
    rows = [_row(span.of(visible.text), classify) for span in spans]
    decisions = [
        (True, "own_line") if offset in own else decision
        for (offset, _), decision in zip(breaks, ends_unit(rows, load_profile(lang)), strict=True)
    ]
    decisions.append((True, "end_of_text"))
    origins = [Span(0, 0), *(span for _, span in breaks), Span(len(block.text), len(block.text))]
    first = 0
    for index, (ends, rule) in enumerate(decisions):
        if not ends:
            continue
        span = Span(spans[first].start, spans[index].end)
        text = "\n".join(row.text for row in rows[first : index + 1])
        kind = rows[first].kind if first == index else classify(text)
        origin = Span(origins[first].end, origins[index + 1].start)
        yield _Group(span=span, origin=origin, kind=kind, rule=rule)
        first = index + 1


def _own_lines(
    block: Block, visible: Visible, lang: LangTag, classify: Classify
) -> dict[int, Span]:
    """Return what ends a line of its own though no hard break: soft breaks, bars between parts.

    They are given by their offsets in the visible text.
    """
    text, hard = visible.text, set(visible.breaks)
    if "\n" not in text and not _BAR.search(text):
        return {}
    sealed = visible.project(block.closed)
    found: dict[int, Span] = {}
    for before, after in pairwise([-1, *visible.breaks, len(text)]):
        feeds = [at for at in _line_feeds(text, before + 1, after) if at not in hard]
        edges = [before, *feeds, after]
        texts = [SOFT_BREAK.sub(" ", text[a + 1 : b]).strip() for a, b in pairwise(edges)]
        decided = own_lines(texts, load_profile(lang), classify)
        cuts = [at for at, is_own in zip(feeds, decided, strict=True) if is_own]
        for start, end in pairwise([before, *cuts, after]):
            cuts += _bars(text, Span(start + 1, end), classify)
        free = (at for at in cuts if not any(span.start < at < span.end for span in sealed))
        found |= {at: Span(visible.origin(at), visible.origin(at) + 1) for at in free}
    return found


def _bars(text: str, line: Span, classify: Classify) -> list[int]:
    """Return the bars that part what a line says: "Duplex : oui | Entrée : 12, rue du Bac"."""
    found = [match.start(1) for match in _BAR.finditer(text, line.start, line.end)]
    if not found or classify(SOFT_BREAK.sub(" ", line.of(text)).strip()) in WHOLE:
        return []
    return found


def _line_feeds(text: str, start: int, end: int) -> Iterator[int]:
    at = text.find("\n", start, end)
    while at >= 0:
        yield at
        at = text.find("\n", at + 1, end)


def _row(text: str, classify: Classify) -> Row:
    text = SOFT_BREAK.sub(" ", text).strip()
    return Row(text=text, kind=classify(text))


def _pieces(
    group: _Group,
    visible: Visible,
    lang: LangTag,
    classify: Classify,
    sealed: Iterable[Span],
) -> list[tuple[Span, LineKind, str]]:
    """Return the sentences of a group, or the group where it is one structured line."""
    if group.kind in WHOLE:
        return [(group.span, group.kind, group.rule)]
    text = group.span.of(visible.text)
    sentences = split_sealed(text, lang, sealed=sealed)
    alone = len(sentences) == 1
    shift = group.span.start
    return [
        (
            Span(sentence.span.start + shift, sentence.span.end + shift),
            group.kind if alone else _row(sentence.span.of(text), classify).kind,
            group.rule if number == len(sentences) else sentence.rule,
        )
        for number, sentence in enumerate(sentences, 1)
    ]


class _Slices:
    """Gives the spans that lie within a group, for groups that only move on."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans)
        self._next = 0

    def within(self, group: Span) -> list[Span]:
        """Return the spans that begin in `group`, counted from its start."""
        found: list[Span] = []
        while self._next < len(self._spans) and self._spans[self._next].start < group.end:
            span = self._spans[self._next]
            found.append(Span(span.start - group.start, span.end - group.start))
            self._next += 1
        return found


def _absorbed(block: Block, visible: Visible) -> dict[int, int]:
    """Return the hidden spans that go with the text before them: all but what opens or breaks."""
    kept = {span.start for span in visible.break_spans}
    kept |= {
        span.start for span in block.closed if visible.offset(span.start) < visible.offset(span.end)
    }
    return {
        span.start: span.end
        for span in sorted(block.hidden)
        if span.start not in kept and span.of(block.text) != "\\" and len(span) > 0
    }


def _end(visible: Visible, offset: int, hidden: dict[int, int]) -> int:
    """Return where a sentence ends in the block's text, closing markup included."""
    end = visible.origin(offset - 1) + 1
    while end in hidden:
        end = hidden[end]
    return end


def _skip(text: str, position: int, breaks: dict[int, int]) -> int:
    """Return where the text goes on after white space and hard breaks."""
    while position in breaks or text[position : position + 1].isspace():
        position = breaks.get(position, position + 1)
    return position


def _strip(text: str, span: Span) -> Span:
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))
