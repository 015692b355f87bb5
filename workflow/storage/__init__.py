"""Files at the edge: strict reading, atomic writing, digests, ledgers and the workspace lock."""

from __future__ import annotations

from workflow.storage.files import digest, write_all, write_atomic
from workflow.storage.ledger import append_line, read_lines
from workflow.storage.lock import cache_folder, workspace_lock
from workflow.storage.sources import decode_text, read_bytes, read_text

__all__ = [
    "append_line",
    "cache_folder",
    "decode_text",
    "digest",
    "read_bytes",
    "read_lines",
    "read_text",
    "workspace_lock",
    "write_all",
    "write_atomic",
]
