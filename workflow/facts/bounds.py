"""On which side of a date a sentence stands: "avant le 3 mai", "from 30 June", "не ранее мая".

A deadline keeps its date when it is turned round, so that the date alone does not tell. A date
without such a word before or behind it has no bound, nor has one inside a range of days.
"""

from __future__ import annotations

import functools
import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workflow.facts.extract import extract_facts
from workflow.facts.lexicon import read_data
from workflow.facts.polarity import extract_polarity
from workflow.facts.polarity_words import PolarityKind, Text
from workflow.facts.values import Fact, FactKind
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from workflow.model import LangTag

CALENDAR = frozenset({FactKind.DATE, FactKind.WEEKDAY, FactKind.TIME})
_REACH = 14
"""Words before a date among which its bound is looked for."""
_FILLERS = 6
"""Words that may stand between "avant" and its date: avant la fin du mois de mai."""
_SCOPE = 10
"""Words from a bound within which a negation may be about it: n'a toujours pas commencé avant."""
_BEHIND = 4
"""Words behind a date that may bound it: at the very latest."""
_NEARBY = 10
"""Words on either side of a date among which something else may bound it: closing on 3 May."""


class BoundWord(StrEnum):
    """How a date is bounded; the value is the key of the data files."""

    BEFORE = "before"
    UNTIL = "until"
    LATEST = "latest"
    BY = "by"
    AFTER = "after"
    FROM = "from"
    ALREADY = "already"


UPPER = frozenset({BoundWord.BEFORE, BoundWord.UNTIL, BoundWord.LATEST, BoundWord.BY})
"""What ends with the date."""
_TURNED = UPPER | {BoundWord.AFTER}
"""What a negation turns round: "not until 3 May" is from then on. "Not since" stays "since"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A date or a time, and what ends or begins with it."""

    fact: Fact
    word: BoundWord | None = None
    """None for a date that bounds nothing."""
    is_upper: bool = False
    """True for what ends with the date; a negation right before the word has turned it already."""
    span: Span
    """From the word that bounds to the end of the date, or the other way round."""
    text: str
    doubted: bool = False
    """A negation elsewhere in the sentence may turn it: "ne commencera pas avant le 3 mai"."""
    hinted: frozenset[bool] = frozenset()
    """For a date that bounds nothing: the sides on which some word near by may put it all the same,
    true for the upper one: *registration closes on 3 May*."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The data of one language."""

    ahead: re.Pattern[str]
    """What stands before a date; the group is named like its `BoundWord`."""
    behind: re.Pattern[str]
    ignored: re.Pattern[str]
    links: re.Pattern[str]
    accented: frozenset[str]
    """Words that another word is without its accent."""
    other_cases: Mapping[BoundWord, frozenset[str]]
    """Last words of dates that a word goes with and does not bound: с 2015 годом."""
    hints: Mapping[bool, re.Pattern[str]]
    """What may put a date on a side from some words away, true for the upper side."""
    ranges: frozenset[str]
    """What joins a date to the one before it."""


@functools.cache
def _load_words(language: str) -> _Words | None:
    """Read the words of a language once; None for one without data."""
    data = tomllib.loads(read_data(f"bounds.{language}.toml"))
    if not data:
        return None
    around = data["around"]
    sides = _named({word: data["sides"].get(word.value, ()) for word in BoundWord})
    behind = _named(
        {
            BoundWord.LATEST: around["trailing_until"],
            BoundWord.FROM: around["trailing_from"],
        }
    )
    hints = _read_hints(data)
    negation, fillers = _any_of(around["negations"]), _any_of(around["fillers"])
    return _Words(
        ahead=re.compile(
            rf"(?<!\S)(?:(?P<negation>{negation}) )?(?:{sides}) (?:(?:{fillers}) ){{0,{_FILLERS}}}$"
        ),
        behind=re.compile(rf" (?:{behind})(?!\S)"),
        ignored=re.compile(rf"(?<!\S)(?:{_any_of(around['ignored'])})(?!\S)"),
        links=re.compile(rf"(?: (?:{_any_of(around['links'])}))* "),
        accented=frozenset(around.get("accented", ())),
        other_cases={
            word: frozenset(around.get("other_cases", {}).get(word.value, ())) for word in BoundWord
        },
        hints=hints,
        ranges=frozenset(data["hints"]["ranges"]),
    )


def _read_hints(data: dict[str, Any]) -> dict[bool, re.Pattern[str]]:
    """Return what may bound a date from some words away, by whether it is the upper side."""
    phrases: dict[bool, list[str]] = {
        True: [*data["around"]["trailing_until"], *data["hints"]["upper"]],
        False: [*data["around"]["trailing_from"], *data["hints"]["lower"]],
    }
    for word in BoundWord:
        phrases[word in UPPER] += data["sides"].get(word.value, ())
    return {
        is_upper: re.compile(rf"(?<!\S)(?:{_any_of(some)})(?!\S)")
        for is_upper, some in phrases.items()
    }


def _named(sides: dict[BoundWord, Sequence[str]]) -> str:
    return "|".join(f"(?P<{name}>{_any_of(phrases)})" for name, phrases in sides.items() if phrases)


