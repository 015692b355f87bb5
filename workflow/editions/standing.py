"""Where an edition stands: in step with its source and review file, behind them, or held back.

A pure comparison of what the ledger says with what lies on the disk now: content decides, never the
time of a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workflow.editions.base import STATUSES_SAID
from workflow.wording import Text, tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.editions.base import Status
    from workflow.editions.ledger import LedgerLine


class State(StrEnum):
    """Where an edition stands, the state that wants most to be mended first."""

    NEVER_BUILT = "never built"
    """There is no such file."""
    STALE = "stale"
    """The source or the review file says something else now, or nobody knows."""
    EDITED = "edited by hand"
    """The file is not the one that was written."""
    WITHHELD = "withheld"
    """In step, but not to be published: an error was found, or a segment has no approval."""
    CURRENT = "current"
    """In step with what it was made from, approved in every segment, without an error."""


STATES_SAID = {
    State.NEVER_BUILT: tr("never built"),
    State.STALE: tr("stale"),
    State.EDITED: tr("edited by hand"),
    State.WITHHELD: tr("withheld"),
    State.CURRENT: tr("current"),
}


class Reason(StrEnum):
    """Why an edition stands where it does; the value is what a program reads."""

    NOT_BUILT = "not-built"
    MISSING = "missing"
    UNRECORDED = "unrecorded"
    SOURCE = "source"
    LAYOUT = "layout"
    TARGET = "target"
    STATUS = "status"
    EDITED = "edited"
    ERRORS = "errors"
    DRAFTS = "drafts"
    UNTRANSLATED = "untranslated"
    REVIEW_FILE = "review-file"
    GLOSSARY = "glossary"


_NOTES = frozenset({Reason.REVIEW_FILE, Reason.GLOSSARY})
"""What is told and leaves an edition where it stands."""

_STATES = {
    Reason.NOT_BUILT: State.NEVER_BUILT,
    Reason.MISSING: State.NEVER_BUILT,
    Reason.UNRECORDED: State.STALE,
    Reason.SOURCE: State.STALE,
    Reason.LAYOUT: State.STALE,
    Reason.TARGET: State.STALE,
    Reason.STATUS: State.STALE,
    Reason.EDITED: State.EDITED,
    Reason.ERRORS: State.WITHHELD,
    Reason.DRAFTS: State.WITHHELD,
    Reason.UNTRANSLATED: State.WITHHELD,
}

_WORDS = {
    Reason.NOT_BUILT: tr("it was not made yet"),
    Reason.MISSING: tr("the file that the ledger names is gone"),
    Reason.UNRECORDED: tr("the ledger does not say what it was made from"),
    Reason.SOURCE: tr("sentences of the source are not those that it was made from: {count}"),
    Reason.LAYOUT: tr("the source changed outside of its sentences, or in their order"),
    Reason.TARGET: tr("the review file says other words now: {count}"),
    Reason.STATUS: tr("made now, it would be {status}"),
    Reason.EDITED: tr("the file was changed after it was written"),
    Reason.ERRORS: tr("errors found in the review file: {count}"),
    Reason.DRAFTS: tr("sentences that nobody has approved: {count}"),
    Reason.UNTRANSLATED: tr("sentences without a translation: {count}"),
    Reason.REVIEW_FILE: tr("the review file was saved since, with the same words"),
    Reason.GLOSSARY: tr("the glossary changed since its drafts were made"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What lies on the disk now, and what an edition made now would say."""

    source_sha256: str
    catalog_sha256: str
    """Empty where there is no review file."""
    edition_sha256: str
    """Empty where there is no edition."""
    glossary_sha256: str
    segments: tuple[str, ...]
    targets: tuple[str, ...]
    """As in `LedgerLine`."""
    status: Status
    drafts: int
    untranslated: int
    errors: int
    """Findings of that severity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one edition stands, and why."""

    state: State
    stale_segments: int | None
    """How many sentences of the edition are not those of now; None where nobody knows."""
    reasons: tuple[tuple[Reason, int], ...]
    """Each with a number of sentences or findings, 0 where it has none; in the order of `Reason`.
    Reasons of a lesser state are there too."""
    status: Status

    def explained(self) -> tuple[str, ...]:
        """Return the reasons in words."""
        return tuple(
            Text(_WORDS[reason].msgid, {"count": count, "status": STATUSES_SAID[self.status]})
            for reason, count in self.reasons
        )

    def said(self) -> Text:
        """Return the state as a table shows it: ``stale in 2 segments``."""
        if self.state is not State.STALE or not self.stale_segments:
            return STATES_SAID[self.state]
        return trn("stale in {count} segment", "stale in {count} segments", self.stale_segments)

    def __str__(self) -> str:
        """Write the state in English."""
        return str(self.said())


