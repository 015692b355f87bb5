"""`translate FILE --to LANG`: draft releases, keep their review files in step, write editions.

Sources are all read before anything else happens, and nothing is written before every draft of a
language exists: a run that stops early leaves the files of the run before it. A release that cannot
be read, or written, costs itself alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.commands.faults import Faults
from workflow.commands.gaps import Means, draft_gaps, engines_of_drafts
from workflow.commands.history import Histories
from workflow.commands.memory_files import memory_of_run, update_memory
from workflow.commands.recall import recall_gaps
from workflow.commands.records import (
    glossary_digest,
    ledger_file,
    ledger_line,
    read_ledger,
    status_of,
)
from workflow.commands.relay import prepare_relay
from workflow.commands.releases import keep_own, read_releases
from workflow.commands.renamed import FormerFiles
from workflow.commands.review import open_review, write_review
from workflow.commands.summary import Outcome, outcome_of, report_outcomes
from workflow.commands.terms import Houses
from workflow.drafting.units import Languages
from workflow.editions.base import EditionContent
from workflow.editions.markdown import MarkdownFormat
from workflow.engines.registry import weak_model
from workflow.errors import SettingsError
from workflow.storage import workspace_lock, write_all
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.commands.review import Review
    from workflow.console import Console
    from workflow.engines.registry import EngineChoice
    from workflow.errors import EngineError
    from workflow.glossary.enforcement.ladder import House
    from workflow.memory.store import Store
    from workflow.model import LangTag
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What is the same for every language."""

    workspace: Workspace
    choice: EngineChoice
    has_glossary: bool
    memory: Store | None
    """None where nothing is recalled and nothing remembered."""
    former_files: FormerFiles
    faults: Faults


def run_release(  # noqa: PLR0913 - an argument for each option
    files: Sequence[Path],
    langs: Sequence[LangTag],
    *,
    workspace: Workspace,
    choice: EngineChoice,
    has_glossary: bool = True,
    has_memory: bool = True,
    console: Console,
) -> int:
    """Translate `files` into `langs`; return the exit code.

    With `has_glossary` the workspace's terms are enforced on what the engine writes. With
    `has_memory` earlier translations come before the engine, and what was approved is remembered.
    A language without a model still gets its review file; the `EngineError` that names the missing
    model is shown at the end, after what was wrong with single releases, and the exit code is 1.
    """
    pairs = _pairs(langs or workspace.settings.target_langs, workspace.settings.source_lang)
    faults = Faults()
    releases = read_releases(files, workspace, faults)
    outcomes: list[Outcome] = []
    if not releases:  # no folder becomes a workspace by mistake
        report_outcomes(outcomes, faults, console)
        return 1
    wanted = has_memory and not choice.is_literal
    reviews = [workspace.catalog(each.slug, pair.target) for each in releases for pair in pairs]
    missing: list[EngineError] = []
    with (
        workspace_lock(workspace.root, command="translate"),
        memory_of_run(workspace, wanted=wanted, told=reviews, console=console) as memory,
    ):
        known = {line.slug: line.source for line in read_ledger(workspace) if line.source}
        releases = keep_own(releases, known, workspace, faults)
        run = _Run(
            workspace=workspace,
            choice=choice,
            has_glossary=has_glossary,
            memory=memory,
            former_files=FormerFiles(workspace),
            faults=faults,
        )
        for languages in pairs:
            made, error = _translate_into(languages, releases, run, console)
            outcomes += made
            missing += [error] if error else []
    for error in missing:
        faults.add(error)
    report_outcomes(outcomes, faults, console)
    return 1 if faults else 0


def _pairs(targets: Sequence[LangTag], source_lang: LangTag) -> tuple[Languages, ...]:
    if not targets:
        raise SettingsError(
            tr("no target language"),
            slug="target-missing",
            hint=tr('add --to en, or target_langs = ["en"] in workflow.toml'),
        )
    return tuple(Languages(source=source_lang, target=lang) for lang in dict.fromkeys(targets))


