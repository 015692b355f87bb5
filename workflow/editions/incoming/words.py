"""The words of pandoc's data and those of Markdown, to tell whether both show the same."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

Ast: TypeAlias = dict[str, Any]

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202d\u202e\ufeff]")
_NOTE_MARK = re.compile(r"(?<!\\)\[\^\d+\]")
_SMALL = {
    "Superscript": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "Subscript": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_UNIT = re.compile(r"[0-9+-]{1,3}")
"""What is set small and means something else when it is not: m², CO₂."""
_LAST = frozenset({"Span", "Quoted", "Cite", "Link", "Image"})
"""Inlines that have something else before the inlines they hold."""


def visible(text: str) -> str:
    """Return `text` without controls, on one line."""
    return _CONTROLS.sub("", text.replace("\t", " ").replace("\n", " "))


def held(inline: Ast) -> list[Ast]:
    """Return the inlines that an inline holds, none for those that hold none."""
    kind, content = inline["t"], inline.get("c")
    if not isinstance(content, list) or kind in {"Note", "Code", "Math", "RawInline"}:
        return []
    return list(content[1] if kind in _LAST else content)


def made_small(kind: str, text: str) -> str:
    """Return figures set high or low as characters that are; other words as they are."""
    return text.translate(_SMALL[kind]) if _UNIT.fullmatch(text) else text


def plain_words(inlines: Sequence[Ast]) -> str:
    """Return the words of inlines; white space is one space."""
    pieces = []
    for inline in inlines:
        kind = inline["t"]
        if kind == "Str":
            pieces.append(visible(inline["c"]))
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            pieces.append(" ")
        elif kind in {"Code", "Math"}:
            pieces.append(visible(inline["c"][1]))
        elif kind in _SMALL:
            pieces.append(made_small(kind, plain_words(held(inline))))
        else:
            pieces.append(plain_words(held(inline)))
    return "".join(pieces)


def split_lines(inlines: Sequence[Ast]) -> list[str]:
    """Return the words of inlines, line by line."""
    lines: list[list[Ast]] = [[]]
    for inline in inlines:
        if inline["t"] == "LineBreak":
            lines.append([])
        else:
            lines[-1].append(inline)
    return [plain_words(line) for line in lines]


def shown_words(text: str) -> str:
    """Return what a reader sees of Markdown, footnote marks left out."""
    pieces = []
    for token in _reader().parse(_NOTE_MARK.sub("", text)):
        kinds = {"text", "code_inline", "image", "html_inline"}
        pieces += [child.content for child in token.children or () if child.type in kinds]
        if token.type in {"html_block", "code_block", "fence"}:
            pieces.append(token.content)
    return "".join(pieces)


@functools.cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("strikethrough")
