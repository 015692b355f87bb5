"""What becomes of a text whose sentence has changed: kept, repaired, offered, or held back.

Only the pair of sentences decides, through `Adapt`; where a sentence became several or several
became one, the joined sentences are compared, so that no change of a fact hides in the joint.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from workflow.catalog.entries import own_comments, with_change, without_change
from workflow.catalog.plainness import plain_form
from workflow.catalog.repeats import context_of
from workflow.languages import base_of
from workflow.markdown.render import SAID_BEFORE
from workflow.reuse.carrying.folds import is_fold
from workflow.reuse.values import Change
from workflow.segmentation import split_text

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def settle(case: Case, adapt: Adapt) -> Outcome | None:
    """Return what the new entries hold; None where the sentences have nothing to do."""
    if len(case.new) > 1:
        return _split(case, adapt)
    if len(case.past) > 1:
        return _merged(case, adapt)
    (new,), (past,) = case.new, case.past
    if past.source == new.msgid and not case.tails[0]:
        return _moved(new, past, is_ambiguous=case.is_ambiguous)
    if is_fold(past.entry):
        return _folded(new, past)
    return _changed(case, adapt)


def _moved(new: Entry, past: Past, *, is_ambiguous: bool) -> Outcome:
    """Give a text back to the same sentence in another place."""
    same_context = context_of(new) == context_of(past.entry)
    if past.is_reviewed and same_context and not is_ambiguous:
        return Outcome(entries=(_approved(new, past, past.entry.msgstr),), fate=Fate.KEPT)
    where = past.entry.msgctxt or "running text"
    entry = _offered(new, past, past.entry.msgstr)
    return Outcome(entries=(with_change(entry, "place", f"was {where}"),), fate=Fate.OFFERED)


def _folded(new: Entry, past: Past) -> Outcome:
    """Keep ``~``: the sentence before says this one, or has just become fuzzy."""
    if past.is_reviewed and plain_form(past.source) == plain_form(new.msgid):
        return Outcome(entries=(_approved(new, past, SAID_BEFORE),), fate=Fate.KEPT)
    entry = with_change(_offered(new, past, SAID_BEFORE), "fold", "look at the sentence before")
    return Outcome(entries=(entry,), fate=Fate.OFFERED)


def _changed(case: Case, adapt: Adapt) -> Outcome | None:
    (new,), (past,) = case.new, case.past
    offer = adapt(
        _join((past.source, *case.tails[0]), case.source_lang),
        past.entry.msgstr,
        _join((new.msgid, *case.tails[1]), case.source_lang),
        old_is_reviewed=past.is_reviewed,
        is_markdown=case.is_markdown,
    )
    if offer.text is None:
        return _withheld(case, offer)
    if offer.keeps_approval and past.is_reviewed:
        return Outcome(entries=(_approved(new, past, offer.text),), fate=Fate.KEPT)
    return Outcome(entries=(_noted(new, past, offer),), fate=_fate_of(past, offer))


def _split(case: Case, adapt: Adapt) -> Outcome | None:
    """Offer the text of one sentence for the several that it became."""
    (past,) = case.past
    sources = [entry.msgid for entry in case.new]
    text = past.entry.msgstr
    fate, reason = Fate.OFFERED, ""
    warnings: tuple[str, ...] = ()
    if is_fold(past.entry):
        return None
    if not _is_same(past.source, sources, case.source_lang):
        offer = _adapt_joined(case, adapt, past.source, text, sources)
        if offer.text is None:
            return _withheld(case, offer)
        text, warnings, reason = offer.text, tuple(offer.warnings), offer.reason
        fate = _fate_of(past, offer)
    parts = _parts(text, len(sources), case.target_lang)
    about = f"; {reason}" if reason else ""
    entries = []
    for number, (new, starts) in enumerate(zip(case.new, case.starts_block, strict=True)):
        if parts:
            said, note = parts[number], f"part {number + 1} of {len(sources)} of the old sentence"
        elif number == 0:
            said, note = text, f"the old text, for {len(sources)} sentences that were one"
        elif not starts:
            said, note = SAID_BEFORE, "said in the sentence before, with which it was one"
        else:
            said, note = "", "was one with the sentence before, whose text may say it"
        entry = _offered(new, past, said) if said else new
        entries.append(
            with_change(
                entry, "split", note + about * (not number), warnings=warnings if not number else ()
            )
        )
    return Outcome(entries=tuple(entries), fate=fate)


def _merged(case: Case, adapt: Adapt) -> Outcome | None:
    """Offer the texts of several sentences for the one that they became.

    They stay approved where the sentence is exactly the old ones joined: it is then read as one
    only because the rules of segmentation, or a line break, have changed.
    """
    (new,) = case.new
    sources = [past.source for past in case.past]
    text = _join(
        [past.entry.msgstr for past in case.past if not is_fold(past.entry)], case.target_lang
    )
    first = replace(
        case.past[0], entry=replace(case.past[0].entry, comments=_all_comments(case.past))
    )
    if not text:
        return None
    if _is_same(new.msgid, sources, case.source_lang):
        if all(past.is_reviewed for past in case.past):
            return Outcome(entries=(_approved(new, first, text),), fate=Fate.KEPT)
        entry = with_change(_offered(new, first, text), "merged", f"was {len(sources)} sentences")
        return Outcome(entries=(entry,), fate=Fate.OFFERED)
    offer = adapt(
        _join(sources, case.source_lang),
        text,
        new.msgid,
        old_is_reviewed=all(past.is_reviewed for past in case.past),
        is_markdown=case.is_markdown,
    )
    if offer.text is None:
        return _withheld(case, offer)
    entry = replace(
        _offered(new, first, offer.text), previous_msgid=_join(sources, case.source_lang)
    )
    note = f"was {len(sources)} sentences" + (f"; {offer.reason}" if offer.reason else "")
    entry = with_change(entry, "merged", note, warnings=offer.warnings)
    return Outcome(entries=(entry,), fate=_fate_of(first, offer))


def _adapt_joined(case: Case, adapt: Adapt, old: str, text: str, sources: Sequence[str]) -> Offered:
    return adapt(
        old,
        text,
        _join(sources, case.source_lang),
        old_is_reviewed=case.past[0].is_reviewed,
        is_markdown=case.is_markdown,
    )


def _withheld(case: Case, offer: Offered) -> Outcome | None:
    """Say why nothing is offered, where the sentence is the old one at all."""
    if offer.change == Change.UNRELATED:
        return None
    first, *rest = case.new
    noted = with_change(first, str(offer.change), offer.reason)
    return Outcome(entries=(noted, *rest), fate=Fate.WITHHELD)


def _fate_of(past: Past, offer: Offered) -> Fate:
    return Fate.OFFERED if offer.text == past.entry.msgstr else Fate.REPAIRED


def _noted(new: Entry, past: Past, offer: Offered) -> Entry:
    entry = _offered(new, past, offer.text or "")
    return with_change(entry, str(offer.change), offer.reason, warnings=offer.warnings)


def _approved(new: Entry, past: Past, text: str) -> Entry:
    """Move an approved text with all its comments."""
    return replace(
        new,
        msgstr=text.strip("\n"),
        comments=without_change(past.entry.comments),
        flags=tuple(sorted({*new.flags} - {"fuzzy"} | {*past.entry.flags} & {"no-wrap"})),
    )


def _offered(new: Entry, past: Past, text: str) -> Entry:
    """Offer a text again, fuzzy, with what people noted about it and the source that it had."""
    text = text.strip("\n")
    return replace(
        new,
        msgstr=text,
        comments=own_comments(past.entry),
        flags=tuple(sorted({*new.flags, "fuzzy"})),
        previous_msgid=past.source if text != SAID_BEFORE else None,
    )


def _all_comments(past: Sequence[Past]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for each in past for line in each.entry.comments))


def _is_same(whole: str, parts: Sequence[str], lang: LangTag) -> bool:
    """Tell whether the parts are the whole, but for line ends between them."""
    return _join(parts, lang).split("\n") == whole.split("\n") or (
        _join(parts, lang).replace("\n", " ") == whole.replace("\n", " ")
    )


def _parts(text: str, count: int, lang: LangTag) -> tuple[str, ...]:
    """Return the sentences of a translation where there are exactly `count`, else nothing."""
    found = tuple(sentence.span.of(text) for sentence in split_text(text, lang))
    return found if len(found) == count else ()


def _join(texts: Sequence[str], lang: LangTag) -> str:
    return ("" if base_of(lang) in _GAPLESS else " ").join(texts)
