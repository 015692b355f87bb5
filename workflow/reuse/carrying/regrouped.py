"""One sentence that became several, several that became one: nothing is said twice or nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.catalog.marks import withdraw_marks
from workflow.markdown.render import SAID_BEFORE
from workflow.reuse.carrying.cases import (
    Fate,
    Outcome,
    approved,
    compare,
    fate_of,
    is_same_source,
    join,
    noted,
    offered,
    old_source,
    withheld,
)
from workflow.reuse.carrying.folds import is_fold
from workflow.segmentation import split_text

if TYPE_CHECKING:
    from workflow.reuse.carrying.cases import Adapt, Case
    from workflow.reuse.carrying.past import Past


def split(case: Case, adapt: Adapt) -> Outcome | None:
    """Offer the text of one sentence for the several that it became."""
    (past,) = case.past
    if is_fold(past.entry):
        return None
    text, fate, reason = past.entry.msgstr, Fate.OFFERED, ""
    warnings: tuple[str, ...] = ()
    if not is_same_source(case):
        offer = compare(case, adapt, text)
        if offer.text is None:
            return withheld(case, offer)
        fate = fate_of(text, offer)
        text, reason, warnings = offer.text, offer.reason, tuple(offer.warnings)
    first, *others = (
        noted(offered(new, past, said) if said else new, "split", note)
        for new, (said, note) in zip(case.new, _shares(case, text), strict=True)
    )
    note = first.comments[-1].partition(": ")[2]
    return Outcome(
        entries=(noted(first, "split", note, reason, warnings=warnings), *others), fate=fate
    )


def _shares(case: Case, text: str) -> tuple[tuple[str, str], ...]:
    """Return what each new sentence is offered of the text, and what is said of that."""
    count = len(case.new)
    parts = () if case.tails[0] else _sentences(case, text)
    if len(parts) == count:
        return tuple(
            (part, f"part {n} of {count} of the old sentence") for n, part in enumerate(parts, 1)
        )
    behind = (
        ("", "was one with the sentence before, whose text may say it")
        if starts
        else (SAID_BEFORE, "said in the sentence before, with which it was one")
        for starts in case.starts_block[1:]
    )
    return ((text, f"the old text, for {count} sentences that were one"), *behind)


def _sentences(case: Case, text: str) -> tuple[str, ...]:
    return tuple(sentence.span.of(text) for sentence in split_text(text, case.target_lang))


def merge(case: Case, adapt: Adapt) -> Outcome | None:
    """Offer the texts of several sentences for the one that they became.

    They stay approved where the sentence is exactly the old ones joined: it is then read as one
    only because the rules of segmentation, or a line break, have changed.
    """
    (new,) = case.new
    first = _with_all_comments(case)
    texts = [past.entry.msgstr for past in case.past if not is_fold(past.entry)]
    text = join(texts, case.target_lang)
    about = f"was {len(case.past)} sentences"
    if not text:
        return None
    if is_same_source(case):
        if all(past.is_reviewed for past in case.past):
            return Outcome(entries=(approved(new, first, text),), fate=Fate.KEPT)
        entry = noted(offered(new, first, text), "merged", about)
        return Outcome(entries=(entry,), fate=Fate.OFFERED)
    offer = compare(case, adapt, text)
    if offer.text is None:
        return withheld(case, offer)
    entry = replace(offered(new, first, offer.text), previous_msgid=old_source(case))
    entry = noted(entry, "merged", about, offer.reason, warnings=offer.warnings)
    return Outcome(entries=(entry,), fate=fate_of(text, offer))


def _with_all_comments(case: Case) -> Past:
    """Return the first of the old texts with the comments of all.

    What was accepted in one of them is withdrawn: it might hide a mistake in another.
    """
    first = case.past[0]
    comments = dict.fromkeys(line for past in case.past for line in past.entry.comments)
    return replace(first, entry=replace(first.entry, comments=withdraw_marks(comments)))
