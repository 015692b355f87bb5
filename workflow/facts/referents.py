"""The words by which a text goes on about what it has named: "le pays", "the Organization"."""

from __future__ import annotations

import functools
import re
import tomllib

from workflow.facts.lexicon import fold, read_data

STATE = "state"
"""The key of the words that go on about any country."""


def is_referred_to(code: str, words: tuple[str, ...], language: str) -> bool:
    """Tell whether one of the words of a text may stand for a place or, with `STATE`, a country.

    >>> is_referred_to("UN", ("The", "Organization"), "en")
    True
    """
    known = _patterns(language).get(code)
    return known is not None and any(known.fullmatch(fold(word)) for word in words)


@functools.cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(read_data("referents.toml")).get(language, {})
    return {
        code: re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in words))
        for code, words in data.items()
    }
