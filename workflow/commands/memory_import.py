"""`translate memory import`: translations of other tools, kept as files of the workspace.

A TMX file is copied into ``memory/`` as it is, a .po file is kept there as TMX: from that folder
the memory can be made again on any machine. The translations go in first, all or none; only a file
that could be read to its end is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.catalog.headers import header_value
from workflow.catalog.pofile import read_catalog
from workflow.commands.memory_files import digest_of, open_memory, stamp_of
from workflow.errors import MemoryStoreError, SettingsError
from workflow.languages import from_gettext, to_gettext
from workflow.memory.catalogs import units_of_catalog
from workflow.memory.tmx import read_tmx, write_tmx
from workflow.memory.tmx.reader import LONGEST, Skipped
from workflow.memory.values import Origin, OriginKind
from workflow.model import Position
from workflow.storage import digest, workspace_lock, write_pieces
from workflow.wording import joined, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from workflow.console import Console
    from workflow.memory.store import Store
    from workflow.memory.values import Unit
    from workflow.model import Catalog, LangTag
    from workflow.wording import Text
    from workflow.workspace import Workspace

_PIECE = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Incoming:
    """A file on its way in."""

    file: Path
    kept: Path
    """Where it will be, in the memory's folder."""
    digest: str
    """Of what will be there."""
    units: Iterable[Unit]
    pieces: Iterable[bytes]
    skipped: Skipped


def run_import(
    files: Sequence[Path],
    *,
    lang: LangTag | None = None,
    replaces: bool = False,
    workspace: Workspace,
    console: Console,
) -> int:
    """Take the translations of TMX and .po files; `lang` is that of a .po file that names none.

    With `replaces` a file of the same name that was imported before is replaced. Raises
    `MemoryStoreError` (``memory-import``, ``memory-exists``) and `CatalogError`; the file is then
    not taken, those before it are.
    """
    with (
        workspace_lock(workspace.root, command="translate memory import"),
        open_memory(workspace) as store,
    ):
        for file in files:
            incoming = _incoming(file, lang, workspace)
            _refuse_other(incoming, workspace, replaces=replaces)
            count = _put_in(incoming, store, workspace)
            console.info(_told(incoming, count, workspace))
    return 0


def _incoming(file: Path, lang: LangTag | None, workspace: Workspace) -> _Incoming:
    suffix = file.suffix.casefold()
    if suffix not in {".tmx", ".po"}:
        raise MemoryStoreError(
            tr("the file is neither TMX nor a .po file"),
            slug="memory-import",
            position=Position(path=str(file)),
            hint=tr("export it as TMX 1.4 from the tool it comes from"),
        )
    return _from_catalog(file, lang, workspace) if suffix == ".po" else _from_tmx(file, workspace)


def _from_tmx(file: Path, workspace: Workspace) -> _Incoming:
    skipped = Skipped()
    return _Incoming(
        file=file,
        kept=workspace.settings.memory_folder / f"{file.stem}.tmx",
        digest=digest_of(file),
        units=read_tmx(file, source_lang=workspace.settings.source_lang, skipped=skipped),
        pieces=_pieces_of(file),
        skipped=skipped,
    )


def _from_catalog(file: Path, lang: LangTag | None, workspace: Workspace) -> _Incoming:
    """Turn the approved entries of a .po file into TMX."""
    catalog = read_catalog(file)
    target_lang = _language(catalog, "Language") or lang
    source_lang = _language(catalog, "X-Source-Language") or workspace.settings.source_lang
    if target_lang is None:
        raise MemoryStoreError(
            tr("the file does not say into which language it translates"),
            slug="memory-import",
            position=Position(path=str(file), line=1),
            hint=tr("say it with --to, or in its header: Language: en"),
        )
    units = tuple(units_of_catalog(catalog, source_lang=source_lang, target_lang=target_lang))
    content = b"".join(write_tmx(units, source_lang=source_lang))
    return _Incoming(
        file=file,
        kept=workspace.settings.memory_folder / f"{file.stem}.{to_gettext(target_lang)}.tmx",
        digest=digest(content),
        units=units,
        pieces=[content],
        skipped=Skipped(),
    )


def _language(catalog: Catalog, field: str) -> LangTag | None:
    try:
        return from_gettext(header_value(catalog, field).replace("-", "_"))
    except SettingsError:
        return None


def _pieces_of(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _refuse_other(incoming: _Incoming, workspace: Workspace, *, replaces: bool) -> None:
    kept = incoming.kept
    if kept.exists() and not replaces and digest_of(kept) != incoming.digest:
        raise MemoryStoreError(
            tr('another file was imported as "{name}"', name=workspace.name_of(kept)),
            slug="memory-exists",
            position=Position(path=str(incoming.file)),
            hint=tr("rename one of them, or replace the earlier one: --replace"),
        )


def _put_in(incoming: _Incoming, store: Store, workspace: Workspace) -> int:
    """Put the translations in and keep the file; return how many they are."""
    origin = Origin(
        path=workspace.name_of(incoming.kept),
        name=incoming.kept.name,
        kind=OriginKind.FILE,
        digest=incoming.digest,
    )
    count = store.replace(origin, _not_empty(incoming, workspace.settings.source_lang))
    if not (incoming.kept.exists() and incoming.kept.samefile(incoming.file)):
        write_pieces(incoming.kept, incoming.pieces)
    store.touch(replace(origin, stamp=stamp_of(incoming.kept)))
    return count


def _not_empty(incoming: _Incoming, source_lang: LangTag) -> Iterator[Unit]:
    """Yield the translations of a file. Raises `MemoryStoreError` at its end if there was none."""
    unit = None
    for unit in incoming.units:
        yield unit
    if unit is None:
        raise MemoryStoreError(
            tr('the file holds no translation from "{source_lang}"', source_lang=source_lang),
            slug="memory-import",
            position=Position(path=str(incoming.file)),
            hint=tr(
                "check the languages of its texts (xml:lang), and source_lang in workflow.toml"
            ),
        )


def _told(incoming: _Incoming, count: int, workspace: Workspace) -> Text:
    skipped = incoming.skipped
    reasons = [
        tr("{count} units passed over: {reason}", count=number, reason=reason)
        for number, reason in (
            (skipped.no_pair, tr("no text in two languages that are known")),
            (skipped.too_long, tr("a text of more than {most} characters", most=LONGEST)),
        )
        if number
    ]
    name = workspace.name_of(incoming.kept)
    return joined([tr("{path}: {count} translations", path=name, count=count), *reasons])
