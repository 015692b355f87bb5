"""What the sources give now for every release and language, remembered between runs.

A text is made and checked again only when its release, its review file, the glossary, the settings
or this program changed.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from workflow.commands.check import examine_catalog
from workflow.commands.releases import read_releases
from workflow.commands.review import open_review
from workflow.commands.terms import glossary_files, open_terms
from workflow.editions.base import EditionContent, Status
from workflow.editions.html.passages import Passage, find_passages
from workflow.editions.markdown import MarkdownFormat
from workflow.errors import EditionError
from workflow.markdown.frontmatter import parse_front_matter, set_front_matter
from workflow.model import Position, Severity, State
from workflow.site.article import Article, article_from_json, article_to_json, read_article
from workflow.site.moments import is_held, read_moment, release_moment
from workflow.site.policy import Standing
from workflow.site.profile import time_zone
from workflow.storage import digest, program_digest, read_text
from workflow.workspace import slug_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import NoReturn

    from workflow.commands.releases import Release
    from workflow.commands.review import Review
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import LangTag, Slug
    from workflow.storage import Memo
    from workflow.workspace import Workspace

SOURCE_STATUS = "source"
"""In the front matter and the record of a source as it was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What a release gives in one language."""

    standing: Standing
    catalog_sha256: str = ""
    text_sha256: str = ""
    faults: tuple[str, ...] = ()
    """What checks hold against it."""
    gaps: tuple[Passage, ...] = ()
    """Passages without translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When a release may be seen."""

    release_at: dt.datetime | None
    withdrawn_at: dt.datetime | None
    is_held: bool


class Examiner:
    """Examines the releases of a workspace."""

    def __init__(self, workspace: Workspace, memo: Memo, *, allow_drafts: bool) -> None:
        """Take `memo` for what earlier runs found; drafts are checked where they are allowed."""
        self._workspace = workspace
        self._memo = memo
        self._allow_drafts = allow_drafts
        self._zone = time_zone(workspace.settings)
        self._paths = {slug_of(path): path for path in _release_files(workspace)}
        self._sources = {slug: read_text(path) for slug, path in self._paths.items()}
        self._base = _fingerprint(workspace)
        self._releases: dict[Slug, Release] = {}
        self._houses: dict[LangTag, House | None] = {}
        self._texts: dict[str, str] = {}

    @property
    def releases(self) -> Mapping[Slug, str]:
        """Return the releases with their paths in the workspace."""
        return {slug: self._workspace.name_of(path) for slug, path in self._paths.items()}

    def source_sha256(self, slug: Slug) -> str:
        """Return the digest of a release; empty where there is none."""
        return digest(self._sources[slug]) if slug in self._sources else ""

    # --- The texts -----------------------------------------------------------------------------

    def examine(self, slug: Slug, lang: LangTag) -> Examined:
        """Return what a release gives in a language."""
        if slug not in self._sources:
            return Examined(standing=Standing.REMOVED)
        if lang == self._workspace.settings.source_lang:
            return self._remembered(slug, lang, "")
        path = self._workspace.catalog(slug, lang)
        if not path.is_file():
            return Examined(standing=Standing.ABSENT)
        return self._remembered(slug, lang, digest(path.read_bytes()))

    def _remembered(self, slug: Slug, lang: LangTag, catalog_sha256: str) -> Examined:
        inputs = (self.source_sha256(slug), catalog_sha256, str(self._allow_drafts))
        key = _key("examined", self._base, slug, lang, *inputs)
        return _from_json(self._memo.get(key, lambda: asdict(self._examine(slug, lang))))

    def _examine(self, slug: Slug, lang: LangTag) -> Examined:
        if lang == self._workspace.settings.source_lang:
            text = self._make_source(slug, lang)
            return Examined(standing=Standing.SOURCE, text_sha256=self._keep(text))
        review = open_review(self._release(slug), lang, self._workspace)
        standing = (
            Standing.REVIEWED
            if all(entry.state is State.REVIEWED for entry in review.entries)
            else Standing.DRAFT
        )
        faults: tuple[str, ...] = ()
        if standing is Standing.REVIEWED or self._allow_drafts:
            faults = self._faults(review, lang)
        content = _content_of(review, standing)
        return Examined(
            standing=Standing.FAULTY if faults else standing,
            catalog_sha256=review.found,
            text_sha256=self._keep(MarkdownFormat().render(content).decode()),
            faults=faults,
            gaps=find_passages(content.document, content.segments, content.targets),
        )

    def _faults(self, review: Review, lang: LangTag) -> tuple[str, ...]:
        if lang not in self._houses:
            source_lang = self._workspace.settings.source_lang
            self._houses[lang] = open_terms(
                self._workspace, source_lang=source_lang, target_lang=lang
            )
        findings = examine_catalog(
            review.catalog,
            name=self._workspace.name_of(review.path),
            lang=lang,
            house=self._houses[lang],
            workspace=self._workspace,
        )
        return tuple(str(each) for each in findings if each.severity is Severity.ERROR)

    def _release(self, slug: Slug) -> Release:
        if slug not in self._releases:
            (self._releases[slug],) = read_releases([self._paths[slug]], self._workspace)
        return self._releases[slug]

    def _make_source(self, slug: Slug, lang: LangTag) -> str:
        fields = {"lang": lang, "source": self.releases[slug], "status": SOURCE_STATUS}
        return set_front_matter(self._sources[slug], fields)

    def _keep(self, text: str) -> str:
        sha256 = digest(text)
        self._texts[sha256] = text
        return sha256

    def text(self, slug: Slug, lang: LangTag, sha256: str) -> str:
        """Return the text of that digest: as it was published, or made again."""
        if sha256 not in self._texts:
            path = self._workspace.published_text(slug, lang)
            published = path.read_bytes() if path.is_file() else b""
            if digest(published) == sha256:
                self._texts[sha256] = published.decode()
            elif slug in self._sources:
                self._examine(slug, lang)
        if sha256 not in self._texts:
            _refuse_text(self._workspace.name_of(self._workspace.published_text(slug, lang)))
        return self._texts[sha256]

    # --- What is known of them -----------------------------------------------------------------

    def article(self, slug: Slug, lang: LangTag, sha256: str) -> Article:
        """Return what the text of that digest says of itself."""

        def read() -> dict[str, object]:
            text = self.text(slug, lang, sha256)
            return article_to_json(read_article(text, lang=lang, name=slug, zone=self._zone))

        key = _key("article", self._base, slug, lang, sha256)
        return article_from_json(self._memo.get(key, read))

    def timing(self, slug: Slug, lang: LangTag, former_sha256: str) -> Timing:
        """Return when a release may be seen, as its source or, without one, its last text says."""
        sha256 = self.source_sha256(slug) or former_sha256
        name = self.releases.get(slug) or f"{slug}.md"

        def read() -> list[object]:
            text = self._sources[slug] if slug in self._sources else self.text(slug, lang, sha256)
            front = parse_front_matter(text, path=name)
            metadata = dict(front.metadata) if front else {}
            withdrawn = read_moment(metadata, "withdrawn", self._zone)
            released = release_moment(metadata, zone=self._zone, path=name)
            return [
                released.isoformat() if released else "",
                withdrawn.instant.isoformat() if withdrawn else "",
                is_held(metadata),
            ]

        key = _key("timing", self._base, name, sha256)
        released, withdrawn, held = self._memo.get(key, read)
        return Timing(release_at=_moment(released), withdrawn_at=_moment(withdrawn), is_held=held)


def _refuse_text(name: str) -> NoReturn:
    raise EditionError(
        "the text that was published here is gone, or was changed by hand",
        slug="published-changed",
        position=Position(path=name),
        hint="restore it from version control; readers were shown it",
    )


def _release_files(workspace: Workspace) -> list[Path]:
    """Return the releases of the workspace; hidden files are editors' own."""
    files = workspace.settings.releases_folder.glob("*.md")
    return sorted(path for path in files if not path.name.startswith("."))


def _fingerprint(workspace: Workspace) -> str:
    """Return the digest of all that a text depends on besides its release and review file."""
    settings = workspace.settings
    said = [settings.source_lang, settings.releases, settings.front_matter, settings.site.time_zone]
    glossary = [digest(path.read_bytes()) for path in glossary_files(workspace)]
    return digest(json.dumps([program_digest(), said, glossary]))


def _key(*parts: str) -> str:
    return digest("\0".join(parts))


def _content_of(review: Review, standing: Standing) -> EditionContent:
    return EditionContent(
        document=review.release.document,
        segments=review.release.segments,
        targets=tuple(entry.msgstr or None for entry in review.entries),
        lang=review.lang,
        status=Status.REVIEWED if standing is Standing.REVIEWED else Status.DRAFT,
    )


def _from_json(values: Mapping[str, Any]) -> Examined:
    return Examined(
        standing=Standing(values["standing"]),
        catalog_sha256=values["catalog_sha256"],
        text_sha256=values["text_sha256"],
        faults=tuple(values["faults"]),
        gaps=tuple(Passage(**gap) for gap in values["gaps"]),
    )


def _moment(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
