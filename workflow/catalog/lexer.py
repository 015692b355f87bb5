"""Cut the lines of a .po file into keywords and strings; whatever else stands there is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.catalog.literals import unescape
from workflow.errors import CatalogError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from typing import NoReturn

_WORD = r"(?:msgctxt|msgid_plural|msgid|msgstr(?:\s*\[\s*\d{1,3}\s*\])?)"
_KEYWORD = re.compile(rf"{_WORD}\b\s*")
_TOKEN = re.compile(rf'\s*(?P<keyword>{_WORD})?\s*"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"')
_SIMPLE = re.compile(r'"([^"\\]*)"')
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?: |$)")

TORN = "the file seems to be cut off: take it from the version control or a backup"
_BACKSLASH = 'write a backslash as \\\\ and a quote as \\"'
_LOOSE = 'each text stands in quotes, msgstr "…", and a quote inside it is written \\"'
_UNCLOSED = 'write a quote inside a text as \\" and close the text on the same line'


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexer:
    """Reads the strings of one file."""

    path: str
    encoding: str
    """The file's own: numeric escapes stand for bytes in it."""

    def strings(self, number: int, line: str, *, start: int = 0) -> list[tuple[str, int, str]]:
        """Return keyword (or ``""``), column and text of each string of a line from `start`."""
        if simple := _SIMPLE.fullmatch(line, start):
            return [("", start + 1, simple[1])]
        found: list[tuple[str, int, str]] = []
        end = len(line.rstrip())
        while start < end:
            token = _TOKEN.match(line, start)
            if token is None:
                self._refuse(number, line, start)
            column = start + len(token[0]) - len(token[0].lstrip()) + 1
            keyword = re.sub(r"\s", "", token["keyword"] or "")
            found.append((keyword, column, self._decode(number, token)))
            start = token.end()
        return found

    def _decode(self, number: int, token: re.Match[str]) -> str:
        try:
            return unescape(token["text"], encoding=self.encoding)
        except ValueError as error:
            message, offset = error.args
            self.fail(message, number, token.start("text") + offset + 1, hint=_BACKSLASH)

    def _refuse(self, number: int, line: str, start: int) -> NoReturn:
        if _CONFLICT.match(line):
            raise CatalogError(
                tr('an unresolved merge conflict: "{line}"', line=line[:20].rstrip()),
                slug="po-conflict",
                position=Position(path=self.path, line=number, column=1),
                hint=tr("keep one side of the conflict and remove its three marker lines"),
            )
        rest = line[start:].lstrip()
        column = len(line) - len(rest) + 1
        keyword = _KEYWORD.match(rest)
        if rest.startswith('"') or (keyword and rest[keyword.end() :].startswith('"')):
            column += rest.index('"')
            self.fail(tr("the string has no closing quote"), number, column, hint=_UNCLOSED)
        if keyword:
            self.fail(
                tr("{keyword} without a string", keyword=keyword[0].rstrip()),
                number,
                column,
                hint=_LOOSE,
            )
        self.fail(
            tr('"{value}" is neither a keyword nor a string', value=rest[:20]),
            number,
            column,
            hint=_LOOSE,
        )

    def fail(self, message: str, line: int, column: int, *, hint: str = "") -> NoReturn:
        """Raise `CatalogError` (``po-syntax``) for a place in the file."""
        raise CatalogError(
            message,
            slug="po-syntax",
            position=Position(path=self.path, line=line, column=column),
            hint=hint or "compare the entry with its neighbours; msgfmt -c checks the file",
        )
