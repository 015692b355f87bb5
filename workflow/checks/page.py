"""Findings as one page that a press officer can read, print and send: no script, no request.

Everything a reader sees of a text is escaped by the template engine; the fragments are marked in
their sentences, and what to show is chosen with check boxes that the style sheet alone obeys.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from workflow.languages import direction, name_of
from workflow.model import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from workflow.checks.report import Report
    from workflow.model import Excerpt, Finding

WEIGHTS = (Severity.ERROR.value, Severity.WARNING.value, Severity.INFO.value, "accepted")

_SIGNS = dict(zip(WEIGHTS, "✖▲●✓", strict=True))
"""Shapes, for whoever sees or prints no colours."""
_NAMES = {
    Severity.ERROR.value: ("error", "errors"),
    Severity.WARNING.value: ("warning", "warnings"),
    Severity.INFO.value: ("remark", "remarks"),
    "accepted": ("accepted finding", "accepted findings"),
}

_VISIBLE = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
"""Control characters, which HTML does not allow, by the symbols that stand for them."""


def format_page(reports: Sequence[Report]) -> str:
    """Return an HTML page of the findings by release and language."""
    ordered = sorted(reports, key=lambda report: (report.slug, report.lang))
    return _template().render(
        weights=WEIGHTS,
        signs=_SIGNS,
        names=_NAMES,
        releases=[
            (slug, list(group)) for slug, group in groupby(ordered, lambda report: report.slug)
        ],
        totals=_count([finding for report in ordered for finding in report.findings]),
    )


@functools.cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - loaded to write a page

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        counts=lambda report: _count(report.findings),
        direction=direction,
        language=name_of,
        marked=_marked,
        visible=lambda text: text.translate(_VISIBLE),
        weight=_weight,
    )
    file = importlib.resources.files("workflow.checks").joinpath("data", "report.html.jinja")
    return environment.from_string(file.read_text(encoding="utf-8"))


def _weight(finding: Finding) -> str:
    return "accepted" if finding.accepted else finding.severity.value


def _count(findings: Sequence[Finding]) -> Counter[str]:
    return Counter(map(_weight, findings))


def _marked(excerpt: Excerpt) -> tuple[str, str, str]:
    """Return the text before the fragment, the fragment and the text after it."""
    span, text = excerpt.span, excerpt.text
    parts = (text[: span.start], span.of(text), text[span.end :]) if span else (text, "", "")
    before, fragment, after = (part.translate(_VISIBLE) for part in parts)
    return before, fragment, after
