"""What two spellings of a sentence have in common when only its typography differs.

Spaces, the shape of quotation marks, apostrophes and dashes, "..." for "…", the grouping of digits
and, in French, ligatures and the accents that press services leave off capitals say nothing.
Everything else does: an accent on a small letter ("a", "à"), a capital, a full stop that became a
question mark.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from workflow.languages import base_of

if TYPE_CHECKING:
    from workflow.model import LangTag


class Token(NamedTuple):
    """A word, a number, an address or a mark, and what it counts as."""

    key: str
    start: int
    end: int
    is_word: bool


_TOKEN = re.compile(
    r"""
    (?P<address>(?:https?|ftp)://[^\s<>«»"]+ | www\.[^\s<>«»"]+
        | [\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<number>\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d) | \d+(?:[.,:/]\d+)*)
    | (?P<word>(?:[^\W\d_][\u0300-\u036f]*)+)
    | (?P<mark>\.{3,} | .)
    """,
    re.VERBOSE | re.DOTALL,
)
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
_MARKS = {
    **dict.fromkeys("«»“”„‟‹›", '"'),
    **dict.fromkeys("‘’‚‛ʼ`´′", "'"),
    **dict.fromkeys("–—―‒‐‑−", "-"),
    "º": "°",
    "...": "…",
}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE"})
_GROUPED = re.compile(r"[ \u00a0\u202f\u2009]")
_TELLING = frozenset({"OU", "LA", "DU", "SUR", "MUR", "JEUNE", "CRU", "TACHE", "PECHE", "COTE"})
"""Words set in capitals that an accent makes another word: OÙ, LÀ, DÛ, SÛR."""
_PARTICIPLE = re.compile(r"[ÉE]E?S?$")
"""The end of a word in capitals whose accent tells CONDAMNE from CONDAMNÉ."""
_NOUN = re.compile(r"(?:[AB]IL|[AI]V|[AU]R|AL)IT[ÉE]S?$|^LIBERT[ÉE]S?$")
"""Nouns that no verb resembles: ÉGALITÉ, SÉCURITÉ."""


@functools.lru_cache(maxsize=4096)
def spell(text: str, lang: LangTag) -> tuple[Token, ...]:
    """Return the tokens of a plain text; equal keys mean that only typography differs."""
    french = base_of(lang) == "fr"
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        found, kind = match.group(), match.lastgroup
        if found.isspace() or found in _INVISIBLE:
            continue
        key = found
        if kind == "word":
            key = _word(found, french=french)
        elif kind == "number":
            key = _GROUPED.sub("", found)
        elif kind == "mark":
            key = _mark(text, match.start(), found)
        tokens.append(Token(key, match.start(), match.end(), kind != "mark"))
    return tuple(tokens)


def keys(text: str, lang: LangTag) -> tuple[str, ...]:
    """Return what two texts share when they differ in typography alone."""
    return tuple(token.key for token in spell(text, lang))


def _mark(text: str, at: int, mark: str) -> str:
    key = _MARKS.get("..." if len(mark) > 1 else mark, mark)
    if key == "-" and text[at + 1 : at + 2].isdigit() and not text[at - 1 : at].strip():
        return "minus" if at == 0 or text[at - 1 : at].isspace() else key
    return key


@functools.lru_cache(maxsize=32768)
def _word(word: str, *, french: bool) -> str:
    word = unicodedata.normalize("NFC", word)
    return "".join(map(_bare_capital, _ligated(word))) if french and _may_fold(word) else word


def _ligated(word: str) -> str:
    low = word[:1] in "ŒÆ" and not word[1:2].isupper()
    return (
        word[:1].translate(_LIGATURES).title() + word[1:].translate(_LIGATURES)
        if low
        else (word.translate(_LIGATURES))
    )


def _may_fold(word: str) -> bool:
    if len(word) == 1 or not word.isupper():
        return True
    if "".join(map(_bare_capital, word)) in _TELLING:
        return False
    return not _PARTICIPLE.search(word) or bool(_NOUN.search(word))


def _bare_capital(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0] if char.isupper() else char
