"""Propose terms that a set of texts uses and the glossary lacks, the most useful first.

Three signs, each a `CandidateKind`: an acronym with its expansion (*Programme alimentaire mondial
(PAM)*), an acronym alone, and a run of capitalised words with the small words that link them
(*Haut Conseil de la mer Rouge*). Whatever the glossary already covers is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from workflow.glossary.grammar_data import grammar_data
from workflow.glossary.match import Matcher
from workflow.glossary.tokens import is_acronym, normal, tokenize, without_accents
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.glossary.grammar_data import GrammarData
    from workflow.glossary.terms import Glossary
    from workflow.glossary.tokens import Tokens
    from workflow.model import LangTag

_SENTENCE_END = re.compile(r"[.!?:;…]\s*[«“\"(]?\s*\Z|\A\s*[-*#>«“\"]*\s*\Z|\n\s*[-*#>]*\s*\Z")
_CLOSE_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*|[-\u2010\u2011]|['’]\s?")
_MAX_LINKS = 3
"""Small words in a row inside one name: *de la*, *pour l'*."""
_MAX_WORDS = 14
_MIN_LETTERS = 2


class CandidateKind(StrEnum):
    """What made a candidate stand out; the order is that of usefulness."""

    EXPANSION = "acronym with expansion"
    NAME = "name"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A proposal for the glossary."""

    text: str
    """As it is written most often."""
    acronym: str = ""
    kind: CandidateKind
    count: int
    example: str = ""
    """The line of its first occurrence."""

    @property
    def score(self) -> float:
        """Rank frequency by kind: an expansion weighs three names, a long name more than one."""
        weight = {CandidateKind.EXPANSION: 3.0, CandidateKind.NAME: 1.0, CandidateKind.ACRONYM: 1.5}
        words = len(self.text.split())
        return self.count * weight[self.kind] * (1 + min(words, 6) / 6)


def extract_candidates(
    texts: Iterable[str], lang: LangTag, glossary: Glossary
) -> tuple[Candidate, ...]:
    """Return what `texts` name and `glossary` does not know, most useful first.

    >>> from workflow.glossary.terms import Glossary
    >>> from workflow.model import LangTag
    >>> text = "L'Alliance pour le Sahel (APS) se réunit. L'APS agit."
    >>> [found] = extract_candidates([text], LangTag("fr"), Glossary())
    >>> found.text, found.acronym, found.count
    ('Alliance pour le Sahel', 'APS', 2)
    """
    matcher = Matcher(glossary, lang)
    tally = _Tally()
    every = [tokenize(text) for text in texts]
    common = frozenset(word for tokens in every for word in tokens.words if word[0].islower())
    for tokens in every:
        text = tokens.text
        known = [hit.span for hit in matcher.find(text)]
        for span, acronym in _found(tokens, grammar_data(lang), common):
            if not _is_known(span, known, text):
                tally.add(span.of(text), acronym, _line(text, span))
    return tuple(sorted(tally.candidates(), key=lambda c: (-c.score, c.text)))


@dataclass(slots=True)
class _Tally:
    """Counts spellings of one candidate together: with and without accents, broken over lines."""

    spellings: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    acronyms: dict[str, str] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, text: str, acronym: str, line: str) -> None:
        """Count one occurrence."""
        clean = " ".join(text.split())
        key = without_accents(normal(clean))
        self.spellings[key].append(clean)
        self.examples.setdefault(key, line)
        if acronym:
            self.acronyms.setdefault(acronym, key)

    def candidates(self) -> Iterator[Candidate]:
        """Yield one candidate a key; an acronym counts for its expansion."""
        expansions = {key: acronym for acronym, key in self.acronyms.items()}
        for key, texts in self.spellings.items():
            text = max(sorted(set(texts)), key=texts.count)
            if self.acronyms.get(text, key) != key:
                continue
            acronym = expansions.get(key, "")
            also = len(self.spellings.get(without_accents(normal(acronym)), ())) if acronym else 0
            yield Candidate(
                text=text,
                acronym=acronym,
                kind=_kind(text, acronym),
                count=len(texts) + also,
                example=self.examples[key],
            )


def _kind(text: str, acronym: str) -> CandidateKind:
    if acronym:
        return CandidateKind.EXPANSION
    alone = len(tokenize(text).words) == 1 and is_acronym(text)
    return CandidateKind.ACRONYM if alone else CandidateKind.NAME


def _found(tokens: Tokens, data: GrammarData, common: frozenset[str]) -> Iterator[tuple[Span, str]]:
    """Yield names and acronyms with, for a name, the acronym that follows it in brackets.

    `common` words are seen without capital too: at the start of a sentence they open no name.
    """
    index = 0
    while index < len(tokens.words):
        opens = _opens_name(tokens, index, data, common)
        end = _name_end(tokens, index, data) if opens else index
        if end == index:
            index += 1
            continue
        span = Span(tokens.starts[index], tokens.ends[end - 1])
        acronym = _acronym_after(tokens, end)
        numbered = all(map(_is_roman, tokens.words[index + 1 : end]))
        alone = numbered and not is_acronym(tokens.words[index])
        if not alone or acronym:
            yield span, acronym
        index = end + bool(acronym)


def _name_end(tokens: Tokens, start: int, data: GrammarData) -> int:
    """Return the end of the name that begins at word `start`."""
    if is_acronym(tokens.words[start]):
        return start + 1
    end = index = start + 1
    while index < min(len(tokens.words), start + _MAX_WORDS) and _adjoins(tokens, index):
        word = tokens.words[index]
        if word[0].isupper() and normal(word) not in data.function_words:
            end = index = index + 1
        elif index - end < _MAX_LINKS and normal(word) in data.name_links:
            index += 1
        else:
            break
    return _with_expansion(tokens, start, end)


def _adjoins(tokens: Tokens, index: int) -> bool:
    """Tell whether only a space, a hyphen or an apostrophe stands before a word."""
    gap = tokens.text[tokens.ends[index - 1] : tokens.starts[index]]
    return _CLOSE_GAP.fullmatch(gap) is not None


def _with_expansion(tokens: Tokens, start: int, end: int) -> int:
    """Stretch a name over the lower-case words before its acronym: *alimentaire mondial (PAM)*."""
    for later in range(end, min(len(tokens.words), start + _MAX_WORDS) + 1):
        if later > end and tokens.gap(later - 1):
            break
        if _spells(tokens, start, later):
            return later
    return end


def _spells(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether an acronym follows whose first letter begins the name."""
    acronym = _acronym_after(tokens, end) if end <= len(tokens.words) else ""
    return bool(acronym) and acronym[0] == without_accents(tokens.words[start][0])


