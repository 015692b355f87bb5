"""Which fuzzy texts of a review file are a person's by now, and which the machine's own still.

An editor may leave ``fuzzy`` on a text that somebody has begun to correct, beside the comment that
tells where it was drafted. Only the ledger knows what the draft was: it has a fingerprint of each
text that the last run wrote. A text that it does not know is taken for a person's nowhere and
thrown away nowhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workflow.catalog.entries import as_edited, is_machine
from workflow.editions.fingerprints import fingerprint_source, fingerprint_target
from workflow.editions.ledger import parse_ledger
from workflow.editions.markdown import MarkdownFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workflow.model import Catalog, Entry, LangTag, Slug
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """A review file in which a text that a person began to correct says so."""

    catalog: Catalog
    untouched: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Message and text of each draft that is as the machine wrote it."""


def sort_drafts(catalog: Catalog, slug: Slug, lang: LangTag, workspace: Workspace) -> Drafts:
    """Tell people's texts and machines' apart. Raises `EditionError` (``ledger-invalid``)."""
    if not any(map(is_machine, catalog.entries)):
        return Drafts(catalog=catalog)
    written = _read_written(slug, lang, workspace)
    entries: list[Entry] = []
    untouched: set[tuple[str, str]] = set()
    for entry in catalog.entries:
        known = written.get(fingerprint_source(entry)) if is_machine(entry) else None
        is_same = known == fingerprint_target(entry.msgstr)
        entries.append(as_edited(entry) if known and not is_same else entry)
        if known and is_same:
            untouched.add((entry.msgid, entry.msgstr))
    return Drafts(catalog=replace(catalog, entries=tuple(entries)), untouched=frozenset(untouched))


def prune(catalog: Catalog, untouched: frozenset[tuple[str, str]]) -> Catalog:
    """Return the catalogue without obsolete drafts that nobody has touched."""
    kept: Iterable[Entry] = (
        entry
        for entry in catalog.entries
        if not (entry.obsolete and is_machine(entry) and (entry.msgid, entry.msgstr) in untouched)
    )
    return replace(catalog, entries=tuple(kept))


def _read_written(slug: Slug, lang: LangTag, workspace: Workspace) -> Mapping[str, str]:
    """Return the fingerprint of each text that the last run wrote, by that of its segment.

    Of a ledger of many releases only the line that is needed is parsed.
    """
    name = workspace.name_of(workspace.edition(slug, lang, MarkdownFormat.suffix))
    if not workspace.ledger.is_file():
        return {}
    quoted = json.dumps(name, ensure_ascii=False)
    text = workspace.ledger.read_text(encoding="utf-8", errors="replace")
    found = "\n".join(line for line in text.split("\n") if quoted in line)
    lines = parse_ledger(found, path=workspace.name_of(workspace.ledger))
    return next((line.pairs for line in lines if line.edition == name), {})
