"""Other texts than the first hypothesis: the next ones, and those decoded behind a term."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.cases import start_of, unsaid
from workflow.glossary.enforcement.climbing import climb
from workflow.glossary.enforcement.values import Rule

if TYPE_CHECKING:
    from workflow.glossary.enforcement.cases import Case
    from workflow.glossary.enforcement.ladder import House
    from workflow.glossary.enforcement.values import Redecoder
    from workflow.model import Hypothesis

WORSE = -0.15
"""Change of the mean log-probability that another text may cost."""


def with_other_hypothesis(case: Case, house: House) -> Case:
    """Take the first hypothesis that leaves fewer terms unsaid."""
    for hypothesis in case.sentence.hypotheses[1:]:
        if not case.missing(house):
            break
        case = _better(case, hypothesis, Rule.HYPOTHESIS, house)
    return case


def _better(case: Case, hypothesis: Hypothesis, rule: Rule, house: House) -> Case:
    """Return the case with another text where that leaves fewer terms unsaid.

    The engine must like the text nearly as well, and nothing unscored may be put into it but one
    allowed form for another.
    """
    if hypothesis.score - case.sentence.hypotheses[0].score < WORSE:
        return case
    start = start_of(case.sentence, case.demands, hypothesis)
    top = climb(start, house, banned=case.refused)
    if any(step.rule is Rule.ALIGNED for step in top.steps):
        return case
    before, after = len(unsaid(case.top)), len(unsaid(top))
    if after >= before or len(top.strictly_unmet) > len(case.top.strictly_unmet):
        return case
    return replace(case, top=top, changes=(None,) * len(top.steps), rule=rule)


def redecoded(cases: list[Case], house: House, redecode: Redecoder) -> list[Case]:
    """Decode strict terms that are still missing again: the text up to their place, then they."""
    prefixes = {}
    for index, case in enumerate(cases):
        strict = case.missing(house) & case.top.strictly_unmet
        if strict and (prefix := _prefix(case, min(strict))):
            prefixes[index] = prefix
    sources = [cases[index].sentence.source for index in prefixes]
    answers = redecode(sources, list(prefixes.values())) if prefixes else ()
    result = list(cases)
    for index, hypotheses in zip(prefixes, answers, strict=True):
        for hypothesis in hypotheses:
            result[index] = _better(result[index], hypothesis, Rule.FORCED, house)
    return result


def _prefix(case: Case, index: int) -> str:
    """Return the text before the place of a demand with the form that is due there."""
    hit = case.demands[index].hit
    linked = [link.target for link in case.top.links if link.source.overlaps(hit.span)]
    before = [link.target for link in case.top.links if link.source.end <= hit.span.start]
    if linked:
        end = min(span.start for span in linked)
    elif before or not hit.span.start:
        end = max((span.end for span in before), default=0)
    else:
        return ""
    return f"{case.top.text[:end].rstrip()} {case.demands[index].form}".lstrip()
