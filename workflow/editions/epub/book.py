"""The EPUB edition: one chapter, its contents, its pictures, and what a library wants to know."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.editions.archive import pack
from workflow.editions.epub.strict import conform
from workflow.editions.html.body import Heading
from workflow.editions.html.templating import read_template, render_template
from workflow.editions.html.tree import Element, to_xhtml, transform
from workflow.editions.page import compose_page
from workflow.storage import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.editions.base import EditionContent
    from workflow.editions.html.tree import Node
    from workflow.editions.page import Frame, Page

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
_ROLES = {"doc-noteref": "noteref", "doc-endnotes": "footnotes", "doc-backlink": "backlink"}
_DEEPEST = 3
"""Level of the headings in the table of contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubFormat:
    """Write an edition as an EPUB 3 book; a `Format`."""

    frame: Frame
    suffix = ".epub"

    def render(self, content: EditionContent) -> bytes:
        """Return the book. Raises `EditionError`."""
        page = compose_page(content, self.frame)
        body = to_xhtml(conform(transform(page.nodes, _marked)))
        variables = {
            "page": page,
            "body": body,
            "gettext": page.strings.gettext,
            "identifier": _identifier(page, body),
            "contents": _contents(page),
        }
        folder = self.frame.templates

        def filled(name: str) -> bytes:
            return render_template(name, folder=folder, variables=variables).encode("utf-8")

        pictures = [(f"EPUB/{name}", each.data) for name, each in sorted(page.pictures.items())]
        if page.logo:
            pictures.append((f"EPUB/logo{page.logo.suffix}", page.logo.data))
        return pack(
            [
                ("mimetype", b"application/epub+zip"),
                ("META-INF/container.xml", _CONTAINER.encode("utf-8")),
                ("EPUB/package.opf", filled("book.opf")),
                ("EPUB/nav.xhtml", filled("book-nav.xhtml")),
                ("EPUB/text.xhtml", filled("book.xhtml")),
                ("EPUB/book.css", read_template("book.css", folder=folder).encode("utf-8")),
                *pictures,
            ],
            day=page.day,
        )


def _marked(element: Element) -> Sequence[Node]:
    """Say in EPUB's own words what is a footnote, for readers that show them in place."""
    kind = _ROLES.get(element.get("role"))
    return (element.having(**{"epub:type": kind}) if kind else element,)


def _identifier(page: Page, body: str) -> str:
    """Return a name of the book that is its own and the same at every build."""
    around = f"{page.lang}\n{page.title}\n{page.office}\n{page.day}\n{page.corrected}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest(around + body))}"


def _contents(page: Page) -> tuple[Heading, ...]:
    shown = [each for each in page.body.headings if each.level <= _DEEPEST and each.text]
    if page.body.has_title and shown:
        return tuple(shown)
    return (Heading(level=1, text=page.title, id="title"), *shown)
