"""`translate status`: where every release stands in every language. It writes no file of yours.

An edition stands where the contents of source, review file, glossary and edition put it, compared
with its line of the ledger; no time of a file is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.commands.inventory import find_slugs, take_inventory
from workflow.commands.records import glossary_digest, read_ledger
from workflow.commands.status_report import ReleaseStatus, report_statuses
from workflow.commands.survey import Survey, Surveyor
from workflow.editions.markdown import MarkdownFormat
from workflow.editions.standing import Present, State, stand
from workflow.errors import CatalogError, SourceError, WorkflowError
from workflow.model import Slug
from workflow.storage import digest_file
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.commands.inventory import Inventory
    from workflow.console import Console
    from workflow.editions.ledger import LedgerLine
    from workflow.editions.standing import Standing
    from workflow.model import LangTag
    from workflow.workspace import Workspace


def run_status(
    slugs: Sequence[str],
    langs: Sequence[LangTag],
    *,
    is_check: bool,
    workspace: Workspace,
    console: Console,
) -> int:
    """Show where the releases stand, all of them by default; return the exit code.

    It is 1 where a file cannot be read, and with `is_check` where an edition is not current.
    Raises `SourceError` (``release-unknown``) and `EditionError` (``ledger-invalid``).
    """
    inventory = take_inventory(workspace, read_ledger(workspace))
    pairs = [
        (slug, lang)
        for slug in find_slugs(slugs, inventory)
        for lang in langs or inventory.langs_of(slug)
    ]
    problems: list[WorkflowError] = list(inventory.problems)
    look = Look(inventory, workspace)
    statuses = []
    with console.progress() as progress:
        for done, (slug, lang) in enumerate(pairs):
            progress(tr("checking"), done, len(pairs))
            try:
                statuses.append(look.at(slug, lang))
            except (SourceError, CatalogError) as error:
                # a release that cannot be read is the same in every language
                if not any(error.is_same(known) for known in problems):
                    problems.append(error)
    look.keep(is_whole=not slugs and not langs)
    strays = () if slugs else tuple(_iter_strays(inventory, workspace))
    report_statuses(statuses, strays, problems, console, has_reasons=is_check or bool(slugs))
    is_current = all(each.standing.state is State.CURRENT for each in statuses)
    return 1 if problems or (is_check and not is_current) else 0


class Look:
    """A look at a workspace as it lies on the disk; what is common to all releases is read once."""

    def __init__(self, inventory: Inventory, workspace: Workspace) -> None:
        """Start from what the workspace holds."""
        self._inventory = inventory
        self._workspace = workspace
        self._glossary = glossary_digest(workspace)
        self._surveyor = Surveyor(workspace, glossary_sha256=self._glossary)

    def at(self, slug: Slug, lang: LangTag) -> ReleaseStatus:
        """Return where a release stands in a language.

        Raises `SourceError` or `CatalogError` for a file that cannot be read.
        """
        workspace = self._workspace
        source, catalog = self._inventory.sources[slug], workspace.catalog(slug, lang)
        found = _Sums(source=digest_file(source), catalog=digest_file(catalog))
        survey = self._surveyor.survey(source, lang, sums=(found.source, found.catalog))
        path = workspace.name_of(workspace.edition(slug, lang, MarkdownFormat.suffix))
        lines: dict[str, LedgerLine | None] = {path: None}
        lines |= {line.edition: line for line in self._inventory.lines_of(slug, lang)}
        return ReleaseStatus(
            slug=slug,
            lang=lang,
            source=workspace.name_of(source),
            catalog=workspace.name_of(catalog),
            survey=survey,
            editions=tuple(
                (name, self._stand(name, line, found, survey)) for name, line in lines.items()
            ),
        )

    def keep(self, *, is_whole: bool) -> None:
        """Keep what was found for the next look; look at `Surveyor.keep`."""
        self._surveyor.keep(is_whole=is_whole)

    def _stand(self, name: str, line: LedgerLine | None, found: _Sums, survey: Survey) -> Standing:
        present = Present(
            source_sha256=found.source,
            catalog_sha256=found.catalog,
            edition_sha256=digest_file(self._workspace.root / name),
            glossary_sha256=self._glossary,
            segments=survey.segments,
            targets=survey.targets,
            status=survey.status,
            drafts=survey.drafts,
            untranslated=survey.untranslated,
            errors=survey.errors,
        )
        return stand(line, present)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    """SHA-256 of what an edition is made from; empty where there is no such file."""

    source: str
    catalog: str


def _iter_strays(inventory: Inventory, workspace: Workspace) -> Iterator[str]:
    """Yield the review files and editions whose release is gone."""
    for slug, langs in inventory.catalogs.items():
        if inventory.is_gone(slug):
            yield from (workspace.name_of(workspace.catalog(slug, lang)) for lang in langs)
    for line in inventory.lines:
        if inventory.is_gone(Slug(line.slug)) and (workspace.root / line.edition).is_file():
            yield line.edition
