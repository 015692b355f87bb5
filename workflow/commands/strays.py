"""Editions whose release is gone: named, and removed where that is asked for.

The rule: a file goes only where the ledger says that this program wrote it, its bytes are still
those that were written, and it lies among the editions. What a person changed stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.commands.inventory import take_inventory
from workflow.commands.records import read_ledger
from workflow.editions.ledger import format_ledger
from workflow.model import Slug
from workflow.storage import digest, real_path, write_atomic
from workflow.storage.refusals import refuse

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from workflow.editions.ledger import LedgerLine
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """An edition that no release is behind."""

    name: str
    """Path in the workspace."""
    is_ours: bool
    """It is as the program wrote it."""


def find_strays(workspace: Workspace) -> tuple[Stray, ...]:
    """Return the editions whose release is gone.

    None where there is no release at all: the folder of releases is not there, then.
    """
    lines = read_ledger(workspace)
    inventory = take_inventory(workspace, lines)
    if not inventory.sources:
        return ()
    return tuple(
        Stray(name=line.edition, is_ours=_is_ours(line, workspace))
        for line in lines
        if inventory.is_gone(Slug(line.slug)) and (workspace.root / line.edition).is_file()
    )


def remove_strays(strays: Collection[Stray], workspace: Workspace) -> tuple[str, ...]:
    """Remove those that are ours, and their lines of the ledger; return their names.

    Raises `StorageError`.
    """
    removed = tuple(stray.name for stray in strays if stray.is_ours)
    for name in removed:  # before the ledger: what it does not name would be nobody's
        path = workspace.root / name
        try:
            path.unlink()
        except OSError as error:
            refuse(path, error)
    if removed:
        kept = [line for line in read_ledger(workspace) if line.edition not in removed]
        write_atomic(workspace.ledger, format_ledger(kept))
    return removed


def _is_ours(line: LedgerLine, workspace: Workspace) -> bool:
    path: Path = workspace.root / line.edition
    folder = real_path(workspace.settings.editions_folder)
    is_among = real_path(path).is_relative_to(folder) and not path.is_symlink()
    return is_among and digest(path.read_bytes()) == line.edition_sha256
