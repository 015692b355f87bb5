"""A release taken apart: what every verb that reads sources starts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow import structured
from workflow.catalog.extract import make_template
from workflow.catalog.pofile import read_catalog
from workflow.errors import SourceError
from workflow.markdown.parse import parse_document
from workflow.model import Encoding, Position
from workflow.segmentation import RULES_VERSION, split_document
from workflow.storage import read_text
from workflow.workspace import slug_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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
            raise SourceError(
                f'"{twin.document.path}" and "{release.document.path}" are both release '
                f'"{release.slug}"',
                slug="slug-duplicate",
                position=Position(path=release.document.path),
                hint="rename one: their review files and editions would be the same",
            )
    return tuple(releases.values())


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
        date=dict(document.metadata).get("date", ""),
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
