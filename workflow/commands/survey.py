"""What a release holds in one language: counted, checked, and remembered by content.

The checks of a sentence take milliseconds, those of a large workspace minutes. So what was found is
kept in ``.workflow/status.json`` under a hash of all that it depends on: the release, its review
file, the glossary, the settings and the program. Any other byte is another key.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from workflow.catalog.pofile import read_catalog
from workflow.commands.check import examine_catalog
from workflow.commands.examination import dictionary_stamp
from workflow.commands.records import segments_of, status_of, targets_of
from workflow.commands.releases import read_releases
from workflow.commands.review import open_review
from workflow.commands.terms import open_terms
from workflow.editions.base import Status
from workflow.errors import StorageError
from workflow.model import Severity, State
from workflow.storage import cache_folder, digest, workspace_lock, write_atomic
from workflow.storage.memo import program_digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.commands.review import Review
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import LangTag
    from workflow.workspace import Workspace

_FILE = "status.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A release in one language, as an edition made now would be."""

    status: Status
    segments: tuple[str, ...]
    targets: tuple[str, ...]
    """Fingerprints, as in the ledger."""
    reviewed: int
    drafts: int
    untranslated: int
    errors: int
    warnings: int
    """Findings of the checks."""
    new: int
    """Sentences of the source that the review file does not have."""
    left: int
    """Entries of the review file that are not in the source any more."""


class Surveyor:
    """Makes surveys in one run: each release is read once, and nothing that is known already."""

    def __init__(self, workspace: Workspace, *, glossary_sha256: str) -> None:
        """Read what earlier runs have found."""
        self._workspace = workspace
        self._glossary = glossary_sha256
        self._known = _read_cache(workspace)
        self._used: dict[str, Survey] = {}
        self._release: tuple[Path, Release] | None = None
        self._houses: dict[LangTag, House | None] = {}

    def survey(self, source: Path, lang: LangTag, *, sums: tuple[str, str]) -> Survey:
        """Return what a release holds; `sums` are the SHA-256 of its source and its review file.

        Raises `SourceError` or `CatalogError` for a file that cannot be read.
        """
        settings = repr(self._workspace.settings)
        name = self._workspace.name_of(source)
        words = dictionary_stamp(self._workspace.settings, lang)
        parts = (program_digest(), settings, self._glossary, words, name, lang, *sums)
        key = digest("\0".join(parts))
        known = self._known.get(key)
        self._used[key] = known or self._look(source, lang)
        return self._used[key]

    def keep(self, *, is_whole: bool) -> None:
        """Keep what was found for the next run, unless another one works in the workspace.

        With `is_whole` all of the workspace was seen: what was not used will not be again.
        """
        surveys = self._used if is_whole else {**self._known, **self._used}
        if surveys == self._known:
            return
        text = json.dumps({key: asdict(surveys[key]) for key in sorted(surveys)})
        root = self._workspace.root
        try:
            with workspace_lock(root, command="translate status", timeout=0):
                write_atomic(cache_folder(root) / _FILE, text)
        except StorageError:
            return  # the next run finds the same again, only slower

    def _look(self, source: Path, lang: LangTag) -> Survey:
        workspace = self._workspace
        release = self._read(source)
        review = open_review(release, lang, workspace)
        states = [entry.state for entry in review.entries]
        severities = self._severities(review)
        new, left = _differences(review)
        return Survey(
            status=status_of(review),
            segments=segments_of(review),
            targets=targets_of(review),
            reviewed=states.count(State.REVIEWED),
            drafts=states.count(State.DRAFT),
            untranslated=states.count(State.UNTRANSLATED),
            errors=severities.count(Severity.ERROR),
            warnings=severities.count(Severity.WARNING),
            new=new,
            left=left,
        )

    def _read(self, source: Path) -> Release:
        if self._release is None or self._release[0] != source:
            self._release = source, read_releases([source], self._workspace)[0]
        return self._release[1]

    def _severities(self, review: Review) -> list[Severity]:
        if not review.found:
            return []
        findings = examine_catalog(
            review.catalog,
            name=self._workspace.name_of(review.path),
            lang=review.lang,
            house=self._house(review.lang),
            workspace=self._workspace,
        )
        return [finding.severity for finding in findings]

    def _house(self, lang: LangTag) -> House | None:
        if lang not in self._houses:
            source_lang = self._workspace.settings.source_lang
            self._houses[lang] = open_terms(
                self._workspace, source_lang=source_lang, target_lang=lang
            )
        return self._houses[lang]


def _differences(review: Review) -> tuple[int, int]:
    """Count the sentences that only the source has, and those that only the review file has."""
    wanted = {entry.key for entry in review.release.template.entries}
    entries = read_catalog(review.path).entries if review.found else ()
    found = {entry.key for entry in entries if not entry.obsolete}
    return len(wanted - found), len(found - wanted)


def _read_cache(workspace: Workspace) -> Mapping[str, Survey]:
    """Return what earlier runs have kept; a file that is none of ours counts as empty."""
    try:
        kept = json.loads((workspace.root / ".workflow" / _FILE).read_bytes())
        return {key: _survey_of(value) for key, value in kept.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _survey_of(value: Any) -> Survey:  # noqa: ANN401 - whatever JSON holds
    return Survey(
        status=Status(value["status"]),
        segments=tuple(map(str, value["segments"])),
        targets=tuple(map(str, value["targets"])),
        reviewed=int(value["reviewed"]),
        drafts=int(value["drafts"]),
        untranslated=int(value["untranslated"]),
        errors=int(value["errors"]),
        warnings=int(value["warnings"]),
        new=int(value["new"]),
        left=int(value["left"]),
    )
