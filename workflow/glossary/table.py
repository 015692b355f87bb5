"""Rows of a glossary file, however a spreadsheet saved it: text out, problems as findings.

UTF-8 with or without byte-order mark; commas, semicolons or tabs, told from the header; any line
end. A position's column counts cells, as a spreadsheet does.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.errors import GlossaryError
from workflow.model import Finding, Position, Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
_DELIMITERS = (",", ";", "\t")
_FORMULA_MARKS = "=+-@\t\r"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record: where it begins and its cells, spaces around them left out."""

    position: Position
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file: header, rows as wide as it, and what was wrong with the others."""

    path: str
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_table(path: Path) -> Table:
    """Read a CSV file. Raises `GlossaryError` when there is no such file or it is too large."""
    position = Position(path=str(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GlossaryError(
                tr("the file is larger than {size} MiB", size=MAX_BYTES // 2**20),
                slug="glossary-too-large",
                position=position,
                hint=tr("split the glossary into several files"),
            )
        data = path.read_bytes()
    except OSError as error:
        raise GlossaryError(
            tr("cannot read the glossary: {strerror}", strerror=error.strerror),
            slug="glossary-unreadable",
            position=position,
            hint=tr("check the name and the permissions of the file"),
        ) from error
    return parse_table(data, path=str(path))


def parse_table(data: bytes, *, path: str) -> Table:
    """Parse the bytes of a CSV file; never raises."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Table(path=path, findings=(_not_utf8(path, line, data),))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return Table(path=path, findings=(_not_utf8(path, line, data),))
    findings: list[Finding] = []
    records = list(_records(text, path, findings))
    if not records:
        return Table(path=path, findings=tuple(findings))
    header = tuple(cell.strip() for cell in records[0].cells)
    rows = tuple(_checked(records[1:], header, findings))
    return Table(path=path, header=header, rows=rows, findings=tuple(findings))


def _records(text: str, path: str, findings: list[Finding]) -> Iterator[Row]:
    """Yield every record that is not blank, with the line on which it begins."""
    first_line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            findings.append(_bad_csv(path, line, str(error)))
            return
        if any(cell.strip() for cell in cells):
            clean = tuple(" ".join(cell.split()) for cell in cells)
            yield Row(position=Position(path=path, line=line), cells=_risky(cells, clean))
        line = reader.line_num + 1


def _risky(cells: list[str], clean: tuple[str, ...]) -> tuple[str, ...]:
    """Keep a leading tab or return, which cleaning hides and a spreadsheet would obey."""
    return tuple(
        raw[0] + cell if raw[:1] in {"\t", "\r"} and cell else cell
        for raw, cell in zip(cells, clean, strict=True)
    )


def _checked(rows: list[Row], header: tuple[str, ...], findings: list[Finding]) -> Iterator[Row]:
    for row in rows:
        if len(row.cells) > len(header) and not any(row.cells[len(header) :]):
            cells = row.cells[: len(header)]
        else:
            cells = row.cells
        if len(cells) != len(header):
            findings.append(_wrong_width(row, len(header)))
            continue
        findings += [
            _formula(row, column, header[column])
            for column, cell in enumerate(cells)
            if cell and cell[0] in _FORMULA_MARKS
        ]
        yield Row(position=row.position, cells=cells)


def _not_utf8(path: str, line: int, data: bytes) -> Finding:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:200]
    return Finding(
        code="glossary-encoding",
        severity=Severity.ERROR,
        position=Position(path=path, line=line),
        message=tr("the file is UTF-16") if utf16 else tr("the file is not UTF-8"),
        hint=tr('save it as "CSV UTF-8"'),
    )


def _bad_csv(path: str, line: int, reason: str) -> Finding:
    return Finding(
        code="glossary-csv",
        severity=Severity.ERROR,
        position=Position(path=path, line=line),
        message=tr(
            "the row is not valid CSV: {reason}; it and all that follow are left out", reason=reason
        ),
        hint=tr('close every opening quotation mark, and write a quotation mark in a cell as ""'),
    )


def _wrong_width(row: Row, expected: int) -> Finding:
    return Finding(
        code="glossary-cells",
        severity=Severity.ERROR,
        position=row.position,
        message=tr(
            "the row has {count} cells, the header {expected}",
            count=len(row.cells),
            expected=expected,
        ),
        hint=tr("put a cell that holds a comma between quotation marks"),
    )


def _formula(row: Row, column: int, name: str) -> Finding:
    position = row.position
    return Finding(
        code="glossary-formula",
        severity=Severity.ERROR,
        position=Position(path=position.path, line=position.line, column=column + 1),
        message=tr(
            '"{value}" in column "{name}" would run as a formula in a spreadsheet',
            value=row.cells[column],
            name=name,
        ),
        hint=tr("begin the cell with a letter or a quotation mark"),
    )
