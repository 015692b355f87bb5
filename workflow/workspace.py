"""Where the templates, review files, editions and ledger of a workspace lie.

Names in messages, references and ledgers are relative to the root, with forward slashes, so that
they are the same on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.errors import CatalogError, SettingsError, SourceError
from workflow.languages import from_gettext, to_gettext
from workflow.model import Position, Slug
from workflow.storage import real_path
from workflow.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.model import LangTag
    from workflow.settings import Settings

CASELESS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))]
)
"""File names that Windows keeps for itself; an edition must open on any press officer's machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A folder of releases and what is made of them."""

    settings: Settings

    @property
    def root(self) -> Path:
        """The folder."""
        return self.settings.root

    def name_of(self, path: Path) -> str:
        """Return `path` relative to the root, or only its file name when it lies elsewhere."""
        absolute = real_path(path)
        if absolute.is_relative_to(self.root):
            return absolute.relative_to(self.root).as_posix()
        return path.name

    def template(self, slug: Slug) -> Path:
        """Return the path of a release's template."""
        return self.settings.locales_folder / f"{slug}.pot"

    def catalog(self, slug: Slug, lang: LangTag) -> Path:
        """Return the path of a release's review file; its folder has gettext's name (``pt_BR``)."""
        return self.settings.locales_folder / to_gettext(lang) / "LC_MESSAGES" / f"{slug}.po"

    def lang_of(self, catalog: Path) -> LangTag:
        """Return the language of a review file, from its folder.

        Raises `CatalogError` (``language-unknown``) for a folder that no language's files are in.
        """
        folder = catalog.parent.parent
        position = Position(path=self.name_of(folder))
        try:
            lang = from_gettext(folder.name)
        except SettingsError as error:
            raise CatalogError(
                error.message, slug=error.slug, position=position, hint=error.hint
            ) from error
        if to_gettext(lang) != folder.name:
            raise CatalogError(
                tr('no language is looked for under the name "{name}"', name=folder.name),
                slug="language-unknown",
                position=position,
                hint=tr('rename the folder "{name}"', name=to_gettext(lang)),
            )
        return lang

    def edition(self, slug: Slug, lang: LangTag, suffix: str) -> Path:
        """Return the path of an edition."""
        return self.settings.editions_folder / lang / f"{slug}{suffix}"

    @property
    def ledger(self) -> Path:
        """Return the path of the ledger."""
        return self.settings.editions_folder / "ledger.jsonl"

    @property
    def published(self) -> Path:
        """Return the path of the record of what readers have seen."""
        return self.settings.editions_folder / "published.jsonl"

    def published_text(self, slug: Slug, lang: LangTag) -> Path:
        """Return the path of the text that was published last."""
        return self.settings.editions_folder / "published" / lang / f"{slug}.md"


_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNNAMEABLE = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f\ud800-\udfff]')
"""The last are bytes of a file name that is not UTF-8, as Python shows them."""


def slug_key(slug: str) -> str:
    """Return what slugs share whose files would be one on some system.

    macOS and Windows take ``Note.md`` for ``note.md``; to macOS a letter with an accent is the same
    as the letter and the accent.

    >>> slug_key("Communiqu\N{LATIN SMALL LETTER E WITH ACUTE}") == slug_key("COMMUNIQUE\u0301")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", slug).casefold())


def slug_of(path: Path) -> Slug:
    """Return the slug of a release file.

    Raises `SourceError` for a name that cannot name a file on every system.
    """
    slug = path.stem
    if not slug.strip(". ") or slug.lower() in CASELESS_DEVICES or _UNNAMEABLE.search(slug):
        name = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        raise SourceError(
            tr(
                '"{name}" cannot name a release: its editions could not be saved everywhere',
                name=_CONTROL.sub("?", name),
            ),
            slug="slug-impossible",
            hint=tr("rename the file: letters, digits, hyphens, underscores and points"),
        )
    return Slug(slug)
