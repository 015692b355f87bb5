"""The files that pages offer for download: the same texts, set for paper and for readers.

A file is made from the text as it is published, so that page and file never say different things.
Only what readers may take for the institution's word is offered: no drafts, and nothing stale.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workflow.commands.dress import digest_dress
from workflow.editions.base import EditionContent, Status
from workflow.markdown.addresses import change_addresses
from workflow.markdown.parse import parse_document
from workflow.site.addresses import download_path
from workflow.site.links import resolve_name
from workflow.site.outputs import Output
from workflow.site.policy import Shown
from workflow.storage import digest, program_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workflow.site.views import Edition
    from workflow.workspace import Workspace


def is_offered(edition: Edition) -> bool:
    """Tell whether readers may take the text away."""
    return edition.shown is Shown.PAGE and not edition.planned.is_draft


def iter_downloads(
    editions: Sequence[Edition], workspace: Workspace, text_of: Callable[[Edition], str]
) -> Iterator[Output]:
    """Yield the files in the formats of the settings."""
    names = workspace.settings.site.formats
    dress = digest_dress(workspace, names)
    for edition in editions:
        if not is_offered(edition):
            continue
        parts = (program_digest(), dress, edition.text_sha256, repr((edition.links, edition.looks)))
        for name in names:
            make = functools.partial(_make, edition, name, workspace, text_of)
            path = download_path(edition.slug, edition.lang, f".{name}")
            yield Output(path=path, key=digest("\0".join([*parts, name])), make=make)


def _make(
    edition: Edition, name: str, workspace: Workspace, text_of: Callable[[Edition], str]
) -> bytes:
    if name == "md":
        return _relinked(edition, text_of(edition)).encode("utf-8")
    from workflow.commands.rendering import frame_of  # noqa: PLC0415 - only when something changed
    from workflow.editions.registry import open_format  # noqa: PLC0415 - the same

    content = EditionContent(
        document=parse_document(text_of(edition), path=edition.source_path),
        segments=(),
        targets=(),
        lang=edition.lang,
        status=Status.REVIEWED,
        looks=dict(edition.looks or ()),
    )
    return open_format(name, frame_of(workspace)).render(content)


def _relinked(edition: Edition, text: str) -> str:
    """Return the Markdown of an edition with the links that its page has."""
    links = dict(edition.links)

    def change(address: str) -> str:
        return links.get(resolve_name(address, source=edition.source_path), address)

    return change_addresses(text, change)
