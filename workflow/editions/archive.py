"""Zip files that are the same on every machine: fixed days, fixed order, nothing compressed.

What deflate writes depends on the zlib of a machine; press releases are small enough to store.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

_REGULAR_FILE = 0o100644 << 16
_UNIX = 3


def pack(files: Iterable[tuple[str, bytes]], *, day: dt.date) -> bytes:
    """Return a zip file of `files` in the given order, all of midnight of `day`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = _UNIX  # Python would name the machine's
            entry.external_attr = _REGULAR_FILE
            archive.writestr(entry, data)
    return packed.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip file that we have made ourselves, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
