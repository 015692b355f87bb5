"""The account of a text after enforcement: what was done to it, and what is left to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.enforcement.values import Enforced, TermEdit, UnmetTerm

if TYPE_CHECKING:
    from workflow.glossary.enforcement.cases import Case
    from workflow.glossary.enforcement.ladder import House, Step
    from workflow.glossary.enforcement.values import Rule


def account_of(case: Case, house: House) -> Enforced:
    """Return the text of a case with all that a reviewer should read about it."""
    edits = [
        _edit(case, step, change)
        for step, change in zip(case.top.steps, case.step_changes, strict=True)
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


def _edit(case: Case, step: Step, change: float | None) -> TermEdit:
    return TermEdit(
        term_id=case.demands[step.index].hit.term.id,
        before=step.rewritten.before,
        after=step.rewritten.after,
        rule=step.rule,
        reason=step.rewritten.reason,
        score_change=change,
    )


def _chosen(case: Case, rule: Rule) -> TermEdit:
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


def _unmet(case: Case, index: int, house: House) -> UnmetTerm:
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
