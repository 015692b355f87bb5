"""Read source files strictly: what is not UTF-8 text is refused with its place, never guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.errors import SourceError
from workflow.model import Position
from workflow.storage.files import digest
from workflow.wording import tr

if TYPE_CHECKING:
    from pathlib import Path


def read_text(path: Path) -> str:
    """Return a source file decoded strictly as UTF-8; newlines and byte-order mark stay.

    Raises `SourceError`: missing, a directory, unreadable, binary, not UTF-8, or empty.
    """
    text = decode_text(read_bytes(path), path=path)
    if not text.strip("\ufeff \t\r\n"):
        raise SourceError(
            tr("the file is empty"),
            slug="source-empty",
            position=Position(path=str(path)),
            hint=tr("write the release into it, or remove it"),
        )
    return text


def decode_text(data: bytes, *, path: Path) -> str:
    """Return what the bytes of `path` say. Raises `SourceError`: binary, or not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(
            tr("the file is UTF-16, not UTF-8"),
            slug="source-encoding",
            position=Position(path=str(path)),
            hint=tr('save it as UTF-8: iconv -f UTF-16 -t UTF-8 "{name}"', name=path.name),
        )
    if b"\0" in data:
        raise SourceError(
            tr("the file holds NUL bytes: it is not a text"),
            slug="source-binary",
            position=_position(path, data, data.index(b"\0")),
            hint=tr("give a Markdown file saved as plain text"),
        )
    return _decode(path, data)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a source file. Raises `SourceError`: missing, a directory, unreadable."""
    where = Position(path=str(path))
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise SourceError(
                tr("not a regular file"),
                slug="source-unreadable",
                position=where,
                hint=tr("give the path of a Markdown file"),
            )
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError(
            tr("no such file"),
            slug="source-missing",
            position=where,
            hint=tr("check the spelling; paths are relative to the folder you are in"),
        ) from error
    except IsADirectoryError as error:
        raise SourceError(
            tr("a directory, not a file"),
            slug="source-is-directory",
            position=where,
            hint=tr("name the files in it, for example with *.md"),
        ) from error
    except OSError as error:
        raise SourceError(
            tr("the file cannot be read: {strerror}", strerror=error.strerror),
            slug="source-unreadable",
            position=where,
            hint=tr("check its permissions"),
        ) from error


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, "" where there is none.

    Raises `SourceError`: unreadable.
    """
    return digest(read_bytes(path)) if path.is_file() else ""


def _decode(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            tr("the byte 0x{value} is not UTF-8", value=f"{data[error.start]:02X}"),
            slug="source-encoding",
            position=_position(path, data, error.start),
            hint=tr(
                "save the file as UTF-8; if it is an old Windows file: iconv -f "
                'WINDOWS-1252 -t UTF-8 "{name}"',
                name=path.name,
            ),
        ) from error


def _position(path: Path, data: bytes, offset: int) -> Position:
    """Return the line and column, in characters, of a byte that follows valid UTF-8."""
    lines = re.split(rb"\r\n|\r|\n", data[:offset])
    column = len(lines[-1].decode("utf-8", "replace").lstrip("\ufeff")) + 1
    return Position(path=str(path), line=len(lines), column=column)
