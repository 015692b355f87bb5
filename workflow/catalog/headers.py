"""Header entries: what tools look for in them, made without a clock.

Dates come from the release, so that the same inputs give the same bytes: ``POT-Creation-Date`` is
the date that the source states, or a fixed one where it states none. ``PO-Revision-Date`` starts
as the same date and then belongs to the translator's editor; we never bump it, and a merge that
changes nothing else changes no date. (gettext writes the time of each run: every run is a diff.)
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from workflow.languages import plural_forms, to_gettext
from workflow.storage import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.model import Catalog, Entry, LangTag, Slug
    from workflow.settings import Project

    Fields = tuple[tuple[str, str], ...]

RELEASE = "X-Trianon-Release"
"""The slug of the release that a file belongs to; gettext's tools and the editors keep it."""
KEYS = "X-Trianon-Messages"
"""A digest of the messages that the program wrote: it tells whether a tool has altered any."""
RULES = "X-Trianon-Segmentation"
"""The version of the rules that cut the source into these messages."""
UNDATED = "1970-01-01 00:00+0000"
CONTENT_TYPE = "text/plain; charset=UTF-8"

_PLACEHOLDERS = {
    "Project-Id-Version": "PACKAGE VERSION",
    "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
    "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
    "Language-Team": "LANGUAGE <LL@li.org>",
    "Content-Type": "text/plain; charset=CHARSET",
    "Content-Transfer-Encoding": "ENCODING",
    "Plural-Forms": "nplurals=INTEGER; plural=EXPRESSION;",
}
"""What xgettext writes and msginit or an editor replaces."""


def header_value(catalog: Catalog, name: str) -> str:
    """Return a header field, its name in any case; ``""`` where it is absent or a placeholder."""
    for found, value in catalog.header:
        if found.lower() == name.lower():
            return "" if value.strip() == _PLACEHOLDERS.get(name) else value.strip()
    return ""


def header_date(text: str) -> str:
    """Return an ISO date or date-time as gettext writes it; other texts give `UNDATED`.

    >>> header_date("2017-11-03")
    '2017-11-03 00:00+0000'
    """
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return UNDATED
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    offset = moment.strftime("%z")[:5]
    return f"{moment:%Y-%m-%d %H:%M}{offset}" if moment.year >= _FOUR_DIGITS else UNDATED


_FOUR_DIGITS = 1000  # strftime does not pad earlier years


def digest_keys(entries: Iterable[Entry]) -> str:
    """Return a digest of the messages, whatever their order and translations."""
    keys = sorted(json.dumps([entry.msgctxt, entry.msgid]) for entry in entries)
    return digest("\n".join(keys))[:16]


def template_header(
    *,
    slug: Slug,
    project: Project,
    source_lang: LangTag,
    date: str,
    entries: Iterable[Entry] = (),
    rules: int = 0,
) -> Fields:
    """Return the header of a template, with gettext's placeholders where a translator comes in.

    `rules` is the version of the segmentation that made the `entries`; 0 where none did.
    """
    return (
        ("Project-Id-Version", f"{project.name} {slug}".strip()),
        ("Report-Msgid-Bugs-To", project.bugs),
        ("POT-Creation-Date", header_date(date)),
        ("PO-Revision-Date", _PLACEHOLDERS["PO-Revision-Date"]),
        ("Last-Translator", _PLACEHOLDERS["Last-Translator"]),
        ("Language-Team", _PLACEHOLDERS["Language-Team"]),
        ("Language", ""),
        ("MIME-Version", "1.0"),
        ("Content-Type", CONTENT_TYPE),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Source-Language", to_gettext(source_lang)),
        (RELEASE, slug),
        (KEYS, digest_keys(entries)),
        *(((RULES, str(rules)),) if rules else ()),
    )


def review_header(template: Catalog, *, lang: LangTag, team: str) -> Fields:
    """Return the header of a new review file."""
    filled = {
        "PO-Revision-Date": header_value(template, "POT-Creation-Date") or UNDATED,
        "Last-Translator": "Automatically generated",  # as msginit does for machines
        "Language-Team": team or "none",
        "Language": to_gettext(lang),
    }
    fields = [(name, filled.get(name, value)) for name, value in template.header]
    place = next((i for i, (name, _) in enumerate(fields) if name.startswith("X-")), len(fields))
    fields.insert(place, ("Plural-Forms", plural_forms(lang)))
    return tuple(fields)


def merge_headers(old: Catalog, new: Fields) -> Fields:
    """Return the header of a review file brought up to date: `new` is what a fresh one would have.

    Fields keep their order and the translator's values. The source's own fields come from `new`, as
    with msgmerge; missing fields and placeholders are filled.
    """
    wanted = {name.lower(): value for name, value in new}
    fields: list[tuple[str, str]] = []
    for name, value in old.header:
        fresh = wanted.pop(name.lower(), value)
        keep = name not in _FROM_SOURCE and (header_value(old, name) or not fresh)
        fields.append((name, value if keep else fresh))
    fields += [(name, value) for name, value in new if name.lower() in wanted]
    return tuple(fields)


_FROM_SOURCE = {"POT-Creation-Date", "Report-Msgid-Bugs-To", RELEASE, KEYS, RULES}
