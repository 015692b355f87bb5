"""What other releases and imported files say: one source text, two approved translations.

The memory is asked for exactly the texts of a review file, never for near ones: a sentence with
another number is another sentence. Where the memory cannot be asked, the check goes on without it.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.checks.consistency import MEMORY_CODES
from workflow.commands.memory import up_to_date
from workflow.commands.memory_files import iter_sources
from workflow.commands.weights import is_weighed, read_severities
from workflow.errors import MemoryStoreError, StorageError
from workflow.markdown.render import SAID_BEFORE
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from workflow.console import Console
    from workflow.memory.store import Store
    from workflow.model import Catalog, LangTag
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What was approved in other places for the texts of one review file."""

    translations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By source text."""
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By translation."""


@contextlib.contextmanager
def open_elsewhere(
    workspace: Workspace, console: Console, *, examined: Collection[Path]
) -> Iterator[Store | None]:
    """Open the memory for a check of the review files `examined`.

    None where nobody wants it, or it has nothing to compare.
    """
    severities = read_severities(workspace.settings)
    wanted = any(is_weighed(code, severities) for code in MEMORY_CODES)
    if not wanted or not _has_others(workspace):
        yield None
        return
    with contextlib.ExitStack() as stack:
        try:
            store = stack.enter_context(up_to_date(workspace, console, told=examined))
        except (MemoryStoreError, StorageError) as error:
            console.info(tr("the memory is not compared: {error}", error=console.explained(error)))
            yield None
            return
        yield store


def _has_others(workspace: Workspace) -> bool:
    """Tell whether there are two files at least, or a database that others write to."""
    sources = iter_sources(workspace)
    next(sources, None)
    return bool(workspace.settings.memory.url) or next(sources, None) is not None


def recall_elsewhere(
    store: Store | None, catalog: Catalog, path: Path, *, lang: LangTag, source_lang: LangTag
) -> Elsewhere:
    """Return what places other than the review file at `path` have approved for its texts."""
    if store is None:
        return Elsewhere()
    from workflow.memory.lookup import Lookup  # noqa: PLC0415 - loads SQLAlchemy

    lookup = Lookup(store, source_lang=source_lang, target_lang=lang)
    entries = [
        entry
        for entry in catalog.entries
        if entry.msgstr and not entry.obsolete and entry.msgstr != SAID_BEFORE
    ]
    translations = lookup.translations_of(entry.msgid for entry in entries)
    sources = lookup.sources_of(entry.msgstr for entry in entries)
    return Elsewhere(
        translations={
            text: tuple(match.target for match in matches if match.origin != path.stem)
            for text, matches in translations.items()
        },
        sources={
            text: tuple(source for source, origin in pairs if origin != path.stem)
            for text, pairs in sources.items()
        },
    )
