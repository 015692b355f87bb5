"""One run at a time in a workspace, and a second one is told who holds it.

The lock is the operating system's (`flock`): it ends with the process, even with ``kill -9``. Who
holds it is noted in a file of its own beside it, read only when the lock is refused, so that a
stale note never keeps anyone out.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import socket
from typing import TYPE_CHECKING

from workflow.errors import StorageError
from workflow.model import Position
from workflow.storage.files import write_atomic
from workflow.storage.refusals import refuse
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CACHE = ".workflow"
"""The folder of a workspace that may be deleted at any time."""


def cache_folder(root: Path) -> Path:
    """Return the workspace's ``.workflow`` folder, made if need be and ignored by git."""
    folder = root / CACHE
    ignore = folder / ".gitignore"
    if not ignore.exists():
        write_atomic(ignore, "*\n")
    return folder


@contextlib.contextmanager
def workspace_lock(root: Path, *, command: str = "", timeout: float = 5.0) -> Iterator[None]:
    """Hold the workspace `root` for one run of `command`.

    Waits up to `timeout` seconds for another run to end. Raises `StorageError`
    (``workspace-locked``) that names the holder's command, process, host and start.
    """
    import filelock  # noqa: PLC0415 - loads asyncio, which `--help` need not

    folder = cache_folder(root)
    holder = folder / "lock.holder"
    lock = filelock.FileLock(folder / "lock", timeout=timeout)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise StorageError(
            tr("another run holds this workspace: {holder}", holder=_read_holder(holder)),
            slug="workspace-locked",
            position=Position(path=str(root)),
            hint=tr("wait until it ends, or stop that process"),
        ) from error
    except OSError as error:
        refuse(folder / "lock", error)
    try:
        write_atomic(holder, _describe_holder(command))
        yield
    finally:
        with contextlib.suppress(OSError):
            holder.unlink()
        lock.release()


def _describe_holder(command: str) -> str:
    since = dt.datetime.now(dt.UTC).isoformat(sep=" ", timespec="seconds")
    fields = {
        "command": command,
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": since,
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _read_holder(path: Path) -> str:
    try:
        fields = json.loads(path.read_bytes())
        place = {name: fields[name] for name in ("pid", "host", "since")}
        if fields["command"]:
            command = fields["command"]
            return tr(
                '"{command}", process {pid} on {host} since {since}', command=command, **place
            )
        return tr("process {pid} on {host} since {since}", **place)
    except (OSError, ValueError, KeyError, TypeError):
        return tr("an unknown process")  # between its lock and its note, or after a crash
