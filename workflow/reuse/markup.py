"""Edit a Markdown translation at the places of its plain text, and repair its markup.

The delimiters round the same words may change (``**`` to ``*``), and so may the target of a link.
Both are found again in the translation by what they were; what is not found there exactly as often
as in the source is left, and the reviewer is told.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from workflow.markdown.locate import locate
from workflow.model import Markup, MarkupKind, Span
from workflow.reuse.edits import Edit, trimmed
from workflow.reuse.spelling import keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.markdown.locate import Construct
    from workflow.model import Inline, LangTag

_POINTING = frozenset({MarkupKind.IMAGE, MarkupKind.HTML, MarkupKind.FOOTNOTE})
_PLAIN = frozenset({MarkupKind.LITERAL, MarkupKind.AUTOLINK})
"""Their text is text of the sentence; what they point at is in it."""
_WRAPPING = frozenset({MarkupKind.EMPHASIS, MarkupKind.STRONG, MarkupKind.STRIKE})


def destination(markup: Markup) -> str:
    """Return what a link, an image, a tag or a footnote mark points at, "" for other markup."""
    if markup.kind is MarkupKind.LINK:
        return markup.closing
    return markup.opening if markup.kind in _POINTING else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked:
    """What becomes of a translation's markup."""

    edits: tuple[Edit, ...] = ()
    """In the Markdown of the translation."""
    unsure: tuple[str, ...] = ()
    """Markup of the new source that could not be placed, or of the old one that may be left."""


# --- Places ------------------------------------------------------------------------------------


def offsets(inline: Inline, references: frozenset[str]) -> tuple[int, ...] | None:
    """Return where each character of the plain text stands in the Markdown, its end included.

    None where the two cannot be laid side by side: an entity is written otherwise than it shows.
    """
    if inline.text == inline.source:
        return tuple(range(len(inline.text) + 1))
    hidden = _hidden(locate(inline.source, references))
    places = [index for index in range(len(inline.source)) if index not in hidden]
    shown = "".join(inline.source[index] for index in places)
    if shown.replace("\n", " ") != inline.text:
        return None
    return (*places, places[-1] + 1 if places else 0)


def _hidden(constructs: Sequence[Construct]) -> set[int]:
    hidden: set[int] = set()
    for construct in constructs:
        if construct.kind is None:
            # An escape shows its second character, a soft break itself.
            if construct.shown and construct.end - construct.start > len(construct.shown):
                hidden.update(range(construct.start, construct.end - len(construct.shown)))
        elif construct.kind is MarkupKind.BREAK and not construct.is_opaque:
            hidden.update(range(construct.start, construct.end - 1))
        elif construct.is_opaque:
            hidden.update(range(construct.start, construct.end))
        else:
            hidden.update(range(construct.start, construct.opened))
            hidden.update(range(construct.closing, construct.end))
    return hidden


def in_markdown(edit: Edit, inline: Inline, places: Sequence[int]) -> Edit | None:
    """Return an edit of the plain text as one of the Markdown; None where markup is in the way."""
    edit = trimmed(edit, inline.text)
    start = places[edit.span.start]
    end = places[edit.span.end - 1] + 1 if edit.span else start
    span = Span(start, end)
    return Edit(span, edit.text) if span.of(inline.source) == edit.span.of(inline.text) else None


# --- Repair ------------------------------------------------------------------------------------


