"""What a review file puts into the memory: what people approved in it, and nothing else.

A sentence that was folded into the one before it (``~``) and that one are left out: neither text is
the translation of its source alone. Of obsolete entries those that were approved are kept, since
they are translations all the same.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.catalog.headers import UNDATED, header_value
from workflow.markdown.render import SAID_BEFORE
from workflow.memory.keys import context_key
from workflow.memory.values import Unit
from workflow.model import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.model import Catalog, Entry, LangTag

_MACHINE = "Automatically generated"
"""`Last-Translator` of a review file that no person has saved."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d{4}")
_NUMBER_OF_REPEAT = re.compile(r"(?:^| )\d+$")


def units_of_catalog(
    catalog: Catalog, *, source_lang: LangTag, target_lang: LangTag
) -> Iterator[Unit]:
    """Yield the approved translations of a review file, in its order."""
    by = header_value(catalog, "Last-Translator")
    known = Unit(
        source="",
        target="",
        source_lang=source_lang,
        target_lang=target_lang,
        by="" if by == _MACHINE else by,
        date=tmx_date(header_value(catalog, "PO-Revision-Date")),
    )
    active = tuple(entry for entry in catalog.entries if not entry.obsolete)
    for index, entry in enumerate(active):
        if _is_approved(entry) and not _is_folded(active, index):
            yield replace(
                _filled(known, entry),
                before=_key_at(active, index - 1),
                after=_key_at(active, index + 1),
            )
    for entry in catalog.entries:
        if entry.obsolete and not entry.fuzzy and _is_whole(entry):
            yield replace(_filled(known, entry), is_old=True)


def tmx_date(text: str) -> str:
    """Return a date of a .po header as TMX writes it, in UTC; empty where it is none.

    >>> tmx_date("2025-03-04 10:00+0100")
    '20250304T090000Z'
    """
    if text == UNDATED or not _DATE.fullmatch(text):
        return ""
    try:
        moment = dt.datetime.strptime(text, "%Y-%m-%d %H:%M%z").astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return ""
    return f"{moment.isoformat(timespec='seconds')[:19].translate(_NO_MARKS)}Z"


_NO_MARKS = str.maketrans("", "", "-:")


def place_of(msgctxt: str | None) -> str:
    """Return the kind of line that a context names, the number of a repeat left out."""
    return _NUMBER_OF_REPEAT.sub("", msgctxt or "")


def _filled(known: Unit, entry: Entry) -> Unit:
    return replace(
        known,
        source=entry.msgid.strip(),
        target=entry.msgstr.strip(),
        place=place_of(entry.msgctxt),
    )


def _is_approved(entry: Entry) -> bool:
    return entry.state is State.REVIEWED and _is_whole(entry)


def _is_whole(entry: Entry) -> bool:
    """Tell whether the texts are one source and one translation."""
    text = entry.msgstr.strip()
    return bool(entry.msgid.strip() and text) and text != SAID_BEFORE and not entry.msgid_plural


def _is_folded(entries: Sequence[Entry], index: int) -> bool:
    """Tell whether the next sentence is said in this one's translation."""
    return index + 1 < len(entries) and entries[index + 1].msgstr.strip() == SAID_BEFORE


def _key_at(entries: Sequence[Entry], index: int) -> int:
    return context_key(entries[index].msgid if 0 <= index < len(entries) else None)
