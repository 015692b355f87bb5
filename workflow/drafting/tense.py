"""A future of the source that the draft tells as past: *he will present* is not *he presented*.

An agenda or an announcement in the past tense is false news. Only a plain case counts: a future and
no past tense in the source, a past tense and nothing that could be a future in the target. The
lists of words are in ``data/tense.json``, for the languages that have them.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from workflow.drafting.lexicon import tense_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.model import LangTag

_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_LEAST_LETTERS = 4
"""Letters of the shortest future (*sera*)."""


def lost_future(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> str | None:
    """Return the future of the source that the target tells as past, None where it does not.

    >>> from workflow.model import LangTag
    >>> lost_future(
    ...     "Il remettra les insignes.",
    ...     "He gave the insignia.",
    ...     source_lang=LangTag("fr"),
    ...     target_lang=LangTag("en"),
    ... )
    'remettra'
    """
    ours, theirs = tense_words(source_lang), tense_words(target_lang)
    if not ours.get("future_endings") or not theirs.get("future"):
        return None
    words = _WORD.findall(source)
    futures = [word for word in words if _is_future(word, ours)]
    if not futures or any(_is_past(word, ours) for word in words):
        return None
    said = [word.casefold() for word in _WORD.findall(target)]
    if not theirs["future"].isdisjoint(said):
        return None
    told = any(word in theirs["past"] for word in said) or any(
        subject in theirs["subjects"] and verb.endswith(tuple(theirs["past_endings"]))
        for subject, verb in itertools.pairwise(said)
    )
    return futures[0] if told else None


def _is_future(word: str, known: Mapping[str, frozenset[str]]) -> bool:
    ends = word.endswith(tuple(known["future_endings"]))
    return (
        ends and word.islower() and len(word) >= _LEAST_LETTERS and word not in known["no_future"]
    )


def _is_past(word: str, known: Mapping[str, frozenset[str]]) -> bool:
    return word in known["past"] or word.endswith(tuple(known["past_endings"]))
