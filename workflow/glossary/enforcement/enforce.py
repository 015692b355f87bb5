"""Enforce a glossary on the drafts of a run: all of them at once, so that the engine is asked once.

A pure function over frozen values: what it needs of an engine comes as two functions. Every draft
climbs the ladder; the engine then scores every step of every draft in one call, and a step that
lowers the score too far is taken back. What is still unmet is looked for in the other hypotheses,
then decoded again behind the form itself, and at last left visible.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.demands import demand_of
from workflow.glossary.enforcement.ladder import Climb, House, Step, climb
from workflow.glossary.enforcement.values import (
    Enforced,
    Redecoder,
    Rule,
    Scorer,
    Sentence,
    TermEdit,
    UnmetTerm,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.glossary.enforcement.values import Demand
    from workflow.model import Hypothesis

COLLAPSE = -0.5
"""Change of the mean log-probability from which an edit is taken back."""
SURE = frozenset({Rule.SYNONYM, Rule.FORBIDDEN})
"""Rules whose place is beyond doubt: there the house decides, whatever the engine prefers."""
WORSE = -0.15
"""Change of the mean log-probability that another hypothesis may cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A sentence, what it asks for, and the best text so far."""

    sentence: Sentence
    demands: tuple[Demand, ...]
    top: Climb
    changes: tuple[float | None, ...] = ()
    """Score changes of the steps of `top`."""
    refused: frozenset[int] = frozenset()
    """Demands whose edit the engine found bad."""
    rule: Rule | None = None
    """How another text than the first hypothesis came to be chosen."""

    def missing(self, house: House) -> frozenset[int]:
        """Return the demands whose term the text does not say, in whatever words.

        A second mention may well be a pronoun; and what is said otherwise, by an adjective or in
        pieces, is better left to a person than decoded again. The answer to another demand says
        nothing: one president cannot stand for *the President of the Republic with the President
        of X*.
        """
        return frozenset(
            index
            for index in _unsaid(self.top)
            if index in self.refused
            or not self.top.bitext(house).rendering(
                self.demands[index].hit.span, taken=self.top.taken(index)
            )
        )


def _unsaid(top: Climb) -> frozenset[int]:
    """Return the demands unmet whose term no other occurrence meets."""
    said = {verdict.demand.hit.term.id for verdict in top.verdicts if verdict.is_met}
    return frozenset(index for index in top.unmet if top.demands[index].hit.term.id not in said)


def enforce(
    sentences: Sequence[Sentence],
    *,
    house: House,
    score: Scorer | None = None,
    redecode: Redecoder | None = None,
) -> tuple[Enforced, ...]:
    """Return every sentence's text with its terms in place, and an account of it.

    Without `score` edits are accepted on grammar alone; without `redecode` nothing is decoded anew.
    """
    cases = [_open(sentence, house) for sentence in sentences]
    if score is not None:
        cases = _judged(cases, house, score)
    cases = [_with_other_hypothesis(case, house) for case in cases]
    if redecode is not None:
        cases = _redecoded(cases, house, redecode)
    return tuple(_close(case, house) for case in cases)


def _open(sentence: Sentence, house: House) -> _Case:
    demands = tuple(
        demand
        for hit in house.checker.hits(sentence.source)
        if not any(hit.span.overlaps(span) for span in sentence.protected)
        and (demand := demand_of(hit, sentence.source, house.target_lang))
    )
    return _Case(
        sentence=sentence,
        demands=demands,
        top=climb(_start(sentence, demands, sentence.hypotheses[0]), house),
    )


def _start(sentence: Sentence, demands: tuple[Demand, ...], hypothesis: Hypothesis) -> Climb:
    return Climb(
        source=sentence.source,
        demands=demands,
        text=hypothesis.text,
        links=hypothesis.links,
        protected=tuple(span.of(sentence.source) for span in sentence.protected if len(span)),
    )


# --- The engine's opinion ------------------------------------------------------------------------


def _judged(cases: list[_Case], house: House, score: Scorer) -> list[_Case]:
    """Score every step of every text in one call; climb again without those that are refused."""
    chains = [_chain(case) for case in cases]
    pairs = [
        (case.sentence.source, text)
        for case, chain in zip(cases, chains, strict=True)
        for text in chain
    ]
    scores = iter(score(pairs) if pairs else ())
    judged = []
    for case, chain in zip(cases, chains, strict=True):
        values = [next(scores) for _ in chain]
        changes = tuple(after - before for before, after in itertools.pairwise(values))
        judged.append(_without_refused(replace(case, changes=changes), house))
    return judged


def _chain(case: _Case) -> list[str]:
    steps = case.top.steps
    return [case.sentence.hypotheses[0].text, *(step.rewritten.text for step in steps)] * bool(
        steps
    )


def _without_refused(case: _Case, house: House) -> _Case:
    steps = zip(case.top.steps, case.changes, strict=True)
    refused = frozenset(
        step.index
        for step, change in steps
        if step.rule not in SURE and change is not None and change < COLLAPSE
    )
    if not refused:
        return case
    kept = {
        step.index: change
        for step, change in zip(case.top.steps, case.changes, strict=True)
        if step.index not in refused
    }
    start = _start(case.sentence, case.demands, case.sentence.hypotheses[0])
    top = climb(start, house, banned=refused)
    changes = tuple(kept.get(step.index) for step in top.steps)
    return replace(case, top=top, changes=changes, refused=refused)


# --- Other texts ---------------------------------------------------------------------------------


def _with_other_hypothesis(case: _Case, house: House) -> _Case:
    """Take the first hypothesis that leaves fewer terms unsaid."""
    for hypothesis in case.sentence.hypotheses[1:]:
        if not case.missing(house):
            break
        case = _better(case, hypothesis, Rule.HYPOTHESIS, house)
    return case


def _better(case: _Case, hypothesis: Hypothesis, rule: Rule, house: House) -> _Case:
    """Return the case with another text where that leaves fewer terms unsaid.

    The engine must like the text nearly as well, and nothing unscored may be put into it but one
    allowed form for another.
    """
    if hypothesis.score - case.sentence.hypotheses[0].score < WORSE:
        return case
    start = _start(case.sentence, case.demands, hypothesis)
    top = climb(start, house, banned=case.refused)
    if any(step.rule is Rule.ALIGNED for step in top.steps):
        return case
    before, after = len(_unsaid(case.top)), len(_unsaid(top))
    if after >= before or len(top.strictly_unmet) > len(case.top.strictly_unmet):
        return case
    return replace(case, top=top, changes=(None,) * len(top.steps), rule=rule)


def _redecoded(cases: list[_Case], house: House, redecode: Redecoder) -> list[_Case]:
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


def _prefix(case: _Case, index: int) -> str:
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


# --- The account ---------------------------------------------------------------------------------


def _close(case: _Case, house: House) -> Enforced:
    edits = [
        _edit(case, step, change)
        for step, change in zip(
            case.top.steps, case.changes or (None,) * len(case.top.steps), strict=True
        )
    ]
    if case.rule is not None:
        edits.insert(0, _chosen(case, case.rule))
    return Enforced(
        text=case.top.text,
        links=case.top.links,
        edits=tuple(edits),
        unmet=tuple(_unmet(case, index, house) for index in case.top.unmet),
        found=tuple(demand.hit.term.id for demand in case.demands),
    )


def _edit(case: _Case, step: Step, change: float | None) -> TermEdit:
    return TermEdit(
        term_id=case.demands[step.index].hit.term.id,
        before=step.rewritten.before,
        after=step.rewritten.after,
        rule=step.rule,
        reason=step.rewritten.reason,
        score_change=change,
    )


def _chosen(case: _Case, rule: Rule) -> TermEdit:
    """Return the account of a text that was taken whole."""
    edited = {step.index for step in case.top.steps}
    start = next(
        (
            demand
            for index, demand in enumerate(case.demands)
            if demand.is_strict and index not in edited and index not in case.top.unmet
        ),
        case.demands[0],
    )
    return TermEdit(
        term_id=start.hit.term.id,
        before=case.sentence.hypotheses[0].text,
        after=case.top.text,
        rule=rule,
    )


def _unmet(case: _Case, index: int, house: House) -> UnmetTerm:
    demand = case.demands[index]
    answer = case.top.verdicts[index].answer
    words = case.top.bitext(house).rendering(demand.hit.span)
    if answer is not None:
        words = answer.span.of(case.top.text)
    if index in case.refused:
        reason = "the engine finds the sentence unlikely with it"
    elif words:
        reason = f'the draft says "{words}"'
    else:
        reason = "nothing in the draft stands for it"
    return UnmetTerm(
        term_id=demand.hit.term.id,
        words=demand.hit.span.of(case.sentence.source),
        expected=demand.form,
        reason=reason,
        is_strict=demand.is_strict,
    )
