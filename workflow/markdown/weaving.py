"""Write placed constructs into Markdown, escaping what would become markup by accident.

What is written is taken apart again: text and constructs must be those that were meant. Nothing is
escaped at first; then the characters that were misread, then every special one; at last delimiters
are changed and letters beside them written as entities, which lets any delimiter open and close.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from workflow.markdown.locate import locate
from workflow.model import Markup, MarkupKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workflow.markdown.nodes import Node, Placed
    from workflow.model import Inline

_SPECIAL = frozenset("\\`*_~[]<&")
_SOMETIMES = frozenset("!^)")
"""Special only beside a bracket, be it a literal one or that of a link or footnote."""

_SWAPPED = str.maketrans("*_", "_*")
_DELIMITERS = ("*", "_", "~")
_UNSPACED = frozenset(";:!?.,…")
"""Marks that French sets off with a space, which is no space between a construct and a word."""
_ROUNDS = 4


class _Manner(NamedTuple):
    """How to write: more cautious each time."""

    escapes: frozenset[int] = frozenset()
    """Offsets of target characters to escape."""
    swaps: bool = False
    entities: bool = False


def weave(placed: Placed, lift: Callable[[str], Inline]) -> str:
    """Return the Markdown of `placed`; `lift` takes it apart again to prove it right."""
    special = _offsets(placed.text, _SPECIAL)
    misreadable = special | _offsets(placed.text, _SOMETIMES)
    brackets = frozenset(at for at in special if placed.escaped and placed.text[at] in "[]")
    woven = _Weaver(placed, _Manner(brackets))
    for _ in range(_ROUNDS):
        if woven.is_right(lift):
            return woven.text
        misread = woven.misread() & misreadable
        if misread <= woven.manner.escapes:
            break
        woven = _Weaver(placed, _Manner(woven.manner.escapes | misread))
    special |= woven.manner.escapes
    for manner in (
        _Manner(special),
        _Manner(woven.manner.escapes, swaps=True),
        _Manner(special, swaps=True),
        _Manner(special, swaps=True, entities=True),
        _Manner(special, entities=True),
    ):
        woven = _Weaver(placed, manner)
        if woven.is_right(lift):
            break
    return woven.text


def _offsets(text: str, characters: frozenset[str]) -> frozenset[int]:
    return frozenset(at for at, character in enumerate(text) if character in characters)


class _Weaver:
    """One attempt: the Markdown, the plain text it should give, and where its letters are from."""

    def __init__(self, placed: Placed, manner: _Manner) -> None:
        self.manner = manner
        self._target = placed.text
        self._out: list[str] = []
        self._origin: list[int] = []
        self._plain: list[str] = []
        self._expected: list[_Signature] = []
        self._is_spacing = False
        self._is_beside = False
        self._is_parting = False
        self._opened = -1
        self._write(0, len(placed.text), placed.roots)
        self.text = "".join(self._out)

    def is_right(self, lift: Callable[[str], Inline]) -> bool:
        """Tell whether the Markdown says what was meant."""
        inline = lift(self.text)
        found = [
            _signature(markup, markup.span.of(inline.text), _outer(inline.markups[:index], markup))
            for index, markup in enumerate(inline.markups)
            if markup.opening
        ]
        return inline.text == "".join(self._plain) and sorted(found) == sorted(self._expected)

    def misread(self) -> frozenset[int]:
        """Return the target offsets of literal characters that open or close a construct."""
        edges: set[int] = set()
        for construct in locate(self.text, None):
            edges |= {construct.start, construct.closing, construct.end - 1}
        return frozenset(
            self._origin[edge]
            for edge in edges
            if edge < len(self._origin) and self._origin[edge] >= 0
        )

    def _write(self, at: int, end: int, nodes: tuple[Node, ...] | list[Node]) -> None:
        for node in nodes:
            self._say(at, node.start)
            self._put(node)
            at = max(at, node.end)
        self._say(at, end)

    def _say(self, start: int, end: int) -> None:
        for at in range(start, end):
            character = self._target[at]
            parting = self._is_parting and _is_letter(character)
            spacing = self._is_spacing and character not in _UNSPACED
            if (spacing or parting) and not character.isspace():
                self._space()
            self._is_spacing = self._is_parting = False
            if self._is_beside and _is_letter(character):
                self._emit(f"&#{ord(character)};", character)
            elif at in self.manner.escapes:
                self._emit("\\" + character, character)
            else:
                self._emit(character, character, origin=at)
            self._is_beside = False

    def _space(self) -> None:
        self._is_spacing = False
        if self._out and not (self._plain and self._plain[-1].isspace()):
            self._emit(" ", " ")

    def _emit(self, markdown: str, plain: str, *, origin: int = -1) -> None:
        if markdown:
            self._out.append(markdown)
            self._origin += [origin] * len(markdown)
        if plain:
            self._plain.append(plain)

    def _put(self, node: Node) -> None:
        markup = node.markup
        if markup.kind is MarkupKind.BREAK and markup.span:
            self._is_spacing = self._is_beside = False
            self._expect(markup, " ")
            self._emit(markup.opening, " ")
        elif not markup.span:
            self._put_mark(node)
        elif markup.verbatim:
            self._put_verbatim(node)
        else:
            self._put_span(node)

    def _put_mark(self, node: Node) -> None:
        # An image in bold would not be in bold any more next to a letter.
        is_delimited = node.markup.opening[0] in "*_~"
        wants_space = node.spaced[0] or (is_delimited and self._is_after_letter())
        if self._is_spacing or (wants_space and len(self._out) > self._opened):
            self._space()
        self._expect(node.markup, "")
        self._emit(node.markup.opening, "")
        self._is_spacing = node.spaced[1]
        self._is_parting = is_delimited

    def _is_after_letter(self) -> bool:
        return bool(self._out) and _is_letter(self._out[-1][-1])

    def _put_verbatim(self, node: Node) -> None:
        if not node.markup.opening:
            self._say(node.start, node.end)
            return
        if self._is_spacing or (self._out and self._out[-1][-1:] == node.markup.opening[0] == "`"):
            self._is_spacing = False
            self._emit(" ", " ")
        text = self._target[node.start : node.end]
        self._expect(node.markup, text)
        self._emit(node.markup.opening, "")
        self._emit(text, text)
        self._emit(node.markup.closing, "")

    def _put_span(self, node: Node) -> None:
        opening, closing = node.markup.opening, node.markup.closing
        if self._is_spacing:
            self._space()
        is_delimiter = opening[0] in "*_~"
        before = self._out[-1][-1:] if self._out else ""
        if self.manner.swaps and is_delimiter and (before == opening[0] or opening[0] == "_"):
            opening, closing = opening.translate(_SWAPPED), closing.translate(_SWAPPED)
        if self.manner.entities and is_delimiter:
            self._separate()
        known = len(self._plain)
        self._emit(opening, "")
        self._opened = len(self._out)  # no white space here, or it would not open
        self._write(node.start, node.end, node.children)
        self._emit(closing, "")
        self._is_beside = self.manner.entities and is_delimiter
        self._expect(node.markup, "".join(self._plain[known:]), _level_parent(node))

    def _separate(self) -> None:
        """Write a letter before a delimiter as an entity, whose semicolon lets it open."""
        before = self._out[-1] if self._out else ""
        if len(before) == 1 and _is_letter(before) and self._origin[-1] >= 0:
            self._out[-1] = f"&#{ord(before)};"
            self._origin[-1:] = [-1] * len(self._out[-1])

    def _expect(self, markup: Markup, covered: str, outer: Markup | None = None) -> None:
        if markup.kind is MarkupKind.HTML and markup.closing:  # two tags, read one by one
            for tag in (markup.opening, markup.closing):
                self._expected.append(_Signature(MarkupKind.HTML, tag))
        else:
            self._expected.append(_signature(markup, covered, outer))


def _is_letter(character: str) -> bool:
    """Tell whether a delimiter beside `character` stands within a word, as markdown-it sees it."""
    return not character.isspace() and unicodedata.category(character)[0] not in "PSZ"


class _Signature(NamedTuple):
    """What a construct is, for comparison: ``_`` and ``*`` do the same."""

    kind: MarkupKind
    opening: str
    closing: str = ""
    covered: str = ""
    outer: str = ""
    """The delimiter next outside, where both go round the same words: ``***`` says only one of
    the two orders."""


def _signature(markup: Markup, covered: str, outer: Markup | None) -> _Signature:
    opening, closing = markup.opening, markup.closing
    if markup.kind is MarkupKind.BREAK:
        return _Signature(markup.kind, opening)
    if opening[0] not in _DELIMITERS:
        return _Signature(markup.kind, opening, closing, covered)
    around = outer.opening.replace("_", "*") if outer else ""
    plain = opening.replace("_", "*"), closing.replace("_", "*")
    return _Signature(markup.kind, *plain, covered, around)


def _outer(before: Sequence[Markup], markup: Markup) -> Markup | None:
    """Return the delimiters next outside `markup` that go round the same words."""
    level = (o for o in reversed(before) if o.span == markup.span and o.opening[:1] in _DELIMITERS)
    return next(level, None) if markup.span else None


def _level_parent(node: Node) -> Markup | None:
    """Return the delimiters next outside `node` that go round the same words."""
    outer = node.parent
    while outer and (outer.start, outer.end) == (node.start, node.end):
        if outer.markup.opening[0] in _DELIMITERS:
            return outer.markup
        outer = outer.parent
    return None
