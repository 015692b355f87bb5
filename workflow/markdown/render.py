r"""Write an edition: the source with the texts of its segments replaced, and nothing else changed.

A segment without a target, or with its own text for one, keeps the bytes of the source. A target
that is only ``~`` says that the previous segment of the block tells it already.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from workflow.markdown.encode import (
    encode_cell,
    ends_wide,
    guard_end,
    guard_heading_end,
    guard_line,
    guard_lines,
    guard_pipes,
    isolate,
    swap_edges,
)
from workflow.markdown.frontmatter import encode_scalar, parse_front_matter
from workflow.markdown.locate import find_label_end, locate
from workflow.model import BlockKind, Encoding, MarkupKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Block, Document, Segment

SAID_BEFORE = "~"
"""The target of a segment that was translated together with the one before it."""

_HYPHENS = re.compile(r"[ \t#]*(?:\r\n|\r|\n)[> \t]*:?-+:?[ \t]*(?:[\r\n]|\Z)")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]:")
_LINE_END = re.compile(r"\r\n|\r|\n")
_JOIN = re.compile(r"[ \t]*\n[ \t]*")
_NO_START = frozenset("*_[\v\f\xa0\u1680\u202f\u205f\u3000\u2028\u2029")
_TASK_BOX = re.compile(r"\[[ xX]\][ \t]+$")
_LONGEST_RUN = 20
_DELIMITERS = re.compile(r"[*_]*")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """A replacement in `Block.text`: of a segment, with the gap before it when it is not said."""

    span: Span
    target: str


def render_document(
    document: Document, segments: Sequence[Segment], targets: Sequence[str | None]
) -> str:
    """Return the source of `document` with `targets`, parallel to `segments`, in their places."""
    edits = _edits(segments, targets)
    pieces = []
    for index, block in enumerate(document.blocks):
        if index not in edits:
            pieces.append(block.span.of(document.source))
        elif block.kind is BlockKind.FRONT_MATTER:
            value = _plain(block, edits[index])
            pieces.append(_front_matter_value(document, block, value))
        else:
            pieces.append(_BlockWriter(document, block).write(edits[index]))
    return "".join(pieces)


def _edits(segments: Sequence[Segment], targets: Sequence[str | None]) -> dict[int, list[_Edit]]:
    edits: dict[int, list[_Edit]] = defaultdict(list)
    ends: dict[int, int] = {}
    for segment, target in zip(segments, targets, strict=True):
        before = ends.get(segment.block)
        ends[segment.block] = segment.span.end
        if target is None or target == segment.text:
            continue
        if target.strip() == SAID_BEFORE and before is not None:
            span = Span(before, segment.span.end)
            edits[segment.block].append(_Edit(span=span, target=""))
        else:
            # A tool of another system may have written the line ends of its own.
            lines = _LINE_END.sub("\n", target.strip())
            edits[segment.block].append(_Edit(span=segment.span, target=lines))
    return edits


# --- Front matter ------------------------------------------------------------------------------


def _front_matter_value(document: Document, block: Block, value: str) -> str:
    front = parse_front_matter(document.source, path=document.path)
    start = block.span.start - front.start if front else 0
    scalars = front.scalars if front else ()
    scalar = next((scalar for scalar in scalars if scalar.span.start == start), None)
    if front is None or scalar is None:
        raise ValueError(f"{block.span} is no value of the front matter of {document.path}")
    return encode_scalar(front.text, scalar, value)


def _plain(block: Block, edits: Sequence[_Edit]) -> str:
    """Return the text of a front matter block with `edits` carried out."""
    own_break = block.breaks[0].of(block.text) if block.breaks else "\n"
    at, pieces = 0, []
    for edit in edits:
        pieces += [block.text[at : edit.span.start], edit.target.replace("\n", own_break)]
        at = edit.span.end
    return "".join(pieces) + block.text[at:]


# --- Markdown ----------------------------------------------------------------------------------


class _BlockWriter:
    """Writes one block of Markdown with edits."""

    def __init__(self, document: Document, block: Block) -> None:
        self._source = document.source
        self._references = document.references
        self._block = block
        self._newline = _newline(document)
        self._starts = _line_starts(block)

    def write(self, edits: Sequence[_Edit]) -> str:
        """Return the block with `edits`; texts that interfere with each other are isolated."""
        references = self._references
        edits = [self._without_new_links(edit) for edit in edits]
        for mend in (isolate, swap_edges):
            if not self._interferes(edits):
                break
            edits = [
                dataclasses.replace(edit, target=mend(edit.target, references)) for edit in edits
            ]
        written = self._assembled(edits)
        is_image = self._block.kind is BlockKind.IMAGE
        if is_image and find_label_end(f"[{written}]", 0) != len(written) + 1:
            written = re.sub(r"(?<!\\)[\[\]`<]", r"\\\g<0>", written)
        return written

    def _without_new_links(self, edit: _Edit) -> _Edit:
        """Escape the brackets of what is a link only since its lines were joined.

        A destination in ``<>`` ends with its line: ``[a](<b`` / ``c>)`` is no link.
        """
        text = edit.span.of(self._block.text)
        if "](" not in text or "\n" not in text:
            return edit
        if (
            self._constructs(text)[MarkupKind.LINK]
            == self._constructs(_JOIN.sub(" ", text))[MarkupKind.LINK]
        ):
            return edit
        return dataclasses.replace(edit, target=re.sub(r"(?<!\\)\](?=\()", r"\\]", edit.target))

    def _interferes(self, edits: Sequence[_Edit]) -> bool:
        """Tell whether the block would not have exactly the constructs of its parts."""
        text = self._block.text
        left, right = self._wrapping()
        at, pieces, expected = 0, [left], self._constructs(left + text + right)
        for edit in edits:
            pieces += [text[at : edit.span.start], edit.target]
            at = edit.span.end
            expected.subtract(self._constructs(edit.span.of(text)))
            expected.update(self._constructs(edit.target))
        written = "".join(pieces) + text[at:] + right
        found = self._constructs(written)
        reach = len(left)
        return +expected != +found or (
            self._outermost(written, reach) != self._outermost(left + text + right, reach)
        )

    def _constructs(self, text: str) -> Counter[MarkupKind | None]:
        kinds = (construct.kind for construct in locate(text, self._references))
        return Counter(kind for kind in kinds if kind not in {None, MarkupKind.BREAK})

    def _outermost(self, text: str, reach: int) -> list[MarkupKind | None]:
        """Return what begins before `reach`, outer before inner: ``***`` may change their order."""
        return [each.kind for each in locate(text, self._references) if each.start < reach]

    def _wrapping(self) -> tuple[str, str]:
        """Return the delimiters of emphasis that stand round the block, outside of its text."""
        start, end = self._block.span.start, self._block.span.end
        left = _DELIMITERS.match(self._source[max(start - _LONGEST_RUN, 0) : start][::-1])
        right = _DELIMITERS.match(self._source, end)
        return (left[0][::-1] if left else "", right[0] if right else "")

    def _assembled(self, edits: Sequence[_Edit]) -> str:
        at, pieces, before = self._block.span.start, [], ""
        for edit in edits:
            gap = self._source[at : self._offset(edit.span.start)]
            pieces.append("" if ends_wide(before) and not gap.strip(" ") else gap)
            before = edit.target
            pieces.append(self._encoded(edit))
            at = self._offset(edit.span.end)
        return "".join(pieces) + self._source[at : self._block.span.end]

    def _offset(self, at: int) -> int:
        """Return where the character `at` of the block's text stands in the source."""
        line = bisect_right(self._starts, at) - 1
        start = self._block.lines[line].start
        within = at - self._starts[line]
        if self._block.encoding is not Encoding.TABLE_CELL:
            return start + within
        raw = self._block.lines[line].of(self._source)
        for match in re.finditer(r"\\\|", raw):  # read as one character
            if match.start() >= within:
                break
            within += 1
        return start + within

    def _encoded(self, edit: _Edit) -> str:
        block, target = self._block, edit.target
        is_first = edit.span.start == 0
        is_last = edit.span.end == len(block.text)
        if block.encoding is Encoding.TABLE_CELL:
            target = encode_cell(guard_end(" ".join(target.split("\n"))))
            return guard_line(target) if is_first and self._begins_line(0) else target
        if self._is_on_one_line():
            target = guard_end(" ".join(target.split("\n")))
            if block.kind is BlockKind.IMAGE:
                is_alone = self._line_start(block.span.start) == block.span.start > 0
                return guard_line(target) if is_alone else target
            target = guard_heading_end(target) if is_last else target
            return guard_pipes(target) if self._is_above_hyphens() else target
        lines = [line.strip(" \t") for line in target.split("\n")]
        lines = [line for line in lines if line]
        line = bisect_right(self._starts, edit.span.start) - 1
        begins = edit.span.start == self._starts[line] and self._begins_line(line)
        guarded = guard_lines(lines) if begins else [*lines[:1], *map(guard_line, lines[1:])]
        guarded = [guard_end(text) for text in guarded]
        if self._is_above_hyphens():
            guarded = [guard_pipes(text) for text in guarded]
        return self._hard_break(edit, line).join(guarded)

    def _is_on_one_line(self) -> bool:
        """Tell whether a line feed would end the block: number-sign headings and descriptions."""
        block = self._block
        if block.kind is BlockKind.IMAGE:
            return True
        return block.kind is BlockKind.HEADING and not self._is_underlined()

    def _is_above_hyphens(self) -> bool:
        """Tell whether the next line would make a table of one column of a line with a pipe."""
        return bool(_HYPHENS.match(self._source, self._block.span.end))

    def _is_underlined(self) -> bool:
        start = self._block.span.start
        line = self._source[self._line_start(start) : start]
        return "#" not in line

    def _line_start(self, at: int) -> int:
        return max(self._source.rfind("\n", 0, at), self._source.rfind("\r", 0, at)) + 1

    def _begins_line(self, line: int) -> bool:
        """Tell whether only containers and white space stand before the text of `line`."""
        start = self._block.lines[line].start
        before = self._source[self._line_start(start) : start]
        # Other white space is no indentation, and after a task's box no block begins.
        return before[-1:] not in _NO_START and not _TASK_BOX.search(before)

    def _hard_break(self, edit: _Edit, line: int) -> str:
        """Return a hard break in the block's own style, and the prefix of the line after it."""
        block = self._block
        inside = [span for span in block.breaks if edit.span.start <= span.start < edit.span.end]
        own = (inside or block.breaks)[:1]
        style = own[0].of(block.text).split("\n")[0] if own else "  "
        if line + 1 < len(block.lines):
            gap = self._source[block.lines[line].end : block.lines[line + 1].start]
            ends = _LINE_END.search(gap)
            prefix = gap[ends.end() :] if ends else gap
        else:
            start = block.lines[line].start
            prefix = self._source[self._line_start(start) : start]
            if line == 0:
                prefix = _FOOTNOTE.sub(lambda label: " " * len(label[0]), prefix)
                prefix = re.sub(r"[^>\t]", " ", prefix)
        return f"{style}{self._newline}{prefix}"


def _line_starts(block: Block) -> list[int]:
    """Return where each line begins in the text of the block."""
    starts, at = [], 0
    for line in block.lines:
        starts.append(at)
        at += len(line) + 1
    return starts


def _newline(document: Document) -> str:
    if "\n" not in document.source and "\r" in document.source:
        return "\r"
    return document.newline
