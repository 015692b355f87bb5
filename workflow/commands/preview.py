"""What the preview shows: each page made when it is asked for, from the files as they are now.

Nothing is written, no lock is taken. What was read is kept until its file changes, which the size
and time of the file tell; names in an address are only looked up among the files that are there.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

from workflow.commands.proof import proof_page
from workflow.commands.releases import read_releases
from workflow.commands.review import open_review
from workflow.commands.terms import glossary_files, open_terms
from workflow.editions.base import EditionContent, Status
from workflow.editions.html.body import render_body
from workflow.editions.html.passages import find_passages
from workflow.editions.markdown import MarkdownFormat
from workflow.errors import SettingsError, WorkflowError
from workflow.languages import from_gettext
from workflow.messages.interface import say
from workflow.model import LangTag, State
from workflow.preview import Answer, render_edition, render_failure, render_index
from workflow.preview import pages as shown
from workflow.settings import load_settings
from workflow.storage import digest
from workflow.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.commands.review import Review
    from workflow.glossary.enforcement.ladder import House

    Stamp = tuple[tuple[str, int, int], ...]

_T = TypeVar("_T")


@dataclass(slots=True)
class Memo:
    """Values that hold as long as the files they were made of are the same."""

    kept: dict[tuple[object, ...], tuple[Stamp, object]] = field(default_factory=dict)

    def get(self, key: tuple[object, ...], stamp: Stamp, make: Callable[[], _T]) -> _T:
        """Return what `make` made for `key` when the files bore `stamp`."""
        known = self.kept.get(key)
        if known is None or known[0] != stamp:
            known = self.kept[key] = (stamp, make())
        return known[1]  # type: ignore[return-value] # the key names the type


class Preview:
    """Answers for the paths of the preview of one workspace."""

    def __init__(self, root: Path) -> None:
        """Show the workspace at `root`."""
        self._root = root
        self._memo = Memo()
        self._lock = threading.RLock()

    def __call__(self, path: str, /) -> Answer | None:
        """Return the answer for `path`; what cannot be made is a page that says why."""
        if path == shown.RELOAD:
            script = resources.files("workflow.preview") / "reload.js"
            return Answer(body=script.read_bytes(), media_type="text/javascript; charset=utf-8")
        with self._lock:
            if path == "/-/version":
                return Answer(body=self.version().encode(), media_type="text/plain")
            try:
                return self._page(path.strip("/").split("/"))
            except WorkflowError as error:
                status = HTTPStatus.INTERNAL_SERVER_ERROR
                return Answer(body=render_failure(error), status=status)

    def version(self) -> str:
        """Return a word that changes when a page may have changed."""
        with self._lock:
            try:
                workspace = self._workspace()
            except WorkflowError:
                return digest(repr(_stamp([self._root / "workflow.toml"])))
            files = [
                self._root / "workflow.toml",
                *glossary_files(workspace),
                *_sources(workspace).values(),
                *_reviews(workspace).values(),
            ]
            return digest(repr(_stamp(files)))

    def problems(self) -> tuple[WorkflowError, ...]:
        """Return what keeps pages from being made, for the terminal."""
        with self._lock:
            try:
                workspace = self._workspace()
            except WorkflowError as error:
                return (error,)
            return tuple(self._iter_problems(workspace))

    def _iter_problems(self, workspace: Workspace) -> Iterator[WorkflowError]:
        for source in _sources(workspace).values():
            if error := _failing(lambda source=source: self._release(source, workspace)):  # type: ignore[misc] # bound now
                yield error
        for (lang, slug), path in _reviews(workspace).items():
            del path
            if slug in _sources(workspace) and (
                error := _failing(lambda lang=lang, slug=slug: self._content(lang, slug, workspace))  # type: ignore[misc] # bound now
            ):
                yield error

    def _page(self, parts: list[str]) -> Answer | None:
        workspace = self._workspace()
        match parts:
            case [""]:
                return Answer(body=self._index(workspace))
            case ["source", slug] if slug in _sources(workspace):
                return Answer(body=self._source(slug, workspace))
            case ["edition", lang, slug] if self._has(lang, slug, workspace):
                return Answer(body=self._edition(LangTag(lang), slug, workspace))
            case ["proof", lang, slug] if self._has(lang, slug, workspace):
                return Answer(body=self._proof(LangTag(lang), slug, workspace))
        return None

    def _has(self, lang: str, slug: str, workspace: Workspace) -> bool:
        return slug in _sources(workspace) and (lang, slug) in _reviews(workspace)

    # --- What pages are made of -----------------------------------------------------------------

    def _workspace(self) -> Workspace:
        stamp = _stamp([self._root / "workflow.toml"])
        settings = self._memo.get(("settings",), stamp, lambda: load_settings(self._root, {}))
        return Workspace(settings=settings)

    def _release(self, source: Path, workspace: Workspace) -> Release:
        stamp = _stamp([source, self._root / "workflow.toml"])
        return self._memo.get(
            ("release", source), stamp, lambda: read_releases([source], workspace)[0]
        )

    def _review(self, lang: LangTag, slug: str, workspace: Workspace) -> Review:
        source, path = _sources(workspace)[slug], _reviews(workspace)[lang, slug]
        release = self._release(source, workspace)
        stamp = _stamp([source, path, self._root / "workflow.toml"])
        return self._memo.get(
            ("review", lang, slug), stamp, lambda: open_review(release, lang, workspace)
        )

    def _house(self, lang: LangTag, workspace: Workspace) -> House | None:
        stamp = _stamp([*glossary_files(workspace), self._root / "workflow.toml"])
        source_lang = workspace.settings.source_lang
        return self._memo.get(
            ("house", lang),
            stamp,
            lambda: open_terms(workspace, source_lang=source_lang, target_lang=lang),
        )

    def _content(self, lang: LangTag, slug: str, workspace: Workspace) -> EditionContent:
        """Return the edition, proved to have the structure of its source."""
        review = self._review(lang, slug, workspace)
        is_reviewed = all(entry.state is State.REVIEWED for entry in review.entries)
        content = EditionContent(
            document=review.release.document,
            segments=review.release.segments,
            targets=tuple(entry.msgstr or None for entry in review.entries),
            lang=lang,
            status=Status.REVIEWED if is_reviewed else Status.DRAFT,
        )
        MarkdownFormat().render(content)
        return content

    # --- Pages ----------------------------------------------------------------------------------

    def _index(self, workspace: Workspace) -> bytes:
        releases = [self._listed(slug, workspace) for slug in sorted(_sources(workspace))]
        releases.sort(key=lambda release: release.date, reverse=True)
        source_lang = workspace.settings.source_lang
        return render_index(tuple(releases), source_lang=source_lang, has_site=False)

    def _listed(self, slug: str, workspace: Workspace) -> shown.Release:
        source = _sources(workspace)[slug]
        try:
            metadata = dict(self._release(source, workspace).document.metadata)
        except WorkflowError as error:
            return shown.Release(slug=slug, title=slug, error=_told(error))
        return shown.Release(
            slug=slug,
            title=metadata.get("title", "").strip() or slug,
            date=metadata.get("date", ""),
            editions=tuple(
                self._counted(lang, slug, workspace)
                for lang, other in _reviews(workspace)
                if other == slug
            ),
        )

    def _counted(self, lang: LangTag, slug: str, workspace: Workspace) -> shown.Edition:
        try:
            states = [entry.state for entry in self._review(lang, slug, workspace).entries]
        except WorkflowError as error:
            return shown.Edition(slug=slug, lang=lang, error=_told(error))
        return shown.Edition(
            slug=slug,
            lang=lang,
            reviewed=states.count(State.REVIEWED),
            drafts=states.count(State.DRAFT),
            empty=states.count(State.UNTRANSLATED),
        )

    def _source(self, slug: str, workspace: Workspace) -> bytes:
        lang = workspace.settings.source_lang
        document = self._release(_sources(workspace)[slug], workspace).document
        body = render_body(document.source, lang=lang, source_lang=lang)
        return render_edition(body, slug=slug, source_lang=lang, is_draft=False)

    def _edition(self, lang: LangTag, slug: str, workspace: Workspace) -> bytes:
        content, source_lang = self._content(lang, slug, workspace), workspace.settings.source_lang
        body = render_body(
            MarkdownFormat().render(content).decode("utf-8"),
            lang=lang,
            source_lang=source_lang,
            untranslated=find_passages(content.document, content.segments, content.targets),
        )
        is_draft = content.status is Status.DRAFT
        return render_edition(body, slug=slug, source_lang=source_lang, is_draft=is_draft)

    def _proof(self, lang: LangTag, slug: str, workspace: Workspace) -> bytes:
        review, house = self._review(lang, slug, workspace), self._house(lang, workspace)
        return proof_page(review, house, workspace, script=shown.RELOAD).encode("utf-8")


def _sources(workspace: Workspace) -> dict[str, Path]:
    """Return the releases by slug."""
    folder = workspace.settings.releases_folder
    return {path.stem: path for path in sorted(folder.glob("*.md"))}


def _reviews(workspace: Workspace) -> dict[tuple[LangTag, str], Path]:
    """Return the review files by language and slug."""
    found = {}
    for path in sorted(workspace.settings.locales_folder.glob("*/LC_MESSAGES/*.po")):
        try:
            lang = from_gettext(path.parent.parent.name)
        except SettingsError:
            continue  # a folder that is no language's
        found[lang, path.stem] = path
    return found


def _stamp(files: Iterable[Path]) -> Stamp:
    return tuple(_stamp_of(path) for path in files)


def _stamp_of(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, -1
    return str(path), found.st_mtime_ns, found.st_size


def _failing(make: Callable[[], object]) -> WorkflowError | None:
    try:
        make()
    except WorkflowError as error:
        return error
    return None


def _told(error: WorkflowError) -> str:
    where = f"{error.position}: " if error.position else ""
    return f"{where}{say(error.message)} [{error.slug}]"
