"""What becomes of a text whose sentence has changed: kept, repaired, offered, or held back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.catalog.entries import own_comments
from workflow.catalog.plainness import plain_form
from workflow.catalog.repeats import context_of
from workflow.markdown.render import SAID_BEFORE
from workflow.reuse.carrying import regrouped
from workflow.reuse.carrying.cases import (
    Fate,
    Outcome,
    approved,
    compare,
    fate_of,
    noted,
    offered,
    withheld,
)
from workflow.reuse.carrying.folds import is_fold

if TYPE_CHECKING:
    from workflow.model import Entry
    from workflow.reuse.carrying.cases import Adapt, Case
    from workflow.reuse.carrying.past import Past


def settle(case: Case, adapt: Adapt) -> Outcome | None:
    """Return what the new entries hold; None where the sentences have nothing to do."""
    if len(case.new) > 1:
        return regrouped.split(case, adapt)
    if len(case.past) > 1:
        return regrouped.merge(case, adapt)
    (new,), (past,) = case.new, case.past
    if past.source == new.msgid and not case.tails[0]:
        return _moved(new, past, is_ambiguous=case.is_ambiguous)
    if is_fold(past.entry):
        return _folded(new, past)
    return _changed(case, adapt)


def _moved(new: Entry, past: Past, *, is_ambiguous: bool) -> Outcome:
    """Give a text back to the same sentence in another place."""
    text = past.entry.msgstr
    same_context = context_of(new) == context_of(past.entry)
    if past.is_reviewed and same_context and not is_ambiguous:
        return Outcome(entries=(approved(new, past, text),), fate=Fate.KEPT)
    where = past.entry.msgctxt or "running text"
    same_pair = replace(offered(new, past, text), comments=own_comments(past.entry))
    entry = noted(same_pair, "place", f"was {where}")
    return Outcome(entries=(entry,), fate=Fate.OFFERED)


def _folded(new: Entry, past: Past) -> Outcome:
    """Keep ``~``: the sentence before says this one, or has just become fuzzy."""
    if past.is_reviewed and plain_form(past.source) == plain_form(new.msgid):
        return Outcome(entries=(approved(new, past, SAID_BEFORE),), fate=Fate.KEPT)
    entry = noted(offered(new, past, SAID_BEFORE), "fold", "look at the sentence before")
    return Outcome(entries=(entry,), fate=Fate.OFFERED)


def _changed(case: Case, adapt: Adapt) -> Outcome | None:
    (new,), (past,) = case.new, case.past
    offer = compare(case, adapt, past.entry.msgstr)
    if offer.text is None:
        return withheld(case, offer)
    if offer.keeps_approval and past.is_reviewed:
        return Outcome(entries=(approved(new, past, offer.text),), fate=Fate.KEPT)
    entry = offered(new, past, offer.text)
    entry = noted(entry, str(offer.change), offer.reason, warnings=offer.warnings)
    return Outcome(entries=(entry,), fate=fate_of(past.entry.msgstr, offer))
