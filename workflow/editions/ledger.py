"""The ledger: one JSON line an edition, which tells what it was made from.

Lines are sorted and hold content hashes and no clock, so that the same inputs give the same bytes
and two people's ledgers merge in git without conflict where their editions do not.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from workflow.errors import EditionError
from workflow.model import Position

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class LedgerLine:
    """What one edition was made from; every hash is the SHA-256 of a file's bytes, in hex."""

    edition: str
    """Path in the workspace, with forward slashes: the key."""
    slug: str
    lang: str
    status: str
    source_sha256: str
    catalog_sha256: str
    edition_sha256: str
    version: str
    """Of the program."""


def parse_ledger(text: str, *, path: str) -> tuple[LedgerLine, ...]:
    """Return the lines of a ledger. Raises `EditionError` at the first that is none."""
    lines = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            lines.append(LedgerLine(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise EditionError(
                f'not a ledger line: "{line[:60]}"',
                slug="ledger-invalid",
                position=Position(path=path, line=number),
                hint="delete the file: it is rebuilt from the sources at the next run",
            ) from error
    return tuple(lines)


def update_ledger(old: Iterable[LedgerLine], new: Iterable[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Return all lines, sorted; a new line replaces the old one of the same edition."""
    by_edition = {line.edition: line for line in (*old, *new)}
    return tuple(by_edition[edition] for edition in sorted(by_edition))


def format_ledger(lines: Iterable[LedgerLine]) -> str:
    """Return the text of a ledger."""
    return "".join(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in lines)