def _acronym_after(tokens: Tokens, end: int) -> str:
    """Return the acronym in brackets right after the word before `end`."""
    if not 0 < end < len(tokens.words) or tokens.gap(end) != "(":
        return ""
    word = tokens.words[end]
    closed = tokens.text[tokens.ends[end] : tokens.ends[end] + 1] == ")"
    return word if closed and is_acronym(word) else ""


def _opens_name(tokens: Tokens, index: int, data: GrammarData, common: frozenset[str]) -> bool:
    """Tell whether a name may begin at word `index`."""
    word = tokens.words[index]
    if len(word) < _MIN_LETTERS or not word[0].isupper() or _is_roman(word):
        return False
    small = (data.function_words, data.singular_determiners, data.plural_determiners)
    if any(normal(word) in words for words in (*small, data.honorifics)):
        return False
    before = tokens.text[max(0, tokens.starts[index] - 40) : tokens.starts[index]]
    opens = _SENTENCE_END.search(before)
    if not opens or is_acronym(word):
        return True
    # At the start of a sentence a capital says nothing unless another one follows at once.
    if normal(word) in common:
        return False
    following = tokens.words[index + 1 : index + 2]
    return bool(following) and following[0][0].isupper() and not tokens.gap(index + 1)


def _is_roman(word: str) -> bool:
    return re.fullmatch(r"[IVXLCDM]+", word) is not None


def _is_known(span: Span, known: list[Span], text: str) -> bool:
    """Tell whether terms of the glossary cover every capitalised word of the span."""
    covered = sum(
        min(span.end, other.end) - max(span.start, other.start)
        for other in known
        if other.start < span.end and span.start < other.end
    )
    words = tokenize(span.of(text))
    length = sum(len(word) for word in words.words if word[0].isupper())
    return covered >= length


def _line(text: str, span: Span) -> str:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return text[start : end if end >= 0 else len(text)].strip()
