"""TMX 1.4b, the format in which translation memories are exchanged."""

from __future__ import annotations

from workflow.memory.tmx.reader import read_tmx
from workflow.memory.tmx.writer import write_tmx

__all__ = ["read_tmx", "write_tmx"]
