"""Findings as one page that a press officer can read, print and send: no script, no request.

Everything a reader sees of a text is escaped by the template engine; the fragments are marked in
their sentences, and what to show is chosen with check boxes that the style sheet alone obeys.
Its own words and the messages are in the language of the terminal.
"""

from __future__ import annotations

import functools
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from workflow.languages import direction, name_of
from workflow.messages.interface import interface_lang, say
from workflow.model import LangTag, Severity
from workflow.wording import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from workflow.checks.report import Report
    from workflow.model import Excerpt, Finding
    from workflow.wording import Text

WEIGHTS = (Severity.ERROR.value, Severity.WARNING.value, Severity.INFO.value, "accepted")

_SIGNS = dict(zip(WEIGHTS, "✖▲●✓", strict=True))
"""Shapes, for whoever sees or prints no colours."""

_VISIBLE = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
"""Control characters, which HTML does not allow, by the symbols that stand for them."""


def format_page(reports: Sequence[Report], *, lang: LangTag | None = None) -> str:
    """Return an HTML page of the findings by release and language.

    It speaks `lang` (default: the terminal's language).
    """
    spoken = lang or LangTag(interface_lang())
    ordered = sorted(reports, key=lambda report: (report.slug, report.lang))
    return _template().render(
        weights=WEIGHTS,
        signs=_SIGNS,
        releases=[
            (slug, list(group)) for slug, group in groupby(ordered, lambda report: report.slug)
        ],
        totals=_count([finding for report in ordered for finding in report.findings]),
        lang=spoken,
        name_of=lambda other: name_of(other, in_lang=spoken),
        say=lambda text: say(text, spoken),
        total_of=lambda weight, count: say(total_of(weight, count), spoken),
        tr=lambda msgid, /, **values: say(tr(msgid, **values), spoken),
    )


def total_of(weight: str, count: int) -> Text:
    """Say how many findings of one of the `WEIGHTS` there are."""
    return {
        Severity.ERROR.value: trn("{count} error", "{count} errors", count),
        Severity.WARNING.value: trn("{count} warning", "{count} warnings", count),
        Severity.INFO.value: trn("{count} remark", "{count} remarks", count),
        "accepted": trn("{count} accepted", "{count} accepted", count),
    }[weight]


@functools.cache
def _template() -> Template:
    import jinja2  # noqa: PLC0415 - loaded to write a page

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("workflow.checks", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        counts=lambda report: _count(report.findings),
        direction=direction,
        marked=_marked,
        visible=lambda text: text.translate(_VISIBLE),
        weight=_weight,
    )
    return environment.get_template("report.html")


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
