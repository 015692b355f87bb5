"""The keys: what can be set, its default, and the rule that its value must pass.

To add a section, write a frozen dataclass with `Annotated` fields and make it a field of
`Settings`, with its defaults as default: file, environment and options follow.
"""

from __future__ import annotations

import dataclasses
import functools
import typing
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - read at run time by get_type_hints
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

from workflow.model import LangTag
from workflow.settings.codes import FINDING_CODES, WEIGHTS
from workflow.settings.values import (
    list_of,
    mapping_of,
    one_of,
    parse_base_url,
    parse_file,
    parse_folder,
    parse_language,
    parse_optional_language,
    parse_text,
    parse_time_zone,
    parse_titles,
    parse_wrap_width,
    whole_number,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FRENCH = LangTag("fr")
ENGINES = ("argos", "identity", "pseudo")
STALE = ("withhold", "keep", "withdraw")
FORMATS = ("md", "html", "pdf", "epub", "docx", "odt")
DOWNLOADS = tuple(name for name in FORMATS if name != "html")
"""What a page of the site may offer: the page itself is the HTML edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Who stands behind the files: goes into the headers of templates and review files."""

    name: Annotated[str, parse_text] = ""
    bugs: Annotated[str, parse_text] = ""
    """Where a translator reports a mistake in a source: an e-mail address or a URL."""
    team: Annotated[str, parse_text] = ""
    """``Language-Team`` of new review files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The public site that `translate publish` makes."""

    folder: Annotated[str, parse_folder] = "site"
    base_url: Annotated[str, parse_base_url] = ""
    """Where the site will stand, with its last slash; empty: it works anywhere, without sitemap."""
    title: Annotated[str | tuple[tuple[LangTag, str], ...], parse_titles] = ""
    """One title, or one for each language."""
    author: Annotated[str | tuple[tuple[LangTag, str], ...], parse_titles] = ""
    """The institution that speaks: one name, or one for each language."""
    default_lang: Annotated[str, parse_optional_language] = ""
    """For readers of any other language; empty: the language of the releases."""
    stale: Annotated[str, one_of(*STALE)] = "withhold"
    """What becomes of a published translation whose source has changed."""
    formats: Annotated[tuple[str, ...], list_of(one_of(*DOWNLOADS))] = ()
    """Offered for download beside each page."""
    page_size: Annotated[int, whole_number(1, 1000)] = 20
    """Releases on one page of the list."""
    feed_size: Annotated[int, whole_number(1, 1000)] = 50
    """Releases in a feed."""
    time_zone: Annotated[str, parse_time_zone] = "UTC"
    """Of dates and times that name no offset."""
    templates: Annotated[str, parse_folder] = "templates/site"
    """The folder of your own templates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What `translate build` makes of a release, and in which dress."""

    formats: Annotated[tuple[str, ...], list_of(one_of(*FORMATS))] = ("md",)
    templates: Annotated[str, parse_folder] = "templates"
    """Where an office keeps templates of its own."""
    fonts: Annotated[str, parse_folder] = "fonts"
    """Where an office keeps fonts for PDF editions."""
    font: Annotated[str, parse_text] = ""
    """The family of PDF editions; empty for the one that Typst carries."""
    office: Annotated[str | tuple[tuple[LangTag, str], ...], parse_titles] = ""
    """The name in the letterhead, one or one for each language; empty for ``project.name``."""
    logo: Annotated[str, parse_file] = ""
    """A picture for the letterhead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Where earlier translations are kept, and how alike a sentence must be to be offered."""

    folder: Annotated[str, parse_folder] = "memory"
    """Imported files, from which the memory is made again."""
    url: Annotated[str, parse_text] = ""
    """A PostgreSQL database that several people share; empty for a file in ``.workflow``."""
    floor: Annotated[int, whole_number(50, 100)] = 85
    """Likeness from which the translation of a reworded sentence is offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """How much findings weigh in this house."""

    severity: Annotated[
        tuple[tuple[str, str], ...], mapping_of(FINDING_CODES, one_of(*WEIGHTS))
    ] = ()
    """By code, instead of what the check says; ``off`` silences it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run does unless told otherwise."""

    root: Path
    """The workspace; the folders below are in it."""
    source_lang: Annotated[LangTag, parse_language] = _FRENCH
    target_langs: Annotated[tuple[LangTag, ...], list_of(parse_language)] = ()
    releases: Annotated[str, parse_folder] = "releases"
    locales: Annotated[str, parse_folder] = "locales"
    glossary: Annotated[str, parse_folder] = "glossary"
    editions: Annotated[str, parse_folder] = "editions"
    front_matter: Annotated[tuple[str, ...], list_of(parse_text)] = (
        "title",
        "subtitle",
        "description",
        "summary",
        "abstract",
        "keywords",
        "tags",
        "correction",
    )
    """Front matter keys whose text is translated."""
    engine: Annotated[str, one_of(*ENGINES)] = "argos"
    beam: Annotated[int, whole_number(0, 32)] = 0
    """Hypotheses kept at each step of the search; 0 for as many as the model asks for."""
    wrap: Annotated[int, parse_wrap_width] = 0
    """Columns at which new lines of .po files wrap, 79 as msgcat does; 0 leaves them whole.
    Nothing is wrapped by default: editors agree on such lines, and a changed word changes one line
    of a diff. What an editor has wrapped stays so until the entry changes."""
    project: Project = Project()
    site: Site = Site()
    build: Build = Build()
    memory: Memory = Memory()
    checks: Checks = Checks()

    @property
    def releases_folder(self) -> Path:
        """Where sources are."""
        return self.root / self.releases

    @property
    def locales_folder(self) -> Path:
        """Where templates and review files are."""
        return self.root / self.locales

    @property
    def glossary_folder(self) -> Path:
        """Where terms are."""
        return self.root / self.glossary

    @property
    def memory_folder(self) -> Path:
        """Where imported translation memories are."""
        return self.root / self.memory.folder

    @property
    def editions_folder(self) -> Path:
        """Where editions go."""
        return self.root / self.editions

    @property
    def site_folder(self) -> Path:
        """Where the site goes."""
        return self.root / self.site.folder

    @property
    def templates_folder(self) -> Path:
        """Where templates of the site may be replaced."""
        return self.root / self.site.templates


def sections() -> dict[str, Any]:
    """Return the type of every section by its name."""
    return {
        name: kind
        for name, kind in typing.get_type_hints(Settings).items()
        if dataclasses.is_dataclass(kind)
    }


@functools.cache
def parsers() -> Mapping[str, Callable[[object], object]]:
    """Return the rule of every key; a key of a section is written ``section.key``."""
    found = _rules(Settings)
    for section, kind in sections().items():
        found |= {f"{section}.{name}": rule for name, rule in _rules(kind).items()}
    return MappingProxyType(found)


def default_of(key: str) -> object:
    """Return what a key is when no layer sets it."""
    section, _, name = key.rpartition(".")
    fields = dataclasses.fields(sections()[section] if section else Settings)
    return next(field.default for field in fields if field.name == name)


def _rules(kind: Any) -> dict[str, Callable[[object], object]]:  # noqa: ANN401 - any dataclass
    hints = typing.get_type_hints(kind, include_extras=True)
    return {
        name: hint.__metadata__[0] for name, hint in hints.items() if hasattr(hint, "__metadata__")
    }
