"""Delimited text that no spreadsheet will run: cells are guarded on writing, restored on reading.

A cell that begins like a formula gets one apostrophe in front, as spreadsheets themselves do; the
same apostrophe is taken off again, so that reading gives back what was written.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from workflow.errors import GlossaryError
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_CHARACTERS = 64 * 1024 * 1024
_FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: str) -> str:
    """Return `value` as a cell that is only ever text.

    >>> guarded("=1+1"), guarded("État")
    ("'=1+1", 'État')
    """
    return f"'{value}" if value.lstrip("'").startswith(_FORMULA_MARKS) else value


def unguarded(cell: str) -> str:
    """Return the value that `guarded` made the cell of."""
    stripped = cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA_MARKS)
    return cell[1:] if stripped else cell


def write_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV with LF line ends, guarded."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return file.getvalue()


def read_csv(text: str) -> list[list[str]]:
    """Return the rows of a CSV text. Raises `GlossaryError` when it is not CSV."""
    check_size(text)
    try:
        reader = csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True), strict=True)
        return [[unguarded(cell) for cell in row] for row in reader if any(row)]
    except csv.Error as error:
        raise GlossaryError(
            tr("the file is not valid CSV: {error}", error=error),
            slug="glossary-import",
            hint=tr("save it as comma-separated values in UTF-8"),
        ) from error


def check_size(text: str) -> None:
    """Raise `GlossaryError` for a text too long to be a glossary."""
    if len(text) > MAX_CHARACTERS:
        raise GlossaryError(
            tr(
                "the file is longer than {limit} characters",
                limit=f"{MAX_CHARACTERS:,}",
            ),
            slug="glossary-too-large",
            hint=tr("split it into several files"),
        )
