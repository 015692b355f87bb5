"""How probable a mistake is in a segment, so that a reviewer begins where it matters.

The engine's own score says most about the quality of a draft, and findings say what it cannot know.
The weights were chosen on sentences of the dev sets (`benchmarks/risk.py`). Agreement among the
engine's proposals, rare or long words and the length of a sentence were tried and told nothing
that the score had not told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workflow.catalog.entries import ORIGIN, WARNING
from workflow.model import Severity, State
from workflow.wording import joined, tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.model import Entry, Finding
    from workflow.wording import Text

_SCORE = re.compile(r",\s*score\s+(-?\d{1,3}(?:\.\d{1,6})?)")
_SURE, _UNSURE = -0.15, -0.65
"""Scores of drafts that are hardly ever, and mostly, changed much."""
_MOST_FOR_SCORE = 55
_POOR_SCORE = -0.4
"""Three drafts in four score better."""
_WITHOUT_SCORE = 20
"""A draft of the memory or of a rule."""
_WEIGHTS = {Severity.ERROR: 45, Severity.WARNING: 5}
_FOR_WARNING = 15
"""A guard fired, or a term is unmet."""
_HIGHEST = 100


class Level(StrEnum):
    """In what order to review."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_LEVELS = {
    Level.HIGH: tr("high"),
    Level.MEDIUM: tr("medium"),
    Level.LOW: tr("low"),
}
_LEAST = ((60, Level.HIGH), (35, Level.MEDIUM), (0, Level.LOW))


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """How probable a mistake is, and why."""

    value: int
    """0 to 100."""
    reasons: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """The value in a word."""
        return next(level for least, level in _LEAST if self.value >= least)

    def said(self) -> Text:
        """Return the level, and what speaks for it, as people read it."""
        level = _LEVELS[self.level]
        if not self.reasons:
            return level
        return tr("{level} ({reasons})", level=level, reasons=joined(self.reasons))

    def __str__(self) -> str:
        """Write the level and the reasons in English."""
        return str(self.said())


def assess(
    findings: Iterable[Finding], *, score: float | None = None, warnings: int = 0, base: int = 0
) -> Risk:
    """Return the risk of one segment from its findings and what the engine said of its draft.

    `score` is a mean log probability (`Draft.score`), `warnings` the number of draft warnings;
    without a score the risk starts at `base`.
    """
    grave = sorted(
        (each for each in findings if not each.accepted and each.severity in _WEIGHTS),
        key=lambda each: -_WEIGHTS[each.severity],
    )
    value = base if score is None else _points(score)
    value += sum(_WEIGHTS[each.severity] for each in grave) + _FOR_WARNING * warnings
    reasons: list[str] = [*dict.fromkeys(each.code for each in grave)]
    if warnings:
        reasons += [trn("{count} draft warning", "{count} draft warnings", warnings)]
    reasons += (
        [tr("score {score}", score=f"{score:.2f}")]
        if score is not None and score < _POOR_SCORE
        else []
    )
    return Risk(value=min(value, _HIGHEST), reasons=tuple(reasons))


def _points(score: float) -> int:
    share = (_SURE - score) / (_SURE - _UNSURE)
    return round(_MOST_FOR_SCORE * min(max(share, 0.0), 1.0))


def assess_entry(entry: Entry, findings: Iterable[Finding]) -> Risk:
    """Return the risk of an entry of a review file, whose comments tell the engine's score."""
    if entry.state is not State.DRAFT:
        return assess(findings)
    found = [_SCORE.search(line) for line in entry.comments if line.startswith(ORIGIN)]
    scores = [float(match[1]) for match in found if match]
    return assess(
        findings,
        score=min(scores, default=None),
        warnings=sum(line.startswith(WARNING) for line in entry.comments),
        base=_WITHOUT_SCORE,
    )


def order_by_risk(
    entries: Iterable[Entry], findings: Iterable[Finding]
) -> tuple[tuple[Entry, Risk], ...]:
    """Return the entries that have a text with their risks, the riskiest first.

    `findings` are those of the whole file; entries of one risk stay in their order.
    """
    by_entry: dict[tuple[str | None, str] | None, list[Finding]] = {}
    for finding in findings:
        by_entry.setdefault(finding.entry, []).append(finding)
    risks = [
        (entry, assess_entry(entry, by_entry.get(entry.key, ())))
        for entry in entries
        if entry.state in {State.DRAFT, State.REVIEWED}
    ]
    return tuple(sorted(risks, key=lambda each: -each[1].value))
