"""Texts inside constructs: descriptions of images, titles of links, inline footnotes.

They are no part of the sentence, so they are translated apart and put back into the construct.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markdown_it.common.utils import unescapeAll
from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from workflow.markdown.locate import Construct, find_label_end, locate
from workflow.model import Markup, MarkupKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.model import Inline

_WHITE_SPACE = " \t\n"


class _Slot(NamedTuple):
    """Where a nested text stands in a construct."""

    start: int
    end: int
    is_title: bool
    label: str = ""
    """What an image's reference would lose with its text: ``[text]``."""


def nested(inline: Inline) -> tuple[str, ...]:
    """Return the nested texts of `inline` in order: Markdown, but for titles, which are plain."""
    return tuple(text for markup in inline.markups for text in _texts(markup))


def fill(markups: Sequence[Markup], targets: Sequence[str]) -> tuple[Markup, ...]:
    """Return `markups` with `targets` in the places of the texts that `nested` names, in order."""
    waiting = list(targets)
    filled = []
    for markup in markups:
        count = len(_texts(markup))
        mine, waiting = waiting[:count], waiting[count:]
        filled.append(_filled(markup, mine) if mine else markup)
    return tuple(filled)


def has_title(tail: str) -> bool:
    """Tell whether what follows the label of a link or image holds a title."""
    return any(True for _ in _iter_titles(tail, 0))


def _filled(markup: Markup, targets: list[str]) -> Markup:
    opening, closing = _slots(markup)
    return Markup(
        kind=markup.kind,
        span=markup.span,
        opening=_replaced(markup.opening, opening, targets[: len(opening)]),
        closing=_replaced(markup.closing, closing, targets[len(opening) :]),
        verbatim=markup.verbatim,
    )


def _replaced(text: str, slots: Sequence[_Slot], targets: Sequence[str]) -> str:
    for slot, target in reversed(list(zip(slots, targets, strict=False))):
        if _text(text, slot) == target:
            continue
        written = _as_title(target, text[slot.end]) if slot.is_title else _as_label(target)
        tail = text[slot.end :]
        if slot.label and tail.startswith("][]"):
            tail = f"]{slot.label}{tail[3:]}"
        elif slot.label:
            tail = f"]{slot.label}{tail[1:]}"
        text = text[: slot.start] + written + tail
    return text


def _texts(markup: Markup) -> tuple[str, ...]:
    return tuple(
        _text(text, slot)
        for text, slots in zip((markup.opening, markup.closing), _slots(markup), strict=True)
        for slot in slots
    )


def _text(text: str, slot: _Slot) -> str:
    part = text[slot.start : slot.end]
    return unescapeAll(part) if slot.is_title else part


def _slots(markup: Markup) -> tuple[tuple[_Slot, ...], tuple[_Slot, ...]]:
    if markup.verbatim or markup.kind in {MarkupKind.HTML, MarkupKind.BREAK}:
        return (), ()
    if markup.closing:
        is_link = markup.kind is MarkupKind.LINK
        return (), tuple(_iter_titles(markup.closing, 1)) if is_link else ()
    constructs = locate(markup.opening, None)
    slots = (slot for construct in constructs for slot in _iter_slots(markup.opening, construct))
    return tuple(sorted(slot for slot in slots if slot.start < slot.end)), ()


def _iter_slots(text: str, construct: Construct) -> Iterator[_Slot]:
    start, end = construct.start, construct.end
    if construct.kind is MarkupKind.FOOTNOTE and text.startswith("^[", start):
        yield _Slot(start + 2, end - 1, is_title=False)
    elif construct.kind is MarkupKind.LINK:
        yield from _iter_titles(text, construct.closing + 1)
    elif construct.kind is MarkupKind.IMAGE:
        label_end = find_label_end(text[:end], start + 1)
        is_label = text[label_end + 1 : end] in {"", "[]"}
        label = f"[{text[start + 2 : label_end]}]" if is_label else ""
        yield _Slot(start + 2, label_end, is_title=False, label=label)
        yield from _iter_titles(text[:end], label_end + 1)


def _iter_titles(text: str, at: int) -> Iterator[_Slot]:
    """Yield the title of the link whose ``(`` stands at `at`."""
    if not text.startswith("(", at):
        return
    at = _skip(text, at + 1)
    destination = parseLinkDestination(text, at, len(text))
    if destination.ok:
        at = destination.pos
    start = _skip(text, at)
    title = parseLinkTitle(text, start, len(text), None)
    if title.ok and start > at and start + 1 < title.pos - 1:
        yield _Slot(start + 1, title.pos - 1, is_title=True)


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _WHITE_SPACE:
        at += 1
    return at


def _as_label(target: str) -> str:
    """Return `target` for the inside of brackets, escaping those that would end it too early."""
    target = " ".join(target.split("\n"))
    if target.endswith("\\") and not target.endswith("\\\\"):
        target += "\\"
    if find_label_end(f"[{target}]", 0) == len(target) + 1:
        return target
    special = str.maketrans({character: f"\\{character}" for character in "[]`<\\"})
    return target.translate(special)


def _as_title(target: str, quote: str) -> str:
    quotes = "()" if quote == ")" else quote
    special = str.maketrans({character: f"\\{character}" for character in f"\\{quotes}"})
    written = " ".join(target.split("\n")).translate(special)
    return written if unescapeAll(written) == target else written.replace("&", "&amp;")
