"""Editions of an earlier build that would come out the same again, and are left as they are.

The rule: an edition stands only while everything that it was made of, and everything that was
written for it, has the digest that it had. What is noted lies among the caches: delete it, and all
is built anew.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflow.commands.dress import digest_dress
from workflow.commands.examination import dictionary_stamp
from workflow.commands.records import glossary_digest, read_ledger
from workflow.editions.base import Status
from workflow.editions.ledger import format_ledger
from workflow.editions.versions import SUFFIX
from workflow.model import Severity
from workflow.storage import Memo, cache_folder, digest, digest_file, program_digest
from workflow.workspace import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from workflow.commands.rendering import Edition
    from workflow.editions.ledger import LedgerLine
    from workflow.model import LangTag, Slug
    from workflow.workspace import Workspace

_CACHE = "build.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An edition whose files are there, made now or before."""

    slug: Slug
    lang: LangTag
    status: Status
    files: tuple[str, ...]
    """Paths in the workspace."""
    warnings: int
    unchanged: bool = False
    """Made by an earlier run, of the same."""


class Standing:
    """What earlier builds made, and of what."""

    def __init__(self, workspace: Workspace, *, formats: Sequence[str], allow_drafts: bool) -> None:
        """Read what was noted; of editions in `formats`, all of them must stand."""
        self._workspace = workspace
        self._formats = tuple(formats)
        self._allow_drafts = allow_drafts
        self._memo = Memo(cache_folder(workspace.root) / _CACHE)
        self._lines = _digests(read_ledger(workspace))
        glossary = glossary_digest(workspace)
        self._base = (program_digest(), repr(workspace.settings), glossary)
        self._dress = {name: digest_dress(workspace, [name]) for name in formats}
        self._stamp = functools.cache(lambda lang: dictionary_stamp(workspace.settings, lang))

    def find(self, source: Path, lang: LangTag) -> Built | None:
        """Return the edition of a release that stands; None where it has to be made."""
        slug = slug_of(source)
        names = [self._name(slug, lang, each) for each in self._formats]
        notes = [self._memo.find(name) for name in names]
        inputs = self._inputs(source, slug, lang)
        for name, format_name, note in zip(names, self._formats, notes, strict=True):
            if not note or note["inputs"] != [*inputs, self._dress[format_name]]:
                return None
            if not self._stands(name, note, self._name(slug, lang, "md")):
                return None
        first: dict[str, Any] = notes[0] or {}
        return Built(
            slug=slug,
            lang=lang,
            status=Status(first["status"]),
            files=tuple(names),
            warnings=first["warnings"],
            unchanged=True,
        )

    def _stands(self, name: str, note: dict[str, Any], text: str) -> bool:
        is_draft = note["status"] == Status.DRAFT
        if is_draft and (not self._allow_drafts or note["known"] != self._lines.get(text, "")):
            return False
        if note["line"] != self._lines.get(name):
            return False
        return all(self._digest(path) == sha256 for path, sha256 in note["files"])

    def note(self, editions: Iterable[Edition], lines: Iterable[LedgerLine]) -> tuple[Built, ...]:
        """Remember editions that were written, with their new `lines` of the ledger."""
        written = _digests(lines)
        return tuple(self._note(edition, written) for edition in editions)

    def _note(self, edition: Edition, written: dict[str, str]) -> Built:
        release, lang = edition.release, edition.lang
        names = tuple(self._workspace.name_of(path) for path, _ in edition.files)
        source = self._workspace.root / release.document.path
        inputs = self._inputs(source, release.slug, lang)
        versions = self._workspace.edition(release.slug, lang, SUFFIX)
        around = (*edition.beside, self._workspace.name_of(versions))
        warnings = sum(each.severity is Severity.WARNING for each in edition.findings)
        for name, format_name in zip(names, self._formats, strict=True):
            note = {
                "inputs": [*inputs, self._dress[format_name]],
                "status": edition.status.value,
                "warnings": warnings,
                "files": [[each, self._digest(each)] for each in (name, *around)],
                "line": written[name],
                # A text that a person began to correct is known by the ledger of the run before.
                "known": self._lines.get(self._name(release.slug, lang, "md"), ""),
            }
            self._memo.put(name, note)
        return Built(
            slug=release.slug, lang=lang, status=edition.status, files=names, warnings=warnings
        )

    def save(self) -> None:
        """Write what was noted; what this run was not asked for stays noted."""
        self._memo.save(forgets=False)

    def _name(self, slug: Slug, lang: LangTag, format_name: str) -> str:
        return self._workspace.name_of(self._workspace.edition(slug, lang, f".{format_name}"))

    def _inputs(self, source: Path, slug: Slug, lang: LangTag) -> list[str]:
        """Return the digests of what an edition is made of, dress and pictures left out."""
        workspace = self._workspace
        review = workspace.catalog(slug, lang)
        files = (source, workspace.template(slug), review)
        common = digest("\0".join((*self._base, self._stamp(lang), workspace.name_of(source))))
        return [common, *(digest_file(path) for path in files)]

    def _digest(self, name: str) -> str:
        return digest_file(self._workspace.root / name)


def _digests(lines: Iterable[LedgerLine]) -> dict[str, str]:
    return {line.edition: digest(format_ledger([line])) for line in lines}
