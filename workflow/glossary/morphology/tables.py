"""Read the data tables that lie beside the code: tab-separated, ``#`` starts a comment line."""

from __future__ import annotations

import functools
from importlib.resources import files


@functools.cache
def load_rows(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``<package>/data/<name>``, cells stripped."""
    text = (files(package) / "data" / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines)


@functools.cache
def load_table(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """Return the same rows keyed by their first cell."""
    return {row[0]: row[1:] for row in load_rows(package, name)}
