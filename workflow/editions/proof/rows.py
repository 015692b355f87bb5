"""Rows of a proof from the segments of a release and the entries of its review file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.catalog.entries import TERM, WARNING
from workflow.editions.proof.marks import Languages, Marks, find_marks
from workflow.editions.proof.pieces import compare, cut
from workflow.editions.proof.values import Proof, Remark, Row
from workflow.markdown.inline import lift
from workflow.markdown.render import SAID_BEFORE
from workflow.messages.interface import say
from workflow.model import Encoding, Inline, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workflow.editions.proof.values import Stretch
    from workflow.model import Document, Entry, Finding, Segment

_ORIGIN = "draft: "
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where the two sides of a proof come from."""

    slug: str
    document: Document
    segments: Sequence[Segment]
    entries: Sequence[Entry]
    """Parallel to `segments`."""
    catalog_path: str


def make_proof(
    pages: Pages, languages: Languages, findings: Mapping[int, Sequence[Finding]]
) -> Proof:
    """Return the proof of a release in one language.

    `findings` are those of the checks, by index of the entry.
    """
    rows = [
        _row(index, pages, languages, findings.get(index, ()))
        for index in range(len(pages.entries))
    ]
    title = dict(pages.document.metadata).get("title", "").strip()
    return Proof(
        slug=pages.slug,
        title=title or pages.slug,
        source_path=pages.document.path,
        catalog_path=pages.catalog_path,
        source_lang=languages.source,
        target_lang=languages.target,
        rows=tuple(rows),
    )


def _row(index: int, pages: Pages, languages: Languages, findings: Sequence[Finding]) -> Row:
    segment, entry = pages.segments[index], pages.entries[index]
    is_folded = entry.msgstr == SAID_BEFORE
    source = _inline(segment.text, segment, pages.document)
    target = _inline("" if is_folded else entry.msgstr, segment, pages.document)
    marks = Marks(source=(), target=())
    if not is_folded:
        marks = find_marks(source.text, target.text, languages)
    return Row(
        number=index + 1,
        place=next(iter(entry.extracted), ""),
        state=entry.state,
        source=cut(source, marks.source),
        target=cut(target, marks.target),
        is_folded=is_folded,
        difference=_difference(entry),
        remarks=tuple(_remarks(entry, findings)),
    )


def _inline(text: str, segment: Segment, document: Document) -> Inline:
    encoding = document.blocks[segment.block].encoding
    if encoding in {Encoding.MARKDOWN, Encoding.TABLE_CELL}:
        return lift(text, references=document.references)
    return Inline(source=text, text=text)


def _difference(entry: Entry) -> tuple[Stretch, ...]:
    if entry.previous_msgid is None or entry.previous_msgid == entry.msgid:
        return ()
    return compare(entry.previous_msgid, entry.msgid)


def _remarks(entry: Entry, findings: Sequence[Finding]) -> Iterator[Remark]:
    """Yield the gravest first: findings, then what the draft says of itself, then comments."""
    for finding in sorted(findings, key=lambda each: _ORDER.index(each.severity)):
        yield Remark(
            kind=finding.severity.value,
            text=say(finding.message),
            hint=say(finding.hint),
            code=finding.code,
        )
    is_draft = entry.state is State.DRAFT
    for kind, prefix in (("warning", WARNING), ("term", TERM), ("origin", _ORIGIN)):
        # what a draft said of itself is history once a person has approved the text
        shown = kind if is_draft or kind != "warning" else "info"
        for line in entry.comments:
            if line.startswith(prefix):
                yield Remark(kind=shown, text=line.removeprefix(prefix))
    for line in entry.comments:
        if not line.startswith((WARNING, TERM, _ORIGIN)):
            yield Remark(kind="comment", text=line)
