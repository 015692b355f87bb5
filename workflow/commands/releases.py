"""A release taken apart: what every verb that reads sources starts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow import structured
from workflow.catalog.extract import make_template
from workflow.catalog.pofile import read_catalog
from workflow.errors import SourceError
from workflow.markdown.parse import parse_document
from workflow.editions.days import parse_stated
from workflow.model import Encoding, Position
from workflow.markdown.frontmatter import parse_front_matter
from workflow.segmentation import RULES_VERSION, split_document
from workflow.storage import read_text
from workflow.wording import tr
from workflow.site.moments import check_moments
from workflow.workspace import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import NoReturn

    from workflow.model import Catalog, Document, LangTag, Segment, Slug
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A source, its segments and the template of its review files."""

    slug: Slug
    document: Document
    segments: tuple[Segment, ...]
    template: Catalog
    """Its entries are parallel to `segments`."""
    sent: Catalog | None = None
    """The template as the run before wrote it: what review files were made from."""

    def is_markdown(self, segment: Segment) -> bool:
        """Tell whether the segment's text is Markdown rather than a plain value."""
        encoding = self.document.blocks[segment.block].encoding
        return encoding in {Encoding.MARKDOWN, Encoding.TABLE_CELL}


def read_document(
    path: Path, *, name: str, workspace: Workspace, source_lang: LangTag
) -> tuple[Document, tuple[Segment, ...]]:
    """Read and segment one file. Raises `SourceError`."""
    document = parse_document(
        read_text(path), path=name, translated_keys=workspace.settings.front_matter
    )
    segments = split_document(
        document, source_lang, classify=lambda text: structured.classify(text, source_lang)
    )
    return document, segments


def read_releases(paths: Sequence[Path], workspace: Workspace) -> tuple[Release, ...]:
    """Read all sources of a run, in order; nothing is translated unless all can be.

    Raises `SourceError` for the first that cannot be read, or when two have one slug.
    """
    releases: dict[str, Release] = {}
    for path in dict.fromkeys(paths):
        release = _read_release(path, workspace)
        twin = releases.setdefault(release.slug, release)
        if twin is not release:
            _refuse_twin(twin.document.path, release)
    return tuple(releases.values())


def check_sources(
    releases: Iterable[Release], known: Mapping[str, str], workspace: Workspace
) -> None:
    """Raise `SourceError` where the editions of a slug were made from another file still there.

    `known` are the paths of sources by slug, as the ledger has them.
    """
    for release in releases:
        here = workspace.root / release.document.path
        there = workspace.root / known.get(release.slug, release.document.path)
        if there != here and there.is_file() and not (here.is_file() and there.samefile(here)):
            _refuse_twin(known[release.slug], release)


def _refuse_twin(twin: str, release: Release) -> NoReturn:
    path = release.document.path
    raise SourceError(
        tr(
            '"{path}" and "{other}" are both release "{slug}"',
            path=twin,
            other=path,
            slug=release.slug,
        ),
        slug="slug-duplicate",
        position=Position(path=path),
        hint=tr("rename one: their review files and editions would be the same"),
    )


def _read_release(path: Path, workspace: Workspace) -> Release:
    source_lang = workspace.settings.source_lang
    slug = slug_of(path)
    document, segments = read_document(
        path, name=workspace.name_of(path), workspace=workspace, source_lang=source_lang
    )
    template = make_template(
        segments,
        slug=slug,
        project=workspace.settings.project,
        source_lang=source_lang,
        date=_date_of(document),
        rules=RULES_VERSION,
    )
    path_of_template = workspace.template(slug)
    return Release(
        slug=slug,
        document=document,
        segments=segments,
        template=template,
        sent=read_catalog(path_of_template) if path_of_template.is_file() else None,
    )
def fault_of_dates(source: str, *, path: str) -> SourceError | None:
    """Return what is wrong with the first date in a release's front matter that cannot be read.

    ``date-invalid`` or, for a key that decides what readers may see, ``embargo-invalid``. The
    release can be translated all the same; it cannot be published.
    """
    try:
        check_moments(parse_front_matter(source, path=path), path=path)
    except SourceError as error:
        return error
    return None




def _date_of(document: Document) -> str:
    """Return the date of a release in ISO 8601; "" where it states none that can be read."""
    stated = {key.casefold(): value for key, value in document.metadata}.get("date", "")
    date = parse_stated(stated)
    return date.isoformat() if date else ""
