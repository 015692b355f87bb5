"""Draft segments: rules where rules are sure, the engine for all the rest in one call.

Each segment goes through the same stations: its markup is lifted off, its plain text is prepared
(capitals, letterheads), translated, guarded, shaped back, and its markup is put back on the
aligned words. Nothing here approves anything: a draft is a proposal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from workflow import structured
from workflow.drafting.choice import choose
from workflow.drafting.guards import LIGHT
from workflow.drafting.manner import put_in_manner
from workflow.drafting.names import mend_names
from workflow.drafting.nonwords import drop_mended
from workflow.drafting.sensible import doubt_senses, prefer_sense
from workflow.drafting.terms import Wording, apply_terms
from workflow.drafting.whole_terms import render_term
from workflow.errors import SettingsError
from workflow.markdown import inline as markup
from workflow.model import (
    Draft,
    Hypothesis,
    Inline,
    LangTag,
    LineKind,
    MarkupKind,
    Span,
)
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workflow.engines.base import Engine
    from workflow.glossary.enforcement.ladder import House

_LIGHT = tuple(f"[{code}]" for code in sorted(LIGHT))
"""How warnings end that do not stop the glossary from taking another hypothesis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A text to draft and what is known of it."""

    text: str
    """As in `Segment.text`."""
    kind: LineKind = LineKind.PROSE
    is_markdown: bool = True
    """False for front matter values and bare lines, where ``*`` is an asterisk."""
    references: frozenset[str] = frozenset()
    """As in `Document.references`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """The pair of a run. Raises `SettingsError` (``target-is-source``) for a language twice."""

    source: LangTag
    target: LangTag

    def __post_init__(self) -> None:
        if self.source == self.target:
            raise SettingsError(
                tr('the target language is the source language "{source}"', source=self.source),
                slug="target-is-source",
                hint=tr("choose another --to or --from, or set source_lang in workflow.toml"),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is done to an engine's answer before it becomes a draft."""

    house: House | None = None
    """The glossary to enforce."""
    is_literal: bool = False
    """No rule, guard or term applies: the engine's own answer is wanted, to prove the skeleton."""
    in_manner: bool = True
    """Typography, times and sums are written one way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A unit on its way: what the engine reads, and what must come back round its answer."""

    unit: Unit
    inline: Inline
    prepared: str
    nested: tuple[str, ...]
    """Descriptions of inline images and titles of links: texts of their own."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """The hypothesis taken for a job, and what is to be said of it."""

    hypothesis: Hypothesis
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


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
        index: _take_apart(unit, languages.source, is_literal=treatment.is_literal)
        for index, unit in enumerate(units)
        if ruled[index] is None
    }
    answers = _translate(engine, jobs.values(), progress)
    if treatment.is_literal:
        chosen = {index: _Choice(answers[job.prepared][0]) for index, job in jobs.items()}
    else:
        chosen = _choose(jobs, answers, languages)
        chosen = _enforce(chosen, jobs, answers, treatment.house, engine)
        chosen = {
            index: _name(jobs[index], each, languages, treatment.house)
            for index, each in chosen.items()
        }
        chosen = {index: _doubt(jobs[index], each, languages) for index, each in chosen.items()}
        chosen = {
            index: _shape(jobs[index], each, languages, in_manner=treatment.in_manner)
            for index, each in chosen.items()
        }
    return tuple(
        _put_together(jobs[index], chosen[index], answers, engine) if index in jobs else draft
        for index, draft in enumerate(ruled)
    )


def _draft_by_rule(unit: Unit, languages: Languages, treatment: Treatment) -> Draft | None:
    if treatment.is_literal:
        return None
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


def _take_apart(unit: Unit, source_lang: LangTag, *, is_literal: bool) -> _Job:
    if unit.is_markdown:
        inline = markup.lift(unit.text, references=unit.references)
    else:
        inline = Inline(source=unit.text, text=unit.text)
    if unit.kind is LineKind.LETTERHEAD and not is_literal:
        inline = _without_breaks(inline)  # `finish` decides anew where the lines end
    prepared = (
        inline.text if is_literal else structured.prepare(inline.text, unit.kind, source_lang)
    )
    return _Job(unit=unit, inline=inline, prepared=prepared, nested=markup.nested(inline))


def _without_breaks(inline: Inline) -> Inline:
    kept = tuple(each for each in inline.markups if each.kind is not MarkupKind.BREAK)
    return replace(inline, markups=kept)


def _translate(
    engine: Engine,
    jobs: Iterable[_Job],
    progress: Callable[[int, int], None] | None,
) -> dict[str, tuple[Hypothesis, ...]]:
    texts = tuple(dict.fromkeys(text for job in jobs for text in (job.prepared, *job.nested)))
    done = 0

    def count(finished: int) -> None:
        nonlocal done
        done += finished
        if progress:
            progress(done, len(texts))

    return dict(zip(texts, engine.translate(texts, progress=count), strict=True))


def _choose(
    jobs: Mapping[int, _Job],
    answers: Mapping[str, tuple[Hypothesis, ...]],
    languages: Languages,
) -> dict[int, _Choice]:
    """Take the first hypothesis of each job that the guards let pass."""
    choices = {}
    for index, job in jobs.items():
        hypothesis, fired = choose(
            job.prepared,
            answers[job.prepared],
            source_lang=languages.source,
            target_lang=languages.target,
        )
        hypothesis, fired = prefer_sense(
            job.prepared,
            hypothesis,
            fired,
            among=answers[job.prepared],
            source_lang=languages.source,
            target_lang=languages.target,
        )
        # What the engine did to an address is undone when the markup is put back.
        heard = [
            warning
            for warning in fired
            if not (job.unit.is_markdown and warning.code == "fact-address")
        ]
        choices[index] = _Choice(hypothesis, warnings=tuple(str(warning) for warning in heard))
    return choices


def _enforce(
    choices: Mapping[int, _Choice],
    jobs: Mapping[int, _Job],
    answers: Mapping[str, tuple[Hypothesis, ...]],
    house: House | None,
    engine: Engine,
) -> dict[int, _Choice]:
    """Let the glossary rule; a text that a guard had to stop has no second hypothesis."""
    if house is None:
        return dict(choices)
    wordings = [
        Wording(
            text=jobs[index].prepared,
            hypotheses=_ranked(each, answers[jobs[index].prepared]),
            protected=_protected(jobs[index]),
        )
        for index, each in choices.items()
    ]
    termed = apply_terms(wordings, house=house, engine=engine)
    return {
        index: _Choice(
            new.hypothesis,
            notes=new.notes,
            warnings=(*drop_mended(choices[index].warnings, new.hypothesis.text), *new.warnings),
        )
        for index, new in zip(choices, termed, strict=True)
    }


def _name(job: _Job, choice: _Choice, languages: Languages, house: House | None) -> _Choice:
    """Put mangled names right, but for those that the glossary has."""
    terms = house.checker.hits(job.prepared) if house is not None else ()
    draft, told = mend_names(
        job.prepared,
        choice.hypothesis,
        source_lang=languages.source,
        target_lang=languages.target,
        kept=[*_protected(job), *(hit.span for hit in terms)],
    )
    if not told:
        return choice
    warnings = (*drop_mended(choice.warnings, draft.text), *map(str, told))
    return replace(choice, hypothesis=draft, warnings=warnings)


def _doubt(job: _Job, choice: _Choice, languages: Languages) -> _Choice:
    """Say which words of the draft are strange, terms and names being in place."""
    told = doubt_senses(
        job.prepared,
        choice.hypothesis,
        source_lang=languages.source,
        target_lang=languages.target,
    )
    return replace(choice, warnings=(*choice.warnings, *map(str, told)))


def _ranked(choice: _Choice, hypotheses: tuple[Hypothesis, ...]) -> tuple[Hypothesis, ...]:
    """Return the chosen hypothesis and those after it; earlier ones were worse.

    One that a guard stopped stands alone: the others were stopped too.
    """
    if not all(warning.endswith(_LIGHT) for warning in choice.warnings):
        return (choice.hypothesis,)
    return hypotheses[hypotheses.index(choice.hypothesis) :]


def _protected(job: _Job) -> tuple[Span, ...]:
    """Return the code, addresses and literal words of what the engine reads."""
    kept = [each.span for each in job.inline.markups if each.verbatim and len(each.span)]
    if len(job.prepared) == len(job.inline.text):
        return tuple(kept)
    words = (span.of(job.inline.text) for span in kept)
    starts = ((job.prepared.find(word), len(word)) for word in words)
    return tuple(Span(start, start + size) for start, size in starts if start >= 0)


def _shape(job: _Job, choice: _Choice, languages: Languages, *, in_manner: bool) -> _Choice:
    """Write what was chosen in the manner of its language and the shape of its source."""
    draft = choice.hypothesis
    if in_manner:
        draft = put_in_manner(
            job.prepared, draft, source_lang=languages.source, target_lang=languages.target
        )
    # The lines of a letterhead are those of its Markdown: in plain text a break is a space.
    source = job.unit.text if job.unit.kind is LineKind.LETTERHEAD else job.inline.text
    text = structured.finish(source, draft.text, job.unit.kind, languages.target)
    # Capitals and line breaks keep every character in its place, or the alignment is worthless.
    links = draft.links if len(text) == len(draft.text) else ()
    return replace(choice, hypothesis=replace(draft, text=text, links=links))


def _put_together(
    job: _Job, choice: _Choice, answers: Mapping[str, tuple[Hypothesis, ...]], engine: Engine
) -> Draft:
    chosen = choice.hypothesis
    text = markup.put_back(
        job.inline,
        chosen.text,
        chosen.links if len(job.prepared) == len(job.inline.text) else (),
        nested=[answers[each][0].text for each in job.nested],
        references=job.unit.references,
    )
    if job.unit.kind is LineKind.LETTERHEAD and "\n" in chosen.text:
        text = _in_lines(text, chosen.text.split("\n"))
    return Draft(
        text=text,
        origin=engine.name,
        score=chosen.score,
        warnings=choice.warnings,
        notes=choice.notes,
    )


def _in_lines(text: str, lines: Sequence[str]) -> str:
    """Break Markdown after as many words as each of the plain `lines` has."""
    words = text.split()
    counts = [len(line.split()) for line in lines]
    if sum(counts) != len(words):  # markup with spaces of its own: better one line than a wrong one
        return text
    ends = accumulate(counts)
    return "\n".join(
        " ".join(words[end - count : end]) for count, end in zip(counts, ends, strict=True)
    )
