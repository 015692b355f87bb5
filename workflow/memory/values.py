"""What goes into the memory and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.model import LangTag

NO_CONTEXT = 0
"""The context key of a sentence that has no neighbour, or whose neighbour is not known."""


class OriginKind(StrEnum):
    """Where a translation comes from."""

    RELEASE = "release"
    """A review file of the workspace: `Origin.name` is the slug."""
    FILE = "file"
    """A file that was imported: `Origin.name` is its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One file of the workspace whose translations are in the memory."""

    path: str
    """Relative to the workspace, with forward slashes: what tells origins apart."""
    name: str
    """For people: the slug of a release, the name of an imported file."""
    kind: OriginKind
    digest: str
    """SHA-256 of the file that was read."""
    stamp: str = ""
    """Size and times of that file: while they stay the same, it need not be read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One translation, with what is known of it."""

    source: str
    target: str
    source_lang: LangTag
    target_lang: LangTag
    before: int = NO_CONTEXT
    """`keys.key_of` the source sentence before; `after` likewise."""
    after: int = NO_CONTEXT
    place: str = ""
    """What kind of line it is: ``title``, ``dateline``, empty for a sentence."""
    reviewed: bool = True
    is_old: bool = False
    """Its source sentence has left the release."""
    by: str = ""
    """Who translated it, as the file says."""
    date: str = ""
    """When, as the file says: ``20250304T090000Z``, empty where it does not."""


class MatchKind(StrEnum):
    """How the source of a match relates to the text that was looked up, the best kind first."""

    IN_CONTEXT = "exact in context"
    """The same text between the same sentences."""
    EXACT = "exact"
    """The same text."""
    SHAPE = "shape"
    """The same but for typography, numbers, dates and names."""
    NEAR = "near"
    """A text that is alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A text to look up and where it stands."""

    text: str
    before: int = NO_CONTEXT
    after: int = NO_CONTEXT
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A translation found in the memory."""

    kind: MatchKind
    source: str
    target: str
    likeness: float
    """0 to 100: how alike the source texts are, letter by letter."""
    score: float
    """The likeness, less the penalties."""
    penalties: tuple[str, ...] = ()
    """Why the score is lower than the likeness: ``unreviewed``, ``imported``, ``obsolete``."""
    origin: str
    """The slug of a release or the name of an imported file."""
    reviewed: bool
    by: str = ""
    date: str = ""
    count: int = 1
    """How many places of the memory have this source with this target."""
