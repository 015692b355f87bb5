"""What the sources give now for every release and language, remembered between runs.

A text is made and checked again only when its release, its review file, the glossary, the settings
or this program changed.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.commands.examination import dictionary_stamp
from workflow.commands.faults import Faults
from workflow.commands.records import glossary_digest
from workflow.editions.html.body import find_looks
from workflow.errors import EditionError
from workflow.markdown.frontmatter import parse_front_matter
from workflow.model import Position
from workflow.site.article import Article, article_from_json, article_to_json, read_article
from workflow.site.moments import (
    check_moments,
    is_held,
    key_values,
    release_moment,
    withdrawal_moment,
)
from workflow.site.policy import Standing
from workflow.site.profile import time_zone
from workflow.site.standing import Examined, examined_from_json, examined_to_json
from workflow.storage import digest, digest_file, program_digest, read_text
from workflow.wording import tr
from workflow.workspace import slug_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import NoReturn

    from workflow.commands.making import Maker
    from workflow.model import LangTag, Slug
    from workflow.site.policy import Rules
    from workflow.site.published import Published
    from workflow.site.views import Edition
    from workflow.storage import Memo
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When a release may be seen."""

    release_at: dt.datetime | None
    withdrawn_at: dt.datetime | None
    is_held: bool


class Examiner:
    """Examines the releases of a workspace."""

    def __init__(self, workspace: Workspace, memo: Memo, rules: Rules) -> None:
        """Take `memo` for what earlier runs found; drafts are checked where they are allowed."""
        self._workspace = workspace
        self._memo = memo
        self._rules = rules
        self._zone = time_zone(workspace.settings)
        self._paths = {slug_of(path): path for path in _release_files(workspace)}
        self._sources = {slug: read_text(path) for slug, path in self._paths.items()}
        self._digests = {slug: digest(source) for slug, source in self._sources.items()}
        self.releases: Mapping[Slug, str] = {
            slug: workspace.name_of(path) for slug, path in self._paths.items()
        }
        self._base = _fingerprint(workspace)
        self._maker: Maker | None = None
        self._texts: dict[str, str] = {}
        self.faults = Faults()
        """What is wrong with review files that cannot be read."""

    def source_sha256(self, slug: Slug) -> str:
        """Return the digest of a release; empty where there is none."""
        return self._digests.get(slug, "")

    # --- The texts -----------------------------------------------------------------------------

    def examine(self, slug: Slug, lang: LangTag, *, former: Published | None = None) -> Examined:
        """Return what a release gives in a language; `former` is what readers have seen of it."""
        if slug not in self._sources:
            return Examined(standing=Standing.REMOVED)
        if lang == self._workspace.settings.source_lang:
            return self._remembered(slug, lang, "")
        path = self._workspace.catalog(slug, lang)
        if not path.is_file():
            return Examined(standing=Standing.ABSENT)
        with self.faults.apart():
            return self._remembered(slug, lang, digest_file(path))
        return self._as_it_stands(slug, former)

    def _as_it_stands(self, slug: Slug, former: Published | None) -> Examined:
        """Return what is sure while a review file cannot be read: approved words of this source."""
        is_sure = (
            former is not None
            and former.status == Standing.REVIEWED
            and former.source_sha256 == self.source_sha256(slug)
        )
        if former is None or not is_sure:
            return Examined(standing=Standing.FAULTY)
        looks = find_looks(self._sources[slug], lang=self._workspace.settings.source_lang)
        return Examined(
            standing=Standing.REVIEWED,
            catalog_sha256=former.catalog_sha256,
            text_sha256=former.text_sha256,
            looks=tuple(looks.items()),
        )

    def _remembered(self, slug: Slug, lang: LangTag, catalog_sha256: str) -> Examined:
        words = dictionary_stamp(self._workspace.settings, lang)
        allowed = str(self._rules.allow_drafts)
        inputs = (self.source_sha256(slug), catalog_sha256, allowed, words)
        name = "examined" if self._rules.runs_checks else "previewed"
        key = _key(name, self._base, slug, lang, *inputs)
        kept = self._memo.get(key, lambda: examined_to_json(self._examine(slug, lang)))
        return examined_from_json(kept)

    def _examine(self, slug: Slug, lang: LangTag) -> Examined:
        from workflow.commands.making import Maker  # noqa: PLC0415 - only when something changed

        if self._maker is None:
            self._maker = Maker(self._workspace)
        settings = self._workspace.settings
        if lang == settings.source_lang:
            made = self._maker.make_source(self._sources[slug], self.releases[slug], lang)
        else:
            made = self._maker.make_translation(
                self._paths[slug],
                lang,
                checked=self._checked(),
            )
        self._texts[made.examined.text_sha256] = made.text
        return made.examined

    def _checked(self) -> frozenset[Standing]:
        if not self._rules.runs_checks:
            return frozenset()
        drafts = {Standing.DRAFT} if self._rules.allow_drafts else set()
        return frozenset({Standing.REVIEWED, *drafts})

    def text(self, slug: Slug, lang: LangTag, sha256: str) -> str:
        """Return the text of that digest: as it was published, or made again."""
        if sha256 not in self._texts:
            published = self._published(slug, lang)
            if digest(published) == sha256:
                self._texts[sha256] = published.decode()
            elif slug in self._sources:
                self._examine(slug, lang)
        if sha256 not in self._texts:
            _refuse_text(self._workspace.name_of(self._workspace.published_text(slug, lang)))
        return self._texts[sha256]

    def is_kept(self, edition: Edition) -> bool:
        """Tell whether the text of an edition is kept as it is published."""
        return digest(self._published(edition.slug, edition.lang)) == edition.text_sha256

    def _published(self, slug: Slug, lang: LangTag) -> bytes:
        try:
            return self._workspace.published_text(slug, lang).read_bytes()
        except FileNotFoundError:
            return b""

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
            if slug in self._sources:
                check_moments(front, path=name)
            metadata = key_values(front)
            withdrawn = withdrawal_moment(metadata, zone=self._zone, path=name)
            released = release_moment(metadata, zone=self._zone, path=name)
            return [
                released.isoformat() if released else "",
                withdrawn.isoformat() if withdrawn else "",
                is_held(metadata),
            ]

        key = _key("timing", self._base, name, sha256)
        released, withdrawn, held = self._memo.get(key, read)
        return Timing(release_at=_moment(released), withdrawn_at=_moment(withdrawn), is_held=held)


def _refuse_text(name: str) -> NoReturn:
    raise EditionError(
        tr("the text that was published here is gone, or was changed by hand"),
        slug="published-changed",
        position=Position(path=name),
        hint=tr("restore it from version control; readers were shown it"),
    )


def _release_files(workspace: Workspace) -> list[Path]:
    """Return the releases of the workspace; hidden files are editors' own."""
    files = workspace.settings.releases_folder.glob("*.md")
    return sorted(path for path in files if not path.name.startswith(".") and not path.is_dir())


def _fingerprint(workspace: Workspace) -> str:
    """Return the digest of all that a text depends on besides its release and review file."""
    settings = workspace.settings
    said = [
        repr(settings.checks),
        settings.source_lang,
        settings.releases,
        settings.front_matter,
        settings.site.time_zone,
    ]
    return digest(json.dumps([program_digest(), said, glossary_digest(workspace)]))


def _key(*parts: str) -> str:
    return digest("\0".join(parts))


def _moment(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
