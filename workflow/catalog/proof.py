"""A second opinion before a file with people's work is replaced: polib must read what we mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polib

    from workflow.model import Catalog, Entry

# polib splits its input with `str.splitlines`, at characters that are no line ends in a .po file.
_FALSE_LINE_END = re.compile("[\v\f\x1c\x1d\x1e\x85\u2028\u2029]")


def find_unproven(text: str, catalog: Catalog) -> Entry | None:
    """Return an entry of `catalog` that polib does not find in `text` as it is meant.

    Keys, translations, the fuzzy flag and whether an entry is obsolete are compared.
    """
    import polib  # noqa: PLC0415 - only who writes review files needs it

    found = {_facts_of_polib(entry) for entry in polib.pofile(_without_false_ends(text))}
    return next((entry for entry in catalog.entries if _facts(entry) not in found), None)


def _facts(entry: Entry) -> tuple[object, ...]:
    texts = _plain(entry.msgctxt, entry.msgid, entry.msgstr)
    return (*texts, entry.fuzzy, entry.obsolete)


def _facts_of_polib(entry: polib.POEntry) -> tuple[object, ...]:
    msgstr = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
    texts = _plain(entry.msgctxt, entry.msgid, msgstr)
    return (*texts, entry.fuzzy, bool(entry.obsolete))


def _plain(*texts: str | None) -> tuple[object, ...]:
    return tuple(text and _without_false_ends(text) for text in texts)


def _without_false_ends(text: str) -> str:
    return _FALSE_LINE_END.sub("\ufffd", text)
