"""Read the text of a .po file strictly: what GNU gettext refuses is refused here, with its place.

Our own reader, and not polib's: polib drops the previous msgids of obsolete entries (``#~|``) and
lets pass what msgfmt refuses (an unknown escape, a string without end, two messages with one key),
so that a mistake would come to light only in another tool. polib stays the second opinion: what
we write is read back with it before it replaces a file (`workflow.catalog.proof`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.catalog.literals import unescape
from workflow.errors import CatalogError
from workflow.model import Catalog, Entry, Position

if TYPE_CHECKING:
    from typing import NoReturn

_WORD = r"(?:msgctxt|msgid_plural|msgid|msgstr(?:\s*\[\s*\d{1,3}\s*\])?)"
_KEYWORD = re.compile(rf"{_WORD}\b\s*")
_TOKEN = re.compile(rf'\s*(?P<keyword>{_WORD})?\s*"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"')
_SIMPLE = re.compile(r'"([^"\\]*)"')
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?: |$)")
_REFERENCE = re.compile(r"(?:\u2068[^\u2069]*\u2069|\S)+")
_FOLLOWS = {
    "msgid": {"", "msgctxt"},
    "msgid_plural": {"msgid"},
    "msgstr": {"msgid"},
    "msgstr[]": {"msgid_plural", "msgstr[]"},
}
"""The keywords after which each one may come; ``""`` is the start of a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFile:
    """A catalogue and the lines that each of its entries was written on."""

    catalog: Catalog
    header_text: str = ""
    texts: dict[tuple[str | None, str], str] = field(default_factory=dict)
    """By key: the lines of the entry, comments included, joined with line feeds."""


def parse_catalog(text: str, path: str, *, encoding: str = "utf-8") -> Catalog:
    """Return the catalogue that `text` describes; `path` is for messages.

    `encoding` is the file's: numeric escapes stand for bytes in it. Raises `CatalogError`
    (``po-syntax``, ``po-conflict``, ``po-duplicate``) with line and column.
    """
    return parse_file(text, path, encoding=encoding).catalog


