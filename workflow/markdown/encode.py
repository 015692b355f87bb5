"""Write a translation so that the block it goes into stays the block it is.

Line by line, a text must not begin what Markdown would read as another block; in a table cell it
must not hold a pipe, in a heading no closing number signs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from markdown_it.rules_block.html_block import HTML_SEQUENCES

from workflow.markdown.locate import locate
from workflow.markdown.structure import split_row
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Collection

_STARTS = re.compile(
    r"""
      (?P<mark> \#{1,6}(?=[ \t]|$) | > | [-+*](?=[ \t]|$) | `{3,}(?=[^`]*$) | ~{3,}
      | (?:\*[ \t]*){3,}$ | (?:-[ \t]*){3,}$ | (?:_[ \t]*){3,}$ | =+[ \t]*$ | -+[ \t]*$
      | \[(?=(?:[^\]\\]|\\.)*\]:) | \[\^?[^\]]*\]:
      | [|:](?=[-:|\s]*$) | -(?=[-:|\s]*$) )
    | \d{1,9}(?P<delimiter>[.)])(?=[ \t]|$)
    """,
    re.VERBOSE,
)
_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]:", re.DOTALL)
_CLOSING_SIGNS = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*$")
_LITERALS = re.compile(r"[\\`*_~\[\]<&]")
_CLOSING = re.compile(r"(?:[*_~”’]|\[\^[^\]]*\])+$")
"""What may follow the last letter of a sentence without being one."""
_HANGUL = ("\uac00", "\ud7a3")
"""As wide as Chinese, but written with spaces."""


def guard_line(line: str) -> str:
    r"""Return `line` so that, at the start of a line, it begins no block.

    >>> guard_line("1. premier"), guard_line("# un"), guard_line("- deux")
    ('1\\. premier', '\\# un', '\\- deux')
    """
    line = line.lstrip(" \t")
    match = _STARTS.match(line)
    if match:
        at = match.start("delimiter") if match["delimiter"] else 0
        return f"{line[:at]}\\{line[at:]}"
    if any(opening.search(line) for opening, _, _ in HTML_SEQUENCES):
        return f"\\{line}"
    return line


def guard_lines(lines: list[str]) -> list[str]:
    """Guard all `lines`, the first of which begins a block, against a definition over several."""
    guarded = [guard_line(line) for line in lines]
    if guarded[:1] == lines[:1] and _DEFINITION.match("\n".join(lines)):
        guarded[0] = f"\\{lines[0]}"
    return guarded


def guard_heading_end(text: str) -> str:
    """Return `text` so that its last number signs do not close the heading."""
    match = _CLOSING_SIGNS.search(text)
    return f"{text[: match.start()]}\\{text[match.start() :]}" if match else text


def guard_pipes(line: str) -> str:
    """Return `line` so that a row of hyphens below it does not make it a table of one column.

    markdown-it takes a pipe for one even where a backslash keeps it from dividing the row.
    """
    if "|" in line and len(split_row(line, Span(0, len(line)))) == 1:
        return line.replace("\\|", "|").replace("|", "&#124;")
    return line


def guard_end(text: str) -> str:
    """Return `text` without a last backslash that would escape what follows it."""
    count = len(text) - len(text.rstrip("\\"))
    return f"{text}\\" if count % 2 else text


def encode_cell(text: str) -> str:
    """Return `text` with its pipes escaped, and no backslash before the pipe that ends the cell."""
    text = text.replace("|", "\\|")
    return f"{text[:-2]}&#92;" if text.endswith("\\\\") else text


def isolate(text: str, references: Collection[str]) -> str:
    """Escape characters of `text` that are no markup in it, but might pair with some beyond it."""
    pieces: list[str] = []
    at = 0
    protected = _protected(text, references)
    for match in _LITERALS.finditer(text):
        if match.start() not in protected:
            pieces += [text[at : match.start()], "\\"]
            at = match.start()
    return "".join(pieces) + text[at:]


def swap_edges(text: str, references: Collection[str]) -> str:
    """Write emphasis at the edges of `text` with the other delimiter: ``**_x_**``, not ``***x***``.

    Nothing changes where the other delimiter would not do the same.
    """
    swapped = list(text)
    for c in locate(text, references):
        if (
            c.kind is not None
            and c.kind.value in {"strong", "emphasis"}
            and (c.start == 0 or c.end == len(text))
        ):
            for at in (*range(c.start, c.opened), *range(c.closing, c.end)):
                swapped[at] = _OTHER[text[at]]
    return "".join(swapped)


_OTHER = {"*": "_", "_": "*"}


def _protected(text: str, references: Collection[str]) -> set[int]:
    """Return the offsets of characters that are markup, or within what is read literally."""
    offsets: set[int] = set()
    for c in locate(text, references):
        is_pair = c.kind is not None and c.kind.value in {"strong", "emphasis", "strike", "link"}
        if is_pair:
            offsets |= {*range(c.start, c.opened), *range(c.closing, c.end)}
        else:
            offsets |= set(range(c.start, c.end))
    return offsets


def ends_wide(target: str) -> bool:
    """Tell whether a sentence ends in Chinese or Japanese, where no space parts it from the next.

    >>> ends_wide("会议很有成效。"), ends_wide("**会议**。[^1]"), ends_wide("Fin.")
    (True, True, False)
    """
    words = _CLOSING.sub("", target)
    last = words[-1:]
    return east_asian_width(last or " ") in {"W", "F"} and not _HANGUL[0] <= last <= _HANGUL[1]
