"""Short hashes by which two states of a release are compared sentence by sentence.

Sixteen hexadecimal digits of SHA-256: among the ten thousand sentences of a large house, the chance
that two different ones share a fingerprint is one in three hundred thousand million.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.storage import digest

if TYPE_CHECKING:
    from workflow.model import Entry

_DIGITS = 16
_CONTEXT_ENDS = "\x04"
"""What parts context and text in gettext's compiled files: neither can hold it."""


def fingerprint_source(entry: Entry) -> str:
    """Return the fingerprint of a segment: of its context and text."""
    context = "" if entry.msgctxt is None else entry.msgctxt + _CONTEXT_ENDS
    return digest(context + entry.msgid)[:_DIGITS]


def fingerprint_target(text: str) -> str:
    """Return the fingerprint of what an edition says for a segment; "" for no text."""
    return digest(text)[:_DIGITS] if text else ""
