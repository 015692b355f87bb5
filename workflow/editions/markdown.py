"""The Markdown edition: the source with its texts replaced, byte for byte the same around them.

What was written is parsed again and compared with the source: an edition whose blocks differ from
its source's is refused (the rule of mdformat's ``validate``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.errors import EditionError, SourceError
from workflow.markdown.frontmatter import set_front_matter
from workflow.markdown.render import render_document
from workflow.markdown.skeleton import compare_skeletons
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.editions.base import EditionContent

_AUTHORS = "release_{key}"
"""Where an edition keeps what the author says under a key of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownFormat:
    """Write an edition as Markdown; a `Format`."""

    suffix = ".md"

    def render(self, content: EditionContent) -> bytes:
        """Return the edition with ``lang``, ``source`` and ``status`` in its front matter."""
        text = mark_edition(render_markdown(content), fields_of(content), content.document.metadata)
        return text.encode("utf-8")


def fields_of(content: EditionContent) -> dict[str, str]:
    """Return the keys that an edition has of its own."""
    return {
        "lang": content.lang,
        "source": content.document.path,
        "status": content.status.value,
    }


def mark_edition(
    text: str, fields: Mapping[str, str], metadata: tuple[tuple[str, str], ...]
) -> str:
    """Return an edition with `fields` in its front matter.

    What the author of the release wrote under such a key stands under ``release_…`` then.
    """
    stated = dict(metadata)
    kept = {
        _AUTHORS.format(key=key): stated[key]
        for key, value in fields.items()
        if stated.get(key, value) != value
    }
    try:
        return set_front_matter(text, {**kept, **fields})
    except SourceError as error:
        error.position = error.position or Position(path=fields["source"])
        raise


def render_markdown(content: EditionContent) -> str:
    """Return the source with its texts replaced.

    Raises `EditionError` where the blocks of the result are not those of the source.
    """
    document = content.document
    body = render_document(document, content.segments, content.targets)
    finding = compare_skeletons(document.source, body, path=document.path)
    if finding:
        raise EditionError(
            finding.message,
            slug="edition-structure",
            position=finding.position,
            hint=tr("a msgstr adds or loses Markdown markup there; compare it with its msgid"),
        )
    return body
