"""The findings of a review file, as every output of `translate check` has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.model import Finding, LangTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A review file and its findings."""

    path: str
    """In the workspace."""
    slug: str
    source_lang: LangTag
    lang: LangTag
    findings: tuple[Finding, ...]
    """In the order of its lines, accepted ones too."""
