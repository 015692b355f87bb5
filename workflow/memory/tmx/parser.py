"""Read the XML of a TMX file piece by piece, in bounded memory, trusting nothing.

Expat is told to fetch nothing, and a declared entity, or one that only the unread document type
could explain, is refused: no entity is ever expanded but the five of XML. A tag, comment or nest of
elements beyond all use is refused too, so that a hostile file costs no more than a useful one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from workflow.errors import MemoryStoreError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import NoReturn

    from workflow.memory.values import Unit

_CHUNK = 2**16
_LONGEST_TOKEN = 2**20
"""Bytes that a tag, a comment or the like may have."""
_DEEPEST = 64


class Builder(Protocol):
    """Makes units of what the parser reports."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the opening of an element. Raises `ValueError` for what is not TMX."""

    def text(self, data: str) -> None:
        """Take a run of text."""

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def taken(self) -> Iterator[Unit]:
        """Yield the units that are complete, once."""


def parse_xml(path: Path, builder: Builder) -> Iterator[Unit]:
    """Yield what `builder` makes of a file while it is read.

    Raises `MemoryStoreError` (``memory-import``) with file and line.
    """
    reader = _Reader(path, builder)
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                reader.feed(chunk)
                yield from builder.taken()
        reader.finish()
    except OSError as error:
        raise MemoryStoreError(
            tr("the file cannot be read: {reason}", reason=error.strerror),
            slug="memory-import",
            position=Position(path=str(path)),
            hint=tr("check its name and its permissions"),
        ) from error
    yield from builder.taken()


class _Reader:
    """Expat with its guards."""

    def __init__(self, path: Path, builder: Builder) -> None:
        self._path = path
        self._builder = builder
        self._depth = 0
        self._fed = 0
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = builder.text
        parser.EntityDeclHandler = self._refuse_entities
        parser.SkippedEntityHandler = self._refuse_entity
        parser.ExternalEntityRefHandler = self._refuse_entities

    def feed(self, chunk: bytes) -> None:
        """Read some more."""
        self._fed += len(chunk)
        self._parse(chunk, is_final=False)
        if self._fed - max(0, self._parser.CurrentByteIndex) > _LONGEST_TOKEN + 2 * _CHUNK:
            self._refuse(tr("a tag or a comment is longer than 1 MiB"))

    def finish(self) -> None:
        """Make sure that the file ended where it should."""
        self._parse(b"", is_final=True)

    def _parse(self, chunk: bytes, *, is_final: bool) -> None:
        try:
            self._parser.Parse(chunk, is_final)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            self._refuse(
                tr("it is not well-formed XML: {reason}", reason=reason),
                line=error.lineno,
                column=error.offset + 1,
            )
        except (LookupError, ValueError) as error:  # an unknown encoding; what is not TMX
            self._refuse(error)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._refuse(tr("elements are nested more than {most} deep", most=_DEEPEST))
        self._builder.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(tag)

    def _refuse_entities(self, *_declared: object) -> NoReturn:
        self._refuse(tr("it declares or uses entities of its own"))

    def _refuse_entity(self, name: str, _is_parameter: int) -> None:
        self._refuse(
            tr('it uses the entity "&{name};", which nothing in the file explains', name=name)
        )

    def _refuse(self, reason: object, *, line: int = 0, column: int = 0) -> NoReturn:
        where = Position(
            path=str(self._path),
            line=line or self._parser.CurrentLineNumber,
            column=column or self._parser.CurrentColumnNumber + 1,
        )
        raise MemoryStoreError(
            tr("the file cannot be imported: {reason}", reason=reason),
            slug="memory-import",
            position=where,
            hint=tr(
                "export it anew as TMX 1.4 from the tool it comes from; the memory is as it was"
            ),
        ) from None
