"""The DOCX and ODT editions: what pandoc wrote, in our dress or in that of the office.

A ``reference.docx`` or ``reference.odt`` in the workspace's templates/ gives the styles, margins,
headers and footers; without one they are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.editions.archive import pack, unpack
from workflow.editions.office.ast import to_ast
from workflow.editions.office.docx import dress_docx
from workflow.editions.office.odt import dress_odt
from workflow.editions.office.pandoc import write_with_pandoc
from workflow.editions.page import compose_page

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from workflow.editions.base import EditionContent
    from workflow.editions.page import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxFormat:
    """Write an edition for Word; a `Format`."""

    frame: Frame
    suffix = ".docx"

    def render(self, content: EditionContent) -> bytes:
        """Return the file. Raises `EditionError`."""
        page = compose_page(content, self.frame)
        reference = _reference(self.frame, "reference.docx")
        files = unpack(write_with_pandoc(to_ast(page), to="docx", reference=reference))
        dressed = dress_docx(files, page, has_own_styles=reference is not None)
        # The types come first, as Word writes them.
        return _packed(dressed, first="[Content_Types].xml", day=page.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class OdtFormat:
    """Write an edition for LibreOffice; a `Format`."""

    frame: Frame
    suffix = ".odt"

    def render(self, content: EditionContent) -> bytes:
        """Return the file. Raises `EditionError`."""
        page = compose_page(content, self.frame)
        reference = _reference(self.frame, "reference.odt")
        files = unpack(write_with_pandoc(to_ast(page), to="odt", reference=reference))
        dressed = dress_odt(files, page, has_own_styles=reference is not None)
        # The rule of OpenDocument packages.
        return _packed(dressed, first="mimetype", day=page.day)


def _packed(files: Mapping[str, bytes], *, first: str, day: dt.date) -> bytes:
    """Return the package: one file first, the rest in alphabetical order."""
    names = [first, *sorted(files.keys() - {first})]
    return pack([(name, files[name]) for name in names], day=day)


def _reference(frame: Frame, name: str) -> Path | None:
    path = frame.templates / name
    return path if path.is_file() else None
