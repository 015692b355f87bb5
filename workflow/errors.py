"""What stops a run. Bad content is a `Finding`; these are for what makes going on impossible.

Every error says what, where and what to do; its slug is stable and documented in docs/errors.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.model import Position


class WorkflowError(Exception):
    """The root of all errors that a user can cause or mend."""

    def __init__(
        self, message: str, *, slug: str, position: Position | None = None, hint: str = ""
    ) -> None:
        """Keep `message` (one line, values quoted), `slug`, `position` and `hint`."""
        super().__init__(message)
        self.message = message
        self.slug = slug
        self.position = position
        self.hint = hint

    def is_same(self, other: WorkflowError) -> bool:
        """Tell whether both say the same of the same place."""
        mine = (self.slug, self.position, self.message, self.hint)
        return mine == (other.slug, other.position, other.message, other.hint)

    def __str__(self) -> str:
        where = f"{self.position}: " if self.position else ""
        return f"{where}error: {self.message} [{self.slug}]"


class SettingsError(WorkflowError):
    """workflow.toml, an environment variable or an option cannot be used."""


class SourceError(WorkflowError):
    """A release cannot be read or parsed."""


class CatalogError(WorkflowError):
    """A .po or .pot file cannot be read, or does not belong to the release."""


class GlossaryError(WorkflowError):
    """A glossary file cannot be read."""


class EngineError(WorkflowError):
    """A model is missing, broken or cannot be installed."""


class EditionError(WorkflowError):
    """An edition cannot be made, or would not have the structure of its source."""


class StorageError(WorkflowError):
    """A file cannot be written: permissions, a full disk, another run that holds the lock."""


class MemoryStoreError(WorkflowError):
    """The translation memory, or a file that is to go into it, cannot be used."""
