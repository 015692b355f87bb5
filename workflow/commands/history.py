"""The reviewed versions of a release, which follow it when it is renamed.

A release that has no versions yet takes over those of the one whose review file it took over, else
those of a release that is gone and said the same sentences. As with review files, the file under
the former name is left where it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.commands.inventory import take_inventory
from workflow.commands.records import read_ledger, read_record, status_of
from workflow.commands.renamed import ENOUGH, share_in_common
from workflow.editions.base import Status
from workflow.editions.versions import (
    SUFFIX,
    Sentence,
    Version,
    add_version,
    format_versions,
    parse_versions,
)
from workflow.model import Slug
from workflow.storage import digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workflow.commands.inventory import Inventory
    from workflow.commands.review import Review
    from workflow.model import LangTag
    from workflow.workspace import Workspace


class Histories:
    """Reads and adds to the versions of releases; looks for former names when there are none."""

    def __init__(self, workspace: Workspace) -> None:
        """Look at nothing yet."""
        self._workspace = workspace
        self._inventory: Inventory | None = None

    def read(self, review: Review) -> tuple[Version, ...]:
        """Return the reviewed versions of a release in a language, the oldest first.

        Raises `EditionError` (``versions-invalid``).
        """
        path = self._path(review.release.slug, review.lang)
        return self._parse(path) if path.is_file() else self._former(review)

    def file(self, review: Review, *, catalog_sha256: str) -> tuple[tuple[Path, str], ...]:
        """Return the file of versions once `review` is noted.

        None for a draft, unless it takes over the versions of its former name.
        """
        path = self._path(review.release.slug, review.lang)
        if status_of(review) is not Status.REVIEWED:
            old = self._former(review) if review.former and not path.is_file() else ()
            return ((path, format_versions(old)),) if old else ()
        version = Version(
            source_sha256=digest(review.release.document.source),
            catalog_sha256=catalog_sha256,
            sentences=sentences_of(review),
        )
        return ((path, format_versions(add_version(self.read(review), version))),)

    def _former(self, review: Review) -> tuple[Version, ...]:
        """Return the versions under the former name of a release; none where it had none."""
        if review.former:
            return self._parse(self._path(Slug(review.former.path.stem), review.lang))
        now = [entry.msgid for entry in review.release.template.entries]
        near = [
            (share, versions)
            for versions in self._left_behind(review.lang)
            if (share := _likeness(versions, now)) >= ENOUGH
        ]
        return max(near, key=lambda each: each[0])[1] if near else ()

    def _left_behind(self, lang: LangTag) -> Iterator[tuple[Version, ...]]:
        """Yield the versions in `lang` of releases that are gone."""
        if self._inventory is None:
            self._inventory = take_inventory(self._workspace, read_ledger(self._workspace))
        folder = self._path(Slug(""), lang).parent
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            if self._inventory.is_gone(Slug(path.name.removesuffix(SUFFIX))):
                yield self._parse(path)

    def _parse(self, path: Path) -> tuple[Version, ...]:
        return parse_versions(read_record(path), path=self._workspace.name_of(path))

    def _path(self, slug: Slug, lang: LangTag) -> Path:
        return self._workspace.edition(slug, lang, SUFFIX)


def sentences_of(review: Review) -> tuple[Sentence, ...]:
    """Return what an edition made of `review` now says, sentence by sentence."""
    release = review.release
    return tuple(
        Sentence(
            context=entry.msgctxt or "",
            source=entry.msgid,
            target=entry.msgstr,
            is_markdown=release.is_markdown(segment),
        )
        for segment, entry in zip(release.segments, review.entries, strict=True)
    )


def _likeness(versions: tuple[Version, ...], now: list[str]) -> float:
    """Return how much of the last version a release says; 0 where there is none."""
    said = [sentence.source for sentence in versions[-1].sentences] if versions else []
    return share_in_common(said, now) if said else 0.0
