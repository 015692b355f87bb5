"""What the settings make of each code: error, warning, remark, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.checks.rules import RULES
from workflow.model import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.settings import Settings

_RANKS = (Severity.INFO, Severity.WARNING, Severity.ERROR)


def read_severities(settings: Settings) -> dict[str, Severity | None]:
    """Return what the settings say of each code; None silences it."""
    return {
        code: None if weight == "off" else Severity(weight)
        for code, weight in settings.checks.severity
    }


def is_weighed(
    code: str, severities: Mapping[str, Severity | None], *, least: Severity = Severity.INFO
) -> bool:
    """Tell whether the findings of a code weigh `least` at least, as the settings have it."""
    weight = severities.get(code, RULES[code].severity)
    return weight is not None and _RANKS.index(weight) >= _RANKS.index(least)
