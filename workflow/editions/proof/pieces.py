"""Marks over a text, which may overlap, cut into pieces that are marked alike."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.editions.proof.values import Change, Mark, MarkKind, Piece, Stretch
from workflow.model import MarkupKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.model import Inline, Markup

_WORDS = re.compile(r"\w+|\s+|.", re.DOTALL)
_SHOWN = {
    MarkupKind.STRONG: MarkKind.STRONG,
    MarkupKind.EMPHASIS: MarkKind.EMPHASIS,
    MarkupKind.STRIKE: MarkKind.STRIKE,
    MarkupKind.CODE: MarkKind.CODE,
    MarkupKind.LINK: MarkKind.LINK,
}
_RAW = frozenset({MarkupKind.IMAGE, MarkupKind.HTML, MarkupKind.FOOTNOTE})


def cut(inline: Inline, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Return the plain text of `inline` in pieces, its own markup among the marks."""
    text = _with_breaks(inline)
    every = [*_own_marks(inline), *marks]
    raw = [markup for markup in inline.markups if _is_raw(markup)]
    edges = {0, len(text), *(markup.span.start for markup in raw)}
    for mark in every:
        edges |= {mark.span.start, mark.span.end}
    pieces: list[Piece] = []
    for start, end in pairwise(sorted(edges)):
        pieces += _raw_at(start, raw)
        pieces.append(_piece(Span(start, end), text, every))
    return (*pieces, *_raw_at(len(text), raw))


def compare(old: str, new: str) -> tuple[Stretch, ...]:
    """Return how `new` came from `old`, word by word.

    >>> [each.text for each in compare("le 3 mai", "le 13 mai")]
    ['le ', '3', '13', ' mai']
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    stretches: list[Stretch] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, low, high, start, end in matcher.get_opcodes():
        if tag == "equal":
            stretches.append(Stretch(change=Change.KEPT, text="".join(before[low:high])))
            continue
        if low < high:
            stretches.append(Stretch(change=Change.DELETED, text="".join(before[low:high])))
        if start < end:
            stretches.append(Stretch(change=Change.INSERTED, text="".join(after[start:end])))
    return tuple(stretches)


def _piece(span: Span, text: str, marks: Sequence[Mark]) -> Piece:
    covering = [mark for mark in marks if len(mark.span) and mark.span.overlaps(span)]
    classes = [mark.kind.value for mark in covering]
    classes += ["unmet"] * any(mark.is_unmet for mark in covering)
    return Piece(
        text=span.of(text),
        classes=tuple(dict.fromkeys(classes)),
        title="; ".join(dict.fromkeys(mark.title for mark in covering if mark.title)),
        labels=tuple(mark.label for mark in covering if mark.label and mark.span.end == span.end),
    )


def _own_marks(inline: Inline) -> Iterator[Mark]:
    for markup in inline.markups:
        if kind := _SHOWN.get(markup.kind):
            title = markup.closing[2:-1] if kind is MarkKind.LINK else ""
            label = "↗" if kind is MarkKind.LINK else ""
            yield Mark(kind=kind, span=markup.span, title=title, label=label)


def _is_raw(markup: Markup) -> bool:
    """Tell whether the construct shows no text: a page shows its Markdown, and runs none of it."""
    return markup.kind in _RAW and not len(markup.span)


def _raw_at(place: int, raw: Sequence[Markup]) -> list[Piece]:
    return [
        Piece(text=markup.opening, classes=("raw",)) for markup in raw if markup.span.start == place
    ]


def _with_breaks(inline: Inline) -> str:
    """Return the text with a line feed for each hard break, which is a space in it."""
    text = inline.text
    for markup in inline.markups:
        if markup.kind is MarkupKind.BREAK and len(markup.span):
            text = text[: markup.span.start] + "\n" * len(markup.span) + text[markup.span.end :]
    return text
