"""Files at the edge: strict reading, atomic writing, digests and the workspace lock."""

from __future__ import annotations

from workflow.storage.files import digest, write_all, write_atomic, write_pieces
from workflow.storage.lock import cache_folder, workspace_lock
from workflow.storage.sources import decode_text, read_bytes, read_text

__all__ = [
    "cache_folder",
    "decode_text",
    "digest",
    "read_bytes",
    "read_text",
    "workspace_lock",
    "write_all",
    "write_atomic",
    "write_pieces",
]
