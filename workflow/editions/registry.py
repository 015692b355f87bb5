"""The formats of editions by name; only those that are asked for are imported."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from workflow.editions.markdown import MarkdownFormat

if TYPE_CHECKING:
    from workflow.editions.base import Format
    from workflow.editions.page import Frame

_CLASSES = {
    "html": ("workflow.editions.html.page", "HtmlFormat"),
    "pdf": ("workflow.editions.pdf.page", "PdfFormat"),
    "epub": ("workflow.editions.epub.book", "EpubFormat"),
    "docx": ("workflow.editions.office.formats", "DocxFormat"),
    "odt": ("workflow.editions.office.formats", "OdtFormat"),
}


def open_format(name: str, frame: Frame) -> Format:
    """Return the format called `name`, one of ``settings.schema.FORMATS``."""
    if name == "md":
        return MarkdownFormat()
    module, kind = _CLASSES[name]
    made: Format = getattr(importlib.import_module(module), kind)(frame=frame)
    return made
