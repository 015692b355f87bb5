"""Bring a review file up to date with its template, losing nothing that a person reviewed.

A text stays with its key; what left the source becomes obsolete and comes back with it. Nothing is
guessed from similar texts: GNU msgmerge gives "n'a pas rappelé" the translation of the positive
sentence.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING

from workflow.catalog.belonging import check_belongs
from workflow.catalog.entries import has_text, is_guess, make_obsolete
from workflow.catalog.headers import merge_headers, review_header
from workflow.catalog.marks import withdraw_marks
from workflow.catalog.repeats import context_of
from workflow.model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workflow.model import LangTag

    Key = tuple[str | None, str]

_KEPT_FLAGS = {"fuzzy", "no-wrap"}


def merge(
    template: Catalog, old: Catalog | None, *, lang: LangTag, team: str = "", path: str = ""
) -> Catalog:
    """Return the review file in `lang` for `template`, with what `old` holds already.

    Entries come in the order of the template, obsolete ones after them. Merging the result again
    gives it back. Raises `CatalogError` (``po-foreign``, ``po-language``) with `path` when `old`
    is the file of another release or language.
    """
    header = review_header(template, lang=lang, team=team)
    if old is None:
        return Catalog(
            header=header,
            header_comments=template.header_comments,
            entries=tuple(_refresh(entry, entry) for entry in template.entries),
        )
    check_belongs(old, template, lang=lang, path=path)
    pairs = _pair(template.entries, old.entries)
    used = {entry.key for entry in pairs.values()}
    left = (entry for entry in old.entries if entry.key not in used and has_text(entry))
    return Catalog(
        header=merge_headers(old, header),
        header_comments=old.header_comments,
        entries=(
            *(_refresh(entry, pairs.get(entry.key, entry)) for entry in template.entries),
            *(make_obsolete(entry) for entry in left),
        ),
    )


def _pair(new: Sequence[Entry], old: Sequence[Entry]) -> dict[Key, Entry]:
    """Find for the keys of `new` the old entries that hold their texts, each used once at most.

    First the same key with a text; then, where one of each is left, the same text and context but
    for the number of a repeat; then the same key without a text, for its comments. An entry that
    was empty is filled only from one that has just left: a person may have emptied it.
    """
    by_key = {entry.key: entry for entry in old}
    same = {entry.key: by_key[entry.key] for entry in new if entry.key in by_key}
    pairs = {key: entry for key, entry in same.items() if has_text(entry)}
    waiting = _by_place(entry for entry in new if entry.key not in pairs)
    offered = _by_place(entry for entry in old if entry.key not in pairs and has_text(entry))
    for place, entries in waiting.items():
        if not len(entries) == len(offered.get(place, ())) == 1:
            continue
        key, found = entries[0].key, offered[place][0]
        if key not in same or not found.obsolete:
            pairs[key] = found
    return same | pairs


def _by_place(entries: Iterable[Entry]) -> Mapping[Key, list[Entry]]:
    """Group entries by text and context, the number of a repeat left out."""
    groups: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[context_of(entry) or None, entry.msgid].append(entry)
    return groups


def _without_edges(msgstr: str, msgid: str) -> str:
    """Return `msgstr` without line feeds at edges where `msgid` has none: msgfmt refuses them.

    White space alone is no text: it would leave a hole in the edition.
    """
    if not msgstr.strip():
        return ""
    text = msgstr if msgid.startswith("\n") else msgstr.lstrip("\n")
    return text if msgid.endswith("\n") else text.rstrip("\n")


def _refresh(new: Entry, old: Entry) -> Entry:
    """Return the template's entry `new` with what people and drafts put into `old`."""
    flags = set(new.flags) - {"fuzzy"} | set(old.flags) & _KEPT_FLAGS
    fuzzy = old.fuzzy and has_text(old)
    return dataclasses.replace(
        new,
        msgstr=_without_edges(old.msgstr, new.msgid),
        # A plural entry of another tool keeps all its forms.
        msgid_plural=old.msgid_plural if old.msgstr_plural else new.msgid_plural,
        msgstr_plural=old.msgstr_plural,
        comments=withdraw_marks(old.comments) if is_guess(old) else old.comments,
        flags=tuple(sorted(flags if fuzzy else flags - {"fuzzy"})),
        previous_msgid=old.previous_msgid if fuzzy else None,
        previous_msgctxt=old.previous_msgctxt if fuzzy else None,
        previous_msgid_plural=old.previous_msgid_plural if fuzzy else None,
        line=old.line,
    )
