"""The Markdown edition: the source with its texts replaced, byte for byte the same around them.

What was written is parsed again and compared with the source: an edition whose blocks differ from
its source's is refused (the rule of mdformat's ``validate``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.errors import EditionError
from workflow.markdown.frontmatter import set_front_matter
from workflow.markdown.render import render_document
from workflow.markdown.skeleton import compare_skeletons

if TYPE_CHECKING:
    from workflow.editions.base import EditionContent


class MarkdownFormat:
    """Write an edition as Markdown; a `Format`."""

    suffix = ".md"

    def render(self, content: EditionContent) -> bytes:
        """Return the edition with ``lang``, ``source`` and ``status`` in its front matter."""
        fields = {
            "lang": content.lang,
            "source": content.document.path,
            "status": content.status.value,
        }
        return set_front_matter(render_markdown(content), fields).encode("utf-8")


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
            hint="a msgstr adds or loses Markdown markup there; compare it with its msgid",
        )
    return body
