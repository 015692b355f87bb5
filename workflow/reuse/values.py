"""What changed between two versions of a sentence, and what is offered for the new one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What changed; the value is the word that a reviewer reads."""

    SAME = "nothing"
    TYPOGRAPHY = "typography"
    FACT = "fact"
    POLARITY = "negation or modality"
    WORDING = "wording"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a sentence departs from its earlier version."""

    change: Change
    removed: tuple[str, ...] = ()
    """Fragments of the old sentence that are gone, in order."""
    added: tuple[str, ...] = ()
    """Fragments of the new sentence that are new, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the old translation is still good for."""

    text: str | None
    """The old translation, repaired where a rule is sure; None where nothing is safe to offer."""
    keeps_approval: bool
    """True only where a person approved the old text and nothing that is said has changed."""
    change: Change
    reason: str
    """One line of English for the reviewer."""
    warnings: tuple[str, ...] = ()
    """What the reviewer should look at in `text`."""
