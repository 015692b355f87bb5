"""What a workspace holds: its releases, the languages of each, and files that belong to none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.commands.faults import Faults
from workflow.commands.releases import find_releases, twin_error
from workflow.errors import SourceError
from workflow.model import Slug
from workflow.storage import real_path
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
    faults = Faults()
    twins: dict[Slug, SourceError] = {}
    for path in _iter_sources(workspace, lines):
        with faults.apart():
            slug = slug_of(path)
            twin = seen.setdefault(slug_key(slug), path)
            if twin == path:
                sources[slug] = path
            else:
                twins[slug] = twin_error(workspace.name_of(twin), workspace.name_of(path))
    catalogs: dict[Slug, tuple[LangTag, ...]] = {}
    for path, lang in find_catalogs(workspace, faults).items():
        catalogs[Slug(path.stem)] = (*catalogs.get(Slug(path.stem), ()), lang)
    found = sorted({lang for langs in catalogs.values() for lang in langs})
    return Inventory(
        sources=dict(sorted(sources.items())),
        langs=workspace.settings.target_langs or tuple(found),
        catalogs=catalogs,
        lines=tuple(lines),
        problems=(*faults.errors, *twins.values()),
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
    yield from find_releases(workspace)
    for name in sorted({line.source for line in lines}):
        path = real_path(workspace.root / name)
        is_ours = path.is_relative_to(workspace.root) and not path.is_relative_to(folder)
        if name and is_ours and path.is_file():
            yield path


def find_catalogs(
    workspace: Workspace, faults: Faults, *, folders: Iterable[str] = ("*",)
) -> dict[Path, LangTag]:
    """Return the review files with their languages; `faults` gets folders that are of none.

    `folders` are names, or patterns of names, as gettext has them.
    """
    locales = workspace.settings.locales_folder
    paths = {path for folder in folders for path in locales.glob(f"{folder}/LC_MESSAGES/*.po")}
    found = {}
    for path in sorted(paths):
        with faults.apart():
            found[path] = workspace.lang_of(path)
    return found
