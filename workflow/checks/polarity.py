"""A lost "ne … pas", "must" for "may", "welcomes" for "condemns"."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workflow.checks.pairs import ALL, Check, Issue, Options, Pair
from workflow.facts import (
    DifferenceKind,
    PolarityKind,
    compare_polarity,
    extract_polarity,
    has_polarity,
)
from workflow.model import Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.facts import PolarityDifference
    from workflow.model import LangTag

_EXPLANATIONS = {
    PolarityKind.NEGATION: "The target denies what the source affirms, or the reverse. An error"
    ' where the source has a clear "ne … pas", "not", "не" and the target has nothing like it; a'
    " warning where the numbers of negations differ.",
    PolarityKind.MODALITY: 'The source obliges ("doit") where the target permits ("may"), or the'
    " reverse.",
    PolarityKind.ATTITUDE: 'The target says the opposite of a strong verb: "salue" for "condemns".',
    PolarityKind.BOUND: 'The source sets a lower bound ("au moins 55 %") where the target sets an'
    ' upper one ("at most 55%"), or the reverse.',
    PolarityKind.RESTRICTION: 'The source affirms of one thing alone ("ne … que", "seulement") and'
    " nothing in the target does.",
}


def _check(kind: PolarityKind, pair: Pair, _options: Options) -> Iterator[Issue]:
    if not (has_polarity(pair.source_lang) and has_polarity(pair.target_lang)):
        return
    differences = _differences(
        pair.source_text, pair.target_text, pair.source_lang, pair.target_lang
    )
    for difference in differences:
        if difference.polarity is kind:
            yield _issue(difference)


@functools.lru_cache(maxsize=64)
def _differences(
    source: str, target: str, source_lang: LangTag, target_lang: LangTag
) -> tuple[PolarityDifference, ...]:
    """Compare once for all the codes that share the result."""
    return compare_polarity(
        extract_polarity(source, source_lang), extract_polarity(target, target_lang)
    )


def _issue(difference: PolarityDifference) -> Issue:
    source = difference.source.text if difference.source else ""
    target = difference.target.text if difference.target else ""
    ours, theirs = difference.counts
    if difference.polarity is PolarityKind.RESTRICTION:
        message = tr('the source restricts ("{words}"), the target does not', words=source)
    elif difference.kind is DifferenceKind.LOST:
        message = tr(
            'a negation is lost: "{words}" (source {ours}, target {theirs})',
            words=source,
            ours=ours,
            theirs=theirs,
        )
    elif difference.kind is DifferenceKind.ADDED:
        message = tr(
            'a negation is added: "{words}" (source {ours}, target {theirs})',
            words=target,
            ours=ours,
            theirs=theirs,
        )
    else:
        message = tr(
            'the source says "{source}", the target "{target}"', source=source, target=target
        )
    severity = Severity.ERROR if difference.certain else Severity.WARNING
    return Issue(
        message=message,
        hint=tr("read both sentences for what they affirm"),
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