def parse_file(text: str, path: str, *, encoding: str = "utf-8") -> ParsedFile:
    """Return the catalogue with the text of its entries; look at `parse_catalog`."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    parser = _Parser(path=path, encoding=encoding)
    for number, line in enumerate(lines, start=1):
        parser.read_line(number, line)
    parser.finish(len(lines))
    return _to_file(parser.messages, lines, path=path)


@dataclass(slots=True)
class _Message:
    """An entry while it is being read."""

    start: int
    end: int = 0
    obsolete: bool | None = None
    last: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    forms: list[str] = field(default_factory=list)
    previous: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    @property
    def complete(self) -> bool:
        return bool(self.forms)

    def to_entry(self) -> Entry:
        return Entry(
            msgid=self.texts["msgid"],
            msgstr=self.forms[0],
            msgctxt=self.texts.get("msgctxt"),
            msgid_plural=self.texts.get("msgid_plural"),
            msgstr_plural=tuple(self.forms[1:]),
            comments=tuple(self.comments),
            extracted=tuple(self.extracted),
            references=tuple(_REFERENCE.findall(" ".join(self.references))),
            flags=tuple(sorted(self.flags)),
            previous_msgid=self.previous.get("msgid"),
            previous_msgctxt=self.previous.get("msgctxt"),
            previous_msgid_plural=self.previous.get("msgid_plural"),
            obsolete=bool(self.obsolete),
            line=self.start,
        )


@dataclass(slots=True)
class _Parser:
    """Reads line by line; a message is finished by what can only belong to the next one."""

    path: str
    encoding: str
    messages: list[_Message] = field(default_factory=list)
    current: _Message | None = None
    previous_field: str = ""

    def read_line(self, number: int, line: str) -> None:
        if "\0" in line:
            self.fail("a NUL byte", number, line.index("\0") + 1, hint=_TORN)
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
        for keyword, _, text in self.tokens(number, line, start=start):
            if keyword.startswith("msgstr") or not (keyword or self.previous_field):
                self.fail("only previous msgids stand after #|", number, start + 1)
            self.previous_field = keyword or self.previous_field
            message.previous[self.previous_field] = (
                message.previous.get(self.previous_field, "") + text
            )

    def read_strings(self, number: int, line: str, *, obsolete: bool, start: int = 0) -> None:
        for keyword, column, text in self.tokens(number, line, start=start):
            if keyword:
                self.start_text(keyword, number, column)
            message = self.current
            if message is None or not message.last:
                self.fail("a string without a keyword before it", number, column)
            if message.obsolete not in {None, obsolete}:
                self.fail("only some lines of the entry have #~", number, column)
            message.obsolete, message.end = obsolete, number
            if message.last.startswith("msgstr"):
                message.forms[-1] += text
            else:
                message.texts[message.last] += text

    def start_text(self, keyword: str, number: int, column: int) -> None:
        name = "msgstr[]" if "[" in keyword else keyword
        if keyword in {"msgctxt", "msgid"} and self.current and self.current.complete:
            self.finish(number)
        self.current = message = self.current or _Message(start=number)
        if message.last not in _FOLLOWS.get(name, {""}):
            after = f" after {message.last}" if message.last else " without msgid"
            self.fail(f"{keyword}{after}", number, column)
        message.last = name
        if not name.startswith("msgstr"):
            message.texts[name] = ""
            return
        if name == "msgstr[]" and keyword != f"msgstr[{len(message.forms)}]":
            self.fail(f"{keyword} where msgstr[{len(message.forms)}] belongs", number, column)
        message.forms.append("")

    def tokens(self, number: int, line: str, *, start: int) -> list[tuple[str, int, str]]:
        """Return keyword (or ""), column and text of each string of a line."""
        if simple := _SIMPLE.fullmatch(line, start):
            return [("", start + 1, simple[1])]
        found: list[tuple[str, int, str]] = []
        end = len(line.rstrip())
        while start < end:
            token = _TOKEN.match(line, start)
            if token is None:
                self.refuse_token(number, line, start)
            column = start + len(token[0]) - len(token[0].lstrip()) + 1
            keyword = re.sub(r"\s", "", token["keyword"] or "")
            found.append((keyword, column, self.decode(number, token)))
            start = token.end()
        return found

    def decode(self, number: int, token: re.Match[str]) -> str:
        try:
            return unescape(token["text"], encoding=self.encoding)
        except ValueError as error:
            message, offset = error.args
            self.fail(message, number, token.start("text") + offset + 1, hint=_BACKSLASH)

    def refuse_token(self, number: int, line: str, start: int) -> NoReturn:
        if _CONFLICT.match(line):
            raise CatalogError(
                f'an unresolved merge conflict: "{line[:20].rstrip()}"',
                slug="po-conflict",
                position=Position(path=self.path, line=number, column=1),
                hint="keep one side of the conflict and remove its three marker lines",
            )
        rest = line[start:].lstrip()
        column = len(line) - len(rest) + 1
        keyword = _KEYWORD.match(rest)
        if rest.startswith('"') or (keyword and rest[keyword.end() :].startswith('"')):
            column += rest.index('"')
            self.fail("the string has no closing quote", number, column, hint=_UNCLOSED)
        if keyword:
            self.fail(f"{keyword[0].rstrip()} without a string", number, column, hint=_LOOSE)
        self.fail(f'"{rest[:20]}" is neither a keyword nor a string', number, column, hint=_LOOSE)

    def finish(self, number: int) -> None:
        """Close the current message; `number` is the line that shows that it is over."""
        message, self.current = self.current, None
        if message is None or not message.texts:
            return
        if not message.complete:
            self.fail(f"the entry of line {message.start} has no msgstr", number, 1, hint=_TORN)
        self.messages.append(message)

    def fail(self, message: str, line: int, column: int, *, hint: str = "") -> NoReturn:
        raise CatalogError(
            message,
            slug="po-syntax",
            position=Position(path=self.path, line=line, column=column),
            hint=hint or "compare the entry with its neighbours; msgfmt -c checks the file",
        )


_BACKSLASH = 'write a backslash as \\\\ and a quote as \\"'
_LOOSE = 'each text stands in quotes, msgstr "…", and a quote inside it is written \\"'
_TORN = "the file seems to be cut off: take it from the version control or a backup"
_UNCLOSED = 'write a quote inside a text as \\" and close the text on the same line'


def _to_file(messages: list[_Message], lines: list[str], *, path: str) -> ParsedFile:
    entries: dict[tuple[str | None, str], Entry] = {}
    texts: dict[tuple[str | None, str], str] = {}
    for message in messages:
        entry = message.to_entry()
        if entry.key in entries:
            _refuse_duplicate(entries[entry.key], message, path)
        entries[entry.key] = entry
        texts[entry.key] = "\n".join(lines[message.start - 1 : message.end])
    header = entries.get((None, ""))
    if header is None or header.obsolete:
        return ParsedFile(catalog=Catalog(header=(), entries=tuple(entries.values())), texts=texts)
    del entries[header.key]
    catalog = Catalog(
        header=_parse_header(header.msgstr),
        # What converters note about the file as a whole is kept as a translator's comment.
        header_comments=header.comments + header.extracted,
        header_fuzzy=header.fuzzy,
        entries=tuple(entries.values()),
    )
    return ParsedFile(catalog=catalog, header_text=texts.pop(header.key), texts=texts)


def _parse_header(text: str) -> tuple[tuple[str, str], ...]:
    """Split the header's text into fields; a line that is none has an empty name."""
    fields = (line.partition(":") for line in text.removesuffix("\n").split("\n") if text)
    return tuple(
        (name, value.removeprefix(" ")) if colon and name.strip() else ("", name + colon + value)
        for name, colon, value in fields
    )


def _refuse_duplicate(first: Entry, second: _Message, path: str) -> NoReturn:
    context = f' with the context "{first.msgctxt}"' if first.msgctxt is not None else ""
    shown = first.msgid if len(first.msgid) <= 40 else first.msgid[:39] + "…"  # noqa: PLR2004 - fits a line
    raise CatalogError(
        f'the message "{shown}"{context} stands twice: lines {first.line} and {second.start}',
        slug="po-duplicate",
        position=Position(path=path, line=second.start, column=1),
        hint="keep the entry whose translation is right and remove the other",
    )
