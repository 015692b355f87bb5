"""Open a file from elsewhere with bounds on what it may cost, and see what Markdown cannot keep.

What is handed on is packed anew from parts that were read within the bounds, so that a zip bomb, a
lying directory or an XML entity never reaches pandoc.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from workflow.editions.archive import pack
from workflow.errors import SourceError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

LARGEST_FILE = 60 * 1024**2
LARGEST_XML = 30 * 1024**2
"""Of one part, unpacked: a release has a tenth of a megabyte, a book five."""
_LARGEST_TOTAL = 200 * 1024**2
_MOST_PARTS = 5000

_OLE = b"\xd0\xcf\x11\xe0"
_MAIN = {"docx": "word/document.xml", "odt": "content.xml"}

_AGAIN = tr("open it in Word or LibreOffice and save it again")
_LOSSES = {
    "w:ins": tr("tracked insertions (accepted)"),
    "w:del": tr("tracked deletions (accepted)"),
    "w:comment": tr("comments"),
    "w:txbxContent": tr("text boxes"),
    "m:oMath": tr("formulas"),
    "w:object": tr("embedded objects"),
    "c:chart": tr("charts"),
    "text:changed-region": tr("tracked changes (accepted)"),
    "office:annotation": tr("comments"),
    "draw:text-box": tr("text boxes"),
    "draw:object": tr("embedded objects"),
}
"""XML element → what a reader of the Markdown will not see of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that is safe to hand on."""

    kind: str
    """``docx``, ``odt`` or ``html``."""
    data: bytes
    parts: Mapping[str, bytes]
    """Of a package, by name; empty for HTML."""
    losses: tuple[str, ...] = ()
    """What will be missing, in words: ``3 comments``."""


def open_incoming(data: bytes, *, name: str, day: dt.date) -> Incoming:
    """Return the file called `name`, its kind found from what it holds.

    Raises `SourceError` (``import-unreadable``) for what is no such file, is protected, or would
    unpack to more than a document has.
    """
    if len(data) > LARGEST_FILE:
        _refuse(tr("the file has more than {count} MB", count=LARGEST_FILE // 1024**2), name)
    if data.startswith(_OLE):
        _refuse(
            tr("an old .doc file, or one with a password"),
            name,
            hint=tr("open it in Word or LibreOffice and save it as .docx without a password"),
        )
    if data.startswith(b"%PDF"):
        _refuse(tr("a PDF file"), name, hint=tr("ask for the document that it was made from"))
    if data.startswith(b"PK"):
        return _open_package(data, name=name, day=day)
    head = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_named_so = name.lower().endswith((".html", ".htm", ".xhtml"))
    if not is_named_so and not head.startswith((b"<!doctype html", b"<html")):
        _refuse(tr("neither DOCX nor ODT nor HTML"), name)
    return Incoming(kind="html", data=data, parts={})


def counted(count: int, what: str) -> str:
    """Return a loss in words: "2 comments"."""
    return tr("{count} {what}", count=count, what=what)


def _open_package(data: bytes, *, name: str, day: dt.date) -> Incoming:
    parts = _unpack(data, name)
    kind = next((kind for kind, main in _MAIN.items() if main in parts), "")
    if not kind:
        _refuse(tr("a zip file, but neither DOCX nor ODT"), name)
    if kind == "odt" and b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        _refuse(tr("protected by a password"), name, hint=tr("save it without the password"))
    found: Counter[str] = Counter()
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")):
            found += _count_losses(content, part, name)
    losses = Counter[str]()
    for tag, count in found.items():
        losses[_LOSSES[tag]] += count
    headers = [part for part in parts if part.startswith(("word/header", "word/footer"))]
    if headers:
        losses[tr("headers and footers")] += len(headers)
    return Incoming(
        kind=kind,
        data=pack(parts.items(), day=day),
        parts=parts,
        losses=tuple(counted(count, what) for what, count in sorted(losses.items())),
    )


def _unpack(data: bytes, name: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _MOST_PARTS:
                _refuse(tr("a package of too many parts"), name)
            for entry in archive.infolist():
                if entry.is_dir():
                    continue
                bound = LARGEST_XML if entry.filename.endswith((".xml", ".rels")) else LARGEST_FILE
                with archive.open(entry) as part:
                    content = part.read(bound + 1)
                total += len(content)
                if len(content) > bound or total > _LARGEST_TOTAL:
                    _refuse(tr("it unpacks to more than a document has"), name)
                parts[entry.filename] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        # RuntimeError is how zipfile says that a part is encrypted; NotImplementedError is one too.
        _refuse(tr("a damaged package: {error}", error=error), name)
    return parts


def _count_losses(content: bytes, part: str, name: str) -> Counter[str]:
    """Count the elements that Markdown cannot keep; refuse a part that is not plain XML."""
    found: Counter[str] = Counter()
    parser = expat.ParserCreate()

    def opened(tag: str, _: object) -> None:
        if tag in _LOSSES:
            found[tag] += 1

    def declared(*_: object) -> None:
        if part != "META-INF/manifest.xml":  # old OpenOffice names a document type there
            _refuse(tr("{part} declares a document type, which no such file does", part=part), name)

    parser.StartElementHandler = opened
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = lambda *_: _refuse(tr("{part} declares an entity", part=part), name)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        _refuse(tr("{part} is no XML: {error}", part=part, error=error), name)
    return found


def _refuse(problem: str, name: str, *, hint: str = _AGAIN) -> NoReturn:
    raise SourceError(
        tr("cannot be imported: {problem}", problem=problem),
        slug="import-unreadable",
        position=Position(path=name),
        hint=hint,
    )
