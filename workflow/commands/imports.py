"""`translate import`: a word processor's file becomes a release; nothing is overwritten unasked."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from workflow.commands.releases import lookalikes, twin_error
from workflow.editions.images import LARGEST
from workflow.editions.incoming.release import import_release
from workflow.errors import SourceError
from workflow.model import Position
from workflow.storage import read_bytes, workspace_lock, write_all
from workflow.wording import tr
from workflow.workspace import slug_of

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.console import Console
    from workflow.workspace import Workspace

_GAP = re.compile(r"[^a-z0-9]+")
_LONGEST = 80


def run_import(
    file: Path, *, output: Path | None, is_forced: bool, workspace: Workspace, console: Console
) -> int:
    """Write the release that `file` holds, and say what it could not keep.

    Raises `SourceError` for a file that cannot be read, for a release that is there already unless
    `is_forced`, and for one whose name differs only as `slug_key` says.
    """
    target = output or workspace.settings.releases_folder / f"{_slug_from(file.stem)}.md"
    slug = slug_of(target)
    _refuse_overwriting(target, is_forced=is_forced, workspace=workspace)
    release = import_release(
        read_bytes(file),
        name=file.name,
        folder=slug,
        lang=workspace.settings.source_lang,
        beside=partial(_read_beside, file.resolve().parent),
    )
    folder = target.parent / slug
    files = [(folder / name, data) for name, data in release.pictures]
    with workspace_lock(workspace.root, command="translate import"):
        _refuse_overwriting(target, is_forced=is_forced, workspace=workspace)
        write_all([*files, (target, release.text)])
    name = workspace.name_of(target)
    console.document(
        {
            "release": name,
            "pictures": [workspace.name_of(path) for path, _ in files],
            "losses": list(release.losses),
        }
    )
    console.result(name)
    if files:
        console.info(
            tr("pictures: {count} in {path}/", count=len(files), path=workspace.name_of(folder))
        )
    for loss in release.losses:
        console.info(tr("not kept: {loss}", loss=loss))
    console.info(tr("next: read {name}, then translate {name} --to LANG", name=name))
    return 0


def _read_beside(folder: Path, address: str) -> bytes:
    """Return the file that a web page in `folder` shows; nothing from outside of that folder."""
    try:
        path = (folder / unquote(urlsplit(address).path).replace("\0", "")).resolve()
        if not path.is_relative_to(folder) or path.stat().st_size > LARGEST:
            return b""
        return path.read_bytes()
    except (OSError, ValueError):
        return b""


def _slug_from(stem: str) -> str:
    """Return a file name of plain letters from that of a document.

    >>> _slug_from("Communiqué du 3 mai (v2)")
    'communique-du-3-mai-v2'
    """
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii")
    return _GAP.sub("-", plain.lower()).strip("-")[:_LONGEST] or "release"


def _refuse_overwriting(target: Path, *, is_forced: bool, workspace: Workspace) -> None:
    if target.exists() and not is_forced:
        raise SourceError(
            tr("there is a release of that name already"),
            slug="import-exists",
            position=Position(path=workspace.name_of(target)),
            hint=tr("give another name with -o, or replace it with --force"),
        )
    for other in lookalikes(target):
        if other.name != target.name and not (target.exists() and other.samefile(target)):
            raise twin_error(workspace.name_of(other), workspace.name_of(target))
