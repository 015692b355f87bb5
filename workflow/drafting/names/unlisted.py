"""Names of people that no list of given names knows, and names that a draft has translated.

Two words with capitals in the middle of a French sentence, neither of them a common word, behind a
title, a verb or a noun and not behind a preposition of place, name a person. Names whose spelling
shows that French wrote them by ear (Ouchakov) are spelt otherwise elsewhere and left out.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from workflow.drafting.lexicon import WORD
from workflow.facts import FactKind, extract_facts
from workflow.facts.lexicon import fold, is_common
from workflow.model import LangTag, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_FRENCH = LangTag("fr")
_PART = r"(?!M[mlg][er]\b|Dr\b|Pr\b|Me\b)[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:[-’'][A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+)*"
_LED = re.compile(
    rf"(?:(?<=M\. )|(?<=MM\. )|(?<=Mme )|(?<=Mlle )|(?<=Me )|(?<=Mgr )|(?<=Dr )|(?<=Pr )"
    rf"|(?<=[a-zà-ÿ][a-zà-ÿ][a-zà-ÿ] )|(?<=[a-zà-ÿ], )|(?<= et ))"
    rf"({_PART}(?:[ \u00a0]{_PART}){{1,2}})"
)
"""A name, and what leads to it."""
_BEFORE_PLACES = re.compile(
    r"\b(?:à|en|de|du|des|au|aux|la|le|les|vers|dans|sur|sous|chez|depuis|pour|contre)[ \u00a0]$"
)
_BY_EAR = re.compile(r"ou|tch|kh|dj|gh|[ïë]|(?:ov|ev|ova|eva|ine|ski|sky|ian|yan|vitch)$|aou")
"""What French writes for the sounds of other letters."""
_UNLIKE = 0.5
"""Likeness under which a word is no misspelling, but another word."""


def iter_unlisted(source: str) -> Iterator[Span]:
    """Yield the names of people in a French text that their place alone shows."""
    for match in _LED.finditer(source):
        words = re.split(r"[ \u00a0]", match[1])
        if _BEFORE_PLACES.search(source[: match.start(1)]) or is_common("fr", fold(words[0])):
            continue
        if any(_BY_EAR.search(word.lower()) for word in words) or is_common("fr", fold(words[-1])):
            continue
        span = Span(*match.span(1))
        if not any(span.overlaps(other) for other in _other_facts(source)):
            yield span


def _other_facts(source: str) -> Iterator[Span]:
    for fact in extract_facts(source, _FRENCH):
        if fact.kind not in {FactKind.NAME, FactKind.NUMBER}:
            yield fact.span


def is_slip(words: str, name: str) -> bool:
    """Tell whether a draft's `words` are the name with one word misspelt, or without its accents.

    Accents that only the draft has are those of the name's own language.
    """
    written, meant = WORD.findall(words), WORD.findall(name)
    if not all(word[0].isupper() for word in written):
        return False
    if fold(words) == fold(name):
        return _accents(name) > _accents(words)
    return not set(map(fold, written)).isdisjoint(map(fold, meant))


def _accents(text: str) -> int:
    return sum(not letter.isascii() for letter in text)


def find_translated(name: str, target: str) -> Span | None:
    """Return the words for a full name whose last one was translated: *Karl Stool* for Tabouret."""
    given, _, family = name.replace("\u00a0", " ").rpartition(" ")
    if not given or name in target or family in target or is_common("en", fold(family)):
        return None
    found = list(re.finditer(rf"(?<!\w){re.escape(given)}[ \u00a0]({_PART})(?!\w)", target))
    if len(found) != 1:
        return None
    likeness = SequenceMatcher(None, fold(found[0][1]), fold(family), autojunk=False).ratio()
    return Span(*found[0].span()) if likeness < _UNLIKE else None
