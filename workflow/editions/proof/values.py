"""What a proof page shows, before it is HTML."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.model import LangTag, Span, State


class MarkKind(StrEnum):
    """What is marked in a text; the value is the class in the page."""

    TERM = "term"
    FACT = "fact"
    NEGATION = "negation"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text, with the label that stands after it."""

    kind: MarkKind
    span: Span
    label: str = ""
    """``T1``: the same on both sides. Colour never stands alone."""
    title: str = ""
    is_unmet: bool = False
    """The other side does not have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that is marked alike throughout, and the marks that end with it."""

    text: str
    classes: tuple[str, ...] = ()
    title: str = ""
    labels: tuple[str, ...] = ()


class Change(StrEnum):
    """How a stretch of a source differs from the one of which the draft was made."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a comparison."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is to be said of a segment: a finding, a warning, a term put in, a comment."""

    kind: str
    """``error``, ``warning``, ``info``, ``term``, ``origin`` or ``comment``."""
    text: str
    hint: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One segment on both sides."""

    number: int
    place: str
    state: State
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    is_folded: bool = False
    """Said in the segment before."""
    difference: tuple[Stretch, ...] = ()
    """From the source that the draft was made of to today's; empty where they are the same."""
    remarks: tuple[Remark, ...] = ()

    @property
    def worst(self) -> str:
        """Return the gravest kind of remark: ``error``, ``warning`` or nothing."""
        kinds = {remark.kind for remark in self.remarks}
        return next((kind for kind in ("error", "warning") if kind in kinds), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A page's worth of a release in one language."""

    slug: str
    title: str
    source_path: str
    catalog_path: str
    source_lang: LangTag
    target_lang: LangTag
    rows: tuple[Row, ...]

    @property
    def states(self) -> Counter[State]:
        """Count the segments by state."""
        return Counter(row.state for row in self.rows)

    @property
    def graver(self) -> tuple[Row, ...]:
        """Return the segments with an error or a warning."""
        return tuple(row for row in self.rows if row.worst)
