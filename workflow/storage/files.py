"""Write files whole or not at all.

The rule: whatever happens (a kill, a full disk, a read-only folder), a file holds either its old
content or its new one. A temporary file has its process in its name; one whose process is gone is a
leftover, which the next write in its folder removes.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.errors import StorageError
from workflow.model import Position
from workflow.storage.refusals import refuse
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    Content: TypeAlias = bytes | str
    """What a file shall hold; text is written as UTF-8, newlines as they are."""

_LEFTOVER = re.compile(r"\.workflow-(?P<pid>\d+)-[0-9a-f]+\.tmp")


def digest(content: Content) -> str:
    """Return the SHA-256 of a text (as UTF-8) or of bytes, in hexadecimal."""
    return hashlib.sha256(_to_bytes(content)).hexdigest()


def write_atomic(path: Path, content: Content) -> bool:
    """Make `path` hold `content` and return whether it had to be written.

    A link is followed, the mode of an existing file is kept, missing folders are made, and a file
    that holds `content` already is not touched. Raises `StorageError`; the old file is then whole.
    """
    return bool(write_all([(path, content)]))


def write_all(contents: Iterable[tuple[Path, Content]]) -> tuple[Path, ...]:
    """Write several files as `write_atomic` does and return the paths that had to be written.

    All are prepared beside their targets before the first one is put in place, so that a full disk
    changes none of them; a kill between two leaves each one whole, old or new.
    """
    staged: list[tuple[Path, Path, Path]] = []
    try:
        for path, content in contents:
            target, data = resolve(path), _to_bytes(content)
            if not _holds(target, data):
                staged.append((path, target, _stage(target, [data])))
        for _, target, temporary in staged:
            _put_in_place(temporary, target)
    finally:
        for _, _, temporary in staged:
            with contextlib.suppress(OSError):
                temporary.unlink()
    return tuple(path for path, _, _ in staged)


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file as `write_atomic` does, piece by piece: it need not fit into memory.

    An error that `pieces` raises leaves the old file, too.
    """
    target = resolve(path)
    _holds(target, b"")
    temporary = _stage(target, pieces)
    _put_in_place(temporary, target)


def _to_bytes(content: Content) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def real_path(path: Path) -> Path:
    """Return where `path` leads, links followed; one that leads in a circle leads to itself."""
    return Path(os.path.realpath(path))


def resolve(path: Path) -> Path:
    """Return the file that `path` leads to, links followed; it need not exist."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # Python before 3.13 raises RuntimeError on a loop
        raise StorageError(
            tr("the link leads nowhere"),
            slug="not-writable",
            position=Position(path=str(path)),
            hint=tr("remove the link, or point it at a file"),
        ) from error


def _holds(target: Path, data: bytes) -> bool:
    """Tell whether the file has this content already; refuse what must not be replaced."""
    try:
        found = target.stat()
        if not stat.S_ISREG(found.st_mode):
            refuse(target, OSError(errno.EISDIR, tr("not a regular file")))
        if found.st_size == len(data) and target.read_bytes() == data:
            return True
        if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            refuse(target, PermissionError(errno.EACCES, tr("the file is read-only")))
    except FileNotFoundError:
        return False
    except OSError as error:
        refuse(target, error)
    return False


def _stage(target: Path, pieces: Iterable[bytes]) -> Path:
    """Write `pieces` to the disk beside `target` and return the temporary file."""
    folder = target.parent
    temporary = folder / f".workflow-{os.getpid()}-{secrets.token_hex(4)}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(folder)
        _write_synced(temporary, pieces)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            refuse(target, error)
        raise
    return temporary


def _write_synced(path: Path, pieces: Iterable[bytes]) -> None:
    # "xb" and not O_TMPFILE, which network file systems lack; the umask decides on the mode.
    with path.open("xb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        refuse(target, error)


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where the system can (Windows opens no folders)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network file systems
            raise
    finally:
        os.close(descriptor)


def _remove_leftovers(folder: Path) -> None:
    for name in os.listdir(folder):  # noqa: PTH208 - names only, ten times faster on large folders
        found = _LEFTOVER.fullmatch(name)
        if found and not _is_running(int(found["pid"])):
            with contextlib.suppress(OSError):
                (folder / name).unlink()


def _is_running(pid: int) -> bool:
    if os.name != "posix":
        return True  # os.kill would end the process there
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass  # another user's
    return True
