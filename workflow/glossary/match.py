"""Find the terms of a glossary in a text of one language.

A trie over slots (`lexicon`) is walked once from every word that can begin a form; no regular
expression is built from terms. Readings whose guard fails or that are a part of another word are
dropped, then the longest come first and spans never overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.glossary.grammar_data import grammar_data
from workflow.glossary.inflection import plurals
from workflow.glossary.lexicon import Lexicon
from workflow.glossary.terms import Enforce, Form, Kind, Role, Term
from workflow.glossary.tokens import is_acronym, normal, tokenize
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from workflow.glossary.context import Guard
    from workflow.glossary.grammar_data import GrammarData
    from workflow.glossary.lexicon import Path
    from workflow.glossary.terms import Glossary, Wording
    from workflow.glossary.tokens import Tokens
    from workflow.model import LangTag

    Node: TypeAlias = "dict[str, Node | list[Entry]]"

_ENDS = ""
"""The key under which a node keeps the forms that end there; no slot has it."""
_FORMULA = "\0"
"""The key that marks a node inside a formula, where adverbs may stand."""
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"
_GLUE_BEFORE = "@#=&~_/\\."
_GLUE_AFTER = "@_=\\."
_MAX_REFLEXIVE = 4
_ROLES = tuple(Role)


@dataclass(frozen=True, slots=True)
class Entry:
    """What ends at a node of the trie."""

    term: Term
    form: Form
    guard: Guard | None
    order: int
    reflexive: bool = False
    after: frozenset[str] = frozenset()
    label: str = ""
    """Set for a form that the glossary prescribes: ``plural``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermHit:
    """One occurrence of a term."""

    span: Span
    """In the text that was searched."""
    term: Term
    form: Form
    """The form of the glossary that was recognised."""
    number: str = ""
    """``sing`` or ``plur`` as the words and their determiner show it; empty where nothing does."""
    inflection: str = ""
    """How the text differs from `form`: ``plural``, ``feminine``, ``verb form``; "" for not."""
    reasons: tuple[str, ...] = ()
    """Why this is the term, for ``translate glossary match``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A form that was seen and not taken for its term."""

    hit: TermHit
    reason: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """A path of the trie through the words ``first`` to ``last`` (excluded)."""

    first: int
    last: int
    entry: Entry
    labels: tuple[str, ...]


