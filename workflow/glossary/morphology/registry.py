"""Which languages have a grammar here."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workflow.glossary.morphology.english.language import English
from workflow.glossary.morphology.russian.language import Russian
from workflow.glossary.morphology.russian.wordhood import is_word
from workflow.languages import base_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from workflow.glossary.morphology.base import Morphology
    from workflow.model import LangTag


@functools.cache
def load_morphology(lang: LangTag) -> Morphology | None:
    """Return the grammar of `lang`, None where there is none; regions share their language's."""
    by_language: dict[str, type[Morphology]] = {"en": English, "ru": Russian}
    grammar = by_language.get(base_of(lang))
    return None if grammar is None else grammar()


def word_judge(lang: LangTag) -> Callable[[str], bool] | None:
    """Return what tells words of `lang` from mere letters, None where no dictionary is at hand."""
    return {"ru": is_word}.get(base_of(lang))
