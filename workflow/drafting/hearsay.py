"""What the source only reports and the draft states: "aurait été tué" is not *was killed*.

A ministry that vouches for what it has heard makes news. Only a plain case counts: a conditional of
hearsay with no condition, wish or reported speech near it, and nothing in the target that leaves
the matter open. The words are data: ``data/hearsay.toml``.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from typing import TYPE_CHECKING

from workflow.languages import base_of

if TYPE_CHECKING:
    from workflow.model import LangTag


def stated_hearsay(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> str | None:
    """Return the words of hearsay that the target makes a statement of, None where there are none.

    >>> from workflow.model import LangTag
    >>> stated_hearsay(
    ...     "Deux otages seraient morts.",
    ...     "Two hostages died.",
    ...     source_lang=LangTag("fr"),
    ...     target_lang=LangTag("en"),
    ... )
    'seraient morts'
    """
    ours, theirs = _patterns(base_of(source_lang)), _patterns(base_of(target_lang))
    if "said" not in ours or "answers" not in theirs:
        return None
    low = source.lower().replace("’", "'")
    found = ours["said"].search(low)
    if found is None or ours["unless"].search(low):
        return None
    answered = theirs["answers"].search(target.lower().replace("’", "'"))
    return None if answered else found.group()


@functools.cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    file = importlib.resources.files("workflow.drafting").joinpath("data", "hearsay.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8")).get(language, {})
    return {key: re.compile(pattern) for key, pattern in data.items()}
