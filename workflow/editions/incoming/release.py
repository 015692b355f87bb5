"""A release in Markdown from a file of a word processor: text, front matter, pictures, losses."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from workflow.editions.html.sanitise import drop_controls
from workflow.editions.images import recognise
from workflow.editions.incoming.package import Incoming, counted, open_incoming
from workflow.editions.incoming.webpage import Head, harmless, picture_in, read_head
from workflow.editions.incoming.words import plain_words, split_lines
from workflow.editions.incoming.writing import Writer
from workflow.editions.office.pandoc import run_pandoc
from workflow.errors import EditionError, SettingsError, SourceError
from workflow.languages import base_of, parse_lang
from workflow.markdown.frontmatter import set_front_matter
from workflow.markdown.parse import parse_document
from workflow.model import Position
from workflow.structured.dateline import parse_dateline
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workflow.editions.images import Picture
    from workflow.model import LangTag

_DAY = dt.date(1980, 1, 1)
_MEMORY = "768m"
"""What pandoc may use: a book of a thousand pages takes a third of it."""
_LOST = tr("pictures that are missing or of another kind than PNG, JPEG, GIF, WebP")
_REMOTE = re.compile(r"(?i:https?:)?//")
_LANGUAGES = {
    "docx": (("word/styles.xml", "w:lang", "w:val"),),
    "odt": (
        ("meta.xml", "dc:language", ""),
        ("styles.xml", "style:text-properties", "fo:language"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRelease:
    """What an import makes."""

    text: str
    """The Markdown, front matter included."""
    pictures: tuple[tuple[str, bytes], ...] = ()
    """File names and contents, for the folder that the text names."""
    losses: tuple[str, ...] = ()
    """What the Markdown does not have of the file, in words."""


def import_release(
    data: bytes,
    *,
    name: str,
    folder: str,
    lang: LangTag,
    beside: Callable[[str], bytes] = lambda _: b"",
) -> ImportedRelease:
    """Return the release that the file `name` holds.

    Pictures are addressed in `folder`; `lang` is that of datelines. `beside` gives the file at an
    address of a web page, nothing where there is none. Raises `SourceError`
    (``import-unreadable``) for a file that cannot be read or holds no text.
    """
    incoming = open_incoming(data, name=name, day=_DAY)
    head = read_head(_decoded(data, name)) if incoming.kind == "html" else Head(lang="", title="")
    document = _read(incoming, name)
    pictures = _Pictures(incoming, folder, beside)
    writer = Writer(pictures.address)
    blocks = document["blocks"]
    title = " ".join(plain_words(_meta_inlines(document.get("meta", {}).get("title"))).split())
    has_heading = any(block["t"] == "Header" and block["c"][0] == 1 for block in blocks)
    if title and not has_heading:
        inlines = _meta_inlines(document["meta"]["title"])
        blocks = [{"t": "Header", "c": [1, ["", [], []], inlines]}, *blocks]
    body = drop_controls(writer.write(blocks))
    if not body.strip():
        raise _unreadable(tr("it holds no text"), name)
    first: list[Any] = next((block["c"][2] for block in blocks if block["t"] == "Header"), [])
    heading = " ".join(plain_words(first).split())
    # The title of a web page has the name of its site in it; its main heading has not.
    fields = {
        "title": title or (heading if has_heading else head.title) or heading,
        "date": _date_of(blocks, lang),
        "lang": head.lang or _language_of(incoming),
    }
    known = {key: drop_controls(value) for key, value in fields.items() if value}
    text = set_front_matter(f"\n{body}", known) if known else body
    parse_document(text, path=name)
    losses = Counter(writer.losses) + pictures.lost
    return ImportedRelease(
        text=text,
        pictures=tuple(pictures.kept.items()),
        losses=(
            *incoming.losses,
            *pictures.remote,
            *(counted(count, what) for what, count in sorted(losses.items())),
        ),
    )


class _Pictures:
    """Gives pictures safe names, and keeps those that a browser shows."""

    def __init__(self, incoming: Incoming, folder: str, beside: Callable[[str], bytes]) -> None:
        self._parts = incoming.parts
        self._beside = beside if incoming.kind == "html" else None
        self._folder = folder
        self._prefix = "word/" if incoming.kind == "docx" else ""
        self._names: dict[str, str] = {}
        self.kept: dict[str, bytes] = {}
        self.lost: Counter[str] = Counter()
        self.remote: list[str] = []
        """What is to be said of pictures on other sites, which are never fetched."""

    def address(self, old: str) -> str:
        """Return the new address of a picture; empty, and counted as lost, where it is none."""
        if old in self._names:
            return self._names[old]
        if _REMOTE.match(old):
            self._names[old] = ""
            self.remote.append(
                tr("a picture on another site, which is not fetched: {address}", address=old)
            )
            return ""
        picture = self._find(old)
        if picture is None:
            self.lost[_LOST] += 1
            return ""
        name = f"image-{len(self.kept) + 1}{picture.suffix}"
        self.kept[name] = picture.data
        self._names[old] = f"{self._folder}/{name}"
        return self._names[old]

    def _find(self, address: str) -> Picture | None:
        if self._beside:
            data = picture_in(address) if address.startswith("data:") else self._beside(address)
            picture = recognise(data)
            return picture if picture and picture.suffix != ".svg" else None
        path = address.removeprefix("./").removeprefix("/")
        for part in (self._prefix + path, path):
            if part in self._parts:
                picture = recognise(self._parts[part])
                return picture if picture and picture.suffix != ".svg" else None
        return None


def _read(incoming: Incoming, name: str) -> dict[str, Any]:
    data = incoming.data
    if incoming.kind == "html":
        data = harmless(_decoded(data, name)).encode("utf-8")
    arguments = [f"--from={incoming.kind}", "--to=json", "+RTS", f"-M{_MEMORY}", "-RTS"]
    try:
        document: dict[str, Any] = json.loads(run_pandoc(arguments, data))
    except (EditionError, RecursionError) as error:
        raise _unreadable(tr("pandoc cannot read it: {error}", error=error), name) from error
    return document


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(tr("it is not UTF-8"), name) from error


def _meta_inlines(value: dict[str, Any] | None) -> list[Any]:
    return value["c"] if value and value["t"] == "MetaInlines" else []


def _iter_lines(blocks: Sequence[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        if block["t"] in {"Para", "Plain"}:
            yield from split_lines(block["c"])
        elif block["t"] == "Div":
            yield from _iter_lines(block["c"][1])


def _date_of(blocks: Sequence[dict[str, Any]], lang: LangTag) -> str:
    """Return the day of the first dateline that states a whole date."""
    for line in _iter_lines(blocks):
        dateline = parse_dateline(line, lang)
        date = dateline.date if dateline else None
        if date and date.year and len(date.days) == 1:
            try:
                return dt.date(date.year, date.month, date.days[0]).isoformat()
            except ValueError:  # the 31st of February
                continue
    return ""


def _language_of(incoming: Incoming) -> str:
    """Return the language that the file says its text is in."""
    for part, element, attribute in _LANGUAGES.get(incoming.kind, ()):
        found = _first_value(incoming.parts.get(part, b"<none/>"), element, attribute)
        try:
            if found:
                return base_of(parse_lang(found))
        except SettingsError:
            continue
    return ""


def _first_value(xml: bytes, element: str, attribute: str) -> str:
    """Return an attribute of the first such element that has it, or its text for no attribute."""
    values: list[str] = []
    is_inside = False

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal is_inside
        is_inside = tag == element and not attribute
        if tag == element and attributes.get(attribute):
            values.append(attributes[attribute])

    def text(data: str) -> None:
        if is_inside and data.strip():
            values.append(data.strip())

    parser = expat.ParserCreate()
    parser.StartElementHandler = opened
    parser.CharacterDataHandler = text
    parser.Parse(xml, True)
    return values[0] if values else ""


def _unreadable(problem: str, name: str) -> SourceError:
    return SourceError(
        tr("cannot be imported: {problem}", problem=problem),
        slug="import-unreadable",
        position=Position(path=name),
        hint=tr("open it in Word or LibreOffice and save it again"),
    )
