"""`translate explain`: what the glossary found, changed and left in each segment of a release.

What was done is read from the comments of the review file, for nothing else knows it: texts may
have been edited since. What stands there now is looked up anew in the text as it is today.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from workflow.catalog.entries import TERM, WARNING
from workflow.catalog.pofile import read_catalog
from workflow.commands.terms import open_terms
from workflow.errors import CatalogError
from workflow.glossary.enforcement.demands import demand_of
from workflow.glossary.enforcement.verification import verify
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from workflow.console import Console
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Entry, LangTag, Slug
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A term of a segment and how its translation says it today."""

    id: str
    words: str
    expected: str
    target: str
    """Empty where no allowed form is there."""
    is_met: bool
    is_strict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that is to be said of one segment."""

    segment: int
    source: str
    target: str
    terms: tuple[Found, ...]
    edits: tuple[str, ...]
    warnings: tuple[str, ...]


def run_explain(
    slug: Slug,
    lang: LangTag,
    *,
    segment: int | None,
    workspace: Workspace,
    console: Console,
) -> int:
    """Show the account of every segment of a review file, or of one.

    Raises `CatalogError` where there is no review file or no such segment.
    """
    path = workspace.catalog(slug, lang)
    if not path.is_file():
        raise CatalogError(
            tr('release "{slug}" has no review file in "{lang}"', slug=slug, lang=lang),
            slug="po-missing",
            position=Position(path=workspace.name_of(path)),
            hint=f"translate releases/{slug}.md --to {lang}",
        )
    house = open_terms(workspace, source_lang=workspace.settings.source_lang, target_lang=lang)
    entries = [entry for entry in read_catalog(path).entries if not entry.obsolete]
    if segment is not None and not 1 <= segment <= len(entries):
        raise CatalogError(
            tr(
                'there is no segment {segment}: "{slug}" has {count}',
                segment=segment,
                slug=slug,
                count=len(entries),
            ),
            slug="segment-unknown",
            position=Position(path=workspace.name_of(path)),
            hint=tr("segments are numbered from 1 in the order of the review file"),
        )
    numbers = [segment] if segment is not None else range(1, len(entries) + 1)
    accounts = [_account(number, entries[number - 1], house, lang) for number in numbers]
    console.document({"segments": [asdict(account) for account in accounts]})
    for account in accounts:
        if account.terms or account.edits or segment is not None:
            _show(account, console)
    return 0


def _account(number: int, entry: Entry, house: House | None, lang: LangTag) -> Account:
    return Account(
        segment=number,
        source=entry.msgid,
        target=entry.msgstr,
        terms=_terms(entry, house, lang) if house is not None else (),
        edits=_comments(entry, TERM),
        warnings=_comments(entry, WARNING),
    )


def _terms(entry: Entry, house: House, lang: LangTag) -> tuple[Found, ...]:
    demands = [
        demand
        for hit in house.checker.hits(entry.msgid)
        if (demand := demand_of(hit, entry.msgid, lang))
    ]
    return tuple(
        Found(
            id=verdict.demand.hit.term.id,
            words=verdict.demand.hit.span.of(entry.msgid),
            expected=verdict.demand.form,
            target=verdict.answer.span.of(entry.msgstr) if verdict.answer else "",
            is_met=verdict.is_met,
            is_strict=verdict.demand.is_strict,
        )
        for verdict in verify(demands, entry.msgstr, (), house.checker)
    )


def _comments(entry: Entry, prefix: str) -> tuple[str, ...]:
    return tuple(line.removeprefix(prefix) for line in entry.comments if line.startswith(prefix))


def _show(account: Account, console: Console) -> None:
    console.result(f"{account.segment}  {account.source}")
    console.result(f"   → {account.target}")
    for term in account.terms:
        state = f'"{term.target}"' if term.target else tr("not said")
        wanted = "" if term.is_met else tr(', expected "{form}"', form=term.expected)
        soft = "" if term.is_strict else tr(", only reported")
        console.result(
            tr(
                '   {id}  "{words}": {state}{wanted}{soft}',
                id=term.id,
                words=term.words,
                state=state,
                wanted=wanted,
                soft=soft,
            )
        )
    for edit in account.edits:
        console.result(tr("   changed: {edit}", edit=edit))
    for warning in account.warnings:
        console.result(tr("   warning: {warning}", warning=warning))
