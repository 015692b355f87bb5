"""Replace a whole folder at once: readers see the old tree or the new one, never a mixture.

The new tree is built beside the old one, under a name that says so; unchanged files are hard links.
Then the two change places: in one step where the system can (Linux), else by two renames. A run
that is killed leaves a whole tree; the next one puts away what it left beside it.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from typing import TYPE_CHECKING

from workflow.storage.refusals import refuse

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def list_files(folder: Path) -> tuple[str, ...]:
    """Return every file and link below `folder`, with forward slashes, sorted; () for no folder.

    A link to a folder is listed, not entered; an empty folder is listed with its last slash.
    """
    if not folder.is_dir():
        return ()
    try:
        return tuple(sorted(_walk(folder, "")))
    except OSError as error:
        refuse(folder, error)


def _walk(folder: Path, prefix: str) -> list[str]:
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                found += _walk(folder / entry.name, f"{name}/") or [f"{name}/"]
            else:
                found.append(name)
    return found


def replace_tree(folder: Path, *, kept: Collection[str], new: Mapping[str, bytes]) -> None:
    """Make `folder` hold the files `kept`, as they are in it now, and those of `new`, and no other.

    Raises `StorageError`; the folder is then as it was. Heal it with `heal_tree` before.
    """
    staging, former = _staging(folder), _former(folder)
    try:
        _discard(staging)
        staging.mkdir(parents=True)
        _make_folders(staging, [*kept, *new])
        for path in kept:
            _link(f"{folder}/{path}", f"{staging}/{path}")
        for path, content in new.items():
            _write(staging / path, content)
        if folder.is_dir():
            shutil.copymode(folder, staging)
        _exchange(staging, folder, former)
    except OSError as error:
        heal_tree(folder)
        refuse(folder, error)
    with contextlib.suppress(OSError):  # the next run puts it away
        _discard(staging)
        _discard(former)


def heal_tree(folder: Path) -> None:
    """Put back or put away what a killed run left: afterwards `folder` is whole, or not there."""
    staging, former = _staging(folder), _former(folder)
    try:
        if former.is_dir() and not folder.exists():
            former.rename(folder)
        _discard(former)
        _discard(staging)
    except OSError as error:
        refuse(folder, error)


def _staging(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.workflow-new")


def _former(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.workflow-old")


def _discard(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)


def _make_folders(root: Path, paths: Collection[str]) -> None:
    for name in sorted({path.rpartition("/")[0] for path in paths} - {""}):
        (root / name).mkdir(parents=True, exist_ok=True)


def _link(old: str, new: str) -> None:
    """Link one of thousands of files: paths are texts here, since a `Path` takes longer to make."""
    try:
        os.link(old, new)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOSPC, errno.EDQUOT}:
            raise
        shutil.copy2(old, new)  # a file system without hard links


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _exchange(staging: Path, folder: Path, former: Path) -> None:
    """Put `staging` in the place of `folder`; what was there is then `staging` or `former`."""
    if not folder.exists():
        staging.rename(folder)
    elif not _swap(staging, folder):
        folder.rename(former)
        staging.rename(folder)


def _swap(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
