r"""Take a segment's Markdown apart and put it back on the words of a translation.

An engine reads plain text: entities and escapes decoded, code, links and emphasis without their
delimiters, images, tags and footnote marks left out. `put_back` makes Markdown of what it answers:
every construct of the source stands there once, round the words that the alignment calls the same.

A hard break is a space in the plain text, and the break's span covers it; so is a ``<br>`` between
words, while one that has white space beside it covers nothing.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

from workflow.markdown.locate import Construct, locate
from workflow.markdown.nested import fill, nested
from workflow.markdown.placing import place
from workflow.markdown.weaving import weave
from workflow.model import Inline, Markup, MarkupKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Link

__all__ = ["lift", "nested", "put_back"]

_LITERAL = re.compile(
    r"""
    (?:https?|ftp)://[^\s<>]+ | (?:mailto|tel):[^\s<>]+ | \bwww\.[\w-]+\.[^\s<>]+
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+
    | (?<![\w&/.@])[#@]\w*[^\W\d]\w*
    """,
    re.VERBOSE,
)
_VERBATIM = frozenset({MarkupKind.CODE, MarkupKind.AUTOLINK, MarkupKind.LITERAL})
_ON = "<!-- translate:on -->"
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]", re.DOTALL)
_SPACE = " \t\n"
_SENTENCE_END = ".,;:!?…»”’\"'*_~"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_BREAKING_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def lift(text: str, *, references: frozenset[str] = frozenset()) -> Inline:
    """Return the plain text of a segment and the markup over it.

    `references` are a document's link labels (`Document.references`).

    >>> lift("**Paris**, le 3").text
    'Paris, le 3'
    """
    return _lifted(text, references)[0]


def put_back(
    inline: Inline,
    target: str,
    links: Sequence[Link],
    *,
    nested: Sequence[str] | None = None,
    references: frozenset[str] = frozenset(),
) -> str:
    """Return the Markdown of `target`, the translation of ``inline.text``.

    `links` align words of both. Where they say nothing about a construct, its words are looked for
    as they stand in the source, then its relative position decides. `nested` gives the
    translations of what the function `nested` returns, in the same order. The labels that `inline`
    itself uses need not be in `references`.
    """
    markups = fill(inline.markups, nested) if nested else inline.markups
    if target == inline.text and markups == inline.markups:
        return inline.source
    labels = references | _labels(inline.markups)
    target = target.replace("\n", " ")  # as long as it was: `links` hold offsets
    if not (markups or locate(target, labels) or ("\\[" in inline.source and "[" in target)):
        return target.strip(_SPACE)
    again, parents = _lifted(inline.source, labels)
    if again.markups != inline.markups:  # made with other labels, which are not to be had
        parents = _containers(inline.markups)
    placed = place(inline, target, links, markups=markups, parents=parents)
    return weave(placed, functools.partial(lift, references=labels)).strip(_SPACE)


def _lifted(text: str, references: frozenset[str]) -> tuple[Inline, list[int]]:
    """Return `text` taken apart and, for each markup, the index of the one round it (-1: none)."""
    constructs = locate(text, references)
    lifter = _Lifter(text)
    lifter.run(Span(0, len(text)), list(constructs), -1)
    plain = "".join(lifter.words)
    _add_literals(plain, lifter.markups, lifter.parents)
    return Inline(source=text, text=plain, markups=tuple(lifter.markups)), lifter.parents


def _labels(markups: Sequence[Markup]) -> frozenset[str]:
    found = (label for m in markups for label in _LABEL.findall(m.opening + m.closing))
    return frozenset(normalizeReference(label) for label in found if not label.startswith("^"))


def _containers(markups: Sequence[Markup]) -> list[int]:
    parents, opened = [], [-1]
    for index, markup in enumerate(markups):
        while opened[-1] >= 0 and markups[opened[-1]].span.end <= markup.span.start:
            opened.pop()
        parents.append(opened[-1])
        if markup.span and not markup.verbatim:
            opened.append(index)
    return parents


class _Lifter:
    """Collects the plain text and the markups in one walk over the constructs."""

    def __init__(self, source: str) -> None:
        self.words: list[str] = []
        self.markups: list[Markup] = []
        self.parents: list[int] = []
        self._parent = -1
        self._source = source
        self._length = 0

    def run(self, span: Span, constructs: list[Construct], parent: int) -> None:
        """Lift `span` of the source, whose constructs are given in order, outer before inner."""
        self._parent = parent
        at, index = span.start, 0
        while index < len(constructs):
            construct = constructs[index]
            self._say(self._source[at : construct.start])
            last = index + 1
            while last < len(constructs) and constructs[last].start < construct.end:
                last += 1
            self._take(construct, constructs[index + 1 : last])
            self._parent = parent
            at, index = construct.end, last
        self._say(self._source[at : span.end])

    def _say(self, words: str) -> None:
        start = 0
        for match in re.finditer("\n", words):
            self._append(words[start : match.start()])
            self._break("\n")
            start = match.end()
        self._append(words[start:])

    def _append(self, words: str) -> None:
        if words:
            self.words.append(words)
            self._length += len(words)

    def _break(self, opening: str) -> None:
        self._add(MarkupKind.BREAK, opening, length=1)
        self._append(" ")

    def _take(self, construct: Construct, inside: list[Construct]) -> None:
        opening = self._source[construct.start : construct.opened]
        inner = self._source[construct.opened : construct.closing]
        closing = self._source[construct.closing : construct.end]
        if construct.shown == "\n" or construct.kind is MarkupKind.BREAK:
            self._break("\n")
        elif construct.kind is None:
            self._append(construct.shown)
        elif construct.is_opaque:
            self._take_opaque(construct.kind, opening, construct)
        elif construct.kind in _VERBATIM and not inner:
            self._add(construct.kind, opening + closing)
        elif construct.kind in _VERBATIM:
            words = inner.replace("\n", " ")
            # What an author left off to the end may not be at the end of the translation.
            self._add(construct.kind, opening, closing or _ON, length=len(words), verbatim=True)
            self._append(words)
        else:
            self._take_pair(construct, inside)

    def _take_opaque(self, kind: MarkupKind, opening: str, construct: Construct) -> None:
        after = self._source[construct.end : construct.end + 1]
        glued = self.words and not self.words[-1][-1].isspace() and after and not after.isspace()
        is_break = bool(_BREAKING_TAG.fullmatch(opening))
        if is_break and glued:
            self._break(opening)
        else:
            self._add(MarkupKind.BREAK if is_break else kind, opening)

    def _take_pair(self, construct: Construct, inside: list[Construct]) -> None:
        known, words, start = len(self.markups), len(self.words), self._length
        opening = self._source[construct.start : construct.opened]
        closing = self._source[construct.closing : construct.end]
        if construct.kind is MarkupKind.LINK and closing in {"]", "][]"}:
            # The text is the label as well, which must outlive its translation.
            closing = f"][{self._source[construct.opened : construct.closing]}]"
        kind = construct.kind or MarkupKind.HTML
        self._add(kind, opening, closing)
        self.run(Span(construct.opened, construct.closing), inside, known)
        if "".join(self.words[words:]).strip():
            span = Span(start, self._length)
            self.markups[known] = dataclasses.replace(self.markups[known], span=span)
        else:  # an image in a link: nothing here is text of the segment
            opening, closing = self._source[construct.start : construct.end], ""
            self.markups[known] = dataclasses.replace(
                self.markups[known], opening=opening, closing=closing
            )
            self._length = start
            del self.words[words:], self.markups[known + 1 :], self.parents[known + 1 :]

    def _add(
        self,
        kind: MarkupKind,
        opening: str,
        closing: str = "",
        *,
        length: int = 0,
        verbatim: bool = False,
    ) -> None:
        span = Span(self._length, self._length + length)
        self.parents.append(self._parent)
        self.markups.append(
            Markup(kind=kind, span=span, opening=opening, closing=closing, verbatim=verbatim)
        )


def _add_literals(text: str, markups: list[Markup], parents: list[int]) -> None:
    """Add what no engine may touch although it is written without any markup."""
    for match in _LITERAL.finditer(text):
        span = _literal_span(match[0], match.start(), markups)
        if not span or any(_meets(markup, span) for markup in markups):
            continue
        markup = Markup(kind=MarkupKind.LITERAL, span=span, opening="", verbatim=True)
        index = sum(1 for other in markups if other.span.start <= span.start)
        around = [i for i in range(index) if span.start < markups[i].span.end]
        markups.insert(index, markup)
        parents[:] = [parent + (parent >= index) for parent in parents]
        parents.insert(index, around[-1] if around else -1)


def _literal_span(found: str, start: int, markups: list[Markup]) -> Span | None:
    """Cut `found` at the edge of a markup and before punctuation that belongs to the sentence."""
    edges = (edge for markup in markups for edge in (markup.span.start, markup.span.end))
    end = min((edge for edge in edges if start < edge < start + len(found)), default=0)
    found = found[: end - start] if end else found
    while found and (
        found[-1] in _SENTENCE_END
        or (found[-1] in _BRACKETS and found.count(_BRACKETS[found[-1]]) < found.count(found[-1]))
    ):
        found = found[:-1]
    whole = _LITERAL.fullmatch(found)
    return Span(start, start + len(found)) if whole else None


def _meets(markup: Markup, span: Span) -> bool:
    is_closed = markup.verbatim or markup.kind is MarkupKind.BREAK
    return is_closed and markup.span.overlaps(span)
