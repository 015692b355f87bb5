"""`translate FILE --to LANG`: draft releases, keep their review files in step, write editions.

Sources are all read before anything else happens, and nothing is written before every draft of a
language exists: a run that stops early leaves the files of the run before it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.commands.releases import read_releases
from workflow.commands.review import draft_gaps, open_review, write_review
from workflow.commands.summary import Outcome, outcome_of, report_outcomes
from workflow.commands.terms import open_terms
from workflow.drafting.pipeline import Languages
from workflow.editions.base import EditionContent, Status
from workflow.editions.ledger import LedgerLine, format_ledger, parse_ledger, update_ledger
from workflow.editions.markdown import MarkdownFormat
from workflow.errors import SettingsError
from workflow.model import State
from workflow.storage import digest, workspace_lock, write_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.commands.review import Review
    from workflow.console import Console
    from workflow.engines.registry import EngineChoice
    from workflow.errors import EngineError
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import LangTag
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What is the same for every language."""

    workspace: Workspace
    choice: EngineChoice
    has_glossary: bool


def run_release(
    files: Sequence[Path],
    langs: Sequence[LangTag],
    *,
    workspace: Workspace,
    choice: EngineChoice,
    has_glossary: bool = True,
    console: Console,
) -> int:
    """Translate `files` into `langs`; return the exit code.

    With `has_glossary` the workspace's terms are enforced on what the engine writes.
    A language without a model still gets its review file; the `EngineError` that names the missing
    model is shown at the end, and the exit code is 1.
    """
    pairs = _pairs(langs or workspace.settings.target_langs, workspace.settings.source_lang)
    releases = read_releases(files, workspace)
    outcomes: list[Outcome] = []
    missing: list[EngineError] = []
    with workspace_lock(workspace.root, command="translate"):
        for languages in pairs:
            run = _Run(workspace=workspace, choice=choice, has_glossary=has_glossary)
            made, error = _translate_into(languages, releases, run, console)
            outcomes += made
            missing += [error] if error else []
    report_outcomes(outcomes, missing, console)
    return 1 if missing else 0


def _pairs(targets: Sequence[LangTag], source_lang: LangTag) -> tuple[Languages, ...]:
    if not targets:
        raise SettingsError(
            "no target language",
            slug="target-missing",
            hint='add --to en, or target_langs = ["en"] in workflow.toml',
        )
    return tuple(Languages(source=source_lang, target=lang) for lang in dict.fromkeys(targets))


def _translate_into(
    languages: Languages, releases: Sequence[Release], run: _Run, console: Console
) -> tuple[list[Outcome], EngineError | None]:
    workspace, choice = run.workspace, run.choice

    @functools.cache
    def terms() -> House | None:
        return open_terms(
            workspace,
            source_lang=languages.source,
            target_lang=languages.target,
            wanted=run.has_glossary and not choice.is_literal,
        )

    reviews = [
        open_review(release, languages.target, workspace, terms=terms) for release in releases
    ]
    house = terms() if any(review.gaps for review in reviews) else None
    with console.progress() as progress:
        drafted, error = draft_gaps(
            reviews,
            languages=languages,
            choice=choice,
            house=house,
            progress=lambda done, total: progress(f"drafting {languages.target}", done, total),
        )
    return [_write(review, workspace) for review in drafted], error


def _write(review: Review, workspace: Workspace) -> Outcome:
    """Write the review file first: the edition and the ledger can be made again from it."""
    catalog_sha256 = write_review(review, workspace)
    content = _content_of(review)
    edition = MarkdownFormat().render(content)
    path = workspace.edition(review.release.slug, review.lang, MarkdownFormat.suffix)
    line = LedgerLine(
        edition=workspace.name_of(path),
        slug=review.release.slug,
        lang=review.lang,
        status=content.status.value,
        source_sha256=digest(review.release.document.source),
        catalog_sha256=catalog_sha256,
        edition_sha256=digest(edition),
        version=__version__,
    )
    write_all([(path, edition), (workspace.ledger, _ledger_with(line, workspace))])
    return outcome_of(review, content.status, workspace)


def _content_of(review: Review) -> EditionContent:
    is_reviewed = all(entry.state is State.REVIEWED for entry in review.entries)
    return EditionContent(
        document=review.release.document,
        segments=review.release.segments,
        targets=tuple(entry.msgstr or None for entry in review.entries),
        lang=review.lang,
        status=Status.REVIEWED if is_reviewed else Status.DRAFT,
    )


def _ledger_with(line: LedgerLine, workspace: Workspace) -> str:
    path = workspace.ledger
    # What is no UTF-8 is no ledger line either, and is refused with its place.
    old = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    lines = parse_ledger(old, path=workspace.name_of(path))
    return format_ledger(update_ledger(lines, [line]))
