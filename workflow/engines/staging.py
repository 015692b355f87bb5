"""Change the folder of installed models so that it is whole at every instant.

A model is made in a folder beside it, on the same disk, flushed, and moved in by one rename. One
process at a time does so; what a killed one left behind is cleaned by the next.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.engines.sources.base import Workplace
from workflow.errors import EngineError
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextlib.contextmanager
def workplace(packages: Path) -> Iterator[Workplace]:
    """Give folders to work in while no other process installs or removes models.

    Raises `EngineError`: ``models-locked`` while another process does, ``disk-full``, and
    ``models-unwritable`` for any other failure to write in the block.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - `list` does without it

    with explained(packages):
        packages.mkdir(parents=True, exist_ok=True)
        root = _make_staging_folder(packages)
        try:
            with FileLock(root / "lock", timeout=0):
                yield from _open(root)
        except Timeout as error:
            raise EngineError(
                tr("another process is installing or removing models"),
                slug="models-locked",
                hint=tr("wait for it to end"),
            ) from error


def _open(root: Path) -> Iterator[Workplace]:
    downloads = root / "downloads"
    downloads.mkdir(exist_ok=True)
    for leftover in root.glob("work-*"):
        shutil.rmtree(leftover)
    work = Path(tempfile.mkdtemp(prefix="work-", dir=root))
    try:
        yield Workplace(work, downloads)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _make_staging_folder(packages: Path) -> Path:
    """Return a folder that a rename into `packages` can start from.

    It lies beside `packages`, or inside where the parent is another disk (a mounted volume) or may
    not be written. Argos takes every folder inside for a package, hence the metadata.
    """
    parent = packages.resolve().parent
    beside = parent / f".{packages.resolve().name}.partial"
    same_disk = parent.stat().st_dev == packages.stat().st_dev
    if same_disk and (beside.is_dir() or os.access(parent, os.W_OK)):
        beside.mkdir(exist_ok=True)
        return beside
    inside = packages / ".partial"
    inside.mkdir(exist_ok=True)
    (inside / "metadata.json").write_text('{"type": "partial"}\n', encoding="utf-8")
    return inside


def publish(folder: Path, packages: Path, *, name: str) -> Path:
    """Move a finished package in, under `name` or, where that is taken, the first free ``name-2``.

    The older folder of a replaced model stays until the new one is in place.
    """
    target, number = packages / name, 1
    while target.exists():
        number += 1
        target = packages / f"{name}-{number}"
    for path in (*folder.rglob("*"), folder):
        _flush(path)
    folder.rename(target)
    _flush(packages)
    return target


def withdraw(folder: Path, place: Workplace) -> None:
    """Take a package away: one rename, then the slow deletion."""
    doomed = Path(tempfile.mkdtemp(dir=place.work)) / folder.name
    folder.rename(doomed)
    _flush(folder.parent)
    shutil.rmtree(doomed)


def _flush(path: Path) -> None:
    if os.name != "posix" and path.is_dir():
        return  # Windows opens no folder, and flushes their entries itself
    # Windows flushes only what is open for writing; POSIX opens folders for reading only.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def explained(packages: Path) -> Iterator[None]:
    """Turn a failure to write under `packages` into an `EngineError`."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise EngineError(
                tr('the disk of "{packages}" is full', packages=packages),
                slug="disk-full",
                hint=tr(
                    "free 1 GB, or set ARGOS_PACKAGES_DIR to a folder on another disk; the "
                    "models installed before are unchanged"
                ),
            ) from error
        raise EngineError(
            tr(
                'cannot change the models in "{packages}": {reason}',
                packages=packages,
                reason=error.strerror or error,
            ),
            slug="models-unwritable",
            hint=tr("set ARGOS_PACKAGES_DIR to a folder that you may write to"),
        ) from error