@dataclass(slots=True)
class Matcher:
    """Finds terms in texts of one language. Building it reads the glossary once."""

    glossary: Glossary
    lang: LangTag
    fold_accents: bool = False
    """Let accents be missing everywhere, not only on capitals."""
    lenient: bool = False
    """For texts to be checked: any word may stand inside a formula, guards are not asked."""
    forbidden: bool = False
    """Search the forbidden forms instead of those that may be used."""
    _data: GrammarData = field(init=False)
    _lexicon: Lexicon = field(init=False)
    _root: Node = field(init=False, default_factory=dict)
    _starts: dict[str, tuple[tuple[Node, str], ...]] = field(init=False, default_factory=dict)
    _plural_heads: dict[str, frozenset[str]] = field(init=False, default_factory=dict)
    _explained: dict[tuple[int, tuple[str, ...]], tuple[str, tuple[str, ...]]] = field(
        init=False, default_factory=dict
    )
    _limit: int = field(init=False)
    _edges: dict[str, tuple[tuple[str, str], ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._data = grammar_data(self.lang)
        self._limit = self._data.max_inserted
        self._lexicon = Lexicon(self.lang, self.fold_accents)
        for order, term in enumerate(self.glossary.terms):
            wording = term.wording(self.lang)
            if wording:
                self._add(term, wording, order)

    # --- Building ------------------------------------------------------------------------------

    def _add(self, term: Term, wording: Wording, order: int) -> None:
        guard = None if self.lenient else wording.guard
        for form, label in self._forms(wording):
            for path in self._lexicon.paths(form.text, term.kind):
                entry = Entry(term, form, guard, order, path.reflexive, path.after, label)
                self._insert(path, entry)

    def _forms(self, wording: Wording) -> Iterator[tuple[Form, str]]:
        if self.forbidden:
            yield from ((Form(text, Role.FORBIDDEN), "") for text in wording.forbidden)
            return
        for form in wording.forms():
            yield form, ""
        for name, text in wording.grammar.forms:
            yield Form(text, Role.PREFERRED), name

    def _insert(self, path: Path, entry: Entry) -> None:
        node = self._root
        for key in path.keys:
            if entry.term.kind is Kind.FORMULA and node is not self._root:
                node[_FORMULA] = {}
            child = node.get(key)
            if not isinstance(child, dict):
                child = node[key] = {}
            node = child
        ends = node.setdefault(_ENDS, [])
        if isinstance(ends, list):
            ends.append(entry)

    # --- Searching -----------------------------------------------------------------------------

    def find(self, text: str) -> tuple[TermHit, ...]:
        """Return the terms in `text`, in order: the longest reading wins, spans are exclusive."""
        tokens = tokenize(text)
        readings = [r for r in self._readings(tokens) if not self._objection(r, tokens)]
        return tuple(self._hit(reading, tokens) for reading in self._select(readings, tokens))

    def candidates(self, text: str) -> tuple[TermHit, ...]:
        """Return every admissible reading, overlapping ones too, in order of their start."""
        tokens = tokenize(text)
        readings = (r for r in self._readings(tokens) if not self._objection(r, tokens))
        return tuple(self._hit(reading, tokens) for reading in readings)

    def rejections(self, text: str) -> tuple[Rejection, ...]:
        """Return the forms that `find` saw and left, with the reason for each."""
        tokens = tokenize(text)
        found = []
        admitted = []
        for reading in self._readings(tokens):
            reason = self._objection(reading, tokens)
            if reason:
                found.append((reading, reason))
            else:
                admitted.append(reading)
        chosen = self._select(admitted, tokens)
        for reading in admitted:
            if reading not in chosen:
                rival = next(c for c in chosen if c.first < reading.last and reading.first < c.last)
                found.append((reading, f'overlaps "{_words(tokens, rival)}"'))
        found.sort(key=lambda pair: (pair[0].first, pair[0].last, pair[0].entry.order))
        return tuple(Rejection(hit=self._hit(r, tokens), reason=why) for r, why in found)

    def _readings(self, tokens: Tokens) -> Iterator[_Reading]:
        starts = self._starts
        for index, word in enumerate(tokens.words):
            nodes = starts.get(word)
            if nodes is None:
                nodes = starts[word] = self._first_nodes(word)
            for node, label in nodes:
                ends = node.get(_ENDS)
                if isinstance(ends, list):
                    for entry in ends:
                        yield _Reading(index, index + 1, entry, (label,))
                if len(node) > (ends is not None):
                    yield from self._walk(tokens, index, node, label)

    def _first_nodes(self, word: str) -> tuple[tuple[Node, str], ...]:
        found = ((self._root.get(key), label) for key, label in self._edges_of(word))
        return tuple((node, label) for node, label in found if isinstance(node, dict))

    def _edges_of(self, word: str) -> tuple[tuple[str, str], ...]:
        edges = self._edges.get(word)
        if edges is None:
            edges = self._edges[word] = self._lexicon.edges(word)
        return edges

    def _walk(self, tokens: Tokens, first: int, node: Node, label: str) -> Iterator[_Reading]:
        """Yield the readings of two words and more whose word `first` led to `node`."""
        stack: list[tuple[Node, int, tuple[str, ...], int]] = [(node, first + 1, (label,), 0)]
        while stack:
            node, index, labels, inserted = stack.pop()
            if index == len(tokens.words):
                continue
            word, gap = tokens.words[index], tokens.gap(index)
            for key, inflection in self._edges.get(word) or self._edges_of(word):
                child = node.get(gap + key)
                if not isinstance(child, dict):
                    continue
                path = (*labels, inflection)
                ends = child.get(_ENDS)
                if isinstance(ends, list):
                    for entry in ends:
                        yield _Reading(first, index + 1, entry, path)
                if len(child) > (ends is not None):
                    stack.append((child, index + 1, path, 0))
            if not gap and inserted < self._limit and self._may_skip(node, word):
                stack.append((node, index + 1, labels, inserted + 1))

    def _may_skip(self, node: Node, word: str) -> bool:
        """Tell whether `word` may stand inside a form at `node` without being a part of it."""
        if _FORMULA in node and (self.lenient or self._is_insertable(normal(word))):
            return True
        return bool(self._data.articles) and normal(word) in self._data.articles

    def _is_insertable(self, word: str) -> bool:
        return word in self._data.insertable or (
            bool(self._data.adverb_endings) and word.endswith(self._data.adverb_endings)
        )

    # --- Judging -------------------------------------------------------------------------------

    def _objection(self, reading: _Reading, tokens: Tokens) -> str:
        """Return why a reading is not its term, "" where nothing speaks against it."""
        entry = reading.entry
        if entry.after and not self._follows(entry.after, reading.first, tokens):
            return f"not after {', '.join(sorted(entry.after))}"
        if entry.reflexive and self._reflexive(reading, tokens) is None:
            return "no reflexive pronoun before the verb"
        if broken := self._part_of_word(reading, tokens):
            return broken
        if entry.guard and (clause := entry.guard.failure(tokens, reading.first, reading.last)):
            return f'guard "{clause}" fails'
        return ""

    @staticmethod
    def _follows(words: frozenset[str], index: int, tokens: Tokens) -> bool:
        return index > 0 and not tokens.gap(index) and normal(tokens.words[index - 1]) in words

    def _reflexive(self, reading: _Reading, tokens: Tokens) -> int | None:
        """Return the index of the pronoun that makes the verb at `reading` reflexive."""
        data = self._data
        for index in range(reading.first, max(reading.first - _MAX_REFLEXIVE, 0), -1):
            if tokens.gap(index):
                return None
            word = normal(tokens.words[index - 1])
            if word in data.reflexives:
                return index - 1
            if word not in data.auxiliaries and not self._is_insertable(word):
                return None
        return None

    def _part_of_word(self, reading: _Reading, tokens: Tokens) -> str:
        """Return why a reading is only a part of a compound, an address or a handle."""
        text, start, end = tokens.text, tokens.starts[reading.first], tokens.ends[reading.last - 1]
        before, after = text[start - 1 : start], text[end : end + 1]
        if before and before in _HYPHENS and reading.first:
            left = tokens.words[reading.first - 1]
            if self._joins(left, reading, tokens) and tokens.ends[reading.first - 1] == start - 1:
                return f'part of "{left}{before}{text[start:end]}"'
        if after and after in _HYPHENS and reading.last < len(tokens.words):
            right = tokens.words[reading.last]
            own = tokens.words[reading.last - 1]
            if tokens.starts[reading.last] == end + 1 and not self._stands_apart(own, right):
                return f'part of "{text[start:end]}{after}{right}"'
        if before and before in _GLUE_BEFORE and text[start - 2 : start - 1].strip(" \n.…"):
            if before != "/" or not _is_word(text[start - 2]) or "://" in text[:start][-80:]:
                return "part of an address or a handle"
        elif before and before in "@#":
            return "part of an address or a handle"
        if after and after in _GLUE_AFTER and _is_word(text[end + 1 : end + 2]):
            return "part of an address or a handle"
        return ""

    def _joins(self, left: str, reading: _Reading, tokens: Tokens) -> bool:
        """Tell whether a hyphen after `left` makes one word of it and the reading."""
        if normal(left) in self._data.prefixes:
            return not reading.entry.term.kind.is_name
        own = tokens.words[reading.first]
        return not self.lenient and not (_is_high(left) and _is_high(own))

    def _stands_apart(self, own: str, right: str) -> bool:
        return (
            self.lenient
            or normal(right) in self._data.clitics
            or (_is_high(own) and _is_high(right))
        )

    # --- Choosing ------------------------------------------------------------------------------

    def _select(self, readings: Iterable[_Reading], tokens: Tokens) -> list[_Reading]:
        """Return the readings that stand: longest first, then the better reading of a span."""
        taken: set[int] = set()
        chosen = []
        for reading in sorted(readings, key=lambda reading: self._rank(reading, tokens)):
            words = range(reading.first, reading.last)
            if taken.isdisjoint(words):
                taken.update(words)
                chosen.append(reading)
        return sorted(chosen, key=lambda reading: reading.first)

    def _rank(self, reading: _Reading, tokens: Tokens) -> tuple[int, ...]:
        entry = reading.entry
        length = tokens.ends[reading.last - 1] - tokens.starts[reading.first]
        inflected = sum(1 for label in reading.labels if label)
        if "verb form" in reading.labels and reading.first:
            # "est entré en vigueur" is the verb, "son entrée en vigueur" the noun.
            inflected -= 2 * (normal(tokens.words[reading.first - 1]) in self._data.auxiliaries)
        return (
            -length,
            reading.first,
            inflected,
            entry.guard is None,
            entry.term.enforce is Enforce.SOFT,
            _ROLES.index(entry.form.role),
            entry.order,
        )

    def _hit(self, reading: _Reading, tokens: Tokens) -> TermHit:
        entry = reading.entry
        first = reading.first
        if entry.reflexive:
            pronoun = self._reflexive(reading, tokens)
            first = first if pronoun is None else pronoun
        inflection, reasons = self._explanation(entry, reading.labels)
        return TermHit(
            span=Span(tokens.starts[first], tokens.ends[reading.last - 1]),
            term=entry.term,
            form=entry.form,
            number=self._number(reading, inflection, tokens),
            inflection=inflection,
            reasons=reasons,
        )

    def _explanation(self, entry: Entry, labels: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """Return how the words of a reading are inflected, and why it is the term."""
        case = (id(entry), labels)
        known = self._explained.get(case)
        if known is None:
            every = (*labels, entry.label)
            inflection = ", ".join(dict.fromkeys(p for label in every for p in _grammar(label)))
            known = self._explained[case] = (inflection, tuple(_reasons(entry, every)))
        return known

    def _number(self, reading: _Reading, inflection: str, tokens: Tokens) -> str:
        if reading.entry.term.kind is Kind.FORMULA:
            return ""
        if "plur" in inflection:
            return "plur"
        if reading.first and not tokens.gap(reading.first):
            determiner = normal(tokens.words[reading.first - 1])
            if determiner in self._data.plural_determiners:
                return "plur"
            if determiner in self._data.singular_determiners:
                return "sing"
        if normal(tokens.words[reading.first]) in self._plurals_of(reading.entry.term):
            return "plur"
        wording = reading.entry.term.wording(self.lang)
        preferred = reading.entry.form.role is Role.PREFERRED
        return wording.grammar.number if wording and preferred else ""

    def _plurals_of(self, term: Term) -> frozenset[str]:
        """Return the plurals of the first word of the preferred form."""
        forms = self._plural_heads.get(term.id)
        if forms is None:
            words = tokenize(term.preferred(self.lang)).words[:1]
            forms = frozenset(form for word in words for form in plurals(normal(word), self._data))
            self._plural_heads[term.id] = forms
        return forms


def _is_high(word: str) -> bool:
    """Tell whether a word is capitalised, an acronym or a number, hence a name of its own."""
    return word[0].isupper() or word[0].isdigit() or is_acronym(word)


def _is_word(char: str) -> bool:
    return char.isalnum()


def _words(tokens: Tokens, reading: _Reading) -> str:
    return tokens.text[tokens.starts[reading.first] : tokens.ends[reading.last - 1]]


def _grammar(label: str) -> Iterator[str]:
    """Yield the grammatical parts of a label."""
    return (part for part in label.split(", ") if part and part != "accent missing")


def _reasons(entry: Entry, labels: tuple[str, ...]) -> Iterator[str]:
    yield f'{entry.form.role} form "{entry.form.text}"'
    yield from dict.fromkeys(part for label in labels for part in label.split(", ") if part)
    if entry.guard:
        yield f'guard "{entry.guard.text}" holds'
