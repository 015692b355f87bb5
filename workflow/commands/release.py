"""`translate FILE --to LANG`: draft releases, keep their review files in step, write editions.

Sources are all read before anything else happens, and nothing is written before every draft of a
language exists: a run that stops early leaves the files of the run before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.catalog.entries import with_draft
from workflow.catalog.merge import merge
from workflow.catalog.pofile import format_catalog, parse_catalog
from workflow.commands.releases import read_releases
from workflow.commands.summary import report_outcomes
from workflow.drafting.pipeline import Languages, Unit, draft_units
from workflow.editions.base import EditionContent, Status
from workflow.editions.ledger import LedgerLine, format_ledger, parse_ledger, update_ledger
from workflow.editions.markdown import MarkdownFormat
from workflow.engines.registry import EngineChoice, open_engine
from workflow.errors import CatalogError, EngineError, SettingsError
from workflow.model import Position, State
from workflow.storage import digest, read_catalog_text, workspace_lock, write_atomic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.console import Console
    from workflow.engines.base import Engine
    from workflow.model import Catalog, LangTag
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run made of one release in one language."""

    slug: str
    lang: LangTag
    source: str
    template: str
    catalog: str
    edition: str
    status: Status
    segments: int
    reviewed: int
    drafts: int
    untranslated: int
    flagged: int
    """Drafts of this run with at least one warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Review:
    """A release in one language on its way from the old review file to the new one."""

    release: Release
    path: Path
    old_text: str | None
    catalog: Catalog
    flagged: int = 0


def run_release(
    files: Sequence[Path],
    langs: Sequence[LangTag],
    *,
    workspace: Workspace,
    choice: EngineChoice,
    console: Console,
) -> int:
    """Translate `files` into `langs`; return the exit code.

    A language without a model still gets its review file; its `EngineError` is shown and makes the
    exit code 1.
    """
    targets = tuple(dict.fromkeys(langs or workspace.settings.target_langs))
    _refuse_bad_targets(targets, workspace)
    releases = read_releases(files, workspace)
    outcomes: list[Outcome] = []
    missing: list[EngineError] = []
    with workspace_lock(workspace.root):
        for lang in targets:
            made, error = _translate_into(lang, releases, workspace, choice, console)
            outcomes += made
            missing += [error] if error else []
    report_outcomes(outcomes, missing, console)
    return 1 if missing else 0


def _refuse_bad_targets(targets: Sequence[LangTag], workspace: Workspace) -> None:
    if not targets:
        raise SettingsError(
            "no target language",
            slug="target-missing",
            hint='add --to en, or target_langs = ["en"] in workflow.toml',
        )
    if workspace.settings.source_lang in targets:
        raise SettingsError(
            f'the target language is the source language "{workspace.settings.source_lang}"',
            slug="target-is-source",
            hint="choose another --to, or set source_lang in workflow.toml",
        )


def _translate_into(
    lang: LangTag,
    releases: Sequence[Release],
    workspace: Workspace,
    choice: EngineChoice,
    console: Console,
) -> tuple[list[Outcome], EngineError | None]:
    reviews = [_open_review(release, lang, workspace) for release in releases]
    engine, error = _engine_for(reviews, lang, workspace, choice)
    languages = Languages(source=workspace.settings.source_lang, target=lang)
    drafted = _draft_missing(reviews, engine, languages, choice, console)
    return [_write(review, lang, workspace) for review in drafted], error


def _open_review(release: Release, lang: LangTag, workspace: Workspace) -> _Review:
    path = workspace.catalog(release.slug, lang)
    old_text = read_catalog_text(path)
    name = workspace.name_of(path)
    old = None if old_text is None else parse_catalog(old_text, path=name)
    catalog = merge(release.template, old, lang=lang, slug=release.slug, path=name)
    return _Review(release=release, path=path, old_text=old_text, catalog=catalog)


def _engine_for(
    reviews: Sequence[_Review], lang: LangTag, workspace: Workspace, choice: EngineChoice
) -> tuple[Engine | None, EngineError | None]:
    if not any(_indices_to_draft(review) for review in reviews):
        return None, None
    try:
        return open_engine(choice, source=workspace.settings.source_lang, target=lang), None
    except EngineError as error:
        if error.slug != "model-missing":
            raise
        return None, error


def _indices_to_draft(review: _Review) -> list[int]:
    entries = review.catalog.entries
    return [index for index, entry in enumerate(entries) if entry.state is State.UNTRANSLATED]


def _draft_missing(
    reviews: Sequence[_Review],
    engine: Engine | None,
    languages: Languages,
    choice: EngineChoice,
    console: Console,
) -> list[_Review]:
    """Draft what has no text, in one call over all releases."""
    places = [
        (number, index)
        for number, review in enumerate(reviews)
        for index in _indices_to_draft(review)
    ]
    units = [_unit_of(reviews[number].release, index) for number, index in places]
    with console.progress() as progress:
        drafts = draft_units(
            units,
            engine=engine,
            languages=languages,
            is_literal=choice.is_literal,
            progress=lambda done, total: progress(f"drafting {languages.target}", done, total),
        )
    entries = [list(review.catalog.entries) for review in reviews]
    flagged = [0] * len(reviews)
    for (number, index), draft in zip(places, drafts, strict=True):
        if draft is not None:
            entries[number][index] = with_draft(entries[number][index], draft)
            flagged[number] += bool(draft.warnings)
    return [
        replace(
            review,
            catalog=replace(review.catalog, entries=tuple(entries[number])),
            flagged=flagged[number],
        )
        for number, review in enumerate(reviews)
    ]


def _unit_of(release: Release, index: int) -> Unit:
    segment = release.segments[index]
    return Unit(
        text=segment.text,
        kind=segment.kind,
        is_markdown=release.is_markdown(segment),
        references=release.document.references,
    )


def _write(review: _Review, lang: LangTag, workspace: Workspace) -> Outcome:
    """Write the review file first: the edition and the ledger can be made again from it."""
    release = review.release
    active = review.catalog.entries[: len(release.segments)]
    status = (
        Status.REVIEWED if all(entry.state is State.REVIEWED for entry in active) else Status.DRAFT
    )
    text = format_catalog(review.catalog)
    _refuse_lost_edits(review, workspace)
    write_atomic(workspace.template(release.slug), format_catalog(release.template))
    write_atomic(review.path, text)
    content = EditionContent(
        document=release.document,
        segments=release.segments,
        targets=tuple(entry.msgstr or None for entry in active),
        lang=lang,
        status=status,
    )
    edition = MarkdownFormat().render(content)
    path = workspace.edition(release.slug, lang, MarkdownFormat.suffix)
    write_atomic(path, edition)
    line = LedgerLine(
        edition=workspace.name_of(path),
        slug=release.slug,
        lang=lang,
        status=status.value,
        source_sha256=digest(release.document.source),
        catalog_sha256=digest(text),
        edition_sha256=digest(edition),
        version=__version__,
    )
    _record(line, workspace)
    return _outcome(review, lang, workspace, status)


def _refuse_lost_edits(review: _Review, workspace: Workspace) -> None:
    """A translator may have saved while the engine ran: what they wrote is not overwritten."""
    if read_catalog_text(review.path) != review.old_text:
        name = workspace.name_of(review.path)
        raise CatalogError(
            "the review file was changed while this run was translating; nothing was overwritten",
            slug="po-changed",
            position=Position(path=name),
            hint="run the same command again",
        )


def _record(line: LedgerLine, workspace: Workspace) -> None:
    path = workspace.ledger
    name = workspace.name_of(path)
    old = parse_ledger(path.read_text(encoding="utf-8"), path=name) if path.exists() else ()
    write_atomic(path, format_ledger(update_ledger(old, [line])))


def _outcome(review: _Review, lang: LangTag, workspace: Workspace, status: Status) -> Outcome:
    release = review.release
    states = [entry.state for entry in review.catalog.entries[: len(release.segments)]]
    edition = workspace.edition(release.slug, lang, MarkdownFormat.suffix)
    return Outcome(
        slug=release.slug,
        lang=lang,
        source=release.document.path,
        template=workspace.name_of(workspace.template(release.slug)),
        catalog=workspace.name_of(review.path),
        edition=workspace.name_of(edition),
        status=status,
        segments=len(states),
        reviewed=states.count(State.REVIEWED),
        drafts=states.count(State.DRAFT),
        untranslated=states.count(State.UNTRANSLATED),
        flagged=review.flagged,
    )
