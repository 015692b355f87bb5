"""A unit on its way: its markup is lifted off for the engine, and put back on the answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from workflow import structured
from workflow.drafting.edits import Edit, moved, undone
from workflow.drafting.reading import spell_out
from workflow.markdown import inline as markup
from workflow.model import Inline, LineKind, Link, MarkupKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.drafting.units import Languages, Unit
    from workflow.model import Hypothesis
    from workflow.structured import Appointment


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A unit on its way: what the engine reads, and what must come back round its answer."""

    unit: Unit
    inline: Inline
    prepared: str
    """Its plain text."""
    nested: tuple[str, ...]
    """Descriptions of inline images and titles of links: texts of their own."""
    appointment: Appointment | None = None
    lead: str = ""
    """The time of the appointment in the target language, and what parts it from the event."""

    spelled: tuple[Edit, ...] = ()
    """What the engine reads otherwise than it stands in the plain text, or in the event."""

    @property
    def asked(self) -> str:
        """What the engine reads: the plain text, of an appointment the event alone, spelled out."""
        text = self._said
        for edit in reversed(self.spelled):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        return text

    @property
    def _said(self) -> str:
        return self.appointment.event if self.appointment else self.prepared

    def completed(self, answer: Hypothesis) -> Hypothesis:
        """Return the engine's answer to what it was asked as one to the whole plain text."""
        if self.spelled:
            back = undone(self._said, self.spelled)
            links = (replace(link, source=moved(link.source, back)) for link in answer.links)
            answer = replace(answer, links=tuple(link for link in links if len(link.source)))
        if self.appointment is None:
            return answer
        before = len(self.prepared) - len(self.appointment.event)
        time = Link(
            source=Span(0, len(self.appointment.time)),
            target=Span(0, len(self.lead.rstrip(" \u00a0-–—:"))),
        )
        shifted = (
            Link(source=_shifted(link.source, before), target=_shifted(link.target, len(self.lead)))
            for link in answer.links
        )
        return replace(answer, text=self.lead + answer.text, links=(time, *shifted))


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def take_apart(unit: Unit, languages: Languages, *, is_literal: bool) -> Job:
    """Return what the engine reads of a unit, and what must be put back."""
    if unit.is_markdown:
        inline = markup.lift(unit.text, references=unit.references)
    else:
        inline = Inline(source=unit.text, text=unit.text)
    if unit.kind is LineKind.LETTERHEAD and not is_literal:
        inline = _without_breaks(inline)  # `finish` decides anew where the lines end
    nested = markup.nested(inline)
    if is_literal:
        return Job(unit=unit, inline=inline, prepared=inline.text, nested=nested)
    prepared = structured.prepare(inline.text, unit.kind, languages.source)
    appointment = structured.parse_appointment(prepared, languages.source)
    lead = appointment.lead_in(languages.target) if appointment else None
    return Job(
        unit=unit,
        inline=inline,
        prepared=prepared,
        nested=nested,
        appointment=appointment if lead else None,
        lead=lead or "",
        spelled=spell_out(
            appointment.event if appointment and lead else prepared,
            source_lang=languages.source,
            target_lang=languages.target,
        ),
    )


def _without_breaks(inline: Inline) -> Inline:
    kept = tuple(each for each in inline.markups if each.kind is not MarkupKind.BREAK)
    return replace(inline, markups=kept)


def protected_spans(job: Job) -> tuple[Span, ...]:
    """Return the code, addresses and literal words of what the engine reads."""
    kept = [each.span for each in job.inline.markups if each.verbatim and len(each.span)]
    if len(job.prepared) == len(job.inline.text):
        return tuple(kept)
    words = (span.of(job.inline.text) for span in kept)
    starts = ((job.prepared.find(word), len(word)) for word in words)
    return tuple(Span(start, start + size) for start, size in starts if start >= 0)


def put_together(job: Job, answer: Hypothesis, *, nested: Sequence[str]) -> str:
    """Return the engine's answer with the markup of its unit on the aligned words.

    `nested` are the answers to the texts of `Job.nested`.
    """
    text = markup.put_back(
        job.inline,
        answer.text,
        answer.links if len(job.prepared) == len(job.inline.text) else (),
        nested=nested,
        references=job.unit.references,
    )
    if job.unit.kind is LineKind.LETTERHEAD and "\n" in answer.text:
        return _in_lines(text, answer.text.split("\n"))
    return text


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
