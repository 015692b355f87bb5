"""The search of a site: a list of words for each release, compared in the reader's browser.

`assets/search.js` folds what a reader types by the rules of `fold` here, which a test compares:
case, accents, Arabic vowel signs and variants of letters make no difference. Chinese and Japanese,
written without spaces, are searched by pairs of characters.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPELLINGS = str.maketrans(
    {"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ"}
    | {"ة": "ه", "ى": "ي", "ـ": None}
)
_CJK = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"[{_CJK}]+|[^{_CJK}]+")
_IS_CJK = re.compile(f"[{_CJK}]")
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def fold(text: str) -> str:
    """Return `text` as it is compared; what is no letter or digit is a space.

    >>> fold("L'Élysée, œuvre n° 5")
    'l elysee  oeuvre no 5'
    """
    letters = unicodedata.normalize("NFKD", text).lower().translate(_SPELLINGS)
    return "".join(
        character if category[0] in "LN" else " "
        for character in letters
        if (category := unicodedata.category(character))[0] != "M"
    )


def fold_words(text: str) -> str:
    """Return the words of `text`, folded and sorted, each once, with a space on either side."""
    words: set[str] = set()
    for word in fold(text).split():
        for run in _RUN.findall(word):
            words.update(_pairs_of(run) if _IS_CJK.match(run) else [run])
    return f" {' '.join(sorted(words))} "


def _pairs_of(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(max(len(run) - 1, 1))]


def search_data(words: Iterable[tuple[str, str]]) -> bytes:
    """Return the script that holds the words of each release, by its slug.

    It is a script and not JSON, since pages opened from a disk may load no data.
    """
    text = json.dumps(list(words), ensure_ascii=False, separators=(",", ":"), indent=0)
    return f"window.releaseWords = {escape_json(text)};\n".encode("utf-8", "replace")


def escape_json(text: str) -> str:
    """Return JSON that means the same and ends no script element wherever it stands."""
    for character, escape in _UNSAFE.items():
        text = text.replace(character, escape)
    return text
