"""Which words of a text the readers of facts need to look at: most of them state nothing.

A word in small letters that is in the language's common vocabulary begins no number, no date, no
time and no name. It is looked up once, and no reader is asked for it.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workflow.facts.clock import may_open_time
from workflow.facts.dates import may_open_date
from workflow.facts.lexicon import is_common
from workflow.facts.names import LONG_ENOUGH
from workflow.facts.number_words import may_begin
from workflow.facts.places import may_open_place
from workflow.facts.plain_numbers import says_no_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.facts.tokens import Token


def telling_tokens(tokens: Sequence[Token], language: str) -> list[int]:
    """Return the indexes of the tokens that may state a fact, or begin one."""
    return [
        index
        for index, token in enumerate(tokens)
        if not _is_plain(token.text, token.low, token.kind, language)
    ]


@functools.lru_cache(maxsize=65536)
def _is_plain(text: str, low: str, kind: str, language: str) -> bool:
    if may_begin(low, language) or may_open_time(low, language):
        return False
    if kind != "word":
        return kind != "number"
    is_name = not text.islower() or (len(text) > LONG_ENOUGH and not is_common(language, low))
    return not (
        is_name
        or may_open_date(low, language)
        or may_open_place(low, language)
        or not says_no_number(low, language)
    )
