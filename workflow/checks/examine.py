"""Everything that is to be said of a review file: all checks, terms, switches, acceptances.

The one entry for whoever must know whether a text may leave the house: `translate check`, the
status of a release, the editions and the site. What a machine drafted, what the memory gave and
what people wrote are examined alike.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workflow.catalog.places import find_text
from workflow.checks import acceptance
from workflow.checks.file_rules import FILE_RULES, check_file
from workflow.checks.origin import Origin, split_reference
from workflow.checks.pairs import ALL, Options, Pair
from workflow.checks.registry import CHECKS, run_checks
from workflow.checks.rules import RULES, TERM_RULES
from workflow.glossary.verify import check_consistency, check_terms
from workflow.markdown.inline import lift
from workflow.markdown.render import SAID_BEFORE
from workflow.model import Finding, Position, Severity, Span
from workflow.storage import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workflow.catalog.parser import ParsedFile
    from workflow.catalog.places import TextPlaces
    from workflow.glossary.verify import TermChecker
    from workflow.model import Catalog, Entry, LangTag

    Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A review file and what is known of it."""

    catalog: Catalog
    name: str
    """Its path in the workspace, for positions."""
    source_lang: LangTag
    target_lang: LangTag
    parsed: ParsedFile | None = None
    """The lines of the file, for columns; without them a finding names the entry's line."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """The texts of the releases that references name, by path."""


def examine(
    subject: Subject, *, options: Options | None = None, checker: TermChecker | None = None
) -> tuple[Finding, ...]:
    """Return the findings of a review file, in the order of its lines; never raise on any text.

    Switched-off checks are left out. An accepted finding has its reason in `Finding.accepted` and
    is only a remark, so that an error among the findings is always an open one.
    """
    told = options or Options()
    pairs = tuple(_iter_pairs(subject))
    found = [*run_checks(pairs, options=told)]
    found += _switched(check_file(subject.catalog, name=subject.name), told)
    found += _switched(_check_terms(pairs, checker), told)
    findings = [
        finding
        for entry, some in _by_entry(found, subject.catalog)
        for finding in _accepted(some, entry, subject, told, has_terms=checker is not None)
    ]
    return tuple(_with_fingerprints(sorted(findings, key=_order), subject))


def _order(finding: Finding) -> tuple[Position, str, str]:
    return finding.position, finding.code, finding.message


# --- Pairs -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _EntryPlaces:
    """Looks up the places of an entry's words when a finding asks for them."""

    entry: Entry
    source: str
    """What the entry's text translates: its msgid, and those of sentences folded into it."""
    subject: Subject

    def in_source(self, span: Span) -> Position | None:
        """Return the first place of the entry in its release."""
        if not self.entry.references:
            return None
        path, line = split_reference(self.entry.references[0])
        text = self.subject.sources.get(path)
        if text is None:
            return Position(path=path, line=line)
        return _origin(path, text).find(self.source, span, line=line)

    def in_target(self, span: Span) -> Position | None:
        """Return a place in the review file."""
        places = _places_of(self.entry, self.subject)
        return places.at(span.start) if places else None


@functools.lru_cache(maxsize=64)
def _origin(path: str, text: str) -> Origin:
    return Origin(path, text)


def _places_of(entry: Entry, subject: Subject) -> TextPlaces | None:
    if subject.parsed is None:
        return None
    return find_text(subject.parsed, entry.key, path=subject.name)


def _iter_pairs(subject: Subject) -> Iterator[Pair]:
    for entry, source in _iter_said(subject.catalog.entries):
        yield Pair(
            source=source,
            target=entry.msgstr,
            source_lang=subject.source_lang,
            target_lang=subject.target_lang,
            position=Position(path=subject.name, line=entry.line),
            source_plain=lift(source).text,
            target_plain=lift(entry.msgstr).text,
            key=entry.key,
            places=_EntryPlaces(entry=entry, source=source, subject=subject),
        )


