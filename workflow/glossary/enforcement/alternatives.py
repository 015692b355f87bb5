"""Other texts than the first hypothesis: the next ones, and those decoded behind a term."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.cases import favourites, start_of, unsaid
from workflow.glossary.enforcement.climbing import climb, hints_of
from workflow.glossary.enforcement.likeness import stutters
from workflow.glossary.enforcement.values import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workflow.glossary.enforcement.cases import Case
    from workflow.glossary.enforcement.ladder import Climb, House
    from workflow.glossary.enforcement.values import Redecoder, Scorer
    from workflow.model import Hypothesis

WORSE = -0.15
"""Change of the mean log-probability that another text may cost."""
_MOST = 4
"""Beginnings with which a text is decoded again."""
_ROUNDS = 3
"""Terms of a sentence for which it is."""


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


def redecoded(
    cases: Sequence[Case], house: House, redecode: Redecoder, score: Scorer | None
) -> list[Case]:
    """Decode strict terms that are still missing again: the text up to their place, then they."""
    result = list(cases)
    done: list[set[int]] = [set() for _ in cases]
    for _ in range(_ROUNDS):
        asked = [
            (number, prefix)
            for number, case in enumerate(result)
            for prefix in _prefixes(case, done[number], house)
        ]
        if not asked:
            break
        sources = [result[number].sentence.source for number, _ in asked]
        answers = redecode(sources, [prefix for _, prefix in asked])
        found: defaultdict[int, list[Hypothesis]] = defaultdict(list)
        for (number, _), hypotheses in zip(asked, answers, strict=True):
            found[number] += hypotheses
        _choose(result, found, house, score)
    return result


def _choose(
    cases: list[Case],
    found: Mapping[int, Sequence[Hypothesis]],
    house: House,
    score: Scorer | None,
) -> None:
    """Put the text into each case that the engine likes best of those that miss fewer terms."""
    if score is None:
        for number, hypotheses in found.items():
            for hypothesis in hypotheses:
                cases[number] = _better(cases[number], hypothesis, Rule.FORCED, house)
        return
    rivals = {
        number: tops
        for number, each in found.items()
        if (tops := _rivals(cases[number], each, house))
    }
    asked = [(cases[number].top, tops) for number, tops in rivals.items()]
    for number, (top, change) in zip(rivals, favourites(asked, score), strict=True):
        if change >= WORSE:
            changes = (None,) * len(top.steps)
            cases[number] = replace(cases[number], top=top, changes=changes, rule=Rule.FORCED)


def _rivals(case: Case, hypotheses: Sequence[Hypothesis], house: House) -> list[Climb]:
    """Return the texts that miss fewer terms than that of the case, each once."""
    tops = {
        hypothesis.text: climb(
            start_of(case.sentence, case.demands, hypothesis), house, banned=case.refused
        )
        for hypothesis in hypotheses
    }
    return [
        top
        for top in tops.values()
        if len(unsaid(top)) < len(unsaid(case.top))
        and top.strictly_unmet < case.top.strictly_unmet
        and not stutters(top.text)
    ]


def _prefixes(case: Case, done: set[int], house: House) -> tuple[str, ...]:
    """Return what the texts decoded anew have to begin with, for the first term not in `done`."""
    strict = sorted((case.missing(house) & case.top.strictly_unmet) - done)
    if not strict:
        return ()
    index = strict[0]
    done.add(index)
    if house.grammar is None or not house.grammar.may_insert:
        prefix = _prefix(case, index)
        return (prefix,) if prefix else ()
    demand, text = case.demands[index], case.top.text
    positions = case.top.bitext(house).gaps(demand.hit.span, taken=case.top.taken(index))
    found = [
        f"{text[:position].rstrip()} {wording}".replace(" ,", ",").lstrip()
        for position in positions
        for wording in house.grammar.insertions(
            text[:position],
            position,
            demand.phrase,
            number=demand.number,
            hints=hints_of(case.top, index, house),
        )
    ]
    return tuple(dict.fromkeys(found))[:_MOST]


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
