"""What a tool did to the messages of a review file while a translator had it.

The msgids are the link to the source. A tool that trims a space, straightens a quotation mark or
misreads the charset cuts that link, and the translations with it; a tool that drops an entry loses
one. The file is compared with the template that it was written with: the header has a digest of
those messages, so that a source that has changed since is not taken for a tool's mistake.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.catalog.entries import has_text, with_change
from workflow.catalog.headers import KEYS, digest_keys, header_value
from workflow.catalog.plainness import plain_form, undo_misreading
from workflow.model import Catalog, Finding, Position, Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workflow.model import Entry

    Key = tuple[str | None, str]

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """A returned file with the messages that it was sent with, and what had been done to it."""

    catalog: Catalog
    findings: tuple[Finding, ...] = ()


def audit_returned(
    returned: Catalog, sent: Catalog | None, *, current: Catalog, path: str
) -> Audit:
    """Give altered messages of `returned` their wording back and name what was done.

    `sent` is the template on the disk, `current` that of the source as it is now. Where `sent` is
    not the one that the file was written with, messages are found again in both, but nothing can be
    said of lost and added ones; and nothing at all of a file that has no digest.
    """
    active = [entry for entry in returned.entries if not entry.obsolete]
    written = header_value(returned, KEYS)
    if written in {"", digest_keys(active)}:
        return Audit(catalog=returned)
    is_known = sent is not None and header_value(sent, KEYS) == written
    templates = [each for each in (sent, None if is_known else current) if each is not None]
    wanted = {entry.key: entry for template in templates for entry in template.entries}
    altered = _find_altered(returned.entries, wanted)
    restored = replace(
        returned,
        entries=tuple(_restore(entry, altered.get(entry.key)) for entry in returned.entries),
    )
    findings = [
        _altered(entry, altered[entry.key], path) for entry in active if entry.key in altered
    ]
    if is_known:
        findings += _lost_and_added(restored.entries, wanted, path)
    return Audit(catalog=restored, findings=tuple(sorted(findings, key=lambda each: each.position)))


def _find_altered(entries: Iterable[Entry], wanted: Mapping[Key, Entry]) -> dict[Key, Entry]:
    """Return the messages of which strange ones are an altered form, by the strange key."""
    entries = tuple(entries)
    present = {entry.key for entry in entries}
    missing: dict[str, list[Entry]] = defaultdict(list)
    for key, entry in wanted.items():
        if key not in present:
            missing[plain_form(entry.msgid)].append(entry)
    altered: dict[Key, Entry] = {}
    for entry in entries:
        if entry.obsolete or entry.key in wanted:
            continue
        for text in (entry.msgid, undo_misreading(entry.msgid)):
            found = missing.get(plain_form(text), [])
            if twin := _best(entry, found):
                found.remove(twin)
                altered[entry.key] = twin
                break
    return altered


def _best(entry: Entry, found: Sequence[Entry]) -> Entry | None:
    """Return the message of the same context, else the first."""
    return next((each for each in found if each.msgctxt == entry.msgctxt), next(iter(found), None))


def _restore(entry: Entry, twin: Entry | None) -> Entry:
    """Put the message back; a text that was misread with it is read again, and to be looked at."""
    if twin is None:
        return entry
    restored = replace(entry, msgid=twin.msgid, msgctxt=twin.msgctxt)
    text = undo_misreading(entry.msgstr)
    if text == entry.msgstr or plain_form(entry.msgid) == plain_form(twin.msgid):
        return restored
    noted = with_change(restored, "encoding", "the file was read in a wrong charset, and mended")
    return replace(noted, msgstr=text, flags=tuple(sorted({*entry.flags, "fuzzy"})))


def _altered(entry: Entry, twin: Entry, path: str) -> Finding:
    return Finding(
        code="po-segment-altered",
        severity=Severity.WARNING,
        position=Position(path=path, line=entry.line),
        message=tr(
            'a tool altered the message "{before}" ({place}) to "{after}";'
            " it was recognised, and its translation kept",
            before=_short(twin.msgid),
            place=_where(twin),
            after=_short(entry.msgid),
        ),
        hint=tr("msgid and msgctxt are not for translators: look at what wrote the file"),
    )


def _lost_and_added(
    entries: Iterable[Entry], wanted: Mapping[Key, Entry], path: str
) -> Iterable[Finding]:
    entries = tuple(entries)
    present = {entry.key for entry in entries}
    for entry in entries:
        if not entry.obsolete and entry.key not in wanted:
            yield Finding(
                code="po-segment-added",
                severity=Severity.WARNING,
                position=Position(path=path, line=entry.line),
                message=f'the message "{_short(entry.msgid)}" is none of this release'
                + ("; its translation is kept as obsolete" if has_text(entry) else ""),
                hint=tr("add sentences to the release, not to its review file"),
            )
    for key, entry in wanted.items():
        if key not in present:
            yield Finding(
                code="po-segment-lost",
                severity=Severity.WARNING,
                position=Position(path=path),
                message=tr(
                    'the message "{text}" ({place}) was removed from the file,'
                    " with its translation",
                    text=_short(entry.msgid),
                    place=_where(entry),
                ),
                hint=tr("it is drafted anew; take an approved translation from an older copy"),
            )


def _where(entry: Entry) -> str:
    return ", ".join((*entry.extracted[:1], *entry.references[:1])) or "no place"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
