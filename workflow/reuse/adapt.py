"""Offer an old translation for a changed source, repaired where that is sure, or nothing.

The order of the rules is that of safety: what says the opposite is never offered; what is offered
has been compared with the new source by the fact gate; only typography keeps an approval.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.glossary.morphology.registry import load_morphology
from workflow.reuse import reasons
from workflow.reuse.classify import Versions, look_at, read_inline
from workflow.reuse.edits import Edit, applied, settle
from workflow.reuse.markup import in_markdown, offsets, remark
from workflow.reuse.repairs.base import Scene, Slot
from workflow.reuse.repairs.registry import repair
from workflow.reuse.turns import find_judgement
from workflow.reuse.units import read_units
from workflow.reuse.values import Change, Offer
from workflow.reuse.verification import verify

if TYPE_CHECKING:
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Inline, LangTag, Span
    from workflow.reuse.verification import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One old pair and the new source."""

    versions: Versions
    target: Inline
    languages: tuple[LangTag, LangTag]
    house: House | None
    references: frozenset[str]
    is_markdown: bool
    is_reviewed: bool


def adapt(  # noqa: PLR0913 - the old pair, the new source and all that they are read with
    old_source: str,
    old_target: str,
    new_source: str,
    *,
    languages: tuple[LangTag, LangTag],
    house: House | None = None,
    old_is_reviewed: bool,
    references: frozenset[str] = frozenset(),
    is_markdown: bool = True,
) -> Offer:
    """Return what the old translation is good for now that its source reads `new_source`.

    `languages` are those of source and target; `references` the link labels of the document. An
    approval is kept only where `old_is_reviewed` and nothing but typography differs.
    """
    old, new, target = (
        read_inline(text, references=references, is_markdown=is_markdown)
        for text in (old_source, new_source, old_target)
    )
    versions = look_at(old, new, lang=languages[0], house=house)
    job = _Job(
        versions=versions,
        target=target,
        languages=languages,
        house=house,
        references=references,
        is_markdown=is_markdown,
        is_reviewed=old_is_reviewed,
    )
    match versions.difference.change:
        case Change.SAME:
            return Offer(
                text=old_target,
                keeps_approval=old_is_reviewed,
                change=Change.SAME,
                reason="nothing changed",
            )
        case Change.POLARITY | Change.UNRELATED:
            return _nothing(job, reasons.why_nothing(versions))
        case _ if not old_target.strip():
            return _nothing(job, "there is no old translation")
        case Change.TYPOGRAPHY:
            return _typography(job)
        case _:
            return _repaired(job)


def _nothing(job: _Job, reason: str) -> Offer:
    change = job.versions.difference.change
    return Offer(text=None, keeps_approval=False, change=change, reason=reason)


def _typography(job: _Job) -> Offer:
    """Keep the approval, the markup repaired; fuzzy where some markup could not be placed."""
    versions = job.versions
    marked = remark(
        versions.old,
        versions.new,
        job.target,
        references=job.references,
        same_words=job.languages[0],
    )
    edits = settle(marked.edits)
    if edits is None:
        return _nothing(job, "markup changed: it could not be repaired")
    text = applied(job.target.source, edits)
    sure = not marked.unsure and _keeps_words(text, job)
    return Offer(
        text=text,
        keeps_approval=job.is_reviewed and sure,
        change=Change.TYPOGRAPHY,
        reason="only typography changed" if sure else "only typography and markup changed",
        warnings=tuple(map(reasons.about_markup, marked.unsure)),
    )


def _keeps_words(text: str, job: _Job) -> bool:
    """Tell whether a target whose markup was repaired still shows the same words."""
    again = read_inline(text, references=job.references, is_markdown=job.is_markdown)
    return again.text.split() == job.target.text.split()


def _repaired(job: _Job) -> Offer:
    versions = job.versions
    slots = _slots(job)
    if slots is None:
        return _nothing(job, reasons.unrepaired(versions, "it stands there more than once"))
    scene = Scene(
        source_lang=job.languages[0],
        target_lang=job.languages[1],
        house=job.house,
        grammar=load_morphology(job.languages[1]),
        old=versions.old.text,
        new=versions.new.text,
        target=job.target.text,
    )
    edits: list[Edit] = []
    warnings: list[str] = []
    for slot in slots:
        found = repair(slot, scene)
        if found is None:
            return _nothing(job, reasons.unrepaired(versions, "no rule is sure", slot))
        edits += found.edits
        warnings += found.warnings
    filled = tuple(slot.new.span for slot in slots if slot.new.hit is not None)
    return _made(job, edits, warnings, filled)


def _slots(job: _Job) -> tuple[Slot, ...] | None:
    """Return the slots whose value changed; None where one value is kept here and changed there."""
    pairs = [(a, b) for a, b in job.versions.comparison.pairs if a.value != b.value]
    if not pairs:
        return ()
    counts = Counter((a.family, a.value) for a, _ in pairs)
    units = read_units(job.versions.old.text, job.languages[0], job.house)
    everywhere = Counter((unit.family, unit.value) for unit in units if unit.family)
    slots: dict[tuple[str, str], Slot] = {}
    for old, new in pairs:
        key = (old.family, old.value)
        known = slots.setdefault(key, Slot(old=old, new=new, count=counts[key]))
        if known.new.value != new.value or everywhere[key] != counts[key]:
            return None
    return tuple(slots.values())


def _made(job: _Job, edits: list[Edit], warnings: list[str], filled: tuple[Span, ...]) -> Offer:
    """Make the edits, compare the result with the new source, and offer it or nothing."""
    versions = job.versions
    marked = remark(
        versions.old, versions.new, job.target, references=job.references, same_words=None
    )
    text = _edited(job, edits, marked.edits)
    if text is None:
        return _nothing(job, reasons.unrepaired(versions, "markup parts its words"))
    plain = read_inline(text, references=job.references, is_markdown=job.is_markdown).text
    verdict = verify(
        (versions.old.text, job.target.text),
        (versions.new.text, plain),
        languages=job.languages,
        house=job.house,
        filled=filled,
    )
    refusal = _refusal(job, verdict)
    if refusal:
        return _nothing(job, refusal)
    warnings += map(reasons.about_markup, marked.unsure)
    warnings += map(reasons.about_missing, verdict.missing)
    warnings += map(reasons.about_inherited, verdict.inherited)
    judged = find_judgement(versions.old.text, versions.new.text, job.languages[0])
    if judged:
        warnings.insert(0, f"the judgement changed: {judged}")
    return Offer(
        text=text,
        keeps_approval=False,
        change=versions.difference.change,
        reason=reasons.offered(versions),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _refusal(job: _Job, verdict: Verdict) -> str:
    if verdict.stale:
        return reasons.stale(job.versions, verdict.stale[0])
    if verdict.missing and job.versions.difference.change is not Change.WORDING:
        return reasons.unrepaired(job.versions, "the result was not found right")
    if verdict.is_turned and not find_judgement(
        job.versions.old.text, job.versions.new.text, job.languages[0]
    ):
        return reasons.unrepaired(job.versions, "the result would say something else")
    return ""


def _edited(job: _Job, edits: list[Edit], markup: tuple[Edit, ...]) -> str | None:
    """Return the target with edits of its plain text and of its markup, None where they clash."""
    settled = settle(edits)
    if settled is None:
        return None
    places = offsets(job.target, job.references)
    if places is None and settled:
        return None
    placed = [in_markdown(edit, job.target, places) for edit in settled] if places else []
    if None in placed:
        return None
    every = settle([*markup, *(edit for edit in placed if edit)])
    return None if every is None else applied(job.target.source, every)
