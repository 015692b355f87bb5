"""Change texts of a review file and nothing else: every other line stays as its editor wrote it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from workflow.catalog.literals import quote
from workflow.catalog.parser import parse_file, with_line_feeds
from workflow.catalog.places import find_text
from workflow.errors import CatalogError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Key = tuple[str | None, str]

_COLUMNS = 79
"""Where gettext's tools wrap."""


def replace_texts(text: str, texts: Mapping[Key, str], *, path: str) -> str:
    """Return the file `text` with other msgstrs for the entries named in `texts`.

    A new msgstr is wrapped as the old one was. Raises `CatalogError` (``po-unproven``) where the
    result would not be read as it is meant.
    """
    text = with_line_feeds(text)
    parsed = parse_file(text, path)
    before = {entry.key: entry.msgstr for entry in parsed.catalog.entries}
    lines = text.split("\n")
    for key, msgstr in texts.items():
        places = find_text(parsed, key, path=path)
        if places is None:
            continue
        first, last = places.lines[0] - 1, places.lines[-1]
        old = [line.removesuffix("\r") for line in lines[first:last]]
        end = "\r" if lines[first].endswith("\r") else ""
        new = _quoted_like(old, before[key], msgstr)
        # As many list items as before: the places of the other entries still hold.
        lines[first:last] = ["\n".join(line + end for line in new), *[_GONE] * (last - first - 1)]
    changed = "\n".join(line for line in lines if line != _GONE)
    _prove(changed, text, texts, path)
    return changed


_GONE = "\0"
"""Stands for a line that is no longer needed; no .po file holds it."""


def _quoted_like(old: Sequence[str], before: str, after: str) -> list[str]:
    if list(old) == quote("msgstr", before):
        return quote("msgstr", after)
    return quote("msgstr", after, width=_COLUMNS)


def _prove(changed: str, text: str, texts: Mapping[Key, str], path: str) -> None:
    before = parse_file(text, path).catalog
    entries = tuple(
        dataclasses.replace(entry, msgstr=texts.get(entry.key, entry.msgstr))
        for entry in before.entries
    )
    try:
        after = parse_file(changed, path).catalog
    except CatalogError:
        after = None
    if after != dataclasses.replace(before, entries=entries):
        raise CatalogError(
            tr("the file with the changed texts would not be read as it is meant"),
            slug="po-unproven",
            position=Position(path=path),
            hint=tr("the file was left as it is; please report this, with the file"),
        )
