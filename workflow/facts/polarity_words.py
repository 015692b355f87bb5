"""The words that deny, oblige, permit and condemn, by language, and the marks they make."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workflow.facts.lexicon import fold, read_data
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d+|[^\w\s]")
ONLY = "only"
"""The value of what affirms of one thing alone: "ne … que", "solely", "лишь"."""
UNTIL = "until"
"""Of a negation that bounds a time: *tant qu'il n'aura pas signé*, *until he has signed*."""
LEXICAL = "lexical"
"""Of a word that denies by its own sense: *fails*, *uncovered*, *отсутствие*."""


class PolarityKind(StrEnum):
    """What a mark does to the sentence."""

    NEGATION = "negation"
    MODALITY = "modality"
    ATTITUDE = "attitude"
    BOUND = "bound"
    RESTRICTION = "restriction"


VALUED = tuple(kind for kind in PolarityKind if kind is not PolarityKind.NEGATION)
"""The kinds whose marks have one of several values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolarityMark:
    """One word or pair of words that denies, obliges, permits or judges."""

    kind: PolarityKind
    span: Span
    """From the first to the last word of the mark."""
    text: str
    value: str
    """``not``; ``must``, ``may``, ``should``; ``condemn``, ``welcome`` …; ``least``, ``most``;
    ``only``, and ``near`` for what may answer for it."""
    firm: bool = True
    """False for a word that may answer for a negation or a modality but states none: refuse, un-,
    отсутствие, possible, will."""
    strong: bool = True
    """False for "sans", "nor", "no": often said otherwise in another language."""
    echo: bool = False
    """True for a negation that only goes on with another ("ni", "aucun" behind "ne … pas", "и не"):
    languages repeat it or do not."""
    place: float = 0.0
    """Where it begins: 0 at the beginning of its text, 1 at the end."""


@dataclass(frozen=True, slots=True)
class Words:
    """The data of one language."""

    negation: Mapping[str, frozenset[str]]
    ignored: Mapping[str, tuple[tuple[str, ...], ...]]
    single: Mapping[str, tuple[tuple[str, ...], ...]]
    """Two negations that are one: non pas."""
    soft: re.Pattern[str]
    lexical: re.Pattern[str]
    """Words that deny by their own sense, whose negation another language may say apart."""
    affirmed: re.Pattern[str]
    """Words that only begin like those: неделя, unless, insister."""
    negative: re.Pattern[str]
    """Words whose denial is an affirmation: hésiter, oublier, exception."""
    values: tuple[tuple[PolarityKind, str, re.Pattern[str]], ...]
    doubted: re.Pattern[str]
    """Of these, words that may answer for what obliges or permits and prove no turn themselves."""
    openers: frozenset[str]
    """First words of the marks that are two words."""
    unrestricted: Mapping[str, tuple[tuple[str, ...], ...]]
    """Phrases by their first word in which "only" affirms of nothing alone."""
    openings: frozenset[str]
    """What says "however" where it opens a sentence."""
    beginnings: frozenset[str]
    """Up to three letters with which the words begin that are marks or may answer for one."""


_PATTERNS = frozenset({"ignored", "single", "soft", "lexical", "affirmed", "negative"})
"""Lists of phrases and beginnings of words; the others are whole words."""


@functools.cache
def load_words(language: str) -> Words:
    """Read the words of a language once; all empty for one without data."""
    data = tomllib.loads(read_data(f"polarity.{language}.toml"))
    negation = data.get("negation", {})
    return Words(
        negation={key: frozenset(words) for key, words in negation.items() if key not in _PATTERNS},
        ignored=_by_first(negation.get("ignored", ())),
        single=_by_first(negation.get("single", ())),
        soft=_pattern(negation.get("soft", ())),
        lexical=_pattern(negation.get("lexical", ())),
        affirmed=_pattern(negation.get("affirmed", ())),
        negative=_pattern(negation.get("negative", ())),
        values=tuple(
            (kind, value, _pattern(words))
            for kind in VALUED
            for value, words in data.get(kind.value, {}).items()
        ),
        doubted=_pattern(data.get("doubted", {}).get("modality", ())),
        openers=frozenset(
            words.split()[0]
            for kind in VALUED
            for some in data.get(kind.value, {}).values()
            for words in some
            if " " in words
        ),
        unrestricted=_by_first(data.get("unrestricted", {}).get("phrases", ())),
        openings=frozenset(data.get("unrestricted", {}).get("opening", ())),
        beginnings=frozenset(
            re.split("[* ]", fold(words))[0][:_BEGINNING]
            for some in (
                negation.get("soft", ()),
                negation.get("lexical", ()),
                *(each for kind in VALUED for each in data.get(kind.value, {}).values()),
            )
            for words in some
        ),
    )


