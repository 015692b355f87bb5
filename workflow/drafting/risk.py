"""Tells a reviewer which machine drafts to read first, in a comment of the entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.checks.pairs import Pair
from workflow.checks.registry import run_checks
from workflow.checks.risk import Level, assess
from workflow.markdown.inline import lift
from workflow.model import Position

if TYPE_CHECKING:
    from workflow.drafting.units import Languages
    from workflow.model import Draft


def with_risk(draft: Draft, source: str, languages: Languages) -> Draft:
    """Return an engine's draft of `source` with its risk, where that is not low.

    A draft without a score was written by a rule or taken from a file: nothing is said of it.
    """
    if draft.score is None:
        return draft
    pair = Pair(
        source=source,
        target=draft.text,
        source_lang=languages.source,
        target_lang=languages.target,
        position=Position(path=""),
        source_plain=lift(source).text,
        target_plain=lift(draft.text).text,
    )
    risk = assess(run_checks([pair]), score=draft.score, warnings=len(draft.warnings))
    return draft if risk.level is Level.LOW else replace(draft, risk=str(risk))
