"""`translate memory`: what is in it, where words stand in it, written as TMX, made again."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.commands.memory_files import open_anew, open_memory, tell_unread, update_memory
from workflow.errors import SettingsError, StorageError
from workflow.memory.keys import words_of
from workflow.memory.tmx import write_tmx
from workflow.memory.values import OriginKind
from workflow.storage import workspace_lock, write_pieces
from workflow.wording import joined, tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from workflow.console import Console
    from workflow.memory.concordance import Hit
    from workflow.memory.store import Store
    from workflow.model import LangTag, Span
    from workflow.workspace import Workspace

_STANDARD_STREAM = Path("-")


def run_status(*, workspace: Workspace, console: Console) -> int:
    """Show how many translations there are, of which pairs, and from how many files."""
    with up_to_date(workspace, console) as store:
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
        (tr("Pair"), tr("Translations"), tr("Reviewed")),
        [(f"{source}-{target}", str(count), str(good)) for source, target, count, good in counts],
    )
    console.info(
        tr(
            "{count} review files, {imported} imported files",
            count=files[OriginKind.RELEASE],
            imported=files[OriginKind.FILE],
        )
    )
    return 0


def run_search(
    words: str, *, lang: LangTag | None, limit: int, workspace: Workspace, console: Console
) -> int:
    """Show where `words` stand in earlier translations; return 1 where they stand nowhere."""
    from workflow.memory.concordance import search  # noqa: PLC0415 - loads SQLAlchemy

    if not words_of(words):
        raise SettingsError(
            tr('"{words}" holds no word to search for', words=words),
            slug="search-empty",
            hint=tr("give a word or a part of a sentence in quotes"),
        )
    with up_to_date(workspace, console) as store:
        hits = search(store, words, lang=lang)
    console.document({"hits": [_described(hit) for hit in hits[:limit]], "total": len(hits)})
    for hit in hits[:limit]:
        for line in _shown(hit):
            console.result(line)
    told = tr("{count} translations", count=len(hits))
    if len(hits) > limit:
        told = tr("{count} translations, {limit} shown", count=len(hits), limit=limit)
    console.info(told)
    return 0 if hits else 1


def run_rebuild(*, workspace: Workspace, console: Console) -> int:
    """Make the memory again from the workspace's files; return 1 where one could not be read."""
    with (
        workspace_lock(workspace.root, command="translate memory rebuild"),
        open_anew(workspace) as store,
        console.progress() as report,
    ):
        errors = update_memory(store, workspace, report=report)
        total = sum(count for *_, count, _ in store.counts())
    for error in errors:
        console.complain(error)
    console.document(
        {"translations": total, "errors": [console.described(error) for error in errors]}
    )
    console.info(tr("{count} translations", count=total))
    return 1 if errors else 0


def run_export(
    output: Path, langs: Sequence[LangTag], *, workspace: Workspace, console: Console
) -> int:
    """Write the memory, or its translations into `langs`, as TMX."""
    with up_to_date(workspace, console) as store:
        units = store.units(langs)
        pieces = write_tmx(units, source_lang=workspace.settings.source_lang)
        if output == _STANDARD_STREAM:
            sys.stdout.buffer.writelines(pieces)
            sys.stdout.buffer.flush()
        else:
            write_pieces(output, pieces)
    return 0


@contextlib.contextmanager
def up_to_date(
    workspace: Workspace, console: Console, *, told: Collection[Path] = ()
) -> Iterator[Store]:
    """Open the memory and read what has changed, unless a run holds the workspace meanwhile.

    What is wrong with the files `told` is for the caller to say.
    """
    with open_memory(workspace) as store:
        try:
            with (
                workspace_lock(workspace.root, command="translate memory", timeout=0),
                console.progress() as report,
            ):
                errors = () if store.is_shared else update_memory(store, workspace, report=report)
        except StorageError as refusal:
            if refusal.slug != "workspace-locked":
                raise
            errors = ()
            console.info(tr("another run holds this workspace: its last changes are not looked at"))
        tell_unread(errors, console, told=told)
        yield store


def _described(hit: Hit) -> dict[str, object]:
    """Return a hit as JSON output has it."""
    return {
        "source": hit.source,
        "target": hit.target,
        "source_lang": hit.source_lang,
        "target_lang": hit.target_lang,
        "side": "target" if hit.in_target else "source",
        "spans": [[span.start, span.end] for span in hit.spans],
        "origin": hit.origin,
        "reviewed": hit.reviewed,
        "by": hit.by,
        "date": hit.date,
    }


def _shown(hit: Hit) -> Iterator[str]:
    """Yield the lines that show a hit to people, the words between ⟦ and ⟧."""
    day = f"{hit.date[:4]}-{hit.date[4:6]}-{hit.date[6:8]}" if hit.date else ""
    state = tr("reviewed") if hit.reviewed else tr("unreviewed")
    yield joined([part for part in (hit.origin, state, day, hit.by) if part], ", ")
    sides = ((hit.source_lang, hit.source), (hit.target_lang, hit.target))
    for place, (lang, text) in enumerate(sides):
        marked = _marked(text, hit.spans) if hit.in_target == bool(place) else text
        yield f"  {lang}: {' '.join(marked.split())}"


def _marked(text: str, spans: Sequence[Span]) -> str:
    pieces, end = [], 0
    for span in spans:
        pieces += [text[end : span.start], "⟦", span.of(text), "⟧"]
        end = span.end
    return "".join((*pieces, text[end:]))
