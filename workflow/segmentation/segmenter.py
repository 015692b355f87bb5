"""Plain text into sentences: candidates in order, and for each one the first rule that decides.

Sentences follow one another in order; between two of them there is only white space. Splitting a
sentence again gives it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.model import LangTag, Span
from workflow.segmentation.candidates import Scanner
from workflow.segmentation.profiles import load_profile
from workflow.segmentation.rules import RULES, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.segmentation.candidates import Candidate
    from workflow.segmentation.profiles import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a text."""

    span: Span
    rule: str
    """The rule that ended it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided at one place where a sentence could have ended."""

    mark: Span
    """The stops and closing marks; a sentence that ends here ends with them."""
    split: bool
    rule: str


def split_text(text: str, lang: LangTag) -> tuple[Sentence, ...]:
    """Return the sentences of `text`, without the white space around them.

    >>> [s.span.of("Oui. Non.") for s in split_text("Oui. Non.", LangTag("fr"))]
    ['Oui.', 'Non.']
    """
    return split_sealed(text, lang)


def split_sealed(text: str, lang: LangTag, *, sealed: Iterable[Span] = ()) -> tuple[Sentence, ...]:
    """Split as `split_text`, ending no sentence inside a span of `sealed`."""
    sentences: list[Sentence] = []
    start = 0
    for decision in _decide(text, load_profile(lang), sealed):
        if decision.split:
            _append(sentences, text, Span(start, decision.mark.end), decision.rule)
            start = decision.mark.end
    _append(sentences, text, Span(start, len(text)), "end_of_text")
    return tuple(sentences)


def explain(text: str, lang: LangTag) -> tuple[Decision, ...]:
    """Return the decision at every candidate of `text`, split or join, in order."""
    return tuple(_decide(text, load_profile(lang), ()))


def _decide(text: str, profile: Profile, sealed: Iterable[Span]) -> Iterator[Decision]:
    scanner = Scanner(text, profile, sealed=sealed)
    for candidate in scanner:
        verdict, rule = _verdict(candidate, profile)
        split = verdict is Verdict.SPLIT
        if split:
            scanner.start = candidate.mark.end + len(candidate.gap)
        yield Decision(mark=candidate.mark, split=split, rule=rule)


def _verdict(candidate: Candidate, profile: Profile) -> tuple[Verdict, str]:
    for rule in RULES:
        verdict = rule(candidate, profile)
        if verdict is not Verdict.PASS:
            return verdict, rule.__name__
    raise AssertionError("the last rule decides")


def _append(sentences: list[Sentence], text: str, span: Span, rule: str) -> None:
    piece = span.of(text)
    stripped = piece.strip()
    if stripped:
        start = span.start + len(piece) - len(piece.lstrip())
        sentences.append(Sentence(span=Span(start, start + len(stripped)), rule=rule))
