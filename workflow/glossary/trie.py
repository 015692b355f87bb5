"""A trie over the slots of glossary forms, and the walk of a text's words through it.

The walk answers every reading: whether a reading is its term is judged elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.glossary.grammar_data import grammar_data
from workflow.glossary.neighbours import is_insertable
from workflow.glossary.terms import Kind
from workflow.glossary.tokens import normal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from workflow.glossary.context import Guard
    from workflow.glossary.grammar_data import GrammarData
    from workflow.glossary.lexicon import Edge, Lexicon, Path
    from workflow.glossary.terms import Form, Term
    from workflow.glossary.tokens import Tokens

    Node: TypeAlias = "dict[str, Node | list[Entry]]"

_ENDS = ""
"""The key under which a node keeps the forms that end there; no slot has it."""
_FORMULA = "\0"
"""The key that marks a node inside a formula, where adverbs may stand."""


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A path of the trie through the words ``first`` to ``last`` (excluded)."""

    first: int
    last: int
    entry: Entry
    labels: tuple[str, ...]


@dataclass(slots=True)
class Trie:
    """Forms by the keys of their slots; what it learns of a text's words it keeps."""

    lexicon: Lexicon
    lenient: bool = field(default=False, kw_only=True)
    """Let any word stand inside a formula, not only adverbs."""
    _data: GrammarData = field(init=False)
    _root: Node = field(init=False, default_factory=dict)
    _starts: dict[str, tuple[tuple[Node, str], ...]] = field(init=False, default_factory=dict)
    _edges: dict[str, tuple[Edge, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._data = grammar_data(self.lexicon.lang)

    def add(self, path: Path, entry: Entry) -> None:
        """Let `path` lead to `entry`; no text may have been read yet."""
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

    def readings(self, tokens: Tokens) -> Iterator[Reading]:
        """Yield every way to read words of a text as a form, in order of their start."""
        starts = self._starts
        for index, word in enumerate(tokens.words):
            nodes = starts.get(word)
            if nodes is None:
                nodes = starts[word] = self._first_nodes(word)
            for node, label in nodes:
                ends = node.get(_ENDS)
                if isinstance(ends, list):
                    for entry in ends:
                        yield Reading(index, index + 1, entry, (label,))
                if len(node) > (ends is not None):
                    yield from self._walk(tokens, index, node, label)

    def _first_nodes(self, word: str) -> tuple[tuple[Node, str], ...]:
        found = ((self._root.get(key), label) for key, label in self._edges_of(word))
        return tuple((node, label) for node, label in found if isinstance(node, dict))

    def _edges_of(self, word: str) -> tuple[tuple[str, str], ...]:
        edges = self._edges.get(word)
        if edges is None:
            edges = self._edges[word] = self.lexicon.edges(word)
        return edges

    def _walk(self, tokens: Tokens, first: int, node: Node, label: str) -> Iterator[Reading]:
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
                        yield Reading(first, index + 1, entry, path)
                if len(child) > (ends is not None):
                    stack.append((child, index + 1, path, 0))
            if not gap and inserted < self._data.max_inserted and self._may_skip(node, word):
                stack.append((node, index + 1, labels, inserted + 1))

    def _may_skip(self, node: Node, word: str) -> bool:
        """Tell whether `word` may stand inside a form at `node` without being a part of it."""
        if _FORMULA in node and (self.lenient or is_insertable(normal(word), self._data)):
            return True
        return bool(self._data.articles) and normal(word) in self._data.articles
