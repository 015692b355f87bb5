"""What a run notes about the editions that it makes: the lines of the ledger.

Every verb that writes editions notes them here, all of a run in one write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow import __version__
from workflow.catalog.entries import origin_of
from workflow.catalog.headers import header_value
from workflow.commands.terms import glossary_files
from workflow.editions.base import Status
from workflow.editions.fingerprints import fingerprint_source, fingerprint_target
from workflow.editions.ledger import LedgerLine, format_ledger, parse_ledger, update_ledger
from workflow.model import State
from workflow.storage import digest, digest_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workflow.commands.review import Review
    from workflow.model import Catalog
    from workflow.workspace import Workspace

_UNSIGNED = "Automatically generated"
"""``Last-Translator`` of a file that nobody has signed, as msginit writes it."""


def status_of(review: Review) -> Status:
    """Return how far people stand behind an edition made of `review` now."""
    is_reviewed = all(entry.state is State.REVIEWED for entry in review.entries)
    return Status.REVIEWED if is_reviewed else Status.DRAFT


def ledger_line(
    review: Review,
    *,
    path: Path,
    content: bytes,
    catalog_sha256: str,
    glossary_sha256: str,
    workspace: Workspace,
) -> LedgerLine:
    """Return the line of the edition `content` at `path`, made of `review`.

    `catalog_sha256` is what `write_review` returned, `glossary_sha256` that of `glossary_digest`,
    or "" where no glossary took part.
    """
    states = [entry.state for entry in review.entries]
    return LedgerLine(
        edition=workspace.name_of(path),
        slug=review.release.slug,
        lang=review.lang,
        status=status_of(review).value,
        source=review.release.document.path,
        source_sha256=digest(review.release.document.source),
        catalog_sha256=catalog_sha256,
        edition_sha256=digest(content),
        glossary_sha256=glossary_sha256,
        version=__version__,
        engines=_engines(review),
        translators=_translators(review.catalog),
        reviewed=states.count(State.REVIEWED),
        drafts=states.count(State.DRAFT),
        untranslated=states.count(State.UNTRANSLATED),
        segments=segments_of(review),
        targets=targets_of(review),
    )


def segments_of(review: Review) -> tuple[str, ...]:
    """Return the fingerprints of the segments, in order."""
    return tuple(map(fingerprint_source, review.release.template.entries))


def targets_of(review: Review) -> tuple[str, ...]:
    """Return the fingerprints of what an edition made now says, in the order of the segments."""
    return tuple(fingerprint_target(entry.msgstr) for entry in review.entries)


def glossary_digest(workspace: Workspace) -> str:
    """Return the SHA-256 of the glossary's files and their names; "" where there is none."""
    lines = [f"{digest_file(path)}  {path.name}\n" for path in glossary_files(workspace)]
    return digest("".join(lines)) if lines else ""


def read_ledger(workspace: Workspace) -> tuple[LedgerLine, ...]:
    """Return the lines of the workspace's ledger. Raises `EditionError` (``ledger-invalid``)."""
    path = workspace.ledger
    return parse_ledger(read_record(path), path=workspace.name_of(path))


def ledger_file(lines: Iterable[LedgerLine], workspace: Workspace) -> tuple[Path, str]:
    """Return the ledger's path and what it shall hold once `lines` are noted."""
    return workspace.ledger, format_ledger(update_ledger(read_ledger(workspace), lines))


def _engines(review: Review) -> tuple[str, ...]:
    return tuple(sorted({origin for entry in review.entries if (origin := origin_of(entry))}))


def _translators(catalog: Catalog) -> tuple[str, ...]:
    name = header_value(catalog, "Last-Translator")
    return (name,) if name and name != _UNSIGNED else ()


def read_record(path: Path) -> str:
    """Return the text of a file of ours; what is no UTF-8 is then refused as no line, by place."""
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
