"""The text of one block: its lines trimmed to what is translated, and where its markup lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.markdown.locate import Construct, find_label_end, locate, pair_tags
from workflow.markdown.nested import has_title
from workflow.model import MarkupKind, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_ALERT = re.compile(r"\[![A-Za-z]+\][ \t]*(?:\n|\Z)")
"""The first line of a GitHub alert: ``> [!NOTE]``."""

_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_PEELED = frozenset({MarkupKind.STRONG, MarkupKind.EMPHASIS})


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLayout:
    """What a block says and how; spans of `hidden`, `closed` and `breaks` are in `text`."""

    text: str
    lines: tuple[Span, ...] = ()
    hidden: tuple[Span, ...] = ()
    closed: tuple[Span, ...] = ()
    breaks: tuple[Span, ...] = ()
    is_image: bool = False

    @classmethod
    def of(
        cls,
        source: str,
        lines: Sequence[Span],
        references: Collection[str],
        *,
        is_cell: bool,
    ) -> TextLayout | None:
        r"""Lay out the text on `lines` of `source`; None where nothing is left to translate.

        Task list boxes, alert marks and emphasis round the whole text are left out. In a table
        cell ``\|`` is read as a pipe before anything else, so that is how the text has it.
        """
        if is_cell:
            text = "\n".join(line.of(source) for line in lines).replace("\\|", "|")
            return lay_out(text, references, lines=tuple(lines))
        text = "\n".join(line.of(source) for line in lines)
        mark = _ALERT.match(text) or _TASK.match(text)
        start = mark.end() if mark else 0
        constructs = locate(text[start:], references)
        if start:
            constructs = _moved(constructs, start)
        inner, is_image = _core(text, Span(start, len(text)), constructs)
        if not inner:
            return None
        if len(inner) < len(text):
            inside = (c for c in constructs if inner.start <= c.start and c.end <= inner.end)
            constructs = _moved(inside, -inner.start)
        return _described(
            inner.of(text), constructs, lines=tuple(_cut(lines, inner)), is_image=is_image
        )


def lay_out(text: str, references: Collection[str], *, lines: tuple[Span, ...] = ()) -> TextLayout:
    """Lay out a text that is translated as it stands."""
    return _described(text, locate(text, references), lines=lines)


def _described(
    text: str,
    constructs: Collection[Construct],
    *,
    lines: tuple[Span, ...],
    is_image: bool = False,
) -> TextLayout:
    if not constructs:
        return TextLayout(text=text, lines=lines, is_image=is_image)
    return TextLayout(
        text=text,
        lines=lines,
        hidden=tuple(sorted(_iter_hidden(constructs, text))),
        closed=_merged([*_iter_closed(constructs), *_iter_tagged(constructs, text)]),
        breaks=tuple(Span(c.start, c.end) for c in constructs if c.kind is MarkupKind.BREAK),
        is_image=is_image,
    )


def _moved(constructs: Iterable[Construct], by: int) -> tuple[Construct, ...]:
    return tuple(
        Construct(c.kind, c.start + by, c.opened + by, c.closing + by, c.end + by, c.shown)
        for c in constructs
    )


def _core(text: str, span: Span, constructs: Collection[Construct]) -> tuple[Span, bool]:
    """Return what remains of `span` without emphasis or an image round the whole of it."""
    for construct in constructs:
        if (construct.start, construct.end) != (span.start, span.end):
            break
        if construct.kind in _PEELED or _wraps_image(construct, constructs, text):
            span = Span(construct.opened, construct.closing)
        elif construct.kind is MarkupKind.IMAGE and _is_plain(construct, text, opening=2):
            return Span(construct.start + 2, find_label_end(text, construct.start + 1)), True
        else:
            break
    return span, False


def _wraps_image(link: Construct, constructs: Collection[Construct], text: str) -> bool:
    return (
        link.kind is MarkupKind.LINK
        and _is_plain(link, text, opening=1)
        and any(
            c.kind is MarkupKind.IMAGE
            and (c.start, c.end) == (link.opened, link.closing)
            and _is_plain(c, text, opening=2)
            for c in constructs
        )
    )


def _is_plain(construct: Construct, text: str, *, opening: int) -> bool:
    """Tell whether a link or image has no title, nor a label that its text stands for."""
    whole = text[construct.start : construct.end]
    end = find_label_end(whole, opening - 1)
    tail = whole[end + 1 :]
    return tail not in {"", "[]"} and not has_title(tail)


def _cut(lines: Sequence[Span], inner: Span) -> Iterator[Span]:
    """Yield the lines of the part `inner` of the joined text."""
    at = 0
    for line in lines:
        start, end = max(inner.start - at, 0), min(inner.end - at, len(line))
        if start <= end and at <= inner.end and inner.start <= at + len(line):
            yield Span(line.start + start, line.start + end)
        at += len(line) + 1


def _iter_hidden(constructs: Collection[Construct], text: str) -> Iterator[Span]:
    for c in constructs:
        if c.kind is MarkupKind.BREAK or c.shown in {"\n", text[c.start : c.end]} - {""}:
            continue
        if c.kind is None:
            yield Span(c.start, c.start + 1 if text[c.start] == "\\" else c.end)
        else:
            yield from (Span(c.start, c.opened), Span(c.closing, c.end))[: 1 + (c.opened < c.end)]


def _iter_closed(constructs: Collection[Construct]) -> Iterator[Span]:
    for c in constructs:
        if c.kind is not MarkupKind.BREAK and c.shown != "\n":
            yield Span(c.start, c.end)


def _iter_tagged(constructs: Collection[Construct], text: str) -> Iterator[Span]:
    for opening, closing in pair_tags(constructs, text):
        yield Span(opening.start, closing.end)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
