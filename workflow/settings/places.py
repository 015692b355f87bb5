"""Where a key is set in workflow.toml: tomllib keeps no places, so the lines are searched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.model import Position

if TYPE_CHECKING:
    from pathlib import Path


def toml_position(path: Path, message: str) -> Position:
    found = re.search(r"at line (\d+), column (\d+)", message)
    if not found:
        return Position(path=str(path))
    return Position(path=str(path), line=int(found[1]), column=int(found[2]))


def find_key(path: Path, text: str, key: str) -> Position:
    """Return where `key` is set; tomllib keeps no places, so the lines are searched for it."""
    section, _, name = key.rpartition(".")
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[+\s*([^\]]*?)\s*\]", line)
        table = header[1].strip("\"'") if header else table
        wanted = name if table == section else key if not table else ""
        if header and header[1].strip("\"'") == key:
            return Position(path=str(path), line=number, column=line.index("[") + 1)
        found = wanted and re.match(rf"\s*[\"']?{_key_pattern(wanted)}[\"']?\s*=", line)
        if found:
            column = len(line) - len(line.lstrip()) + 1
            return Position(path=str(path), line=number, column=column)
    return Position(path=str(path))


def _key_pattern(key: str) -> str:
    return r"\s*\.\s*".join(re.escape(part) for part in key.split("."))
