"""Units as they come out of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from workflow.memory.tables import ORIGINS, UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

MOST_VALUES = 400
"""Values in one question: older builds of SQLite take 999."""

_COLUMNS = (
    UNITS.c.id.label("number"),
    *(UNITS.c[name] for name in ("source", "target", "before", "after", "place", "reviewed")),
    *(UNITS.c[name] for name in ("is_old", "by", "date", "shape_key")),
    ORIGINS.c.name.label("origin"),
    ORIGINS.c.kind,
)


class Row(NamedTuple):
    """A unit as the database returns it, in the order of `_COLUMNS`."""

    number: int
    source: str
    target: str
    before: int
    after: int
    place: str
    reviewed: bool
    is_old: bool
    by: str
    date: str
    shape_key: int
    origin: str
    kind: str
    """A value of `OriginKind`."""


def fetch_rows(
    connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None
) -> list[Row]:
    """Return the units that meet all conditions, the newest first."""
    query = select(*_COLUMNS).join(ORIGINS, UNITS.c.origin == ORIGINS.c.id).where(*conditions)
    rows = connection.execute(query.order_by(UNITS.c.id.desc()).limit(limit))
    return [Row(*row) for row in rows]


def fetch_numbered(connection: Connection, numbers: Sequence[int]) -> list[Row]:
    """Return the units with these numbers."""
    rows: list[Row] = []
    for start in range(0, len(numbers), MOST_VALUES):
        part = numbers[start : start + MOST_VALUES]
        rows += fetch_rows(connection, UNITS.c.id.in_(part))
    return rows
