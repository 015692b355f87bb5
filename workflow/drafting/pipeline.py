"""Draft segments: rules where rules are sure, the engine for all the rest in one call.

Each segment goes through the same stations: its markup is lifted off, its plain text is prepared
(capitals, letterheads), translated, guarded, shaped back, and its markup is put back on the
aligned words. Nothing here approves anything: a draft is a proposal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow import structured
from workflow.drafting import guards
from workflow.drafting.manner import put_in_manner
from workflow.markdown import inline as markup
from workflow.model import (
    Draft,
    Hypothesis,
    Inline,
    LangTag,
    LineKind,
    MarkupKind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workflow.engines.base import Engine


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
    """The pair of a run."""

    source: LangTag
    target: LangTag


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A unit on its way: what the engine reads, and what must come back round its answer."""

    unit: Unit
    inline: Inline
    prepared: str
    nested: tuple[str, ...]
    """Descriptions of inline images and titles of links: texts of their own."""


def draft_units(
    units: Sequence[Unit],
    *,
    engine: Engine | None,
    languages: Languages,
    is_literal: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Draft | None, ...]:
    """Return a draft for each unit, in order; None where only an engine could make one.

    Without an `engine` the rules still draft datelines, contacts and the like. With `is_literal`
    no rule and no guard applies: the engine's own answer is wanted, as a proof of the skeleton.
    Each distinct text is translated once.
    """
    ruled = [None if is_literal else _draft_by_rule(unit, languages) for unit in units]
    if engine is None:
        return tuple(ruled)
    jobs = {
        index: _take_apart(unit, languages.source, is_literal=is_literal)
        for index, unit in enumerate(units)
        if ruled[index] is None
    }
    answers = _translate(engine, jobs.values(), progress)
    return tuple(
        _put_together(jobs[index], answers, engine, languages, is_literal=is_literal)
        if index in jobs
        else draft
        for index, draft in enumerate(ruled)
    )


def _draft_by_rule(unit: Unit, languages: Languages) -> Draft | None:
    if unit.kind is LineKind.PROSE and any(character.isalpha() for character in unit.text):
        return None
    target = structured.render_line(
        unit.text, unit.kind, source_lang=languages.source, target_lang=languages.target
    )
    return None if target is None else Draft(text=target, origin=f"rule: {unit.kind.value}")


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


def _put_together(
    job: _Job,
    answers: Mapping[str, tuple[Hypothesis, ...]],
    engine: Engine,
    languages: Languages,
    *,
    is_literal: bool,
) -> Draft:
    warnings: tuple[str, ...] = ()
    chosen = answers[job.prepared][0]
    if not is_literal:
        chosen, fired = guards.choose(
            job.prepared,
            answers[job.prepared],
            source_lang=languages.source,
            target_lang=languages.target,
        )
        warnings = tuple(str(warning) for warning in fired)
        chosen = put_in_manner(
            job.prepared, chosen, source_lang=languages.source, target_lang=languages.target
        )
        chosen = _shape(job, chosen, languages.target)
    text = markup.put_back(
        job.inline,
        chosen.text,
        chosen.links if len(job.prepared) == len(job.inline.text) else (),
        nested=[answers[each][0].text for each in job.nested],
    )
    return Draft(text=text, origin=engine.name, score=chosen.score, warnings=warnings)


def _shape(job: _Job, hypothesis: Hypothesis, target_lang: LangTag) -> Hypothesis:
    # The lines of a letterhead are those of its Markdown: in plain text a break is a space.
    source = job.unit.text if job.unit.kind is LineKind.LETTERHEAD else job.inline.text
    shaped = structured.finish(source, hypothesis.text, job.unit.kind, target_lang)
    # Capitals and line breaks keep every character in its place, or the alignment is worthless.
    links = hypothesis.links if len(shaped) == len(hypothesis.text) else ()
    return replace(hypothesis, text=shaped, links=links)