def _any_of(phrases: Iterable[str]) -> str:
    """Return what matches one of some phrases, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(each).replace(r"\ ", " ").replace(r"\*", r"\S*") for each in ordered)


@functools.lru_cache(maxsize=4096)
def extract_bounds(text: str, lang: LangTag) -> tuple[Bound, ...]:
    """Return the dates and times of a plain text, each with its bound, in order."""
    words = _load_words(base_of(lang))
    facts = [fact for fact in extract_facts(text, lang) if fact.kind in CALENDAR]
    if words is None or not facts:
        return ()
    negations = [
        mark.span
        for mark in extract_polarity(text, lang)
        if mark.kind is PolarityKind.NEGATION and mark.firm
    ]
    return tuple(_Reading(text, words, negations).bounds(facts))


class _Reading:
    """A text whose dates are being bounded."""

    def __init__(self, text: str, words: _Words, negations: Sequence[Span]) -> None:
        body = Text(text)
        # "Jusqu'au" is two words, whichever apostrophe joins them.
        kept = [at for at, low in enumerate(body.low) if low not in _APOSTROPHES]
        self.text, self.words, self.negations = text, words, negations
        self.spans = [body.span(at, at) for at in kept]
        self.low = [
            self._low(body.low[at], span) for at, span in zip(kept, self.spans, strict=True)
        ]
        self.starts = [span.start for span in self.spans]

    def _low(self, folded: str, span: Span) -> str:
        """Return a word as the data has it: "dès" is no "des"."""
        written = span.of(self.text).casefold()
        return written if written in self.words.accented else folded

    def bounds(self, facts: Iterable[Fact]) -> Iterator[Bound]:
        """Yield each date with its bound, which the parts of one date share."""
        for parts in self._dates(facts):
            span = Span(parts[0].span.start, parts[-1].span.end)
            shared = None
            if not any(_RANGE.search(fact.value) for fact in parts if fact.kind is FactKind.DATE):
                shared = self._ahead(parts[0], span) or self._behind(parts[0], span)
            hinted = self._hinted(span) if shared is None else frozenset()
            for fact in parts:
                none = Bound(fact=fact, span=fact.span, text=fact.text, hinted=hinted)
                yield none if shared is None else replace(shared, fact=fact)

    def _dates(self, facts: Iterable[Fact]) -> Iterator[list[Fact]]:
        """Join the facts that are parts of one date: "le lundi 3 mai à 14 h"."""
        parts: list[Fact] = []
        for fact in facts:
            if parts and not self._goes_on(parts[-1], fact):
                yield parts
                parts = []
            parts.append(fact)
        yield parts

    def _ahead(self, fact: Fact, span: Span) -> Bound | None:
        end = bisect_left(self.starts, span.start)
        first = max(0, end - _REACH)
        prefix = "".join(f"{low} " for low in self.low[first:end])
        match = self.words.ahead.search(self._without_ignored(prefix, end))
        if match is None:
            return None
        word = _word_of(match)
        if self._last_word(fact) in self.words.other_cases[word]:
            return None
        start = self.starts[first + prefix[: match.start()].count(" ")]
        turned = match["negation"] is not None and word in _TURNED
        return Bound(
            fact=fact,
            word=word,
            is_upper=(word in UPPER) is not turned,
            span=Span(start, span.end),
            text=self.text[start : span.end],
            doubted=word in _TURNED and not turned and self._is_denied(start, span.end),
        )

    def _behind(self, fact: Fact, span: Span) -> Bound | None:
        first = bisect_left(self.starts, span.end)
        suffix = "".join(f" {low}" for low in self.low[first : first + _BEHIND])
        match = self.words.behind.match(suffix)
        if match is None:
            return None
        word = _word_of(match)
        end = self.spans[first + match.group().count(" ") - 1].end
        return Bound(
            fact=fact,
            word=word,
            is_upper=word in UPPER,
            span=Span(span.start, end),
            text=self.text[span.start : end],
        )

    def _hinted(self, span: Span) -> frozenset[bool]:
        """Return the sides on which a word near a date may put it."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        if first and self.low[first - 1] in self.words.ranges:
            return frozenset({True, False})
        near = " ".join(self.low[max(0, first - _NEARBY) : last + _NEARBY])
        return frozenset(side for side, found in self.words.hints.items() if found.search(near))

    def _is_denied(self, start: int, end: int) -> bool:
        """Tell whether a negation stands near enough to be about the bound."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        near = self.starts[max(0, first - _SCOPE) : last + _SCOPE]
        return any(near[0] <= span.start <= near[-1] for span in self.negations)

    def _without_ignored(self, prefix: str, end: int) -> str:
        """Blot out the phrases that bound nothing, which may reach into the date: avant-hier."""
        whole = prefix + " ".join(self.low[end : end + _BEHIND])
        blotted = self.words.ignored.sub(lambda match: re.sub(r"\S", "#", match.group()), whole)
        return blotted[: len(prefix)]

    def _last_word(self, fact: Fact) -> str:
        return self.low[bisect_left(self.starts, fact.span.end) - 1]

    def _goes_on(self, before: Fact, fact: Fact) -> bool:
        """Tell whether two facts are parts of one date: "le lundi 3 mai à 14 h"."""
        first = bisect_left(self.starts, before.span.end)
        end = bisect_left(self.starts, fact.span.start)
        between = "".join(f" {low}" for low in self.low[first:end]) + " "
        return before.kind is not fact.kind and self.words.links.fullmatch(between) is not None


_APOSTROPHES = frozenset("'’")
_RANGE = re.compile("[/,]")


def _word_of(match: re.Match[str]) -> BoundWord:
    return next(word for word in BoundWord if match.groupdict().get(word.value) is not None)
