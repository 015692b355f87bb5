"""What was published: one JSON line an edition, beside the texts themselves.

The record and the texts are kept with the sources, so that every machine knows what readers have
seen and publishes the same bytes. There is no clock in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from workflow.errors import EditionError
from workflow.model import LangTag, Position, Slug
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Published:
    """What was published last at one address; every hash is a SHA-256 in hexadecimal."""

    slug: Slug
    lang: LangTag
    status: str
    """``source``, ``reviewed`` or ``draft``."""
    date: str
    """Of the release, as its front matter stated it; empty where it stated none."""
    corrected: str
    """Of its last correction, likewise."""
    source_sha256: str
    """Of the release that the text follows."""
    catalog_sha256: str
    """Of the review file; empty for the source."""
    text_sha256: str
    """Of the text, as it is kept."""


_NAMES = tuple(field.name for field in fields(Published))


def parse_published(text: str, *, path: str) -> tuple[Published, ...]:
    """Return the lines of a record. Raises `EditionError` at the first that is none."""
    records: dict[tuple[str, str], Published] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        record = _parse_line(line)
        if record is None or (record.slug, record.lang) in records:
            raise EditionError(
                tr('not a line of this record: "{value}"', value=line[:60]),
                slug="published-invalid",
                position=Position(path=path, line=number),
                hint=tr("restore the file from version control; it tells what readers have seen"),
            )
        records[record.slug, record.lang] = record
    return tuple(records.values())


def _parse_line(line: str) -> Published | None:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or tuple(values) != _NAMES:
        return None
    if not all(isinstance(value, str) for value in values.values()):
        return None
    return Published(**values)


def update_published(old: Iterable[Published], new: Iterable[Published]) -> tuple[Published, ...]:
    """Return all lines, sorted; a new line replaces the old one of the same address."""
    by_address = {(record.slug, record.lang): record for record in (*old, *new)}
    return tuple(by_address[address] for address in sorted(by_address))


def format_published(records: Iterable[Published]) -> str:
    """Return the text of a record."""
    return "".join(_line(record) for record in records)


def _line(record: Published) -> str:
    values = {name: getattr(record, name) for name in _NAMES}
    return json.dumps(values, ensure_ascii=False) + "\n"
