"""How footnotes are written in HTML: a mark in the text, a list at the end, and links both ways."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token


def _call_of(token: Token) -> tuple[int, str]:
    """Return the number of a note, and the name of one of the marks that call it."""
    number, again = token.meta["id"] + 1, token.meta.get("subId", 0)  # ^[a note in place] has none
    return number, f"{number}-{again + 1}" if again else f"{number}"


def _render_ref(
    _: Any,  # noqa: ANN401 - markdown-it's renderer
    tokens: Sequence[Token],
    index: int,
    _options: object,
    env: Mapping[str, Any],
) -> str:
    own = env["markers"].own
    number, name = _call_of(tokens[index])
    return (
        f'<sup class="{own}note-mark"><a href="#note-{number}" id="{own}note-mark-{name}"'
        f' role="{own}doc-noteref">{number}</a></sup>'
    )


def _render_block_open(
    _: Any,  # noqa: ANN401 - markdown-it's renderer
    _tokens: Sequence[Token],
    _index: int,
    _options: object,
    env: Mapping[str, Any],
) -> str:
    own = env["markers"].own
    return f'<section class="{own}notes" role="{own}doc-endnotes">\n<hr>\n<ol>\n'


def _render_block_close(*_: object) -> str:
    return "</ol>\n</section>\n"


def _render_open(
    _: Any,  # noqa: ANN401 - markdown-it's renderer
    tokens: Sequence[Token],
    index: int,
    _options: object,
    env: Mapping[str, Any],
) -> str:
    return f'<li id="{env["markers"].own}note-{tokens[index].meta["id"] + 1}">'


def _render_anchor(
    _: Any,  # noqa: ANN401 - markdown-it's renderer
    tokens: Sequence[Token],
    index: int,
    _options: object,
    env: Mapping[str, Any],
) -> str:
    markers = env["markers"]
    _, name = _call_of(tokens[index])
    label = f' aria-label="{markers.back_label}"' if markers.back_label else ""
    return (
        f' <a href="#note-mark-{name}" class="{markers.own}note-back"'
        f' role="{markers.own}doc-backlink"{label}>↩</a>'
    )


NOTE_RULES: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        "footnote_ref": _render_ref,
        "footnote_block_open": _render_block_open,
        "footnote_block_close": _render_block_close,
        "footnote_open": _render_open,
        "footnote_anchor": _render_anchor,
    }
)
"""Render rules of markdown-it by the type of token."""