def stand(line: LedgerLine | None, present: Present) -> Standing:
    """Return where an edition stands; `line` is its line of the ledger, None where it has none."""
    changed = _changed(line, present)
    reasons = tuple(_iter_reasons(line, present, changed))
    states = [_STATES[reason] for reason, _ in reasons if reason not in _NOTES]
    order = list(State)
    return Standing(
        state=min(states, key=order.index, default=State.CURRENT),
        stale_segments=None if changed is None else sum(changed),
        reasons=reasons,
        status=present.status,
    )


def _changed(line: LedgerLine | None, present: Present) -> tuple[int, int] | None:
    """Count the sentences whose source, and those of whose target alone, are not what they were.

    A sentence that was replaced by another counts once, one that was left out counts too. None
    where the ledger does not tell the sentences.
    """
    if line is None or not line.is_detailed:
        return None
    before = line.pairs
    now = dict(zip(present.segments, present.targets, strict=True))
    replaced = max(len(now.keys() - before.keys()), len(before.keys() - now.keys()))
    reworded = sum(before[key] != now[key] for key in before.keys() & now.keys())
    return replaced, reworded


def _iter_reasons(
    line: LedgerLine | None, present: Present, changed: tuple[int, int] | None
) -> Iterator[tuple[Reason, int]]:
    if not present.edition_sha256:
        yield (Reason.MISSING if line else Reason.NOT_BUILT), 0
    elif line is None:
        yield Reason.UNRECORDED, 0
    if line is not None:
        yield from _iter_differences(line, present, changed)
    if line is not None and present.edition_sha256 not in {"", line.edition_sha256}:
        yield Reason.EDITED, 0
    for reason, count in (
        (Reason.ERRORS, present.errors),
        (Reason.DRAFTS, present.drafts),
        (Reason.UNTRANSLATED, present.untranslated),
    ):
        if count:
            yield reason, count
    if line is not None:
        yield from _iter_notes(line, present, changed)


def _iter_differences(
    line: LedgerLine, present: Present, changed: tuple[int, int] | None
) -> Iterator[tuple[Reason, int]]:
    has_same_source = line.source_sha256 == present.source_sha256
    has_same_catalog = line.catalog_sha256 == present.catalog_sha256
    if changed is None:
        if not (has_same_source and has_same_catalog):
            yield Reason.UNRECORDED, 0
        return
    replaced, reworded = changed
    if replaced:
        yield Reason.SOURCE, replaced
    elif not has_same_source:
        yield Reason.LAYOUT, 0
    if reworded:
        yield Reason.TARGET, reworded
    if line.status != present.status.value:
        yield Reason.STATUS, 0


def _iter_notes(
    line: LedgerLine, present: Present, changed: tuple[int, int] | None
) -> Iterator[tuple[Reason, int]]:
    is_same_text = changed is not None and not sum(changed)
    if is_same_text and line.catalog_sha256 != present.catalog_sha256:
        yield Reason.REVIEW_FILE, 0
    # A person's approval outlives a change of the glossary; what it then lacks is a finding.
    if present.drafts and line.glossary_sha256 not in {"", present.glossary_sha256}:
        yield Reason.GLOSSARY, 0