_BEGINNING = 3


def _by_first(phrases: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    grouped: dict[str, tuple[tuple[str, ...], ...]] = {}
    for text in phrases:
        words = tuple(text.split())
        grouped[words[0]] = (*grouped.get(words[0], ()), words)
    return grouped


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return what matches a folded word, or two words and a space, of a list."""
    parts = (re.escape(fold(word)).replace(r"\*", r"\w*") for word in words)
    return re.compile("|".join(parts) or r"(?!)")


@functools.lru_cache(maxsize=65536)
def denies(word: str, language: str) -> bool:
    """Tell whether a folded word denies by its own sense: *impossible*, *uncovered*, *нехватка*."""
    data = load_words(language)
    return bool(data.lexical.fullmatch(word)) and not data.affirmed.fullmatch(word)


@functools.lru_cache(maxsize=65536)
def classify(words: str, language: str) -> tuple[bool, tuple[tuple[PolarityKind, str], ...]]:
    """Tell whether a word may answer for a negation, and what it obliges, permits or judges."""
    data = load_words(language)
    values = ((kind, value) for kind, value, found in data.values if found.fullmatch(words))
    return bool(data.soft.fullmatch(words)), tuple(values)


@functools.lru_cache(maxsize=65536)
def is_silent(word: str, language: str) -> bool:
    """Tell whether a folded word denies, obliges, permits and judges nothing, as most."""
    known = load_words(language)
    beginnings = {word[:length] for length in range(_BEGINNING + 1)}
    if not word[:1].isalpha() or known.beginnings.isdisjoint(beginnings):
        return True
    return not (any(classify(word, language)) or denies(word, language) or word in known.openers)


class Text:
    """The words of a text, folded, with their places."""

    def __init__(self, text: str) -> None:
        matches = list(_WORD.finditer(text))
        self.text = text
        self.starts = [match.start() for match in matches]
        self.low = [fold(match.group()) for match in matches]
        self._matches = matches

    def at(self, index: int) -> str:
        """Return a word, folded; empty outside the text."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def span(self, first: int, last: int) -> Span:
        """Return where the words from one to another stand."""
        return Span(self.starts[first], self._matches[last].end())

    def follows(self, index: int, phrase: tuple[str, ...]) -> int:
        """Return the index after a phrase at `index`, apostrophes passed over, or `index`."""
        at = index
        for word in phrase:
            while at > index and self.at(at) in {"'", "’", "-"}:
                at += 1
            if not _is_like(self.at(at), word):
                return index
            at += 1
        return at

    def phrases(
        self, known: Mapping[str, tuple[tuple[str, ...], ...]]
    ) -> Iterator[tuple[int, int]]:
        """Yield the ranges of words in which phrases stand, which are known by their first word."""
        for index, low in enumerate(self.low):
            for phrase in known.get(low, ()):
                end = self.follows(index, phrase)
                if end > index:
                    yield index, end

    def negation(
        self, first: int, last: int, *, firm: bool = True, strong: bool = True, echo: bool = False
    ) -> PolarityMark:
        """Return a negation that goes from one word to another."""
        span = self.span(first, last)
        return PolarityMark(
            kind=PolarityKind.NEGATION,
            span=span,
            text=span.of(self.text),
            value="not",
            firm=firm,
            strong=strong,
            echo=echo,
            place=span.start / len(self.text),
        )

    def mark(
        self, kind: PolarityKind, index: int, value: str, *, firm: bool = True
    ) -> PolarityMark:
        """Return a mark of one word."""
        span = self.span(index, index)
        text = span.of(self.text)
        return PolarityMark(kind=kind, span=span, text=text, value=value, firm=firm)


def _is_like(word: str, pattern: str) -> bool:
    if pattern == "#":
        return word.isdecimal()
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    return word == pattern
