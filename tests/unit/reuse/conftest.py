"""The glossary of the repository, opened once for each target language."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from workflow.commands.terms import open_terms
from workflow.model import LangTag
from workflow.reuse import adapt
from workflow.settings import load_settings
from workflow.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
FRENCH = LangTag("fr")


@functools.cache
def open_house(lang):
    """Return the house of the repository's glossary; None for a language that it has not."""
    if lang not in {"en", "ru"}:
        return None
    workspace = Workspace(settings=load_settings(ROOT, {}))
    return open_terms(workspace, source_lang=FRENCH, target_lang=LangTag(lang))


@pytest.fixture
def offer():
    """Return a function that adapts a reviewed translation from French with the glossary."""

    def run(old_source, old_target, new_source, *, lang="en", house=True, **options):
        return adapt(
            old_source,
            old_target,
            new_source,
            languages=(FRENCH, LangTag(lang)),
            house=open_house(lang) if house else None,
            old_is_reviewed=options.pop("old_is_reviewed", True),
            **options,
        )

    return run