def remark(
    old: Inline,
    new: Inline,
    target: Inline,
    *,
    references: frozenset[str],
    same_words: LangTag | None,
) -> Remarked:
    """Return how the markup of `target` follows the change from `old` to `new`.

    With `same_words`, the language of both sources, markup must cover the same words too.
    """
    ours, theirs = (_signs(each, same_words) for each in (old, new))
    if ours == theirs:
        return Remarked()
    edits: list[Edit] = []
    unsure: list[str] = []
    scene = _Scene(
        old=old, target=target, constructs=locate(target.source, references), edits=edits
    )
    a, b = (
        [m for m in old.markups if m.kind not in _PLAIN],
        [m for m in new.markups if m.kind not in _PLAIN],
    )
    for tag, first, last, start, end in SequenceMatcher(None, ours, theirs, False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = a[first:last], b[start:end]
        for one, other in zip(gone, come, strict=False):
            if not scene.swap(one, other):
                unsure.append(other.opening + other.closing)
        lost = [one for one in gone[len(come) :] if not scene.drop(one)]
        unplaced = [other for other in come[len(gone) :] if not scene.wrap(other, new)]
        unsure += [markup.opening + markup.closing for markup in (*lost, *unplaced)]
    return Remarked(edits=tuple(edits), unsure=tuple(unsure))


def _signs(inline: Inline, lang: LangTag | None) -> list[tuple[object, ...]]:
    return [
        (m.kind, m.opening, m.closing, keys(m.span.of(inline.text), lang) if lang else ())
        for m in inline.markups
        if m.kind not in _PLAIN
    ]


@dataclass(slots=True)
class _Scene:
    old: Inline
    target: Inline
    constructs: Sequence[Construct]
    edits: list[Edit]

    def swap(self, one: Markup, other: Markup) -> bool:
        """Put the delimiters of `other` where those of `one` are."""
        if (one.opening, one.closing) == (other.opening, other.closing):
            return False  # The same delimiters round other words.
        found = self._find(one)
        for construct in found:
            self.edits += self._replaced(construct, one, other)
        return bool(found)

    def drop(self, one: Markup) -> bool:
        """Take away the delimiters of `one`; its words stay."""
        if one.kind is MarkupKind.BREAK:
            found = self._find(one)
            self.edits += [Edit(Span(c.start, c.end), " ") for c in found]
            return bool(found)
        if one.kind not in _WRAPPING | {MarkupKind.LINK, MarkupKind.FOOTNOTE}:
            return False
        found = self._find(one)
        for construct in found:
            self.edits.append(Edit(Span(construct.start, construct.opened), ""))
            if construct.closing < construct.end:
                self.edits.append(Edit(Span(construct.closing, construct.end), ""))
        return bool(found)

    def wrap(self, other: Markup, new: Inline) -> bool:
        """Put the delimiters of `other` round the whole text, where it has the whole source."""
        whole = other.span == Span(0, len(new.text)) and other.kind in _WRAPPING
        source = self.target.source
        if not whole or not source:
            return False
        self.edits.append(Edit(Span(0, 0), other.opening))
        self.edits.append(Edit(Span(len(source), len(source)), other.closing))
        return True

    def _find(self, one: Markup) -> list[Construct]:
        """Return the constructs of the target that are `one`: none where their number differs."""
        there = [construct for construct in self.constructs if self._is(construct, one)]
        counts = Counter(_sign(markup) for markup in self.old.markups)
        return there if len(there) == counts[_sign(one)] else []

    def _is(self, construct: Construct, one: Markup) -> bool:
        source = self.target.source
        if one.kind is MarkupKind.BREAK:
            return construct.kind is MarkupKind.BREAK or construct.shown == "\n"
        if construct.kind is not one.kind:
            return False
        if one.kind is MarkupKind.LINK:
            address = _address(one.closing)
            return bool(address) and address == _address(source[construct.closing : construct.end])
        return source[construct.start : construct.opened] == one.opening

    def _replaced(self, construct: Construct, one: Markup, other: Markup) -> Iterator[Edit]:
        source = self.target.source
        closing = source[construct.closing : construct.end]
        if one.kind is MarkupKind.LINK and other.kind is MarkupKind.LINK:
            at = construct.closing + closing.index(_address(one.closing))
            yield Edit(Span(at, at + len(_address(one.closing))), _address(other.closing))
            return
        yield Edit(Span(construct.start, construct.opened), other.opening)
        if construct.closing < construct.end:
            yield Edit(Span(construct.closing, construct.end), other.closing)


def _sign(markup: Markup) -> tuple[object, ...]:
    if markup.kind is MarkupKind.LINK:
        return (markup.kind, _address(markup.closing))
    if markup.kind is MarkupKind.BREAK:
        return (markup.kind,)
    return (markup.kind, markup.opening)


_ADDRESS = re.compile(r"\]\(\s*<?([^\s<>]*?)>?(?:\s+[\"'(].*)?\s*\)|\]\[(.*)\]", re.DOTALL)


def _address(closing: str) -> str:
    """Return the address, or the label, in what closes a link."""
    match = _ADDRESS.fullmatch(closing)
    return (match[1] or match[2] or "") if match else ""


def addresses(inline: Inline) -> tuple[str, ...]:
    """Return what the links, images, tags and footnote marks of a sentence point at."""
    return tuple(filter(None, map(destination, inline.markups)))
