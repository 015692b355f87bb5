"""Review files on the disk: decoded by the charset that they declare, written in UTF-8.

A file is replaced only when its catalogue changes, and only by a text that an independent reader
understands the same way.
"""

from __future__ import annotations

import codecs
import dataclasses
import errno
import re
import stat
from typing import TYPE_CHECKING

from workflow.catalog.parser import parse_catalog, parse_file
from workflow.catalog.proof import find_unproven
from workflow.catalog.writer import format_catalog
from workflow.errors import CatalogError
from workflow.model import Catalog, Position
from workflow.storage import digest, write_atomic
from workflow.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.catalog.parser import ParsedFile

__all__ = ["format_catalog", "parse_catalog", "read_catalog", "read_parsed", "write_catalog"]

MAX_BYTES = 32 * 2**20
"""Larger files are refused: reading one takes about twelve times its size in memory."""

_CHARSET = re.compile(rb'"Content-Type:[^"]*?charset=([^\s"\\;]+)', re.IGNORECASE)
_ASCII = bytes(range(0x20, 0x7F))


def read_catalog(path: Path, *, max_bytes: int = MAX_BYTES) -> Catalog:
    """Return the catalogue that a .po or .pot file holds.

    Raises `CatalogError`: ``po-missing``, ``po-unreadable``, ``po-too-large``, ``po-encoding``, and
    those of `parse_catalog`.
    """
    return _read_file(path, max_bytes=max_bytes)[0].catalog


def read_parsed(path: Path, *, max_bytes: int = MAX_BYTES) -> ParsedFile:
    """Return the catalogue with the lines that it stands in; look at `read_catalog`."""
    return _read_file(path, max_bytes=max_bytes)[0]


def read_digested(path: Path) -> tuple[Catalog, str]:
    """Return what `read_catalog` does, and the digest of the very bytes that were read."""
    data = _read_bytes(path, max_bytes=MAX_BYTES)
    return _parse(data, str(path))[0].catalog, digest(data)


def write_catalog(path: Path, catalog: Catalog, *, width: int = 0) -> bool:
    """Make the file hold `catalog` and return whether it had to be written.

    Entries that do not change keep their lines as the translator's editor wrapped them; `width` is
    for the others. A file that cannot be read is not replaced but raises `CatalogError`.
    """
    like = None
    if path.exists():
        parsed, encoding = _read_file(path, max_bytes=MAX_BYTES)
        if parsed.catalog == catalog:
            return False
        like = parsed if encoding == "utf-8" else None
    text = format_catalog(catalog, width=width, like=like)
    if find_unproven(text, catalog):  # lines of another tool that polib misreads
        text = format_catalog(catalog, width=width)
        _prove(text, catalog, path=path)
    return write_atomic(path, text)


def _prove(text: str, catalog: Catalog, *, path: Path) -> None:
    unproven = find_unproven(text, catalog)
    if unproven:
        raise CatalogError(
            tr('the entry "{value}" would not be read as it is meant', value=unproven.msgid[:40]),
            slug="po-unproven",
            position=Position(path=str(path), line=unproven.line),
            hint=tr("the file was left as it is; please report this, with the file"),
        )


def _read_file(path: Path, *, max_bytes: int) -> tuple[ParsedFile, str]:
    """Return what the file holds and the name of its encoding."""
    return _parse(_read_bytes(path, max_bytes=max_bytes), str(path))


def _parse(data: bytes, where: str) -> tuple[ParsedFile, str]:
    encoding = _find_encoding(data, where)
    parsed = parse_file(_decode(data, encoding, where), where, encoding=encoding)
    return (parsed if encoding == "utf-8" else _declare_utf8(parsed)), encoding


def _read_bytes(path: Path, *, max_bytes: int) -> bytes:
    where = Position(path=str(path))
    try:
        found = path.stat()
        size = found.st_size
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file")  # noqa: TRY301 - told below
        if size > max_bytes:
            raise CatalogError(
                tr(
                    "the file has {size} MiB; at most {most} are read",
                    size=f"{size / 2**20:.0f}",
                    most=f"{max_bytes / 2**20:.0f}",
                ),
                slug="po-too-large",
                position=where,
                hint=tr("a review file holds one release: split it, or check what was put into it"),
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CatalogError(
            tr("no such file"),
            slug="po-missing",
            position=where,
            hint=tr("make it with the command that drafts translations"),
        ) from error
    except OSError as error:
        raise CatalogError(
            tr("the file cannot be read: {strerror}", strerror=error.strerror),
            slug="po-unreadable",
            position=where,
            hint=tr("check that it is a file and its permissions"),
        ) from error


def _find_encoding(data: bytes, path: str) -> str:
    """Return the Python codec of the charset that the header declares; UTF-8 where it does not."""
    declared = _CHARSET.search(data)
    name = declared[1].decode("ascii", "replace") if declared else "CHARSET"
    if name == "CHARSET" or data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    try:
        codec = codecs.lookup(name).name
        if _ASCII.decode(codec) == _ASCII.decode("ascii"):
            return codec
    except (LookupError, ValueError):
        pass
    raise CatalogError(
        tr('the header declares the charset "{name}", which cannot be read', name=name),
        slug="po-encoding",
        position=Position(path=path, line=data.count(b"\n", 0, declared.start()) + 1)
        if declared
        else None,
        hint=tr("save the file as UTF-8 and declare charset=UTF-8"),
    )


def _decode(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode(encoding, "replace")) + 1
        raise CatalogError(
            tr(
                "the byte {byte} is not {encoding}",
                byte=f"0x{data[error.start]:02X}",
                encoding=encoding,
            ),
            slug="po-encoding",
            position=Position(path=path, line=line, column=column),
            hint=tr(
                "the header declares another charset than the file has:"
                " correct it, or save the file as UTF-8"
            ),
        ) from error


def _declare_utf8(parsed: ParsedFile) -> ParsedFile:
    """Change the declared charset to what the text has become."""
    header = tuple(
        (name, "text/plain; charset=UTF-8" if name.lower() == "content-type" else value)
        for name, value in parsed.catalog.header
    )
    return dataclasses.replace(parsed, catalog=dataclasses.replace(parsed.catalog, header=header))
