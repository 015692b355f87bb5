"""Review files of releases that were renamed: found by their sentences, their approvals kept.

A review file whose release is gone, with the sentences of a release that has none yet, is that
release's under its former name. The former file is read in its place and left where it is: what to
do with it is for whoever renamed the release.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.catalog.entries import has_text
from workflow.catalog.pofile import read_catalog
from workflow.commands.inventory import take_inventory
from workflow.commands.records import read_ledger
from workflow.commands.review import Former
from workflow.errors import CatalogError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from workflow.commands.inventory import Inventory
    from workflow.commands.releases import Release
    from workflow.model import Catalog, LangTag
    from workflow.workspace import Workspace

ENOUGH = 0.9
"""The share of sentences that both must have in common."""
_PROJECT = "Project-Id-Version"
"""The header field that names the release."""


class FormerFiles:
    """Looks for former review files; what the workspace holds is looked up when first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        """Look at nothing yet."""
        self._workspace = workspace
        self._inventory: Inventory | None = None

    def find(self, release: Release, lang: LangTag) -> Former | None:
        """Return the file with the sentences of a release that has no review file in `lang`.

        Of several the nearest, None where none is near enough. A file that cannot be read is no
        candidate: it is nobody's.
        """
        if self._workspace.catalog(release.slug, lang).is_file():
            return None
        near = [
            (share, Former(path=path, catalog=_renamed(catalog, path, release)))
            for path, catalog in self._left_behind(lang)
            if (share := _likeness(catalog, release)) >= ENOUGH
        ]
        return max(near, key=lambda each: each[0])[1] if near else None

    def _left_behind(self, lang: LangTag) -> Iterator[tuple[Path, Catalog]]:
        """Yield the review files in `lang` whose release is gone."""
        if self._inventory is None:
            self._inventory = take_inventory(self._workspace, read_ledger(self._workspace))
        inventory = self._inventory
        for slug, langs in sorted(inventory.catalogs.items()):
            if lang in langs and inventory.is_gone(slug):
                path = self._workspace.catalog(slug, lang)
                with contextlib.suppress(CatalogError):
                    yield path, read_catalog(path)


def _renamed(former: Catalog, path: Path, release: Release) -> Catalog:
    """Return the file `path` with the name that its release has now."""
    ours = release.template.header_comments
    theirs = tuple(line.replace(release.slug, path.stem) for line in ours)
    return replace(
        former,
        header=tuple(
            (name, release.slug if (name, value) == (_PROJECT, path.stem) else value)
            for name, value in former.header
        ),
        header_comments=ours if former.header_comments == theirs else former.header_comments,
    )


def share_in_common(former: Iterable[str], now: Iterable[str]) -> float:
    """Return how many of the sentences of the longer one both have, of one at least."""
    old, new = Counter(former), Counter(now)
    return (old & new).total() / max(old.total(), new.total())


def _likeness(former: Catalog, release: Release) -> float:
    """Return what both have in common; 0 for a file without texts."""
    entries = [entry for entry in former.entries if not entry.obsolete]
    if not any(map(has_text, entries)):
        return 0.0
    return share_in_common(
        (entry.msgid for entry in entries),
        (entry.msgid for entry in release.template.entries),
    )
