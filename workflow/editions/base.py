"""The contract of an edition format: a document and its targets in, the bytes of a file out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.model import Document, LangTag, Segment


class Status(StrEnum):
    """How far people stand behind an edition."""

    DRAFT = "draft"
    """At least one segment is machine text or still in the source language."""
    REVIEWED = "reviewed"
    """A person approved every segment."""


STATUSES_SAID = {Status.DRAFT: tr("draft"), Status.REVIEWED: tr("reviewed")}


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContent:
    """What every format renders."""

    document: Document
    segments: tuple[Segment, ...]
    targets: tuple[str | None, ...]
    """Parallel to `segments`; None where the source text stands in for a missing target."""
    lang: LangTag
    status: Status
    looks: Mapping[int, str] | None = None
    """The classes of its texts, where `document` is not the source but an edition of it."""


class Format(Protocol):
    """One format of edition."""

    @property
    def suffix(self) -> str:
        """The suffix of the file, with its dot."""

    def render(self, content: EditionContent) -> bytes:
        """Return the file. Raises `EditionError` where it would misrepresent the source."""
