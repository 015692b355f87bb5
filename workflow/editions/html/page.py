"""The HTML edition: one page that needs nothing else, from a template that can be replaced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.editions.html.templating import render_template
from workflow.editions.html.tree import Element, to_xhtml, transform
from workflow.editions.page import compose_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.editions.base import EditionContent
    from workflow.editions.html.tree import Node
    from workflow.editions.page import Frame, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlFormat:
    """Write an edition as one HTML page; a `Format`."""

    frame: Frame
    suffix = ".html"

    def render(self, content: EditionContent) -> bytes:
        """Return the page. Raises `EditionError`, also for a broken template."""
        page = compose_page(content, self.frame)
        html = render_template(
            "page.html",
            folder=self.frame.templates,
            variables={"page": page, "body": _embedded(page), "gettext": page.strings.gettext},
        )
        return html.encode("utf-8")


def _embedded(page: Page) -> str:
    def embed(element: Element) -> Sequence[Node]:
        if element.tag != "img":
            return (element,)
        return (element.having(src=page.pictures[element.get("src")].uri),)

    return to_xhtml(transform(page.nodes, embed))
