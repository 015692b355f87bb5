"""A glossary made ready for a pair of languages: to be looked for, checked and enforced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.enforcement.ladder import House
from workflow.glossary.morphology.registry import load_morphology
from workflow.glossary.verify import TermChecker

if TYPE_CHECKING:
    from workflow.glossary.terms import Glossary
    from workflow.model import LangTag


def open_house(glossary: Glossary, *, source_lang: LangTag, target_lang: LangTag) -> House:
    """Return a glossary made ready for a pair of languages; costly, once a run."""
    return House(
        checker=TermChecker(glossary, source_lang, target_lang),
        grammar=load_morphology(target_lang),
        source_lang=source_lang,
        target_lang=target_lang,
    )
