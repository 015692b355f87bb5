"""Findings in SARIF 2.1.0, which code hosts and editors show beside the lines of a change.

The document depends on the findings alone: no clock, no machine, no absolute path.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from workflow.checks.rules import RULES
from workflow.model import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.checks.report import Report
    from workflow.checks.rules import Rule
    from workflow.model import Excerpt, Finding, Position

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
FINGERPRINT = "trianonFinding/v1"


def format_sarif(reports: Sequence[Report], *, version: str) -> str:
    """Return a SARIF log of the findings; `version` is the program's.

    Accepted findings are suppressed results with the translator's reason as justification.
    """
    findings = [finding for report in reports for finding in report.findings]
    codes = sorted({finding.code for finding in findings})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "trianon",
                        "version": version,
                        "rules": [_rule(RULES[code]) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes.index(finding.code)) for finding in findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    first = rule.explanation.partition(". ")[0].removesuffix(".") + "."
    return {
        "id": rule.code,
        "shortDescription": {"text": first},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explanation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    text = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(finding.position, finding.target)}],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    source = finding.source
    if source is not None and source.position is not None:
        result["relatedLocations"] = [
            {
                "id": 1,
                "message": {"text": "what the source says"},
                "physicalLocation": _location(source.position, source),
            }
        ]
    if finding.accepted:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.accepted}]
    return result


def _location(position: Position, excerpt: Excerpt | None) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(position.path)}}
    if position.line:
        region: dict[str, Any] = {"startLine": position.line}
        if position.column:
            region["startColumn"] = position.column
        if excerpt is not None and excerpt.span:
            region["snippet"] = {"text": excerpt.fragment}
        location["region"] = region
    return location
