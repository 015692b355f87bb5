"""Where a key is set in workflow.toml: tomllib keeps no places, so the lines are searched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.model import Position

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TABLE = re.compile(r"\s*\[+([^\]]*)\]")
_KEY = re.compile(r"\s*([\w.\s\"'-]+?)\s*=")


def toml_position(path: Path, text: str, message: str) -> Position:
    """Return the place that a message of tomllib names."""
    found = re.search(r"at line (\d+), column (\d+)", message)
    if found:
        return Position(path=str(path), line=int(found[1]), column=int(found[2]))
    return Position(path=str(path), line=max(1, len(text.splitlines())))


def find_key(path: Path, text: str, key: str) -> Position:
    """Return where `key` is set; for a key of an inline table, where the table is."""
    places = dict(_iter_places(path, text))
    section = key.rpartition(".")[0]
    return places.get(key) or places.get(section) or Position(path=str(path))


def _iter_places(path: Path, text: str) -> Iterator[tuple[str, Position]]:
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        column = len(line) - len(line.lstrip()) + 1
        position = Position(path=str(path), line=number, column=column)
        if header := _TABLE.match(line):
            table = _plain(header[1])
            yield table, position
        elif assignment := _KEY.match(line):
            key = _plain(assignment[1])
            yield f"{table}.{key}" if table else key, position


def _plain(key: str) -> str:
    return ".".join(part.strip(" \t\"'") for part in key.split("."))
