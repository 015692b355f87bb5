"""A lost "ne … pas", "must" for "may", "welcomes" for "condemns"."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workflow.checks.pairs import ALL, Check, Issue, Options, Pair
from workflow.facts import DifferenceKind, PolarityKind, compare_polarity, extract_polarity
from workflow.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.facts import PolarityDifference

_EXPLANATIONS = {
    PolarityKind.NEGATION: "The target denies what the source affirms, or the reverse. An error"
    ' where the source has a clear "ne … pas", "not", "не" and the target has nothing like it; a'
    " warning where the numbers of negations differ.",
    PolarityKind.MODALITY: 'The source obliges ("doit") where the target permits ("may"), or the'
    " reverse.",
    PolarityKind.ATTITUDE: 'The target says the opposite of a strong verb: "salue" for "condemns".',
}


def _check(kind: PolarityKind, pair: Pair, _options: Options) -> Iterator[Issue]:
    differences = compare_polarity(
        extract_polarity(pair.source_text, pair.source_lang),
        extract_polarity(pair.target_text, pair.target_lang),
    )
    for difference in differences:
        if difference.polarity is kind:
            yield _issue(difference)


def _issue(difference: PolarityDifference) -> Issue:
    source = difference.source.text if difference.source else ""
    target = difference.target.text if difference.target else ""
    counts = "source {}, target {}".format(*difference.counts)
    if difference.kind is DifferenceKind.LOST:
        message = f'a negation is lost: "{source}" ({counts})'
    elif difference.kind is DifferenceKind.ADDED:
        message = f'a negation is added: "{target}" ({counts})'
    else:
        message = f'the source says "{source}", the target "{target}"'
    severity = Severity.ERROR if difference.certain else Severity.WARNING
    return Issue(
        message=message,
        hint="read both sentences for what they affirm",
        severity=severity,
        source=difference.source.span if difference.source else ALL,
        target=difference.target.span if difference.target else ALL,
    )


CHECKS = tuple(
    Check(
        code=kind.value,
        severity=Severity.WARNING,
        explanation=_EXPLANATIONS[kind],
        pair=functools.partial(_check, kind),
    )
    for kind in PolarityKind
)
