"""All checks, in the order in which a reviewer reads their findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.checks import (
    agreement,
    bounds,
    characters,
    consistency,
    facts_gate,
    language,
    length,
    pairing,
    polarity,
    repetition,
    spelling,
    structure,
    typography,
)
from workflow.checks.pairs import Check, Options, Pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workflow.model import Finding

CHECKS: tuple[Check, ...] = (
    *language.CHECKS,
    *structure.CHECKS,
    *facts_gate.CHECKS,
    *bounds.CHECKS,
    *polarity.CHECKS,
    *length.CHECKS,
    *repetition.CHECKS,
    *agreement.CHECKS,
    *pairing.CHECKS,
    *characters.CHECKS,
    *typography.CHECKS,
    *spelling.CHECKS,
    *consistency.CHECKS,
)

FACT_CHECKS = (*facts_gate.CHECKS, *bounds.CHECKS, *polarity.CHECKS)
"""Those that compare what is said, whoever said it: a machine's draft must pass them too."""


def run_checks(
    pairs: Iterable[Pair], *, options: Options | None = None, among: Sequence[Check] = CHECKS
) -> tuple[Finding, ...]:
    """Return the findings of the checks `among` in the order of the pairs, the comparing ones last.

    A pair without a target is passed over: an untranslated entry is a state, not a fault.
    """
    told = options or Options()
    translated = tuple(pair for pair in pairs if pair.source.strip() and pair.target.strip())
    active = [check for check in among if told.is_on(check)]
    return (
        *(
            check.finding(issue, pair, severity=told.severities.get(check.code))
            for pair in translated
            for check in active
            if check.pair is not None
            for issue in check.pair(pair, told)
        ),
        *(
            check.finding(issue, pair, severity=told.severities.get(check.code))
            for check in active
            if check.group is not None
            for pair, issue in check.group(translated, told)
        ),
    )
