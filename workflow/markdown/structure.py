"""Run markdown-it's block rules over a text and note where the text of every block stands.

A block token says which lines it covers, but not where containers, markers and indentation end on
each of them. The rules that make text know it while they run, so they are wrapped and leave the
offsets in ``token.meta["lines"]`` of their inline token. Inline rules do not run here.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import heading, lheading, paragraph, table
from mdit_py_plugins.footnote import footnote_plugin

from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

WHITE_SPACE = "\t\n\v\f\r \xa0\u1680\u202f\u205f\u3000\u2028\u2029" + "".join(
    chr(code) for code in range(0x2000, 0x200B)
)
"""What markdown-it strips from the edges of a text."""

_BREAKABLE = ["paragraph", "reference"]


def parse_structure(text: str) -> tuple[list[Token], dict[str, Any]]:
    """Return the block tokens of `text` and markdown-it's environment (link definitions).

    `text` has LF line ends and no front matter. Each inline token has its lines' spans in
    ``meta["lines"]``; none where the text is empty.
    """
    env: dict[str, Any] = {}
    tokens = _parser().parse(text, env)
    return tokens, env


@functools.cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table"])
    footnote_plugin(md, move_to_end=False)
    md.core.ruler.enableOnly(["normalize", "block"])
    ruler = md.block.ruler
    ruler.at("paragraph", _noting(paragraph, _paragraph_lines))
    ruler.at("lheading", _noting(lheading, _paragraph_lines))
    ruler.at("heading", _noting(heading, _heading_lines), {"alt": [*_BREAKABLE, "blockquote"]})
    ruler.at("table", _noting(table, _cell_lines), {"alt": _BREAKABLE})
    return md


def _noting(
    rule: Callable[[StateBlock, int, int, bool], bool],
    note: Callable[[StateBlock, list[Token]], None],
) -> Callable[[StateBlock, int, int, bool], bool]:
    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        known = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            note(state, state.tokens[known:])
        return True

    return noting


def _paragraph_lines(state: StateBlock, tokens: list[Token]) -> None:
    inline = tokens[1]
    first, last = inline.map or (0, 0)
    lines = [
        Span(state.bMarks[line] + state.tShift[line], state.eMarks[line])
        for line in range(first, last)
    ]
    inline.meta["lines"] = _trimmed(state.src, lines)


def _heading_lines(state: StateBlock, tokens: list[Token]) -> None:
    """Skip the number signs; those of a closing sequence are not in the token's content."""
    inline = tokens[1]
    line = (inline.map or (0, 0))[0]
    start = state.bMarks[line] + state.tShift[line] + len(tokens[0].markup)
    while start < state.eMarks[line] and state.src[start] in WHITE_SPACE:
        start += 1
    lines = [Span(start, start + len(inline.content))]
    inline.meta["lines"] = _trimmed(state.src, lines)


def _cell_lines(state: StateBlock, tokens: list[Token]) -> None:
    cells: list[Span] = []
    for token in tokens:
        if token.type == "tr_open" and token.map:
            line = token.map[0]
            row = Span(state.bMarks[line] + state.tShift[line], state.eMarks[line])
            cells = split_row(state.src, row)
        elif token.type == "inline":
            token.meta["lines"] = _trimmed(state.src, [cells.pop(0)] if cells else [])


def split_row(text: str, row: Span) -> list[Span]:
    """Return the cells of a table row as markdown-it splits it: a backslash protects a pipe."""
    (row,) = _trimmed(text, [row]) or (row,)
    cells = []
    start = row.start
    for at in range(row.start, row.end):
        if text[at] == "|" and not (at > row.start and text[at - 1] == "\\"):
            cells.append(Span(start, at))
            start = at + 1
    cells.append(Span(start, row.end))
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return cells


def _trimmed(text: str, lines: list[Span]) -> tuple[Span, ...]:
    """Return `lines` without white space at the edges of the whole."""
    while lines and not lines[0].of(text).strip(WHITE_SPACE):
        del lines[0]
    while lines and not lines[-1].of(text).strip(WHITE_SPACE):
        del lines[-1]
    if not lines:
        return ()
    first, last = lines[0].of(text), lines[-1].of(text)
    lines[-1] = Span(lines[-1].start, lines[-1].start + len(last.rstrip(WHITE_SPACE)))
    lines[0] = Span(lines[0].start + len(first) - len(first.lstrip(WHITE_SPACE)), lines[0].end)
    return tuple(lines)
