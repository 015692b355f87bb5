"""Acronyms and French titles that a draft copies with other letters: CDSN as DSN.

What stands in a draft as it does in the source was meant to be copied. Where one acronym of the
source is missing and one stands there instead that differs in a letter, or where a French article
leads to another word than in the source, the source's own comes back, and the reviewer is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.facts import acronyms
from workflow.facts.lexicon import fold
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import LangTag

_ACRONYM = re.compile(r"(?<![\w-])[A-ZÀ-Þ]{3,}(?![\w-])")
_TITLE = re.compile(r"\b(?:La|Le|Les|L['’])[ \u00a0]?[A-ZÀ-ÖØ-Þ][\w-]+")
"""A French article with a capital and a word with one: a newspaper, a book, a family name."""


def iter_changed(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> Iterator[tuple[Span, Span]]:
    """Yield what stands in `source` and what stands for it, changed, in `target`."""
    ours, theirs = _only(_ACRONYM, source, target), _only(_ACRONYM, target, source)
    if len(ours) == len(theirs) == 1:
        one, other = ours[0].of(source), theirs[0].of(target)
        is_known = acronyms.is_known(one, source_lang) or acronyms.is_known(other, target_lang)
        if not is_known and _lacks_a_letter(one, other):
            yield ours[0], theirs[0]
    ours, theirs = _only(_TITLE, source, target), _only(_TITLE, target, source)
    if len(ours) == len(theirs) == 1 and _article(ours[0].of(source)) == _article(
        theirs[0].of(target)
    ):
        yield ours[0], theirs[0]


def _only(pattern: re.Pattern[str], text: str, other: str) -> list[Span]:
    """Return what matches in a text and stands nowhere in the other."""
    said = _plain(other)
    found = [Span(*match.span()) for match in pattern.finditer(text)]
    return [
        span
        for span in found
        if not re.search(rf"(?<!\w){re.escape(_plain(span.of(text)))}(?!\w)", said)
    ]


def _plain(text: str) -> str:
    return fold(text).replace("’", "'")


def _lacks_a_letter(one: str, other: str) -> bool:
    """Tell whether one acronym is the other with a letter less, and no turned one: IRM, MRI."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def _article(title: str) -> str:
    return re.split(r"[ \u00a0'’]", title.lower())[0]
