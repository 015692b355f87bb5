"""Files of lines that only grow: a line is there whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from workflow.errors import StorageError
from workflow.model import Position
from workflow.storage.files import resolve
from workflow.storage.refusals import refuse

if TYPE_CHECKING:
    from pathlib import Path


def append_line(path: Path, line: str) -> None:
    """Add one line to a ledger and put it on the disk.

    A line counts once its end is written: the half line that a power cut may leave is dropped by
    `read_lines` and by the next `append_line`. On a full disk nothing is added.
    """
    if "\n" in line:
        raise ValueError(f"a ledger line holds no line end: {line!r}")
    target = resolve(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("a+b", buffering=0) as file:
            size = _complete_size(file.fileno())
            file.truncate(size)
            try:
                _write_fully(file.fileno(), f"{line}\n".encode())
            except OSError:
                file.truncate(size)
                raise
            os.fsync(file.fileno())
    except OSError as error:
        refuse(path, error)


def read_lines(path: Path) -> tuple[str, ...]:
    """Return the complete lines of a ledger without their ends; none when there is no file.

    Raises `StorageError` (``ledger-encoding``) for a file that is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    complete = data[: data.rfind(b"\n") + 1]
    try:
        return tuple(complete.decode("utf-8").split("\n")[:-1])
    except UnicodeDecodeError as error:
        raise StorageError(
            "the ledger is not UTF-8",
            slug="ledger-encoding",
            position=Position(path=str(path), line=data.count(b"\n", 0, error.start) + 1),
            hint="take it from the version control, or delete it: it is made anew",
        ) from error


def _write_fully(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _complete_size(descriptor: int) -> int:
    """Return where the last complete line ends."""
    end = os.fstat(descriptor).st_size
    while end:
        start = max(0, end - 4096)
        os.lseek(descriptor, start, os.SEEK_SET)
        found = os.read(descriptor, end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0
