"""How exact an amount is: "plus de 500", "at most 30 days", "около 40 %".

An amount keeps its value when what limits it is lost, so that the value alone does not tell. The
words are data: ``limits.<lang>.toml``.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workflow.facts.extract import extract_facts
from workflow.facts.lexicon import fold, read_data
from workflow.facts.values import Fact, FactKind
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workflow.model import LangTag

AMOUNTS = frozenset({FactKind.NUMBER, FactKind.PERCENT, FactKind.MONEY, FactKind.DURATION})
_REACH = 60
"""Characters before and behind an amount in which its limit stands."""


class LimitWord(StrEnum):
    """On which side of an amount the truth lies; the value is the key of the data files."""

    MORE = "more"
    LESS = "less"
    NEAR = "near"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """An amount, and what limits it."""

    fact: Fact
    word: LimitWord | None = None
    """None for an amount that stands alone."""
    span: Span
    """From the word to the end of the amount, or the other way round."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The amounts of a text, and what limits anything in it."""

    amounts: tuple[Limit, ...] = ()
    answers: frozenset[LimitWord] = frozenset()
    """What some word of the text may say, of whatever amount."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The data of one language."""

    ahead: re.Pattern[str]
    """What stands before an amount; the group is named like its `LimitWord`."""
    behind: re.Pattern[str]
    answers: Mapping[LimitWord, re.Pattern[str]]


@functools.cache
def _load_words(language: str) -> _Words | None:
    data = tomllib.loads(read_data(f"limits.{language}.toml"))
    if not data:
        return None
    fillers = _any_of(data["fillers"])
    return _Words(
        ahead=re.compile(rf"(?<!\w)(?:{_named(data['ahead'])})(?: (?:{fillers}))? ?$"),
        behind=re.compile(rf" ?(?:\w+ )?(?:{_named(data['behind'])})(?!\w)"),
        answers={
            word: re.compile(
                rf"(?<!\w)(?:{_any_of((*data['ahead'][word], *data['behind'][word], *more))})(?!\w)"
                rf"|{data['signs'][word]}"
            )
            for word, more in ((word, data["answers"][word]) for word in LimitWord)
        },
    )


def _named(phrases: Mapping[str, Iterable[str]]) -> str:
    return "|".join(f"(?P<{word}>{_any_of(phrases[word])})" for word in LimitWord)


def _any_of(phrases: Iterable[str]) -> str:
    """Return what matches one of some phrases, the longest first; a final * is any ending."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(each).replace(r"\ ", " ").replace(r"\*", r"\w*") for each in ordered)


@functools.lru_cache(maxsize=4096)
def extract_limits(text: str, lang: LangTag) -> Limits:
    """Return the amounts of a plain text, each with what limits it, in order."""
    words = _load_words(base_of(lang))
    if words is None:
        return Limits()
    amounts = tuple(_iter_limits(text, lang, words))
    if not amounts:
        return Limits()
    low = _low(text)
    answers = frozenset(word for word, found in words.answers.items() if found.search(low))
    return Limits(amounts=amounts, answers=answers)


def _iter_limits(text: str, lang: LangTag, words: _Words) -> Iterator[Limit]:
    for fact in extract_facts(text, lang):
        if fact.kind not in AMOUNTS or not fact.firm:
            continue
        start, end = fact.span.start, fact.span.end
        before = text[max(0, start - _REACH) : start]
        ahead = words.ahead.search(_low(before))
        behind = words.behind.match(_low(text[end : end + _REACH]))
        span = fact.span
        if ahead is not None:
            span = Span(start - len(before) + ahead.start(), end)
        elif behind is not None:
            span = Span(start, end + behind.end())
        found = ahead or behind
        word = LimitWord(found.lastgroup) if found and found.lastgroup else None
        yield Limit(fact=fact, word=word, span=span, text=span.of(text))


def _low(text: str) -> str:
    """Fold a text letter by letter, so that each keeps its place, with plain apostrophes."""
    folded = (fold(each) for each in text)
    low = "".join(new if len(new) == 1 else old for old, new in zip(text, folded, strict=True))
    return low.translate(_PLAIN)


_PLAIN = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\n": " "})
