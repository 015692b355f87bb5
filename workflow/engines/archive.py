"""Unpack and pack ``.argosmodel`` files: zip archives with one package folder inside.

An archive from elsewhere is not trusted: a member may not leave the folder, be a link or unpack to
an absurd size, and what is read is checked against the archive's own checksums.
"""

from __future__ import annotations

import json
import shutil
import stat
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from workflow.engines.sources.base import Progress, Stage, no_progress
from workflow.errors import EngineError
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_MEMBERS = 10_000
MAX_BYTES = 4 * 1024**3
"""Unpacked. The largest packages of the Argos index are under 1 GiB."""

_CHUNK = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can hold, for every member: same folder, same bytes."""
_MODE = 0o644 << 16

# What zipfile and zlib raise for damage, encryption and unknown compression.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)


def unpack(
    archive: Path | IO[bytes],
    folder: Path,
    *,
    max_bytes: int = MAX_BYTES,
    progress: Progress = no_progress,
) -> None:
    """Unpack the package in `archive` to the new folder `folder`, its own top folder left out.

    Raises `EngineError`: ``model-corrupt`` for a damaged archive or one without a package,
    ``model-unsafe`` for a member that no honest archive has.
    """
    with _opened(archive) as opened:
        _unpack(opened, folder, max_bytes=max_bytes, progress=progress)


def read_metadata(archive: Path | IO[bytes]) -> Mapping[str, object]:
    """Return what a package says of itself, without unpacking it. Raises as `unpack` does."""
    with _opened(archive) as opened:
        root = _root([_checked_name(member) for member in opened.infolist()])
        said = json.loads(opened.read(str(root / "metadata.json")))
        if not isinstance(said, dict):
            raise ValueError(repr(said))  # noqa: TRY004 - a damaged file, as all others here
        return said


@contextmanager
def _opened(archive: Path | IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """Give an archive to read. Raises `EngineError` (``model-corrupt``) for what is damaged."""
    try:
        with zipfile.ZipFile(archive) as opened:
            yield opened
    except _DAMAGE as error:
        raise EngineError(
            tr("the model's archive is damaged: {error}", error=error),
            slug="model-corrupt",
            hint=tr("fetch it again"),
        ) from error


def _unpack(archive: zipfile.ZipFile, folder: Path, *, max_bytes: int, progress: Progress) -> None:
    members = archive.infolist()
    _check_sizes(members, max_bytes=max_bytes)
    names = [_checked_name(member) for member in members]
    if len(set(names)) != len(names):
        raise _unsafe(tr("it holds two members of one name"))
    root = _root(names)
    wanted = [
        (member, name.relative_to(root))
        for member, name in zip(members, names, strict=True)
        if name.is_relative_to(root) and not member.is_dir()
    ]
    total, done = sum(member.file_size for member, _ in wanted), 0
    for member, name in wanted:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as reader, target.open("xb") as writer:
            while chunk := reader.read(_CHUNK):
                writer.write(chunk)
                done += len(chunk)
                progress(Stage.UNPACK, done, total)


def _check_sizes(members: list[zipfile.ZipInfo], *, max_bytes: int) -> None:
    # zipfile never reads more of a member than it declares, so the declared sizes are a limit.
    total = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or total > max_bytes:
        raise _unsafe(
            tr(
                "it would unpack to {count} files of {size} MiB",
                count=len(members),
                size=total // 1024**2,
            )
        )


def _checked_name(member: zipfile.ZipInfo) -> PurePosixPath:
    # `orig_filename`: zipfile cuts `filename` at a NUL and turns the separator of the system to /.
    name = member.orig_filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise _unsafe(tr('it would write "{name}", outside its folder', name=name))
    if any(character in name for character in "\\:\0"):
        raise _unsafe(tr("it holds the name {name}", name=repr(name)))
    mode = member.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise _unsafe(tr('"{name}" is a link or a device', name=name))
    return path


def _root(names: Iterable[PurePosixPath]) -> PurePosixPath:
    roots = [name.parent for name in names if name.name == "metadata.json" and len(name.parts) <= 2]  # noqa: PLR2004 - a folder and the file
    if len(roots) != 1:
        raise EngineError(
            tr("the archive holds {count} packages, not one", count=len(roots)),
            slug="model-corrupt",
            hint=tr("an Argos package is a zip with one folder, and metadata.json in that folder"),
        )
    return roots[0]


def _unsafe(reason: str) -> EngineError:
    return EngineError(
        tr("the model's archive is refused: {reason}", reason=reason),
        slug="model-unsafe",
        hint=tr("do not use this file; fetch the model from a source that you trust"),
    )


def pack(folder: Path, target: Path, *, name: str, leave_out: tuple[str, ...] = ()) -> None:
    """Write the package in `folder` to the archive `target`, under the top folder `name`.

    The same files give the same bytes: names sorted, dates and permissions fixed.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    files = [path for path in files if path.name not in leave_out]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in files:
            inner = PurePosixPath(name, path.relative_to(folder).as_posix())
            member = zipfile.ZipInfo(str(inner), _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, whatever this system is
            member.external_attr = _MODE
            member.file_size = path.stat().st_size
            with path.open("rb") as reader, archive.open(member, "w") as writer:
                shutil.copyfileobj(reader, writer, _CHUNK)


def copy_folder(source: Path, folder: Path, *, progress: Progress = no_progress) -> None:
    """Copy an unpacked package to the new folder `folder`; a link in it is refused."""
    paths = sorted(source.rglob("*"))
    for path in paths:
        if path.is_symlink():
            raise _unsafe(tr('"{name}" is a link', name=path.name))
    files = [path for path in paths if path.is_file()]
    total, done = sum(path.stat().st_size for path in files), 0
    for path in files:
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        done += path.stat().st_size
        progress(Stage.UNPACK, done, total)
