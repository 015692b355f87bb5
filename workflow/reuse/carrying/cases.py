"""A changed sentence beside the text it had: what is asked of safe reuse, and what is written.

Only the sentences decide what may be offered, through `Adapt`; where one became several or several
became one they are joined first, so that no change of a fact hides in the joint.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from workflow.catalog.entries import own_comments, with_change, without_change
from workflow.catalog.marks import withdraw_marks
from workflow.languages import base_of
from workflow.markdown.render import SAID_BEFORE
from workflow.reuse.values import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workflow.model import Entry, LangTag
    from workflow.reuse.carrying.past import Past

_GAPLESS = frozenset({"ja", "km", "lo", "my", "th", "zh"})
"""Languages that put no space between sentences."""


class Offered(Protocol):
    """What safe reuse says of one old text for one new sentence."""

    @property
    def text(self) -> str | None:
        """The text to offer; None for nothing."""

    @property
    def keeps_approval(self) -> bool:
        """Whether an approval of the old text holds for this one."""

    @property
    def change(self) -> str:
        """The class of the change, such as ``fact``."""

    @property
    def reason(self) -> str:
        """What changed, for the reviewer."""

    @property
    def warnings(self) -> Sequence[str]:
        """What to look at in the text."""


class Adapt(Protocol):
    """Safe reuse of one sentence."""

    def __call__(
        self,
        old_source: str,
        old_target: str,
        new_source: str,
        *,
        old_is_reviewed: bool,
        is_markdown: bool,
    ) -> Offered:
        """Say what of `old_target` may be offered for `new_source`."""


class Fate(StrEnum):
    """What became of an old text."""

    KEPT = "kept"
    """It is approved where it is now."""
    REPAIRED = "repaired"
    """It is offered with the changed fact put in."""
    OFFERED = "offered"
    """It is offered as it was."""
    WITHHELD = "withheld"
    """Its sentence was found, and it is not offered: it might say the opposite."""
    RETIRED = "retired"
    """No sentence was found; it is obsolete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a match came to: new entries, in order, and the fate of the old text."""

    entries: tuple[Entry, ...]
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """New entries and the old texts that they came from; one of the two is alone."""

    new: tuple[Entry, ...]
    past: tuple[Past, ...]
    tails: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Sentences that the old text says besides its own, and those in their place now."""
    is_markdown: bool = True
    starts_block: tuple[bool, ...] = (False,)
    """For each new entry whether nothing stands before it in its block."""
    is_ambiguous: bool = False
    """Whether the same sentence had other approved texts elsewhere."""
    source_lang: LangTag
    target_lang: LangTag


def old_source(case: Case) -> str:
    """Return the sentences that the old text says."""
    return join((*(past.source for past in case.past), *case.tails[0]), case.source_lang)


def new_source(case: Case) -> str:
    """Return the sentences that are in their place now."""
    return join((*(entry.msgid for entry in case.new), *case.tails[1]), case.source_lang)


def is_same_source(case: Case) -> bool:
    """Tell whether the sentences are the same, but for line ends between them."""
    return old_source(case).replace("\n", " ") == new_source(case).replace("\n", " ")


def compare(case: Case, adapt: Adapt, text: str) -> Offered:
    """Ask safe reuse what of the old `text` may be offered."""
    return adapt(
        old_source(case),
        text,
        new_source(case),
        old_is_reviewed=all(past.is_reviewed for past in case.past),
        is_markdown=case.is_markdown,
    )


def withheld(case: Case, offer: Offered) -> Outcome | None:
    """Say why nothing is offered; None where the sentences have nothing to do with each other."""
    if offer.change == Change.UNRELATED:
        return None
    first, *rest = case.new
    noted = with_change(first, str(offer.change), offer.reason)
    return Outcome(entries=(noted, *rest), fate=Fate.WITHHELD)


def fate_of(text: str, offer: Offered) -> Fate:
    """Return the fate of an old `text` of which something is offered."""
    return Fate.OFFERED if offer.text == text else Fate.REPAIRED


def approved(new: Entry, past: Past, text: str) -> Entry:
    """Return the new entry with an approved text and all the comments that it had."""
    return replace(
        new,
        msgstr=text.strip("\n"),
        comments=without_change(past.entry.comments),
        flags=tuple(sorted({*new.flags} - {"fuzzy"} | {*past.entry.flags} & {"no-wrap"})),
    )


def offered(new: Entry, past: Past, text: str) -> Entry:
    """Return the new entry with an old text, fuzzy, what people noted, and the source that it had.

    What a person had accepted in that text is withdrawn: it was for another sentence. ``~`` alone
    translates no source, so that there is none to compare with.
    """
    text = text.strip("\n")
    return replace(
        new,
        msgstr=text,
        comments=withdraw_marks(own_comments(past.entry)),
        flags=tuple(sorted({*new.flags, "fuzzy"})),
        previous_msgid=past.source if text != SAID_BEFORE else None,
    )


def noted(entry: Entry, kind: str, *reasons: str, warnings: Iterable[str] = ()) -> Entry:
    """Return the entry with the comment of a change, its reasons in one line."""
    return with_change(entry, kind, "; ".join(filter(None, reasons)), warnings=warnings)


def join(texts: Sequence[str], lang: LangTag) -> str:
    """Return sentences as one text of `lang`."""
    return ("" if base_of(lang) in _GAPLESS else " ").join(texts)
