"""`translate memory`: what is in it, where words stand in it, files in and out, and made again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.catalog.headers import header_value
from workflow.catalog.pofile import read_catalog
from workflow.commands.memory_files import (
    Source,
    open_memory,
    remove_memory,
    update_memory,
    update_source,
)
from workflow.errors import MemoryStoreError, SettingsError, StorageError
from workflow.languages import from_gettext
from workflow.memory.catalogs import units_of_catalog
from workflow.memory.keys import words_of
from workflow.memory.tmx import read_tmx, write_tmx
from workflow.memory.tmx.reader import Skipped
from workflow.memory.values import Origin, OriginKind
from workflow.model import Position
from workflow.storage import workspace_lock, write_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.console import Console
    from workflow.memory.concordance import Hit
    from workflow.memory.store import Store
    from workflow.model import Catalog, LangTag
    from workflow.workspace import Workspace

_PIECE = 2**20
_STANDARD_STREAM = Path("-")


def run_status(*, workspace: Workspace, console: Console) -> int:
    """Show how many translations there are, of which pairs, and from how many files."""
    with _up_to_date(workspace, console) as store:
        counts = store.counts()
        files = {kind: store.count_of(kind) for kind in OriginKind}
    console.document(
        {
            "pairs": [
                {"source": source, "target": target, "translations": count, "reviewed": reviewed}
                for source, target, count, reviewed in counts
            ],
            "review_files": files[OriginKind.RELEASE],
            "imported_files": files[OriginKind.FILE],
        }
    )
    console.table(
        ("Pair", "Translations", "Reviewed"),
        [(f"{source}-{target}", str(count), str(good)) for source, target, count, good in counts],
    )
    console.info(
        f"{files[OriginKind.RELEASE]} review files, {files[OriginKind.FILE]} imported files"
    )
    return 0


def run_search(
    words: str, *, lang: LangTag | None, limit: int, workspace: Workspace, console: Console
) -> int:
    """Show where `words` stand in earlier translations; return 1 where they stand nowhere."""
    from workflow.memory.concordance import search  # noqa: PLC0415 - loads SQLAlchemy

    if not words_of(words):
        raise SettingsError(
            f'"{words}" holds no word to search for',
            slug="search-empty",
            hint="give a word or a part of a sentence in quotes",
        )
    with _up_to_date(workspace, console) as store:
        hits = search(store, words, lang=lang)
    console.document({"hits": [_described(hit) for hit in hits[:limit]], "total": len(hits)})
    for hit in hits[:limit]:
        for line in _shown(hit):
            console.result(line)
    console.info(f"{len(hits)} translations" + (f", {limit} shown" if len(hits) > limit else ""))
    return 0 if hits else 1


def run_rebuild(*, workspace: Workspace, console: Console) -> int:
    """Make the memory again from the workspace's files; return 1 where one could not be read."""
    with workspace_lock(workspace.root, command="translate memory rebuild"):
        if not workspace.settings.memory.url:
            remove_memory(workspace)
        with open_memory(workspace) as store, console.progress() as report:
            store.remove(store.origins())
            errors = update_memory(store, workspace, report=report)
            total = sum(count for *_, count, _ in store.counts())
    for error in errors:
        console.complain(error)
    console.document(
        {"translations": total, "errors": [console.described(error) for error in errors]}
    )
    console.info(f"{total} translations")
    return 1 if errors else 0


def run_import(
    files: Sequence[Path],
    *,
    lang: LangTag | None,
    has_replace: bool,
    workspace: Workspace,
    console: Console,
) -> int:
    """Take the translations of TMX and .po files, and keep the files in the memory's folder.

    Raises `MemoryStoreError` (``memory-import``, ``memory-exists``); that file is then not taken.
    """
    with (
        workspace_lock(workspace.root, command="translate memory import"),
        open_memory(workspace) as store,
    ):
        for file in files:
            skipped = Skipped()
            place = _keep(file, lang, has_replace=has_replace, store=store, workspace=workspace)
            console.info(_taken(place))
    return 0
