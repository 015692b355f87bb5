"""What a workspace holds: its releases, the languages of each, and files that belong to none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.commands.releases import twin_error
from workflow.errors import SettingsError, SourceError
from workflow.languages import from_gettext
from workflow.model import Position, Slug
from workflow.wording import tr
from workflow.workspace import slug_key, slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from workflow.editions.ledger import LedgerLine
    from workflow.errors import WorkflowError
    from workflow.model import LangTag
    from workflow.workspace import Workspace

_SUFFIX = ".md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """The releases of a workspace and all that is made of them."""

    sources: Mapping[Slug, Path]
    """In the order of the slugs."""
    langs: tuple[LangTag, ...]
    """Those of the settings, else all that have a review file."""
    catalogs: Mapping[Slug, tuple[LangTag, ...]]
    """The languages in which there is a review file, also of slugs without a source."""
    lines: tuple[LedgerLine, ...]
    problems: tuple[WorkflowError, ...]
    """Files among the releases that cannot be one, folders of review files that are no language."""
    twins: Mapping[Slug, SourceError]
    """Releases that are none of `sources`, since their files would be those of one of them."""

    def is_gone(self, slug: Slug) -> bool:
        """Tell whether there is no release of that name."""
        return slug not in self.sources and slug not in self.twins

    def langs_of(self, slug: Slug) -> tuple[LangTag, ...]:
        """Return the languages that a release should be, or is, in."""
        return tuple(dict.fromkeys((*self.langs, *self.catalogs.get(slug, ()))))

    def lines_of(self, slug: Slug, lang: LangTag) -> tuple[LedgerLine, ...]:
        """Return the ledger's lines of a release in a language."""
        return tuple(line for line in self.lines if (line.slug, line.lang) == (slug, lang))


def take_inventory(workspace: Workspace, lines: Sequence[LedgerLine]) -> Inventory:
    """Look through the folders of the workspace; `lines` are those of its ledger.

    Releases are the files of the releases folder and those elsewhere that the ledger names.
    """
    sources: dict[Slug, Path] = {}
    seen: dict[str, Path] = {}
    problems: list[WorkflowError] = []
    twins: dict[Slug, SourceError] = {}
    for path in _iter_sources(workspace, lines):
        try:
            slug = slug_of(path)
        except SourceError as error:
            problems.append(error)
            continue
        twin = seen.setdefault(slug_key(slug), path)
        if twin == path:
            sources[slug] = path
        else:
            twins[slug] = twin_error(workspace.name_of(twin), workspace.name_of(path))
    catalogs = _find_catalogs(workspace, problems)
    found = sorted({lang for langs in catalogs.values() for lang in langs})
    return Inventory(
        sources=dict(sorted(sources.items())),
        langs=workspace.settings.target_langs or tuple(found),
        catalogs=catalogs,
        lines=tuple(lines),
        problems=(*problems, *twins.values()),
        twins=twins,
    )


def find_slugs(names: Iterable[str], inventory: Inventory) -> tuple[Slug, ...]:
    """Return the releases that `names` ask for, all where they are none; a path will do.

    Raises `SourceError` (``release-unknown``, ``slug-duplicate``).
    """
    asked = [slug_named(name) for name in names]
    for slug in asked:
        if slug in inventory.twins and slug not in inventory.sources:
            raise inventory.twins[slug]
        if slug not in inventory.sources:
            raise SourceError(
                tr('there is no release "{slug}" in this workspace', slug=slug),
                slug="release-unknown",
                hint=tr("translate status lists the releases"),
            )
    return tuple(dict.fromkeys(asked)) or tuple(inventory.sources)


def slug_named(name: str) -> Slug:
    """Return the slug that a user means, who may give the path of the release for it.

    >>> slug_named("releases/2025/sommet.md")
    'sommet'
    """
    return Slug(name.rpartition("/")[2].removesuffix(_SUFFIX))


def _iter_sources(workspace: Workspace, lines: Sequence[LedgerLine]) -> Iterator[Path]:
    folder = workspace.settings.releases_folder
    for path in sorted(folder.rglob(f"*{_SUFFIX}")):
        if path.is_file() and not any(
            part.startswith(".") for part in path.relative_to(folder).parts
        ):
            yield path
    for name in sorted({line.source for line in lines}):
        path = (workspace.root / name).resolve()
        is_ours = path.is_relative_to(workspace.root) and not path.is_relative_to(folder)
        if name and is_ours and path.is_file():
            yield path


def _find_catalogs(
    workspace: Workspace, problems: list[WorkflowError]
) -> dict[Slug, tuple[LangTag, ...]]:
    """Return the languages of each release's review files; `problems` gets what is of none."""
    found: dict[Slug, tuple[LangTag, ...]] = {}
    for folder in sorted(workspace.settings.locales_folder.glob("*/LC_MESSAGES")):
        try:
            lang = from_gettext(folder.parent.name)
        except SettingsError as error:
            error.position = Position(path=workspace.name_of(folder))
            problems.append(error)
            continue
        for path in sorted(folder.glob("*.po")):
            slug = Slug(path.stem)
            found[slug] = (*found.get(slug, ()), lang)
    return found