def _translate_into(
    languages: Languages, releases: Sequence[Release], run: _Run, console: Console
) -> tuple[list[Outcome], EngineError | None]:
    workspace, choice = run.workspace, run.choice
    houses = Houses(workspace, wanted=run.has_glossary and not choice.is_literal)
    terms = houses.terms(languages.target)
    relay, reviews = prepare_relay(
        _open_reviews(releases, languages.target, terms, run),
        languages=languages,
        choice=choice,
        has_glossary=run.has_glossary,
        workspace=workspace,
        faults=run.faults,
    )
    house = terms() if any(review.gaps for review in reviews) else None
    means = Means(
        choice=choice,
        house=house,
        recalled=recall_gaps(
            reviews,
            memory=run.memory,
            languages=languages,
            house=house,
            floor=workspace.settings.memory.floor,
        ),
        relay=relay,
    )
    with console.progress() as progress:
        drafted, error = draft_gaps(
            reviews,
            languages=languages,
            means=means,
            progress=lambda done, total: progress(
                tr("drafting {target}", target=languages.target), done, total
            ),
        )
    if drafters := engines_of_drafts(reviews, drafted):
        _caution(languages, choice, drafters, console)
    glossary = glossary_digest(workspace) if run.has_glossary and not choice.is_literal else ""
    outcomes = _write(drafted, run, glossary_sha256=glossary)
    if run.memory:
        update_memory(run.memory, workspace, only=[review.path for review in drafted])
    return outcomes, error


def _open_reviews(
    releases: Sequence[Release], lang: LangTag, terms: Callable[[], House | None], run: _Run
) -> tuple[Review, ...]:
    reviews = []
    for release in releases:
        with run.faults.apart():
            former = run.former_files.find(release, lang)
            reviews.append(open_review(release, lang, run.workspace, terms=terms, former=former))
    return tuple(reviews)


def _caution(languages: Languages, choice: EngineChoice, drafters: str, console: Console) -> None:
    """Say that a weak model is among the `drafters`: nobody should read its drafts over quickly."""
    model = weak_model(choice, source=languages.source, target=languages.target)
    if model and model in drafters:
        console.info(
            tr(
                "{lang}: {model} is a weak model; compare every word with the source",
                lang=languages.target,
                model=model,
            )
        )


def _write(reviews: Sequence[Review], run: _Run, *, glossary_sha256: str) -> list[Outcome]:
    """Write each review file first: editions and ledger can be made again from it.

    Where the disk refuses one, the editions of those before it still are written.
    """
    outcomes, lines = [], []
    workspace = run.workspace
    histories = Histories(workspace)
    files: list[tuple[Path, bytes | str]] = []
    try:
        for review in reviews:
            with run.faults.apart():
                catalog_sha256 = write_review(review, workspace)
                path, content = _render(review, workspace)
                line = ledger_line(
                    review,
                    path=path,
                    content=content,
                    catalog_sha256=catalog_sha256,
                    glossary_sha256=glossary_sha256,
                    workspace=workspace,
                )
                versions = histories.file(review, catalog_sha256=catalog_sha256)
                files += [(path, content), *versions]
                lines.append(line)
                outcomes.append(outcome_of(review, status_of(review), workspace))
    finally:
        if lines:
            write_all([*files, ledger_file(lines, workspace)])
    return outcomes


def _render(review: Review, workspace: Workspace) -> tuple[Path, bytes]:
    content = EditionContent(
        document=review.release.document,
        segments=review.release.segments,
        targets=tuple(entry.msgstr or None for entry in review.entries),
        lang=review.lang,
        status=status_of(review),
    )
    path = workspace.edition(review.release.slug, review.lang, MarkdownFormat.suffix)
    return path, MarkdownFormat().render(content)
