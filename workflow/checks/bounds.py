"""A deadline turned round or lost: "avant le 3 mai" and "after 3 May", "plus de 500" and "500"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.checks.pairs import Check, Issue, Options, Pair
from workflow.facts import (
    BoundDoubt,
    compare_bounds,
    compare_limits,
    extract_bounds,
    extract_limits,
)
from workflow.model import Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator


def _check(pair: Pair, _options: Options) -> Iterator[Issue]:
    differences = compare_bounds(
        extract_bounds(pair.source_text, pair.source_lang),
        extract_bounds(pair.target_text, pair.target_lang),
    )
    for difference in differences:
        source, target = difference.source, difference.target
        yield Issue(
            message=tr(
                'the source says "{source}", the target "{target}"',
                source=source.text,
                target=target.text,
            ),
            hint=_hint(difference.kind),
            severity=Severity.ERROR if difference.certain else Severity.WARNING,
            source=source.span,
            target=target.span,
        )
    limits = compare_limits(
        extract_limits(pair.source_text, pair.source_lang),
        extract_limits(pair.target_text, pair.target_lang),
    )
    for each in limits:
        yield Issue(
            message=tr(
                'the source says "{source}", the target "{target}"',
                source=each.source.text,
                target=each.target.text,
            ),
            hint=tr("see that the target says more, less or about as the source does"),
            severity=Severity.WARNING,
            source=each.source.span,
            target=each.target.span,
        )


def _hint(kind: BoundDoubt) -> str:
    if kind is BoundDoubt.STRETCHED:
        return tr("look whether it happens once before then, or goes on until then")
    if kind is BoundDoubt.LOST:
        return tr("see that the target says before or after when")
    return tr("look whether the date ends it or begins it")


CHECKS = (
    Check(
        code="fact-bound",
        severity=Severity.ERROR,
        explanation='What ends with a date in the source begins with it in the target ("avant le'
        ' 3 mai", "after 3 May"), or the reverse. An error where nobody can mean the same by both,'
        ' a warning where a negation or a loose word such as "dès" leaves a doubt. A warning, too,'
        ' where the target has nothing for "avant", "jusqu\'au", "plus de" or "près de", or says'
        ' "until" of what is due before then. Correct the words around the date or the amount.',
        pair=_check,
    ),
)
