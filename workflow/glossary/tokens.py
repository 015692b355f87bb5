r"""Words of a text with their offsets, and the normal forms under which they are compared.

Matching works on tokens, never on ``\b``: a word is a run of letters, digits and combining marks,
and in scripts written without spaces every character is a word. Hyphens, apostrophes, quotation
marks and white space only separate, so that ``cessez‑le‑feu``, ``l’État`` and a term broken over
two lines are found; any other punctuation is part of what must agree.
"""

from __future__ import annotations

import functools
import re
import sys
import unicodedata
from dataclasses import dataclass

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, kana and Han: one token a character."""
_JOINERS = "\u00ad\u200c\u200d\u2060"
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ﬁ": "fi", "ﬂ": "fl"} | dict.fromkeys(map(ord, _JOINERS))
)
_SOFT = re.compile(r"[\s\-\u2010-\u2015'’‘ʼ`´«»“”„\"‹›]+")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")

BARRIER = "\n\n"
"""What `gap` answers for a paragraph break, which no term crosses."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text and its words; `words[i]` is ``text[starts[i]:ends[i]]``."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def gap(self, index: int) -> str:
        """Return the punctuation before word `index`, without what merely separates words."""
        gap = self.text[self.ends[index - 1] if index else 0 : self.starts[index]]
        return "" if gap in {" ", "'", "’", "-"} else hard_punctuation(gap)


def tokenize(text: str) -> Tokens:
    r"""Return the words of `text`.

    >>> tokenize("l'OIAC, à La\u00a0Haye").words
    ('l', 'OIAC', 'à', 'La', 'Haye')
    """
    spans = [match.span() for match in _word_pattern().finditer(text)]
    if not spans:
        return Tokens(text, (), (), ())
    starts, ends = zip(*spans, strict=True)
    return Tokens(text, tuple([text[start:end] for start, end in spans]), starts, ends)


@functools.lru_cache(maxsize=4096)
def hard_punctuation(gap: str) -> str:
    """Return what a gap between two words holds besides spaces, hyphens, apostrophes, quotes."""
    if _PARAGRAPH.search(gap):
        return BARRIER
    return _SOFT.sub("", gap)


@functools.lru_cache(maxsize=2**17)
def normal(word: str) -> str:
    """Return the lower-case NFC form of a word, ligatures and invisible joiners undone.

    >>> normal("Œuvre")
    'oeuvre'
    """
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word).lower().translate(_LIGATURES)


def without_accents(word: str) -> str:
    """Return `word` with its diacritics removed."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def without_first_accent(word: str) -> str:
    """Return `word` with the diacritics of its first letter removed, as on a typed capital."""
    return without_accents(word[:1]) + word[1:]


def is_acronym(word: str) -> bool:
    """Tell whether a word is written as an acronym: two capitals at least (``ONU``, ``JCPoA``).

    The parts of a compound count one by one: *Haut-Karabagh* is a name, *EUFOR-RCA* is none.
    """
    if len(word) == 1 or " " in word:
        return False
    return any(
        len(part) > 1 and (part.isupper() or sum(map(str.isupper, part)) > 1)
        for part in word.replace("‑", "-").split("-")
    )


@functools.cache
def _word_pattern() -> re.Pattern[str]:
    marks = _combining_marks()
    letter = rf"[^\W_{_UNSPACED}]"
    return re.compile(rf"{letter}+(?:[{marks}{_JOINERS}]+{letter}*)*|[{_UNSPACED}]")


def _combining_marks() -> str:
    r"""Return a character class of the marks that Python's ``\w`` leaves out of a word."""
    last = min(0x3099, sys.maxunicode)
    codes = [code for code in range(0x300, last) if unicodedata.category(chr(code))[0] == "M"]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\u{first:04x}-\\u{end:04x}" for first, end in ranges)
