"""`translate check --fix`: typography mended in review files, shown change by change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.catalog.edit import replace_texts
from workflow.catalog.places import find_text
from workflow.catalog.pofile import read_parsed
from workflow.checks.mending import mend_catalog
from workflow.errors import CatalogError
from workflow.model import Position
from workflow.storage import workspace_lock, write_atomic
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from workflow.commands.faults import Faults
    from workflow.model import LangTag
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """One change that was made."""

    position: Position
    before: str
    after: str


def mend_files(
    files: Mapping[Path, LangTag], *, workspace: Workspace, reviewed: bool, faults: Faults
) -> tuple[Mended, ...]:
    """Mend the typography of drafts, with `reviewed` of approved texts too; return the changes.

    Each file is written whole or not at all, under the workspace's lock; `faults` gets why one
    cannot be mended.
    """
    changes: list[Mended] = []
    with workspace_lock(workspace.root, command="check --fix"):
        for path, lang in files.items():
            with faults.apart():
                changes += _mend_file(path, lang, workspace=workspace, reviewed=reviewed)
    return tuple(changes)


def _mend_file(
    path: Path, lang: LangTag, *, workspace: Workspace, reviewed: bool
) -> Iterator[Mended]:
    parsed = read_parsed(path)
    name = workspace.name_of(path)
    mends = mend_catalog(parsed.catalog, lang, reviewed=reviewed)
    if not mends:
        return
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise CatalogError(
            tr("only files in UTF-8 are mended"),
            slug="po-encoding",
            position=Position(path=name),
            hint=tr("save the file as UTF-8 and declare charset=UTF-8"),
        ) from error
    texts = {mend.entry.key: mend.text for mend in mends}
    write_atomic(path, replace_texts(text, texts, path=name))
    for mend in mends:
        places = find_text(parsed, mend.entry.key, path=name)
        position = places.at(0) if places else Position(path=name, line=mend.entry.line)
        for before, after in mend.changes():
            yield Mended(position=position, before=before, after=after)
