"""Review files: gettext catalogues made from segments, merged with what people reviewed.

The rule: no reviewed text is ever lost, and unchanged input gives an unchanged file.
"""

from __future__ import annotations

from workflow.catalog.entries import own_comments, with_draft
from workflow.catalog.extract import extract_entries, make_template
from workflow.catalog.headers import header_date, header_value
from workflow.catalog.merge import merge
from workflow.catalog.pofile import format_catalog, parse_catalog, read_catalog, write_catalog

__all__ = [
    "extract_entries",
    "format_catalog",
    "header_date",
    "header_value",
    "make_template",
    "merge",
    "own_comments",
    "parse_catalog",
    "read_catalog",
    "with_draft",
    "write_catalog",
]
