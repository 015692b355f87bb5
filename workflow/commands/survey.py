"""What a release holds in one language: counted, checked, and remembered by content.

The checks of a sentence take milliseconds, those of a large workspace minutes. So what was found is
kept in ``.workflow/status.json`` under a hash of all that it depends on: the release, its review
file, the glossary, the settings and the program. Any other byte is another key.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from workflow.catalog.pofile import read_catalog
from workflow.commands.examination import dictionary_stamp, examine_catalog
from workflow.commands.records import segments_of, status_of, targets_of
from workflow.commands.releases import fault_of_dates, read_release
from workflow.commands.review import open_review
from workflow.commands.terms import Houses
from workflow.editions.base import Status
from workflow.errors import StorageError
from workflow.model import Severity, State
from workflow.storage import Memo, cache_folder, digest, program_digest, workspace_lock

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.commands.review import Review
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
        self._memo = Memo(workspace.root / ".workflow" / _FILE)
        self._release: tuple[Path, Release] | None = None
        self._houses = Houses(workspace)

    def survey(self, source: Path, lang: LangTag, *, sums: tuple[str, str]) -> Survey:
        """Return what a release holds; `sums` are the SHA-256 of its source and its review file.

        Raises `SourceError` or `CatalogError` for a file that cannot be read, or a date in it.
        """
        settings = repr(self._workspace.settings)
        name = self._workspace.name_of(source)
        words = dictionary_stamp(self._workspace.settings, lang)
        parts = (program_digest(), settings, self._glossary, words, name, lang, *sums)
        key = digest("\0".join(parts))
        survey = _survey_of(self._memo.find(key)) or self._look(source, lang)
        self._memo.put(key, _value_of(survey))
        return survey

    def keep(self, *, is_whole: bool) -> None:
        """Keep what was found for the next run, unless another one works in the workspace.

        With `is_whole` all of the workspace was seen: what was not used will not be again.
        """
        root = self._workspace.root
        if not self._memo.is_news(forgets=is_whole):
            return
        try:
            with workspace_lock(root, command="translate status", timeout=0):
                cache_folder(root)
                self._memo.save(forgets=is_whole)
        except StorageError:
            return  # the next run finds the same again, only slower

    def _look(self, source: Path, lang: LangTag) -> Survey:
        workspace = self._workspace
        release = self._read(source)
        if fault := fault_of_dates(release.document.source, path=release.document.path):
            raise fault
        review = open_review(release, lang, workspace, terms=self._houses.terms(lang))
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
            self._release = source, read_release(source, self._workspace)
        return self._release[1]

    def _severities(self, review: Review) -> list[Severity]:
        if not review.found:
            return []
        findings = examine_catalog(
            review.catalog,
            name=self._workspace.name_of(review.path),
            lang=review.lang,
            house=self._houses.open(review.lang),
            workspace=self._workspace,
        )
        return [finding.severity for finding in findings]


def _differences(review: Review) -> tuple[int, int]:
    """Count the sentences that only the source has, and those that only the review file has."""
    wanted = {entry.key for entry in review.release.template.entries}
    entries = read_catalog(review.path).entries if review.found else ()
    found = {entry.key for entry in entries if not entry.obsolete}
    return len(wanted - found), len(found - wanted)


def _value_of(survey: Survey) -> dict[str, Any]:
    """Return a survey as JSON holds it."""
    return {
        **asdict(survey),
        "segments": list(survey.segments),
        "targets": list(survey.targets),
    }


def _survey_of(value: Any) -> Survey | None:  # noqa: ANN401 - whatever JSON holds
    """Return the survey that an earlier run has kept; None for what is none of ours."""
    try:
        return _parse(value)
    except (ValueError, TypeError, KeyError):
        return None


def _parse(value: Any) -> Survey:  # noqa: ANN401 - whatever JSON holds
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
