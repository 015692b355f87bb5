"""Models at hand: the file or folder that a user names, and those shipped with this program.

A file may be cut in pieces (``translate-fr_ru.argosmodel.00``, ``.01`` …), put end to end in the
order of their names.
"""

from __future__ import annotations

import io
import re
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from workflow.engines.archive import copy_folder, read_metadata, unpack
from workflow.engines.convert.package import About, is_checkpoint, make_package
from workflow.engines.pairs import Pair, from_argos, to_argos
from workflow.engines.sources.base import Progress, Stage, Workplace
from workflow.errors import EngineError
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from typing_extensions import Buffer

_NAME = re.compile(
    r"(?:translate-)?(?P<source>[A-Za-z-]+)_(?P<target>[A-Za-z-]+)(?:-[0-9._]+)?\.argosmodel"
    r"(?P<piece>\.[0-9]+)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSource:
    """A ``.argosmodel``, its first piece, or a folder: a package, a checkpoint, or files."""

    pair: Pair
    path: Path
    name: str = "local"
    licence: str = ""
    version: str = ""

    @property
    def origin(self) -> str:
        """The path as the user gave it."""
        return str(self.path)

    def fetch(self, workplace: Workplace, *, progress: Progress) -> Path:
        """Return the unpacked, copied or converted package."""
        folder = workplace.work / "package"
        if (self.path / "metadata.json").is_file():
            copy_folder(self.path, folder, progress=progress)
        elif is_checkpoint(self.path):
            progress(Stage.CONVERT, 0, 1)
            about = About(pair=self.pair, version="1.0", licence="", origin=self.path.name)
            make_package(self.path, folder, about=about)
            progress(Stage.CONVERT, 1, 1)
        else:
            _unpack_pieces(self._pieces(), folder, progress=progress)
        return folder

    def _pieces(self) -> tuple[Path, ...]:
        if self.path.is_dir():
            pieces = find_files(self.path, self.pair)
        elif self.path.is_file():
            pieces = _siblings(self.path)
        else:
            raise EngineError(
                tr('there is no file "{path}"', path=self.path),
                slug="model-missing",
                hint=tr("--from takes an .argosmodel, a folder, or the name of a source"),
            )
        if not pieces:
            raise EngineError(
                tr('no *.argosmodel in "{path}" is for {pair}', path=self.path, pair=self.pair),
                slug="model-missing",
                hint=tr("such a file is named {name}", name=_file_name(self.pair)),
            )
        return pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class BundledSource:
    """The files that come with this program: ``models/`` of the repository or of the wheel."""

    pair: Pair
    folders: tuple[Path, ...]
    name: str = "bundled"
    licence: str = ""
    origin: str = "shipped with this program"

    def has_model(self) -> bool:
        """Tell whether a file for the pair is there."""
        return bool(self._pieces())

    @property
    def version(self) -> str:
        """What the package says; empty where there is none, or a damaged one."""
        try:
            with _opened(self._pieces()) as archive:
                return str(read_metadata(archive).get("package_version", ""))
        except EngineError:
            return ""

    def fetch(self, workplace: Workplace, *, progress: Progress) -> Path:
        """Return the unpacked package of the first folder that has one."""
        pieces = self._pieces()
        if not pieces:
            raise EngineError(
                tr("no model {pair} is shipped with this program", pair=self.pair),
                slug="model-missing",
                hint=tr("install it from another source"),
            )
        folder = workplace.work / "package"
        _unpack_pieces(pieces, folder, progress=progress)
        return folder

    def _pieces(self) -> tuple[Path, ...]:
        found = (find_files(folder, self.pair) for folder in self.folders)
        return next(filter(None, found), ())


def find_files(folder: Path, pair: Pair) -> tuple[Path, ...]:
    """Return the archive of a pair in a folder, or its pieces in order; none when there is none."""
    if not folder.is_dir():
        return ()
    matches = [path for path in sorted(folder.iterdir()) if _pair_of(path) == pair]
    return _siblings(matches[0]) if matches else ()


def pairs_in(folder: Path) -> tuple[Pair, ...]:
    """Return the pairs that a folder has an archive of, in order."""
    if not folder.is_dir():
        return ()
    return tuple(sorted({pair for path in folder.iterdir() if (pair := _pair_of(path))}))


def _pair_of(path: Path) -> Pair | None:
    match = _NAME.fullmatch(path.name)
    return Pair(from_argos(match["source"]), from_argos(match["target"])) if match else None


def _siblings(path: Path) -> tuple[Path, ...]:
    """Return all pieces of the file that `path` is a piece of; a whole file is its only piece."""
    match = _NAME.fullmatch(path.name)
    if match is None or not match["piece"]:
        return (path,)
    stem = path.name.removesuffix(match["piece"])
    pieces = [piece for piece in path.parent.glob(f"{stem}.*") if piece.suffix[1:].isdigit()]
    return tuple(sorted(pieces, key=lambda piece: int(piece.suffix[1:])))


def _file_name(pair: Pair) -> str:
    return f"translate-{to_argos(pair.source)}_{to_argos(pair.target)}.argosmodel"


def _unpack_pieces(pieces: Sequence[Path], folder: Path, *, progress: Progress) -> None:
    with _opened(pieces) as archive:
        unpack(archive, folder, progress=progress)


@contextmanager
def _opened(pieces: Sequence[Path]) -> Iterator[IO[bytes]]:
    """Give the pieces of a file to read as one."""
    with ExitStack() as stack:
        files = [stack.enter_context(piece.open("rb")) for piece in pieces]
        yield io.BufferedReader(Joined(files))


class Joined(io.RawIOBase):
    """Several files read as one."""

    def __init__(self, files: Iterable[IO[bytes]]) -> None:
        self._files = tuple(files)
        self._sizes = tuple(file.seek(0, io.SEEK_END) for file in self._files)
        self._position = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be read from any place."""
        return True

    def tell(self) -> int:
        """Return the place of the next byte."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Move to a place and return it."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: sum(self._sizes)}
        if base[whence] + offset < 0:
            raise ValueError("a place before the beginning")
        self._position = base[whence] + offset
        return self._position

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill the buffer from the file at the place, up to that file's end."""
        view = memoryview(buffer).cast("B")
        start = 0
        for file, size in zip(self._files, self._sizes, strict=True):
            if self._position < start + size:
                file.seek(self._position - start)
                data = file.read(min(len(view), start + size - self._position))
                view[: len(data)] = data
                self._position += len(data)
                return len(data)
            start += size
        return 0
