"""What a web page says of itself and its harmless text; its scripts and styles stay behind."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from workflow.editions.html.sanitise import sanitise
from workflow.errors import SettingsError
from workflow.languages import base_of, parse_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_TITLE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the head of a page."""

    lang: str
    """The language that the page states, without country; "" for none that is known."""
    title: str


def read_head(html: str) -> Head:
    """Return the language and the title of a page."""
    parser = _HeadParser()
    parser.feed(html)
    parser.close()
    return Head(lang=_known(parser.lang), title=" ".join(parser.title.split()))


def harmless(html: str) -> str:
    """Return the text of a page without anything that acts; pictures inside of it are kept."""
    return sanitise(html, own="own-", keeps_data=True)


def picture_in(address: str) -> bytes:
    r"""Return the picture that a ``data:`` address holds, nothing where it holds none.

    >>> picture_in("data:image/gif;base64,R0lGODk="), picture_in("data:,%FF")
    (b'GIF89', b'\xff')
    """
    kind, _, content = address.partition(",")
    data = unquote_to_bytes(content)
    if not kind.casefold().endswith(";base64"):
        return data
    try:
        return base64.b64decode(data)
    except binascii.Error:
        return b""


def _known(lang: str) -> str:
    try:
        return base_of(parse_lang(lang)) if lang else ""
    except SettingsError:
        return ""


class _HeadParser(HTMLParser):
    """Listens for the first title and the first language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lang = ""
        self.title = ""
        self._is_title = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Note the language of the page; a title begins."""
        if tag in {"html", "body"}:
            stated = dict(attrs)
            self.lang = self.lang or stated.get("lang") or stated.get("xml:lang") or ""
        self._is_title = tag == "title" and not self.title

    def handle_endtag(self, tag: str) -> None:
        """Leave the title."""
        if tag == "title":
            self._is_title = False

    def handle_data(self, data: str) -> None:
        """Take the words of the title."""
        if self._is_title:
            self.title = (self.title + data)[:_LONGEST_TITLE]
