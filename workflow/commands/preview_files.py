"""The files of a workspace as they are now, for the preview: read again only when they change.

The size and time of a file tell whether it changed. Nothing is written and no lock is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from workflow.commands.releases import read_release
from workflow.commands.review import open_review
from workflow.commands.terms import glossary_files, open_terms
from workflow.editions.base import EditionContent, Status
from workflow.editions.markdown import MarkdownFormat
from workflow.errors import SettingsError, WorkflowError
from workflow.languages import from_gettext
from workflow.model import State
from workflow.settings import load_settings
from workflow.storage import digest
from workflow.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.commands.review import Review
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import LangTag

    Stamp = tuple[tuple[str, int, int], ...]
    """Path, time and size of files."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The files that are there."""

    workspace: Workspace
    sources: Mapping[str, Path]
    """The releases by slug; hidden files are editors' own."""
    reviews: Mapping[tuple[LangTag, str], Path]
    """The review files by language and slug."""


@dataclass(slots=True)
class Files:
    """What is read of a workspace; every method may raise a `WorkflowError` of its file."""

    root: Path
    _listing: Listing | None = None
    _kept: dict[tuple[object, ...], tuple[Stamp, object]] = field(default_factory=dict)

    def look(self) -> Listing:
        """List the files anew and return them; other methods keep to what was listed last."""
        settings = self._read(("settings",), [], lambda: load_settings(self.root, {}))
        releases = sorted(settings.releases_folder.glob("*.md"))
        self._listing = Listing(
            workspace=Workspace(settings=settings),
            sources={
                path.stem: path
                for path in releases
                if not path.name.startswith(".") and not path.is_dir()
            },
            reviews=_find_reviews(settings.locales_folder),
        )
        return self._listing

    @property
    def listing(self) -> Listing:
        """Return what `look` found last."""
        return self._listing or self.look()

    def release(self, slug: str) -> Release:
        """Return a release of `sources`."""
        source, workspace = self.listing.sources[slug], self.listing.workspace
        return self._read(("release", slug), [source], lambda: read_release(source, workspace))

    def review(self, lang: LangTag, slug: str) -> Review:
        """Return a review file of `reviews`, brought up to date with its release."""
        release, workspace = self.release(slug), self.listing.workspace
        return self._read(
            ("review", lang, slug),
            self._sides(lang, slug),
            lambda: open_review(release, lang, workspace, terms=lambda: self.house(lang)),
        )

    def house(self, lang: LangTag) -> House | None:
        """Return the glossary for a language."""
        workspace = self.listing.workspace
        source_lang = workspace.settings.source_lang
        return self._read(
            ("house", lang),
            glossary_files(workspace),
            lambda: open_terms(workspace, source_lang=source_lang, target_lang=lang),
        )

    def edition(self, lang: LangTag, slug: str) -> tuple[EditionContent, str]:
        """Return an edition and its Markdown, proved to have the structure of its source."""
        review = self.review(lang, slug)
        return self._read(("edition", lang, slug), self._sides(lang, slug), lambda: _made(review))

    def _sides(self, lang: LangTag, slug: str) -> tuple[Path, ...]:
        """Return what a review is made of; the glossary classes a source that changed."""
        listing = self.listing
        terms = glossary_files(listing.workspace)
        return listing.sources[slug], listing.reviews[lang, slug], *terms

    def version(self) -> str:
        """Return a word that changes when a page may have changed."""
        try:
            listing = self.look()
        except WorkflowError:
            return digest(repr(_stamp([self._settings_file])))
        settings = listing.workspace.settings
        files = [
            self._settings_file,
            listing.workspace.published,
            *glossary_files(listing.workspace),
            *listing.reviews.values(),
            *_below(settings.releases_folder),
            *_below(settings.templates_folder),
        ]
        return digest(repr(_stamp(files)))

    @property
    def _settings_file(self) -> Path:
        return self.root / "workflow.toml"

    def _read(self, key: tuple[object, ...], files: Iterable[Path], make: Callable[[], _T]) -> _T:
        """Return what `make` makes of `files` and the settings, made again when they change."""
        stamp = _stamp([self._settings_file, *files])
        known = self._kept.get(key)
        if known is None or known[0] != stamp:
            known = self._kept[key] = (stamp, make())
        return known[1]  # type: ignore[return-value] # the key names the type


def _find_reviews(folder: Path) -> dict[tuple[LangTag, str], Path]:
    found: dict[tuple[LangTag, str], Path] = {}
    for place in sorted(folder.glob("*/LC_MESSAGES")):
        try:
            lang = from_gettext(place.parent.name)
        except SettingsError:
            continue  # a folder that is no language's
        found |= {(lang, path.stem): path for path in sorted(place.glob("*.po"))}
    return found


def _made(review: Review) -> tuple[EditionContent, str]:
    is_reviewed = all(entry.state is State.REVIEWED for entry in review.entries)
    content = EditionContent(
        document=review.release.document,
        segments=review.release.segments,
        targets=tuple(entry.msgstr or None for entry in review.entries),
        lang=review.lang,
        status=Status.REVIEWED if is_reviewed else Status.DRAFT,
    )
    return content, MarkdownFormat().render(content).decode("utf-8")


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _stamp(files: Iterable[Path]) -> Stamp:
    return tuple(_stamp_of(path) for path in files)


def _stamp_of(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, -1
    return str(path), found.st_mtime_ns, found.st_size
