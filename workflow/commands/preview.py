"""What the preview shows: each page made when it is asked for, from the files as they are now.

Nothing is written; names in an address are only looked up among the files that are there.
"""

from __future__ import annotations

import threading
from http import HTTPStatus
from importlib import resources
from typing import TYPE_CHECKING

from workflow.commands.preview_files import Files
from workflow.commands.preview_site import answer_from, read_site
from workflow.commands.proof import proof_page
from workflow.editions.base import Status
from workflow.editions.html.body import find_looks, render_body
from workflow.editions.html.passages import find_passages
from workflow.errors import WorkflowError
from workflow.messages.interface import say
from workflow.model import LangTag, State
from workflow.preview import Answer, render_edition, render_failure, render_index
from workflow.preview import pages as shown
from workflow.storage import Memo

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from workflow.site.outputs import Output


class Preview:
    """Answers for the paths of the preview of one workspace.

    Pages are made one at a time; the whole site, which may take long, beside them.
    """

    def __init__(self, root: Path) -> None:
        """Show the workspace at `root`."""
        self._files = Files(root)
        self._lock = threading.Lock()
        self._site_lock = threading.Lock()
        self._site: tuple[str, Mapping[str, Output]] = ("", {})
        self._memo = Memo(root, is_empty=True)

    def __call__(self, path: str, /) -> Answer | None:
        """Return the answer for `path`; what cannot be made is a page that says why."""
        if path == shown.RELOAD:
            script = resources.files("workflow.preview") / "reload.js"
            return Answer(body=script.read_bytes(), media_type="text/javascript; charset=utf-8")
        try:
            parts = path.removeprefix("/").split("/")
            if parts[0] == "site" and len(parts) > 1:
                return self._site_page("/".join(parts[1:]))
            with self._lock:
                if path == shown.VERSION:
                    return Answer(body=self._files.version().encode(), media_type="text/plain")
                self._files.look()
                return self._page(parts)
        except WorkflowError as error:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            return Answer(body=render_failure(error), status=status)

    def version(self) -> str:
        """Return a word that changes when a page may have changed."""
        with self._lock:
            return self._files.version()

    def problems(self) -> Iterator[WorkflowError]:
        """Yield what keeps pages from being made, for the terminal; pages go first."""
        try:
            with self._lock:
                listing = self._files.look()
        except WorkflowError as error:
            yield error
            return
        for slug in listing.sources:
            if problem := self._problem(slug):
                yield problem
        for lang, slug in listing.reviews:
            if problem := self._problem(slug, lang):
                yield problem

    def _problem(self, slug: str, lang: LangTag | None = None) -> WorkflowError | None:
        with self._lock:
            try:
                if lang is None and slug in self._files.listing.sources:
                    self._files.release(slug)
                elif lang is not None and self._has(lang, slug):
                    self._files.edition(lang, slug)
            except WorkflowError as error:
                return error
        return None

    def _page(self, parts: list[str]) -> Answer | None:
        match parts:
            case [""]:
                return Answer(body=self._index())
            case ["source", slug] if slug in self._files.listing.sources:
                return Answer(body=self._source(slug))
            case ["edition", lang, slug] if self._has(lang, slug):
                return Answer(body=self._edition(LangTag(lang), slug))
            case ["proof", lang, slug] if self._has(lang, slug):
                return Answer(body=self._proof(LangTag(lang), slug))
        return None

    def _has(self, lang: str, slug: str) -> bool:
        listing = self._files.listing
        return slug in listing.sources and (lang, slug) in listing.reviews

    def _site_page(self, path: str) -> Answer | None:
        with self._site_lock:
            with self._lock:
                version, workspace = self._files.version(), self._files.look().workspace
            if self._site[0] != version:
                self._site = (version, read_site(workspace, self._memo))
            return answer_from(self._site[1], path)

    # --- Pages ----------------------------------------------------------------------------------

    def _index(self) -> bytes:
        releases = [self._listed(slug) for slug in self._files.listing.sources]
        releases.sort(key=lambda release: release.date, reverse=True)
        settings = self._files.listing.workspace.settings
        return render_index(tuple(releases), source_lang=settings.source_lang)

    def _listed(self, slug: str) -> shown.Release:
        try:
            metadata = dict(self._files.release(slug).document.metadata)
        except WorkflowError as error:
            return shown.Release(slug=slug, title=slug, error=_told(error))
        langs = dict.fromkeys(lang for lang, _ in self._files.listing.reviews)
        return shown.Release(
            slug=slug,
            title=metadata.get("title", "").strip() or slug,
            date=metadata.get("date", ""),
            editions=tuple(
                self._counted(lang, slug)
                for lang in langs
                if (lang, slug) in self._files.listing.reviews
            ),
        )

    def _counted(self, lang: LangTag, slug: str) -> shown.Edition:
        try:
            states = [entry.state for entry in self._files.review(lang, slug).entries]
        except WorkflowError as error:
            return shown.Edition(slug=slug, lang=lang, error=_told(error))
        return shown.Edition(
            slug=slug,
            lang=lang,
            reviewed=states.count(State.REVIEWED),
            drafts=states.count(State.DRAFT),
            empty=states.count(State.UNTRANSLATED),
        )

    def _source(self, slug: str) -> bytes:
        lang = self._files.listing.workspace.settings.source_lang
        document = self._files.release(slug).document
        body = render_body(document.source, lang=lang, source_lang=lang)
        return render_edition(body, slug=slug, source_lang=lang, is_draft=False)

    def _edition(self, lang: LangTag, slug: str) -> bytes:
        content, text = self._files.edition(lang, slug)
        source_lang = self._files.listing.workspace.settings.source_lang
        body = render_body(
            text,
            lang=lang,
            source_lang=source_lang,
            untranslated=find_passages(content.document, content.segments, content.targets),
            looks=find_looks(content.document.source, lang=source_lang),
        )
        is_draft = content.status is Status.DRAFT
        return render_edition(body, slug=slug, source_lang=source_lang, is_draft=is_draft)

    def _proof(self, lang: LangTag, slug: str) -> bytes:
        review, house = self._files.review(lang, slug), self._files.house(lang)
        page = proof_page(review, house, self._files.listing.workspace, script=shown.RELOAD)
        return page.encode("utf-8")


def _told(error: WorkflowError) -> str:
    where = f"{error.position}: " if error.position else ""
    return f"{where}{say(error.message)} [{error.slug}]"
