"""Enforce a glossary on the drafts of a run: all of them at once, so that the engine is asked once.

A pure function over frozen values: what it needs of an engine comes as two functions. Every draft
climbs the ladder; the engine then scores every step of every draft in one call, and a step that
lowers the score too far is taken back. What is still unmet is looked for in the other hypotheses,
placed where the engine likes it best, decoded again behind the form itself, and at last left
visible.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.account import account_of
from workflow.glossary.enforcement.alternatives import redecoded, with_other_hypothesis
from workflow.glossary.enforcement.cases import Case, open_case, start_of
from workflow.glossary.enforcement.climbing import climb
from workflow.glossary.enforcement.placing import placed
from workflow.glossary.enforcement.values import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.glossary.enforcement.ladder import House, Step
    from workflow.glossary.enforcement.values import Enforced, Redecoder, Scorer, Sentence

COLLAPSE = -0.5
"""Change of the mean log-probability from which an edit is taken back."""
RARE = -5.4
"""The same times the share of the text that the term takes up: a word that the engine has never
written costs about one nat a letter, and in a short text that is much of the mean."""
DOUBT = -0.1
"""The same for a term that stands there already, in its dictionary form."""
SURE = frozenset({Rule.SYNONYM, Rule.SPELT, Rule.FORBIDDEN, Rule.BRACKETED})
"""Rules whose place is beyond doubt: there the house decides, whatever the engine prefers."""


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
    cases = [open_case(sentence, house) for sentence in sentences]
    if score is not None:
        cases = _judged(cases, house, score)
    cases = [with_other_hypothesis(case, house) for case in cases]
    if score is not None:
        cases = placed(cases, house, score)
    if redecode is not None:
        cases = redecoded(cases, house, redecode, score)
    return tuple(account_of(case, house) for case in cases)


def _judged(cases: list[Case], house: House, score: Scorer) -> list[Case]:
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


def _chain(case: Case) -> list[str]:
    steps = case.top.steps
    return [case.sentence.hypotheses[0].text, *(step.rewritten.text for step in steps)] * bool(
        steps
    )


def _limit(step: Step) -> float:
    """Return the change of the mean log-probability that a step may cost."""
    if step.rule is Rule.INFLECTED:
        return DOUBT
    share = len(step.rewritten.after) / len(step.rewritten.text)
    return min(COLLAPSE, RARE * share)


def _without_refused(case: Case, house: House) -> Case:
    steps = zip(case.top.steps, case.changes, strict=True)
    refused = frozenset(
        step.index
        for step, change in steps
        if step.rule not in SURE and change is not None and change < _limit(step)
    )
    if not refused:
        return case
    kept = {
        step.index: change
        for step, change in zip(case.top.steps, case.changes, strict=True)
        if step.index not in refused
    }
    start = start_of(case.sentence, case.demands, case.sentence.hypotheses[0])
    top = climb(start, house, banned=refused)
    changes = tuple(kept.get(step.index) for step in top.steps)
    return replace(case, top=top, changes=changes, refused=refused)
