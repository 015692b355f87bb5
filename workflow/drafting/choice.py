"""Which of an engine's hypotheses becomes the draft."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workflow.checks.pairs import Pair
from workflow.checks.registry import FACT_CHECKS, run_checks
from workflow.drafting.figures import mend_figures
from workflow.drafting.guards import LIGHT, GuardWarning, examine
from workflow.facts import FactKind, extract_facts
from workflow.model import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.model import Hypothesis, LangTag

_NEAR = 0.1
"""What a hypothesis with more faithful names may cost, in mean log-probability. On United Nations
sentences 26 of 2,443 drafts change: 16 for the better by chrF2, 10 for the worse."""
_NAME_CHECKS = tuple(
    check for check in FACT_CHECKS if check.code in {"fact-name", "fact-place", "fact-acronym"}
)


def choose(
    source: str, hypotheses: Sequence[Hypothesis], *, source_lang: LangTag, target_lang: LangTag
) -> tuple[Hypothesis, tuple[GuardWarning, ...]]:
    """Return the first hypothesis that passes, else the one with fewest warnings, and these.

    One gives way to a later one that the engine likes nearly as well and that names more
    faithfully whom and what the source names. Where none passes, wrong figures are put right
    before the warnings are counted, and the reviewer reads of it; light warnings are counted where
    the others are as many. Raises `ValueError` for no hypotheses.
    """
    examined = (
        (
            hypothesis,
            examine(source, hypothesis.text, source_lang=source_lang, target_lang=target_lang),
        )
        for hypothesis in hypotheses
    )
    stopped = []
    for hypothesis, warnings in examined:
        if not warnings:
            passing = (other for other, fired in examined if not fired)
            near = (other for other in passing if hypothesis.score - other.score <= _NEAR)
            return _most_faithful(source, hypothesis, near, source_lang, target_lang), ()
        stopped.append((hypothesis, warnings))
    if not stopped:
        raise ValueError("no hypothesis to choose from")
    mended = [_mended(source, *each, source_lang, target_lang) for each in stopped]
    least = min(_weight(*each[1:]) for each in mended)
    equals = {each[0]: (*each[2], *each[1]) for each in mended if _weight(*each[1:]) == least}
    first, *others = equals
    near = (other for other in others if first.score - other.score <= _NEAR)
    chosen = _most_faithful(source, first, near, source_lang, target_lang)
    return chosen, equals[chosen]


def _weight(
    fired: tuple[GuardWarning, ...], told: tuple[GuardWarning, ...]
) -> tuple[int, int, int]:
    """Return how bad a hypothesis is: what is wrong, what is light, what was put right."""
    light = sum(each.code in LIGHT for each in fired)
    return len(fired) - light, light, len(told)


def _mended(
    source: str,
    hypothesis: Hypothesis,
    warnings: tuple[GuardWarning, ...],
    source_lang: LangTag,
    target_lang: LangTag,
) -> tuple[Hypothesis, tuple[GuardWarning, ...], tuple[GuardWarning, ...]]:
    """Return a hypothesis with its figures put right, what still fires, and what was put right."""
    languages = {"source_lang": source_lang, "target_lang": target_lang}
    mended, told = mend_figures(source, hypothesis, **languages)
    left = examine(source, mended.text, **languages) if told else warnings
    return mended, left, told


def _most_faithful(
    source: str,
    first: Hypothesis,
    others: Iterator[Hypothesis],
    source_lang: LangTag,
    target_lang: LangTag,
) -> Hypothesis:
    """Return the hypothesis with the fewest strange names; the others are seen only if need be.

    A name gained does not make up for another one lost: nothing may be strange in a later
    hypothesis that is not strange in the one before.
    """

    def strangers(hypothesis: Hypothesis) -> Counter[str]:
        return _strange_names(
            Pair(
                source=source,
                target=hypothesis.text,
                source_lang=source_lang,
                target_lang=target_lang,
                position=Position(path=""),
            )
        )

    best, least = first, strangers(first)
    while least and (other := next(others, None)) is not None:
        if (found := strangers(other)) < least:
            best, least = other, found
    return best


def _strange_names(pair: Pair) -> Counter[str]:
    """Return the names lost, changed or invented, and the countries named more often than due."""
    doubted = Counter(each.message for each in run_checks((pair,), among=_NAME_CHECKS))
    said, wanted = (
        Counter(fact.value for fact in extract_facts(*side) if fact.kind is FactKind.PLACE)
        for side in ((pair.target, pair.target_lang), (pair.source, pair.source_lang))
    )
    return doubted + (said - wanted)
