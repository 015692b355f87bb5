"""The codes of findings in review files, which workflow.toml may weigh otherwise.

They stand here because settings know no checks; a test compares them with the checks' own.
"""

from __future__ import annotations

FINDING_CODES = (
    "agreement",
    "attitude",
    "bound",
    "doubled-word",
    "fact-acronym",
    "fact-address",
    "fact-bound",
    "fact-date",
    "fact-money",
    "fact-name",
    "fact-number",
    "fact-percentage",
    "fact-place",
    "fact-reference",
    "fact-time",
    "ignore-unknown",
    "ignore-unused",
    "ignore-without-reason",
    "inconsistent",
    "invisible-character",
    "length",
    "look-alike",
    "memory-differs",
    "memory-same-target",
    "modality",
    "negation",
    "po-format",
    "po-header",
    "po-plural",
    "restriction",
    "same-target",
    "script",
    "spelling",
    "structure-break",
    "structure-link",
    "structure-markup",
    "structure-newline",
    "term-forbidden",
    "term-inconsistent",
    "term-missing",
    "typography",
    "unpaired",
    "untranslated",
    "untranslated-word",
)

WEIGHTS = ("error", "warning", "info", "off")
"""What a code may be set to."""
