"""Files at the edge: strict reading, atomic writing, digests and the workspace lock."""

from __future__ import annotations

from workflow.storage.files import digest, real_path, write_all, write_atomic, write_pieces
from workflow.storage.lock import cache_folder, workspace_lock
from workflow.storage.memo import Memo, program_digest
from workflow.storage.sources import decode_text, digest_file, read_bytes, read_text
from workflow.storage.trees import heal_tree, list_files, replace_tree

__all__ = [
    "Memo",
    "cache_folder",
    "decode_text",
    "digest",
    "digest_file",
    "heal_tree",
    "list_files",
    "program_digest",
    "read_bytes",
    "read_text",
    "real_path",
    "replace_tree",
    "workspace_lock",
    "write_all",
    "write_atomic",
    "write_pieces",
]
