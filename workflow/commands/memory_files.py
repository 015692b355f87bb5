"""Keep the memory in step with the files that it is made of.

They are the review files of all releases and the imported files in ``memory/``. A file is read
again when its size or times have changed and its content too, so that a pull, a checkout or an
editor's save reaches the memory, and a removed file leaves it. In a database that several people
share nothing is removed but by `rebuild`: a file that is not here may be on another desk.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.catalog.pofile import read_catalog
from workflow.errors import CatalogError, MemoryStoreError, SettingsError, WorkflowError
from workflow.languages import from_gettext
from workflow.memory.catalogs import units_of_catalog
from workflow.memory.tmx import read_tmx
from workflow.memory.values import Origin, OriginKind
from workflow.model import Position
from workflow.storage import cache_folder
from workflow.storage.refusals import refuse
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from workflow.console import Console, Progress
    from workflow.memory.store import Store
    from workflow.memory.values import Unit
    from workflow.model import LangTag
    from workflow.workspace import Workspace

FILE_NAME = "memory.sqlite"
_SIDES = ("", "-wal", "-shm", "-journal")


@contextlib.contextmanager
def open_memory(workspace: Workspace) -> Iterator[Store]:
    """Open the workspace's memory, made if need be. Raises `MemoryStoreError`."""
    from workflow.memory.database import open_file, open_server  # noqa: PLC0415 - loads SQLAlchemy
    from workflow.memory.store import Store  # noqa: PLC0415 - the same

    url = workspace.settings.memory.url
    path = cache_folder(workspace.root) / FILE_NAME
    engine = open_server(url) if url else open_file(path)
    store = Store(engine, project=workspace.settings.project.name)
    try:
        yield store
    finally:
        store.close()


@contextlib.contextmanager
def memory_of_run(
    workspace: Workspace, *, wanted: bool, told: Collection[Path], console: Console
) -> Iterator[Store | None]:
    """Open the memory for a run that holds the workspace, up to date; None where not `wanted`.

    A shared one is not read through: what others put in is newer than the files here may be. What
    is wrong with the files `told` is for the run to say.
    """
    if not wanted:
        yield None
        return
    with open_memory(workspace) as store:
        if not store.is_shared:
            with console.progress() as report:
                errors = update_memory(store, workspace, report=report)
            tell_unread(errors, console, told=told)
        yield store


def tell_unread(
    errors: Iterable[WorkflowError], console: Console, *, told: Collection[Path] = ()
) -> None:
    """Say which files are not in the memory, but for those of which the caller has `told`."""
    names = set(map(str, told))
    for error in errors:
        if error.position is None or error.position.path not in names:
            console.info(tr("not in the memory: {error}", error=console.explained(error)))


@contextlib.contextmanager
def open_anew(workspace: Workspace) -> Iterator[Store]:
    """Open the memory without what the files of this workspace put into it, whatever its state."""
    from workflow.memory.database import clear_server  # noqa: PLC0415 - loads SQLAlchemy

    if workspace.settings.memory.url:
        clear_server(workspace.settings.memory.url)
    else:
        for side in _SIDES:
            path = cache_folder(workspace.root) / (FILE_NAME + side)
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                refuse(path, error)
    with open_memory(workspace) as store:
        store.remove(store.origins())
        yield store


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that the memory is made of."""

    path: Path
    name: str
    """Relative to the workspace."""
    lang: LangTag | None = None
    """Of a review file: what it translates into."""

    @property
    def kind(self) -> OriginKind:
        """What sort of file it is."""
        return OriginKind.FILE if self.lang is None else OriginKind.RELEASE


def iter_sources(workspace: Workspace) -> Iterator[Source]:
    """Yield the files that the memory is made of, review files first, in order."""
    settings = workspace.settings
    for path in sorted(settings.locales_folder.glob("*/LC_MESSAGES/*.po")):
        with contextlib.suppress(SettingsError):  # a folder that names no language
            lang = from_gettext(path.parent.parent.name)
            yield Source(path=path, name=workspace.name_of(path), lang=lang)
    for path in sorted(settings.memory_folder.glob("*.tmx")):
        yield Source(path=path, name=workspace.name_of(path))


def update_memory(
    store: Store,
    workspace: Workspace,
    *,
    only: Iterable[Path] | None = None,
    report: Progress | None = None,
) -> tuple[WorkflowError, ...]:
    """Read what has changed, all files or `only` some; return why files could not be read.

    Such a file has no translations in the memory until it can be read.
    """
    wanted = None if only is None else set(only)
    sources = [
        source for source in iter_sources(workspace) if wanted is None or source.path in wanted
    ]
    known = store.origins()
    if wanted is None and not store.is_shared:
        gone = set(known) - {source.name for source in sources}
        if gone:
            store.remove(sorted(gone))
    errors = []
    for place, source in enumerate(sources):
        try:
            update_source(store, source, known.get(source.name), workspace=workspace)
        except (CatalogError, MemoryStoreError) as error:
            if isinstance(error, MemoryStoreError) and error.slug != "memory-import":
                raise
            store.remove([source.name])
            errors.append(error)
        if report:
            report(tr("reading the memory's files"), place + 1, len(sources))
    return tuple(errors)


def update_source(
    store: Store, source: Source, known: Origin | None, *, workspace: Workspace
) -> int | None:
    """Read a file where it is not what the memory knows; return its translations, if read.

    Raises `CatalogError` and `MemoryStoreError`; the memory is then what it was.
    """
    stamp = stamp_of(source.path)
    if known and known.stamp == stamp:
        return None
    digest = digest_of(source.path)
    if known and known.digest == digest:
        store.touch(replace(known, stamp=stamp))
        return None
    origin = Origin(
        path=source.name,
        name=source.path.stem if source.lang else source.path.name,
        kind=source.kind,
        digest=digest,
        stamp=stamp,
    )
    return store.replace(origin, _units(source, workspace))


def _units(source: Source, workspace: Workspace) -> Iterable[Unit]:
    source_lang = workspace.settings.source_lang
    if source.lang is None:
        return read_tmx(source.path, source_lang=source_lang)
    if source.lang == source_lang:
        return ()
    catalog = read_catalog(source.path)
    return units_of_catalog(catalog, source_lang=source_lang, target_lang=source.lang)


def stamp_of(path: Path) -> str:
    """Return what tells cheaply that a file is still the same; empty where it cannot be read."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size}-{found.st_mtime_ns}-{found.st_ino}"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file of any size. Raises `MemoryStoreError`."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise MemoryStoreError(
            tr("the file cannot be read: {reason}", reason=error.strerror),
            slug="memory-import",
            position=Position(path=str(path)),
            hint=tr("check its name and its permissions"),
        ) from error
