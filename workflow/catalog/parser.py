"""Read the text of a .po file strictly: what GNU gettext refuses is refused here, with its place.

Our own reader, and not polib's: polib drops the previous msgids of obsolete entries (``#~|``) and
lets pass what msgfmt refuses (an unknown escape, two messages with one key), so that a mistake
would come to light only in another tool; and it knows no places. polib stays the second opinion:
what we write is read with it before it replaces a file (`workflow.catalog.proof`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.catalog.lexer import TORN, Lexer
from workflow.errors import CatalogError
from workflow.model import Catalog, Entry, Position
from workflow.wording import tr

if TYPE_CHECKING:
    from typing import NoReturn

_REFERENCE = re.compile(r"(?:\u2068[^\u2069]*\u2069|\S)+")
_FOLLOWS = {
    "msgctxt": {""},
    "msgid": {"", "msgctxt"},
    "msgid_plural": {"msgid"},
    "msgstr": {"msgid"},
    "msgstr[]": {"msgid_plural", "msgstr[]"},
}
"""The keywords after which each one may come; ``""`` is the start of a message."""
HEADER_KEY = (None, "")
_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFile:
    """A catalogue and the lines that it was read from."""

    catalog: Catalog
    lines: tuple[str, ...]
    places: dict[tuple[str | None, str], tuple[int, int]]
    """The lines of each entry by its key, comments included: a half-open range."""

    def text_of(self, key: tuple[str | None, str]) -> str:
        """Return the lines of an entry as they stand in the file; ``""`` where there is none."""
        start, end = self.places.get(key, (0, 0))
        return "\n".join(self.lines[start:end])


def parse_catalog(text: str, path: str, *, encoding: str = "utf-8") -> Catalog:
    """Return the catalogue that `text` describes; `path` is for messages.

    `encoding` is the file's: numeric escapes stand for bytes in it. Raises `CatalogError`
    (``po-syntax``, ``po-conflict``, ``po-duplicate``) with line and column.
    """
    return parse_file(text, path, encoding=encoding).catalog


def with_line_feeds(text: str) -> str:
    """Return a file whose lines end as those of old Macs with lines that end in a line feed.

    All of it would be one line else, and a comment where its first line is one.
    """
    return text if "\n" in text else text.replace("\r", "\n")


def parse_file(text: str, path: str, *, encoding: str = "utf-8") -> ParsedFile:
    """Return the catalogue with the text of its entries; look at `parse_catalog`."""
    lines = with_line_feeds(text).removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    parser = _Parser(Lexer(path=path, encoding=encoding))
    for number, line in enumerate(lines, start=1):
        parser.read_line(number, line)
    parser.finish(len(lines))
    catalog = _to_catalog(parser.entries)
    return ParsedFile(catalog=catalog, lines=tuple(lines), places=parser.places)


@dataclass(slots=True)
class _Message:
    """An entry while it is being read; texts are the pieces of its strings."""

    start: int
    end: int = 0
    obsolete: bool | None = None
    last: str = ""
    pieces: list[str] = field(default_factory=list)
    """Of the text of the keyword `last`."""
    texts: dict[str, list[str]] = field(default_factory=dict)
    forms: list[list[str]] = field(default_factory=list)
    previous: dict[str, list[str]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    def to_entry(self) -> Entry:
        texts = {keyword: "".join(pieces) for keyword, pieces in self.texts.items()}
        previous = {keyword: "".join(pieces) for keyword, pieces in self.previous.items()}
        forms = ["".join(pieces) for pieces in self.forms]
        return Entry(
            msgid=texts["msgid"],
            msgstr=forms[0],
            msgctxt=texts.get("msgctxt"),
            msgid_plural=texts.get("msgid_plural"),
            msgstr_plural=tuple(forms[1:]),
            comments=tuple(self.comments),
            extracted=tuple(self.extracted),
            references=tuple(_REFERENCE.findall(" ".join(self.references))),
            flags=tuple(sorted(self.flags)),
            previous_msgid=previous.get("msgid"),
            previous_msgctxt=previous.get("msgctxt"),
            previous_msgid_plural=previous.get("msgid_plural"),
            obsolete=bool(self.obsolete),
            line=self.start,
        )


@dataclass(slots=True)
class _Parser:
    """Reads line by line; a message is finished by what can only belong to the next one."""

    lexer: Lexer
    entries: dict[tuple[str | None, str], Entry] = field(default_factory=dict)
    places: dict[tuple[str | None, str], tuple[int, int]] = field(default_factory=dict)
    current: _Message | None = None
    previous_field: str = ""

    def read_line(self, number: int, line: str) -> None:
        if "\0" in line:
            self.lexer.fail(tr("a NUL byte"), number, line.index("\0") + 1, hint=TORN)
        if line.startswith("#~"):
            self.read_obsolete(number, line)
        elif line.startswith("#"):
            self.read_comment(number, line)
        else:
            self.read_strings(number, line, obsolete=False)

    def read_obsolete(self, number: int, line: str) -> None:
        rest = line[2:].lstrip()
        if rest.startswith("|"):
            self.read_previous(number, line, start=line.index("|") + 1)
        elif rest.startswith("#"):  # some tools comment out the comments too
            self.read_comment(number, rest)
        else:
            self.read_strings(number, line, obsolete=True, start=2)

    def read_comment(self, number: int, line: str) -> None:
        message = self.open_message(number)
        kind, body = line[1:2], line[2:].removeprefix(" ")
        if kind == ".":
            message.extracted.append(body)
        elif kind == ":":
            message.references.append(body)  # gettext 0.21 breaks lines inside names with spaces
        elif kind in {",", "="}:
            message.flags |= {flag.strip() for flag in body.split(",")} - {""}
        elif kind == "|":
            self.read_previous(number, line, start=2)
        else:
            message.comments.append(line[1:].removeprefix(" "))

    def open_message(self, number: int) -> _Message:
        """Return the message that comments at this line belong to."""
        if self.current is None or self.current.texts:
            self.finish(number)
            self.current = _Message(start=number)
            self.previous_field = ""
        return self.current

    def read_previous(self, number: int, line: str, *, start: int) -> None:
        message = self.open_message(number)
        for keyword, _, text in self.lexer.strings(number, line, start=start):
            if keyword.startswith("msgstr") or not (keyword or self.previous_field):
                self.lexer.fail(tr("only previous msgids stand after #|"), number, start + 1)
            if keyword:
                self.previous_field = keyword
                message.previous[keyword] = []
            message.previous[self.previous_field].append(text)

    def read_strings(self, number: int, line: str, *, obsolete: bool, start: int = 0) -> None:
        for keyword, column, text in self.lexer.strings(number, line, start=start):
            if keyword:
                self.start_text(keyword, number, column)
            message = self.current
            if message is None or not message.last:
                self.lexer.fail(tr("a string without a keyword before it"), number, column)
            if message.obsolete not in {None, obsolete}:
                self.lexer.fail(tr("only some lines of the entry have #~"), number, column)
            message.obsolete, message.end = obsolete, number
            message.pieces.append(text)

    def start_text(self, keyword: str, number: int, column: int) -> None:
        if keyword in {"msgctxt", "msgid"} and self.current and self.current.forms:
            self.finish(number)
        self.current = message = self.current or _Message(start=number)
        name = "msgstr[]" if "[" in keyword else keyword
        if message.last not in _FOLLOWS[name]:
            after = f" after {message.last}" if message.last else " without msgid"
            self.lexer.fail(f"{keyword}{after}", number, column)
        wanted = f"msgstr[{len(message.forms)}]"
        if name == "msgstr[]" and keyword != wanted:
            self.lexer.fail(
                tr("{keyword} where {wanted} belongs", keyword=keyword, wanted=wanted),
                number,
                column,
            )
        message.last, message.pieces = name, []
        if name.startswith("msgstr"):
            message.forms.append(message.pieces)
        else:
            message.texts[name] = message.pieces

    def finish(self, number: int) -> None:
        """Close the current message; `number` is the line that shows that it is over."""
        message, self.current = self.current, None
        if message is None or not message.texts:
            return
        if not message.forms:
            reason = f"the entry of line {message.start} has no msgstr"
            self.lexer.fail(reason, number, 1, hint=TORN)
        entry = message.to_entry()
        if entry.key in self.entries:
            _refuse_duplicate(self.entries[entry.key], entry, self.lexer.path)
        self.entries[entry.key] = entry
        self.places[entry.key] = (message.start - 1, message.end)


def _to_catalog(entries: dict[tuple[str | None, str], Entry]) -> Catalog:
    header = entries.get(HEADER_KEY)
    if header is None or header.obsolete:
        return Catalog(header=(), entries=tuple(entries.values()))
    return Catalog(
        header=_parse_header(header.msgstr),
        # What converters note about the file as a whole is kept as a translator's comment.
        header_comments=header.comments + header.extracted,
        header_fuzzy=header.fuzzy,
        entries=tuple(entry for entry in entries.values() if entry is not header),
    )


def _parse_header(text: str) -> tuple[tuple[str, str], ...]:
    """Split the header's text into fields; a line that is none has an empty name."""
    fields = (line.partition(":") for line in text.removesuffix("\n").split("\n") if text)
    return tuple(
        (name, value.removeprefix(" ")) if colon and name.strip() else ("", name + colon + value)
        for name, colon, value in fields
    )


def _refuse_duplicate(first: Entry, second: Entry, path: str) -> NoReturn:
    context = (
        tr(' with the context "{context}"', context=first.msgctxt)
        if first.msgctxt is not None
        else ""
    )
    shown = first.msgid if len(first.msgid) <= _SHOWN else first.msgid[: _SHOWN - 1] + "…"
    raise CatalogError(
        tr(
            'the message "{shown}"{context} stands twice: lines {line} and {other}',
            shown=shown,
            context=context,
            line=first.line,
            other=second.line,
        ),
        slug="po-duplicate",
        position=Position(path=path, line=second.line, column=1),
        hint=tr("keep the entry whose translation is right and remove the other"),
    )