def _iter_said(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield the entries that have a text, each with all that it says.

    A sentence folded into the one before is no pair of its own: what it states must stand there.
    """
    head: Entry | None = None
    said = ""
    for entry in entries:
        is_fold = entry.msgstr.strip() == SAID_BEFORE
        if entry.obsolete:
            continue
        if is_fold and head is not None:
            said = f"{said} {entry.msgid}"
            continue
        if head is not None and head.msgstr:
            yield head, said
        head, said = (None, "") if is_fold else (entry, entry.msgid)
    if head is not None and head.msgstr:
        yield head, said


# --- Terms -------------------------------------------------------------------------------------


def _check_terms(pairs: tuple[Pair, ...], checker: TermChecker | None) -> Iterator[Finding]:
    if checker is None:
        return
    by_place = {(pair.position, pair.source_text): pair for pair in pairs}
    texts = [(pair.source_text, pair.target_text, pair.position) for pair in pairs]
    for source, target, position in texts:
        for finding in check_terms(source, target, checker=checker, position=position):
            yield _placed(finding, by_place[position, source])
    for finding in check_consistency(texts, checker=checker):
        words = finding.source.text if finding.source else ""
        yield _placed(finding, by_place[finding.position, words])


def _placed(finding: Finding, pair: Pair) -> Finding:
    """Turn the excerpts of plain texts into those of the entry."""
    source = pair.source_excerpt(finding.source.span if finding.source else ALL)
    target = pair.target_excerpt(finding.target.span if finding.target else ALL)
    position = target.position or finding.position
    return replace(finding, source=source, target=target, position=position, entry=pair.key)


def _switched(findings: Iterable[Finding], options: Options) -> Iterator[Finding]:
    for finding in findings:
        severity = options.severities.get(finding.code, finding.severity)
        if severity is not None:
            yield replace(finding, severity=severity)


# --- Acceptances -------------------------------------------------------------------------------


def _by_entry(
    findings: Iterable[Finding], catalog: Catalog
) -> Iterator[tuple[Entry | None, list[Finding]]]:
    """Yield each entry with its findings; None is the header, for the file as a whole."""
    groups: defaultdict[Key | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.entry].append(finding)
    yield None, groups[None]
    for entry in catalog.entries:
        if not entry.obsolete:
            yield entry, groups[entry.key]


def _accepted(
    findings: list[Finding],
    entry: Entry | None,
    subject: Subject,
    options: Options,
    *,
    has_terms: bool,
) -> Iterator[Finding]:
    comments = entry.comments if entry else subject.catalog.header_comments
    if entry and not entry.msgstr:
        comments = ()
    given = acceptance.parse_acceptances(
        comments, lambda number: _place_of_comment(comments[number], entry, subject)
    )
    if not given:
        yield from findings
        return
    active = {check.code for check in CHECKS if options.is_on(check)} | set(FILE_RULES)
    active -= {"spelling"} if options.speller is None else set()
    active |= set(TERM_RULES) if has_terms else set()
    found = acceptance.accept(findings, given, known=RULES, active=active)
    yield from _switched_faults(found, options)


def _switched_faults(findings: Iterable[Finding], options: Options) -> Iterator[Finding]:
    for finding in findings:
        if finding.code in acceptance.CODES:
            yield from _switched([finding], options)
        else:
            yield finding


def _place_of_comment(comment: str, entry: Entry | None, subject: Subject) -> Position:
    first = entry.line if entry else 1
    lines = subject.parsed.lines if subject.parsed else ()
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        if not line.startswith("#"):
            break
        if line.endswith(comment):
            return Position(path=subject.name, line=number, column=len(line) - len(comment) + 1)
    return Position(path=subject.name, line=first)


# --- Fingerprints ------------------------------------------------------------------------------


def _with_fingerprints(findings: Iterable[Finding], subject: Subject) -> Iterator[Finding]:
    """Name each finding by file, code and words, the number of a repeat added."""
    seen: Counter[str] = Counter()
    for finding in findings:
        excerpts = (finding.source, finding.target)
        words = [text for each in excerpts if each for text in (each.text, each.fragment)]
        name = digest("\0".join((subject.name, finding.code, *(words or [finding.message]))))[:32]
        seen[name] += 1
        yield replace(finding, fingerprint=f"{name}:{seen[name]}")


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether a finding keeps the edition from being published."""
    return any(finding.severity is Severity.ERROR for finding in findings)
