"""Every code that a finding of a review file may have: its usual weight and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from workflow.checks import acceptance
from workflow.checks.file_rules import FILE_RULES
from workflow.checks.registry import CHECKS
from workflow.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a reader is told of a code."""

    code: str
    severity: Severity
    """Of most of its findings."""
    explanation: str


TERM_RULES = {
    "term-missing": "No allowed form of a glossary term is in the target. Use one of the forms in"
    " the hint. A remark for terms that are soft, and for repetitions.",
    "term-forbidden": "The target has a form that the glossary forbids for this term.",
    "term-inconsistent": "A term is rendered by different allowed forms in one text. Use one of"
    " them throughout.",
}
_SEVERITIES = {
    "po-header": Severity.ERROR,
    "po-plural": Severity.ERROR,
    "term-inconsistent": Severity.INFO,
}
"""Other than a warning."""

RULES = MappingProxyType(
    {
        check.code: Rule(code=check.code, severity=check.severity, explanation=check.explanation)
        for check in CHECKS
    }
    | {
        code: Rule(
            code=code, severity=_SEVERITIES.get(code, Severity.WARNING), explanation=explanation
        )
        for code, explanation in (FILE_RULES | TERM_RULES | acceptance.EXPLANATIONS).items()
    }
)
"""By code, in the order in which the checks run."""


def explain(code: str) -> str:
    """Return what a code means and what to do, "" for an unknown code."""
    return RULES[code].explanation if code in RULES else ""
