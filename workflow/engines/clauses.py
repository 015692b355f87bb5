"""Cutting what is too long for a network, where a reader would pause, and joining what it wrote.

CTranslate2 silently drops what lies past 1,024 pieces, and models bred on sentences decline long
before; a text over the limit is halved at the strongest pause near its middle until it fits. A
weak model leaves clauses out of texts that are not so long: those are cut at a pause or not at all.
"""

from __future__ import annotations

import re
import statistics
from typing import TYPE_CHECKING

from workflow.languages import base_of
from workflow.model import Hypothesis, Link, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workflow.model import LangTag

    Fits = Callable[[str], bool]

_SENTENCES = re.compile(r"[.!?…][»\"')\]]* |[。！？]")
_CLAUSES = re.compile(r"[;:] |[；：]")
_COMMAS = re.compile(r"[,–—] |[，、]")
_BLANKS = re.compile(r" ")
_GOVERNED = (
    r"(?!(?:de|des|du|à|au|aux|en|par|sur|pour|avec|sans|et|ou|ni)\b|d['’])",
    r"(?!(?:of|to|in|on|by|for|with|from|at|and|or|nor)\b)",
)
"""After a comma: what begins so hangs on words before it (French, English), which tell its case."""
_LOOSE_COMMAS = re.compile(f"(?:{_COMMAS.pattern}){''.join(_GOVERNED)}", re.IGNORECASE)
_PAUSES = (_SENTENCES, _CLAUSES, _LOOSE_COMMAS)
"""From the strongest to the weakest; a cut comes after the match."""
_LAST_RESORTS = (_COMMAS, _BLANKS)

_ENDS = frozenset(".!?…。！？")
_PASSED_ON = frozenset(",;:")
"""Marks of the source that take the place of a full stop in the middle of a sentence."""
_SPACELESS = frozenset({"zh", "ja", "th", "lo", "km", "my"})
_PLAIN_NOUNS = frozenset({"be", "bg", "mk", "ru", "sr", "uk"})
"""Languages that begin days, months, nationalities and common nouns with small letters."""
_SMALL_WORDS = {
    "en": re.compile(
        r"(?:An?|The|This|That|These|Those|Which|Who|Whose|While|As|At|By|For|From|In|Of|On|To"
        r"|With|Without|And|But|Or|Nor|He|She|It|They|We|His|Her|Its|Their|Our|Is|Are|Was|Were)\b"
    ),
}
"""Words that have a capital for standing first alone."""


def cut(text: str, *, fits: Fits, easy: Fits | None = None) -> tuple[Span, ...]:
    """Return spans that tile `text`, each of which `fits` (or is a single character).

    What fits is cut further where it is not `easy` to read and has a pause in its middle half.
    """
    return tuple(_iter_parts(text, Span(0, len(text)), fits, easy or fits))


def _iter_parts(text: str, span: Span, fits: Fits, easy: Fits) -> Iterator[Span]:
    middle = _cut_of(text, span, fits, easy)
    if middle is None:
        yield span
        return
    yield from _iter_parts(text, Span(span.start, middle), fits, easy)
    yield from _iter_parts(text, Span(middle, span.end), fits, easy)


def _cut_of(text: str, span: Span, fits: Fits, easy: Fits) -> int | None:
    """Return where to cut a span, if it has to be and can be."""
    part = span.of(text)
    if len(span) < 2 or easy(part):  # noqa: PLR2004 - one character cannot be cut
        return None
    pause = _near_middle(text, span, _PAUSES)
    if pause is not None or fits(part):
        return pause
    blank = _near_middle(text, span, _LAST_RESORTS)
    return (span.start + span.end) // 2 if blank is None else blank


def _near_middle(text: str, span: Span, pauses: Sequence[re.Pattern[str]]) -> int | None:
    """Return the offset after the strongest pause in the middle half of the span."""
    middle = (span.start + span.end) // 2
    quarter = max(1, len(span) // 4)
    for pause in pauses:
        ends = [match.end() for match in pause.finditer(text, middle - quarter, middle + quarter)]
        if ends:
            return min(ends, key=lambda end: abs(end - middle))
    return None


def join(source: str, parts: Sequence[tuple[Span, Hypothesis]], *, lang: LangTag) -> Hypothesis:
    """Return the translations of a text's spans as one; the network took each for a sentence.

    A capital and a full stop that only the cut has brought in go; links are moved.
    """
    if len(parts) == 1:
        return parts[0][1]
    text, links = "", []
    separator = "" if base_of(lang) in _SPACELESS else " "
    marks = [span.of(source).rstrip()[-1:] for span, _ in parts]
    for number, (_, part) in enumerate(parts):
        own = part.text
        if number and marks[number - 1] not in _ENDS:
            own = _begun_small(part, source, base_of(lang))
        if number + 1 < len(parts):
            own = _left_open(own, marks[number])
        if not own:
            continue
        text += separator if text else ""
        start = len(text)
        text += own
        links += [
            Link(link.source, Span(start + link.target.start, start + link.target.end))
            for link in part.links
            if link.target.end <= len(own)
        ]
    score = statistics.fmean(part.score for _, part in parts)
    return Hypothesis(text=text, score=score, links=tuple(sorted(links)))


def _begun_small(part: Hypothesis, source: str, lang: LangTag) -> str:
    """Return a part's text without the capital that nothing in the source asks for."""
    text = part.text
    small = text[:1].lower() + text[1:]
    if lang in _SMALL_WORDS and _SMALL_WORDS[lang].match(text):
        return small
    said = {link.source.of(source) for link in part.links if link.target.start == 0}
    is_acronym = text[1:2].isalnum() and not text[1:2].islower()
    named = is_acronym or any(word[:1].isupper() for word in said)
    return small if lang in _PLAIN_NOUNS and not named else text


def _left_open(text: str, mark: str) -> str:
    """Return a part's text without the full stop that stands for another mark of the source.

    >>> _left_open("В отчетный период.", ",")
    'В отчетный период,'
    """
    if mark not in _PASSED_ON or not re.search(r"\w{3}[»\"')\]]*\.$", text):
        return text
    return text[:-1] + mark
