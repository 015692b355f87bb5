"""The words of a text in order, whatever has been read of them: they may answer for a name.

A language spells with a capital what another sets in small letters (*Buddhist*, *bouddhiste*), and
an acronym is spelt out in words that are no names (*ODA*, *l'aide publique au développement*).
"""

from __future__ import annotations

import functools
import re

_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")


@functools.lru_cache(maxsize=256)
def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are written, without numbers and marks.

    >>> plain_words("L'ONU, à New York")
    ('L', 'ONU', 'à', 'New', 'York')
    """
    return tuple(_WORD.findall(text))
