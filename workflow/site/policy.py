"""What a reader gets of one release in one language, and why: the one place that decides.

The rule: no text reaches a reader that a person has not approved, unless drafts are asked for; no
text leaves before its time; nothing that was public disappears without a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


class Standing(StrEnum):
    """How far people stand behind the text that the sources give now."""

    SOURCE = "source"
    """It is the source."""
    REVIEWED = "reviewed"
    """Every segment is approved, of the source as it is now."""
    DRAFT = "draft"
    """A segment is a machine's, or has no text."""
    FAULTY = "faulty"
    """A check found an error, whoever wrote the words."""
    ABSENT = "absent"
    """There is no review file."""
    REMOVED = "removed"
    """There is no source any more."""


class Stale(StrEnum):
    """What becomes of a published translation that no longer follows its source."""

    WITHHOLD = "withhold"
    KEEP = "keep"
    WITHDRAW = "withdraw"


class Shown(StrEnum):
    """What stands at the address of an edition."""

    PAGE = "page"
    """The text that the sources give now."""
    KEPT = "kept"
    """The text published formerly, and a notice that the source has changed since."""
    WITHHELD = "withheld"
    """No text: it is being brought up to date."""
    WITHDRAWN = "withdrawn"
    """No text: it was withdrawn."""
    NOTHING = "nothing"
    """There is no such file."""


class Reason(StrEnum):
    """Why; the value is what the command says to whoever publishes."""

    SOURCE = "the source"
    REVIEWED = "reviewed"
    DRAFT = "a draft, and drafts are allowed"
    EMBARGO = "not public yet"
    HELD = "held back by its front matter"
    WITHDRAWN = "withdrawn by its front matter"
    REMOVED = "its release is gone"
    UNREVIEWED = "not wholly reviewed"
    FAULTY = "a check found an error"
    ABSENT = "no review file"


_UNFIT = {
    Standing.DRAFT: Reason.UNREVIEWED,
    Standing.FAULTY: Reason.FAULTY,
    Standing.ABSENT: Reason.ABSENT,
}
_STALE = {
    Stale.WITHHOLD: Shown.WITHHELD,
    Stale.KEEP: Shown.KEPT,
    Stale.WITHDRAW: Shown.WITHDRAWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A release in one language: all that its fate depends on."""

    standing: Standing
    was_published: bool = False
    was_draft: bool = False
    """What was published was a draft."""
    release_at: dt.datetime | None = None
    """When it becomes public."""
    withdrawn_at: dt.datetime | None = None
    """When its front matter withdraws it."""
    is_held: bool = False
    """Its front matter says that it is no release yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for the whole site in this run."""

    at: dt.datetime
    """The time of the run: the only clock."""
    stale: Stale = Stale.WITHHOLD
    allow_drafts: bool = False
    runs_checks: bool = True
    """False for a preview, which shows what a check would withhold, and shows it at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What stands at the address of an edition, and why."""

    shown: Shown
    reason: Reason


def decide(candidate: Candidate, rules: Rules) -> Decision:
    """Return what a reader gets at `rules.at`.

    An embargo goes before everything else, also before what was public: a release whose embargo is
    moved into the future leaves no trace until then.
    """
    if candidate.release_at is not None and candidate.release_at > rules.at:
        return Decision(shown=Shown.NOTHING, reason=Reason.EMBARGO)
    if ended := _end_of(candidate, rules):
        shown = Shown.WITHDRAWN if candidate.was_published else Shown.NOTHING
        return Decision(shown=shown, reason=ended)
    if candidate.standing is Standing.SOURCE:
        return Decision(shown=Shown.PAGE, reason=Reason.SOURCE)
    if candidate.standing is Standing.REVIEWED:
        return Decision(shown=Shown.PAGE, reason=Reason.REVIEWED)
    keeps = candidate.was_published and not candidate.was_draft and rules.stale is Stale.KEEP
    if candidate.standing is Standing.DRAFT and rules.allow_drafts and not keeps:
        return Decision(shown=Shown.PAGE, reason=Reason.DRAFT)
    return Decision(shown=_shown_when_stale(candidate, rules), reason=_UNFIT[candidate.standing])


def _end_of(candidate: Candidate, rules: Rules) -> Reason | None:
    if candidate.standing is Standing.REMOVED:
        return Reason.REMOVED
    if candidate.is_held:
        return Reason.HELD
    if candidate.withdrawn_at is not None and candidate.withdrawn_at <= rules.at:
        return Reason.WITHDRAWN
    return None


def _shown_when_stale(candidate: Candidate, rules: Rules) -> Shown:
    """Return what becomes of what was public; a draft that was let through once is never kept."""
    if not candidate.was_published:
        return Shown.NOTHING
    if rules.stale is Stale.KEEP and candidate.was_draft:
        return Shown.WITHHELD
    return _STALE[rules.stale]
