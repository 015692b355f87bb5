"""Draft segments: rules where rules are sure, the engine for all the rest in one call.

Each segment goes through the same stations: its markup is lifted off, its plain text is prepared
(capitals, letterheads), translated, guarded, shaped back, and its markup is put back on the
aligned words. Nothing here approves anything: a draft is a proposal.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workflow import structured
from workflow.checks.typography import fix_typography
from workflow.drafting import stations
from workflow.drafting.jobs import put_together, take_apart
from workflow.drafting.whole_terms import render_term
from workflow.model import Draft, LineKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workflow.drafting.jobs import Job
    from workflow.drafting.stations import Choice
    from workflow.drafting.units import Languages, Treatment, Unit
    from workflow.engines.base import Engine
    from workflow.model import Hypothesis


def draft_units(
    units: Sequence[Unit],
    *,
    engine: Engine | None,
    languages: Languages,
    treatment: Treatment,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Draft | None, ...]:
    """Return a draft for each unit, in order; None where only an engine could make one.

    Without an `engine` the rules still draft datelines, contacts and the like. Each distinct text
    is translated once.
    """
    ruled = [_draft_by_rule(unit, languages, treatment) for unit in units]
    if engine is None:
        return tuple(ruled)
    jobs = {
        index: take_apart(unit, languages, is_literal=treatment.is_literal)
        for index, unit in enumerate(units)
        if ruled[index] is None
    }
    answers = _translate(engine, jobs.values(), progress)
    proposals = {
        index: tuple(job.completed(answer) for answer in answers[job.asked])
        for index, job in jobs.items()
    }
    if treatment.is_literal:
        chosen = {index: stations.Choice(proposals[index][0]) for index in jobs}
    else:
        chosen = _chosen(jobs, proposals, engine, languages, treatment)
    return tuple(
        _finished(jobs[index], chosen[index], answers, engine) if index in jobs else draft
        for index, draft in enumerate(ruled)
    )


def _chosen(
    jobs: Mapping[int, Job],
    proposals: Mapping[int, tuple[Hypothesis, ...]],
    engine: Engine,
    languages: Languages,
    treatment: Treatment,
) -> dict[int, Choice]:
    """Send each job with its proposals through the stations."""
    chosen = {
        index: stations.take_proposal(job, proposals[index], languages)
        for index, job in jobs.items()
    }
    if treatment.house is not None:
        chosen = stations.enforce_terms(
            chosen, jobs, proposals, house=treatment.house, engine=engine
        )
    chosen = stations.put_endings_right(chosen, jobs, languages, engine)
    for index, job in jobs.items():
        choice = stations.put_names_right(job, chosen[index], languages, treatment.house)
        choice = stations.tell_doubts(job, choice, languages, treatment.house)
        chosen[index] = stations.shape(job, choice, languages, in_manner=treatment.in_manner)
    return chosen


def _finished(
    job: Job, choice: Choice, answers: Mapping[str, tuple[Hypothesis, ...]], engine: Engine
) -> Draft:
    nested = [answers[each][0].text for each in job.nested]
    return Draft(
        text=put_together(job, choice.hypothesis, nested=nested),
        origin=engine.name,
        score=choice.hypothesis.score,
        warnings=choice.warnings,
        notes=choice.notes,
    )


def _draft_by_rule(unit: Unit, languages: Languages, treatment: Treatment) -> Draft | None:
    if treatment.is_literal:
        return None
    draft = _draft_line(unit, languages, treatment)
    appointment = structured.parse_appointment(unit.text, languages.source)
    if draft is not None or appointment is None:
        return draft
    lead = appointment.lead_in(languages.target)
    event = _draft_line(replace(unit, text=appointment.event), languages, treatment)
    return replace(event, text=lead + event.text) if lead and event else None


def _draft_line(unit: Unit, languages: Languages, treatment: Treatment) -> Draft | None:
    """Draft a line by rule, without the spaces and quotation marks of the source's language."""
    draft = _ruled_line(unit, languages, treatment)
    if draft is None or not treatment.in_manner:
        return draft
    return replace(draft, text=fix_typography(draft.text, languages.target))


def _ruled_line(unit: Unit, languages: Languages, treatment: Treatment) -> Draft | None:
    if not any(map(str.isalnum, unit.text)):  # emoji, dots, a rule: an engine adds words of its own
        return Draft(text=unit.text, origin="rule: no words")
    # The house's own words come first: a formula of ours must not contradict its glossary.
    if treatment.house is not None:
        target = render_term(unit.text, house=treatment.house, target_lang=languages.target)
        if target is not None:
            target = structured.finish(unit.text, target, unit.kind, languages.target)
            return Draft(text=target, origin="rule: term")
    target = structured.render_line(
        unit.text, unit.kind, source_lang=languages.source, target_lang=languages.target
    )
    if target is None:
        return None
    rule = "formula" if unit.kind is LineKind.PROSE else unit.kind.value
    return Draft(text=target, origin=f"rule: {rule}")


def _translate(
    engine: Engine,
    jobs: Iterable[Job],
    progress: Callable[[int, int], None] | None,
) -> dict[str, tuple[Hypothesis, ...]]:
    texts = tuple(dict.fromkeys(text for job in jobs for text in (job.asked, *job.nested)))
    done = 0

    def count(finished: int) -> None:
        nonlocal done
        done += finished
        if progress:
            progress(done, len(texts))

    return dict(zip(texts, engine.translate(texts, progress=count), strict=True))
