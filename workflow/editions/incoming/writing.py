"""Markdown from pandoc's data, as a press officer would write it: no attributes, no raw HTML.

What is written is read back by our own parser, text by text; emphasis that Markdown cannot say at
a place is left out rather than shown as stars.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar

from workflow.editions.incoming.words import (
    Ast,
    held,
    made_small,
    plain_words,
    shown_words,
    visible,
)
from workflow.markdown.encode import encode_cell, guard_end, guard_heading_end, guard_lines
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_SPECIAL = re.compile(
    r"[\\`*]|(?<!\w)_|_(?!\w)|\[(?=\^)|\](?=[(\[])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~~"
)
_MARKS = {"Strong": "**", "Emph": "*", "Strikeout": "~~"}
_BREAK = "\0"
"""A hard break while a text is being written."""
_FOREIGN = tr("pieces of foreign markup")


class Writer:
    """Writes one document; counts what it could not keep."""

    def __init__(self, picture: Callable[[str], str]) -> None:
        """`picture` gives the new address of a picture, empty where it cannot be kept."""
        self._picture = picture
        self._notes: list[str] = []
        self.losses: Counter[str] = Counter()

    def write(self, blocks: Sequence[Ast]) -> str:
        """Return the document, with a final line end."""
        text = self._blocks(blocks)
        notes = "\n\n".join(
            f"[^{number}]: {_indented(note, '    ')}"
            for number, note in enumerate(self._notes, start=1)
        )
        return "\n\n".join(filter(None, (text, notes))) + "\n"

    # --- Blocks --------------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Ast]) -> str:
        written: list[str] = []
        last = ""
        for block in blocks:
            text = self._block(block)
            if not text:
                continue
            if block["t"] == last and last in {"BulletList", "OrderedList"}:
                written.append("<!-- -->")  # else two lists would become one
            written.append(text)
            last = block["t"]
        return "\n\n".join(written)

    def _block(self, block: Ast) -> str:
        write = self._BLOCKS.get(block["t"])
        return write(self, block.get("c")) if write else ""

    def _paragraph(self, content: list[Ast]) -> str:
        return self._text(content)

    def _lines(self, content: list[list[Ast]]) -> str:
        return self._text([each for line in content for each in (*line, {"t": "LineBreak"})])

    def _quotation(self, content: list[Ast]) -> str:
        return _prefixed(self._blocks(content), "> ")

    def _bullets(self, content: list[list[Ast]]) -> str:
        return self._list(content, lambda _: "- ")

    def _numbers(self, content: list[Any]) -> str:
        start = content[0][0]
        return self._list(content[1], lambda index: f"{start + index}. ")

    def _preformatted(self, content: list[Any]) -> str:
        return _fenced(content[1])

    def _rule(self, _: object) -> str:
        return "***"  # hyphens could be taken for front matter

    def _division(self, content: list[Any]) -> str:
        return self._blocks(content[1])

    def _figure(self, content: list[Any]) -> str:
        return self._blocks([*content[2], *content[1][1]])

    def _foreign(self, _: object) -> str:
        self.losses[_FOREIGN] += 1
        return ""

    def _heading(self, content: list[Any]) -> str:
        level, _, inlines = content
        text = self._text(inlines).replace("\n", " ").replace("  ", " ")
        if not text:
            return ""
        return f"{'#' * min(level, 6)} {guard_heading_end(text)}"

    def _list(self, items: Sequence[Sequence[Ast]], mark: Callable[[int], str]) -> str:
        is_tight = all(block["t"] != "Para" for item in items for block in item)
        written = []
        for index, item in enumerate(items):
            prefix = mark(index)
            text = self._blocks(item)
            if is_tight:
                text = text.replace("\n\n", "\n")
            written.append(prefix + _indented(text, " " * len(prefix)))
        return ("\n" if is_tight else "\n\n").join(written)

    def _definitions(self, content: list[Any]) -> str:
        written = []
        for term, definitions in content:
            written.append(self._text([{"t": "Strong", "c": term}]))
            written += [self._blocks(definition) for definition in definitions]
        return "\n\n".join(written)

    def _table(self, content: list[Any]) -> str:
        columns, head, bodies, foot = content[2], content[3], content[4], content[5]
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        cells = [list(self._cells(row[1])) for row in rows]
        if not cells:
            return ""
        width = max(len(columns), *map(len, cells))
        lines = [self._row([*row, *[""] * (width - len(row))]) for row in cells]
        sides = [column[0]["t"] for column in columns] + ["AlignDefault"] * (width - len(columns))
        lines.insert(1, self._row([_RULES.get(side, "---") for side in sides]))
        caption = self._blocks(content[1][1])
        return "\n\n".join(filter(None, (caption, "\n".join(lines))))

    def _cells(self, cells: Sequence[Any]) -> Iterator[str]:
        for _, _, _, span, blocks in cells:
            text = " ".join(self._blocks(blocks).split())
            yield encode_cell(guard_end(text))
            yield from [""] * (span - 1)

    @staticmethod
    def _row(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    # --- Text ----------------------------------------------------------------------------------

    def _text(self, inlines: Sequence[Ast]) -> str:
        """Return running text, each line guarded against being read as something else."""
        notes = len(self._notes)
        text = self._laid_out(self._inlines(inlines))
        if _unspaced(shown_words(text)) != _unspaced(plain_words(inlines)):
            del self._notes[notes:]
            self.losses[tr("emphasis that Markdown cannot say")] += 1
            text = self._laid_out(self._inlines(_unmarked(inlines)))
        return text

    @staticmethod
    def _laid_out(text: str) -> str:
        lines = [line.strip(" ") for line in text.split(_BREAK)]
        return "  \n".join(guard_lines([line for line in lines if line]))

    def _inlines(self, inlines: Sequence[Ast]) -> str:
        pieces: list[str] = []
        for inline in _merged(inlines):
            text = self._inline(inline)
            if inline["t"] == "Link" and pieces and pieces[-1].endswith("!"):
                pieces[-1] = pieces[-1][:-1] + "\\!"  # else the link would be a picture
            pieces.append(text)
        return "".join(pieces)

    def _inline(self, inline: Ast) -> str:
        write = self._INLINES.get(inline["t"])
        return write(self, inline) if write else self._inlines(held(inline))

    def _string(self, inline: Ast) -> str:
        return _SPECIAL.sub(r"\\\g<0>", visible(inline["c"]))

    def _space(self, _: Ast) -> str:
        return " "

    def _break(self, _: Ast) -> str:
        return _BREAK

    def _small(self, inline: Ast) -> str:
        text = plain_words(held(inline))
        small = made_small(inline["t"], text)
        return small if small != text else self._inlines(held(inline))

    def _code(self, inline: Ast) -> str:
        return _coded(visible(inline["c"][1]))

    def _formula(self, inline: Ast) -> str:
        self.losses[tr("formulas (kept as text)")] += 1
        return _SPECIAL.sub(r"\\\g<0>", visible(inline["c"][1]))

    def _note(self, inline: Ast) -> str:
        self._notes.append("")
        number = len(self._notes)
        self._notes[number - 1] = self._blocks(inline["c"])
        return f"[^{number}]"

    def _foreign_inline(self, _: Ast) -> str:
        self.losses[_FOREIGN] += 1
        return ""

    def _underlined(self, inline: Ast) -> str:
        self.losses[tr("underlined passages (kept as text)")] += 1
        return self._inlines(held(inline))

    def _marked(self, inline: Ast) -> str:
        """Put delimiters round the words: spaces and breaks at the edges stay outside."""
        mark, text = _MARKS[inline["t"]], self._inlines(held(inline))
        lines = []
        for line in text.split(_BREAK):
            words = line.strip(" ")
            before, _, after = line.partition(words) if words else (line, "", "")
            lines.append(f"{before}{mark}{words}{mark}{after}" if words else line)
        return _BREAK.join(lines)

    def _link(self, inline: Ast) -> str:
        inlines, address = held(inline), inline["c"][2][0]
        text = self._inlines(inlines).replace(_BREAK, " ")
        address = visible(address).strip()
        if not address or address.startswith("#") or not text.strip():
            return text
        if plain_words(inlines) in {address, address.removeprefix("mailto:")} and _is_autolink(
            address
        ):
            return f"<{address.removeprefix('mailto:')}>"
        return f"[{text}]({_address(address)})"

    def _image(self, inline: Ast) -> str:
        inlines = held(inline)
        name = self._picture(inline["c"][2][0])
        if not name:
            return self._inlines(inlines)
        alt = self._inlines(_unmarked(inlines)).replace(_BREAK, " ")
        return f"![{alt}]({_address(name)})"

    _BLOCKS: ClassVar[dict[str, Callable[[Writer, Any], str]]] = {
        "Para": _paragraph,
        "Plain": _paragraph,
        "Header": _heading,
        "LineBlock": _lines,
        "BlockQuote": _quotation,
        "BulletList": _bullets,
        "OrderedList": _numbers,
        "DefinitionList": _definitions,
        "CodeBlock": _preformatted,
        "HorizontalRule": _rule,
        "Table": _table,
        "Div": _division,
        "Figure": _figure,
        "RawBlock": _foreign,
    }
    _INLINES: ClassVar[dict[str, Callable[[Writer, Ast], str]]] = {
        "Str": _string,
        "Space": _space,
        "SoftBreak": _space,
        "LineBreak": _break,
        **dict.fromkeys(_MARKS, _marked),
        "Superscript": _small,
        "Subscript": _small,
        "Code": _code,
        "Math": _formula,
        "Link": _link,
        "Image": _image,
        "Note": _note,
        "RawInline": _foreign_inline,
        "Underline": _underlined,
    }
    """How an inline is written; what is not here is what it holds."""


_RULES = {"AlignLeft": ":---", "AlignRight": "---:", "AlignCenter": ":---:"}


def _merged(inlines: Sequence[Ast]) -> Iterator[Ast]:
    """Yield inlines, neighbours of one kind as one: Word cuts a bold phrase into pieces."""
    for kind, group in groupby(inlines, key=lambda inline: inline["t"]):
        if kind in _MARKS:
            yield {"t": kind, "c": [each for inline in group for each in inline["c"]]}
        else:
            yield from group


def _unmarked(inlines: Sequence[Ast]) -> list[Ast]:
    """Return inlines without emphasis."""
    found: list[Ast] = []
    for inline in inlines:
        found += _unmarked(inline["c"]) if inline["t"] in _MARKS else [inline]
    return found


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _indented(text: str, indent: str) -> str:
    return re.sub(r"\n(?=[^\n])", f"\n{indent}", text)


def _prefixed(text: str, prefix: str) -> str:
    lines = text.split("\n") if text else []
    return "\n".join((prefix + line).rstrip() if not line else prefix + line for line in lines)


def _fenced(text: str) -> str:
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text) or [""]))
    return f"{fence}\n{text}\n{fence}"


def _coded(text: str) -> str:
    if not text.strip():
        return text
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def _is_autolink(address: str) -> bool:
    return bool(re.fullmatch(r"(?:https?://|mailto:)[^\s<>]+", address))


def _address(address: str) -> str:
    """Return an address as it stands in the parentheses of a link."""
    escaped = address.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    escaped = re.sub(r"\s", "%20", escaped)
    return f"<{escaped}>" if re.search(r"[()]", escaped) else escaped
