"""A release taken apart: what every verb that reads sources starts from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from workflow import structured
from workflow.catalog.extract import make_template
from workflow.catalog.pofile import read_catalog
from workflow.editions.days import parse_stated
from workflow.errors import SourceError
from workflow.markdown.frontmatter import parse_front_matter
from workflow.markdown.parse import parse_document
from workflow.model import Encoding, Position
from workflow.segmentation import RULES_VERSION, split_document
from workflow.site.moments import check_moments
from workflow.storage import read_text
from workflow.wording import tr
from workflow.workspace import slug_key, slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from workflow.commands.faults import Faults
    from workflow.model import Catalog, Document, LangTag, Segment, Slug
    from workflow.workspace import Workspace


_SUFFIX = ".md"


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


def find_releases(workspace: Workspace) -> tuple[Path, ...]:
    """Return the files of the releases folder and of those in it; hidden ones are editors' own."""
    folder = workspace.settings.releases_folder
    return tuple(
        path
        for path in sorted(folder.rglob(f"*{_SUFFIX}"))
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not path.is_dir()
    )


def read_releases(
    paths: Iterable[Path], workspace: Workspace, faults: Faults
) -> tuple[Release, ...]:
    """Read the sources of a run, in order; `faults` gets what cannot be read."""
    releases = []
    for path in find_distinct(paths, workspace, faults):
        with faults.apart():
            releases.append(read_release(path, workspace))
    return tuple(releases)


def find_distinct(paths: Iterable[Path], workspace: Workspace, faults: Faults) -> tuple[Path, ...]:
    """Return the files that are each a release of its own on every system.

    Of several that are one on some system none is returned; `faults` gets why.
    """
    files: dict[str, list[Path]] = {}
    for path in {path.absolute(): path for path in paths}.values():
        with faults.apart():
            files.setdefault(slug_key(slug_of(path)), []).append(path)
    for first, *others in files.values():
        for other in others:
            faults.add(twin_error(workspace.name_of(first), workspace.name_of(other)))
    return tuple(twins[0] for twins in files.values() if len(twins) == 1)


def keep_own(
    releases: Iterable[Release],
    known: Mapping[str, str],
    workspace: Workspace,
    faults: Faults,
) -> tuple[Release, ...]:
    """Return the releases whose files would not be those of another; `faults` gets the others.

    `known` are the paths of sources by slug, as the ledger has them. Another is one of these that
    is still there, or a file whose name differs only as `slug_key` says.
    """
    written: dict[str, list[str]] = defaultdict(list)
    for slug, source in known.items():
        written[slug_key(slug)].append(source)
    for catalog in sorted(workspace.settings.locales_folder.glob("*/LC_MESSAGES/*.po")):
        written[slug_key(catalog.stem)].append(workspace.name_of(catalog))
    own = []
    for release in releases:
        with faults.apart():
            _refuse_files_of_another(release, written[slug_key(release.slug)], workspace)
            own.append(release)
    return tuple(own)


def _refuse_files_of_another(
    release: Release, written: Iterable[str], workspace: Workspace
) -> None:
    here = workspace.root / release.document.path
    beside = map(workspace.name_of, lookalikes(here) if here.is_file() else ())
    for other in (*written, *beside):
        if _is_another(workspace.root / other, here, release.slug):
            raise twin_error(other, release.document.path)


def _is_another(path: Path, here: Path, slug: Slug) -> bool:
    """Tell whether a file is there that is neither the release `here` nor a review file of it."""
    own = path.with_name(f"{slug}.po") if path.suffix == ".po" else here
    return path != own and path.is_file() and not (own.is_file() and path.samefile(own))


def lookalikes(path: Path) -> list[Path]:
    """Return the files beside a release that have its name, but for case and accents."""
    name = slug_key(path.name)
    files = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    return [each for each in files if slug_key(each.name) == name]


def twin_error(path: str, other: str) -> SourceError:
    """Return the error of two files that would have the same files made of them."""
    slug = PurePath(other).stem
    if PurePath(path).stem == slug:
        message = tr(
            '"{path}" and "{other}" are both release "{slug}"', path=path, other=other, slug=slug
        )
    else:
        message = tr(
            '"{path}" and "{other}" differ only in upper and lower case, or in how accents are'
            " encoded: on many systems they would be one",
            path=path,
            other=other,
        )
    return SourceError(
        message,
        slug="slug-duplicate",
        position=Position(path=other),
        hint=tr("rename one: their review files and editions would be the same"),
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


_OTHER_FORMATS = {
    suffix: hint
    for hint, suffixes in (
        (tr("make a release of it with translate import"), ".docx .odt .html .htm"),
        (tr("review files are edited in Poedit; name the release in releases/"), ".po .pot .mo"),
        (
            tr("give a Markdown file saved as plain text"),
            ".csv .doc .gif .jpeg .jpg .json .ods .pdf .png .rtf .tbx .tmx .toml .tsv .xls .xlsx",
        ),
    )
    for suffix in suffixes.split()
}
"""Suffixes of files that are no releases, whatever Markdown would make of them."""


def _refuse_other_formats(path: Path) -> None:
    hint = _OTHER_FORMATS.get(path.suffix.lower())
    if hint and path.is_file():
        raise SourceError(
            tr("not a release in Markdown"),
            slug="source-format",
            position=Position(path=str(path)),
            hint=hint,
        )


def read_release(path: Path, workspace: Workspace) -> Release:
    """Read a source. Raises `SourceError` and, for its template, `CatalogError`."""
    _refuse_other_formats(path)
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


def _date_of(document: Document) -> str:
    """Return the date of a release in ISO 8601; "" where it states none that can be read."""
    stated = {key.casefold(): value for key, value in document.metadata}.get("date", "")
    date = parse_stated(stated)
    return date.isoformat() if date else ""
