"""Characters that the eye does not see: look-alikes of another script, invisible and control ones.

A Latin "c" inside a Russian word breaks every search; a bidirectional override can make a text
read otherwise than it is stored.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from workflow.checks.pairs import Check, Issue, Options, Pair
from workflow.languages import base_of
from workflow.model import Severity, Span
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_CYRILLIC = "асеорхукАВСЕНІКМОРТХУіѕј"
_LATIN = "aceopxykABCEHIKMOPTXYisj"
_WORD = re.compile(r"[^\W\d_]{2,}")
_HAS_LATIN = re.compile(r"[a-zA-Z]")
_HAS_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_JOINERS = "\u200c\u200d"
"""Letters of Persian and of emoji: allowed."""
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKS = frozenset("\u200e\u200f\u061c")
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "yi", "ps"})


def _look_alikes(pair: Pair, _options: Options) -> Iterator[Issue]:
    if not (_HAS_LATIN.search(pair.target_text) and _HAS_CYRILLIC.search(pair.target_text)):
        return
    words = {match.group(): match for match in reversed(list(_WORD.finditer(pair.target_text)))}
    for word, match in reversed(words.items()):
        latin, cyrillic = _HAS_LATIN.findall(word), _HAS_CYRILLIC.findall(word)
        if not latin or not cyrillic:
            continue
        stray = latin if len(latin) <= len(cyrillic) else cyrillic
        alike = _LATIN if stray is latin else _CYRILLIC
        if all(char in alike for char in stray):
            name = unicodedata.name(stray[0], "an unnamed character")
            yield Issue(
                message=tr('"{word}" mixes scripts: {name}', word=word, name=name.lower()),
                hint=tr("type the word again"),
                target=Span(*match.span()),
            )


def _invisible(pair: Pair, _options: Options) -> Iterator[Issue]:
    if pair.target.isprintable():
        return
    written_right = base_of(pair.target_lang) in _RIGHT_TO_LEFT
    for char in dict.fromkeys(pair.target):
        if char.isprintable() or char in "\n\t" or char in _JOINERS or char in pair.source:
            continue
        if written_right and char in _MARKS:
            continue
        category = unicodedata.category(char)
        if category not in {"Cc", "Cf", "Co", "Cn", "Cs"}:
            continue
        name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
        grave = char in _OVERRIDES or category in {"Cc", "Cs"}
        yield Issue(
            message=tr("invisible character: {name}", name=name),
            hint=tr("delete it"),
            severity=Severity.ERROR if grave else None,
            target=_first(char, pair.target),
            in_markup=True,
        )
    if "\ufffd" in pair.target and "\ufffd" not in pair.source:
        yield Issue(
            message=tr("a character was lost (U+FFFD)"),
            hint=tr("the text was read in the wrong encoding"),
            severity=Severity.ERROR,
            target=_first("\ufffd", pair.target),
            in_markup=True,
        )


def _first(char: str, text: str) -> Span:
    at = text.index(char)
    return Span(at, at + 1)


CHECKS = (
    Check(
        code="look-alike",
        severity=Severity.WARNING,
        explanation="A word of the target mixes Latin and Cyrillic letters that look the same.",
        pair=_look_alikes,
    ),
    Check(
        code="invisible-character",
        severity=Severity.WARNING,
        explanation="The target holds a zero-width, control or bidirectional character that the"
        " source does not have, or the mark of a lost character.",
        pair=_invisible,
    ),
)
