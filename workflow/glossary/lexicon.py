"""From glossary forms to slots, and from the words of a text to the slots they can fill.

A form is a row of slots, one a word. A slot accepts a set of written words, each under a label
that says how it differs from the dictionary form: ``plural``, ``feminine``, ``verb form``. The
sets are made when the glossary is loaded, so that reading a text is one look-up a word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.glossary.grammar_data import grammar_data
from workflow.glossary.inflection import feminines, plurals, spellings, verb_forms
from workflow.glossary.lemmas import lemmatiser
from workflow.glossary.terms import Kind
from workflow.glossary.tokens import (
    is_acronym,
    normal,
    tokenize,
    without_accents,
    without_first_accent,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from workflow.glossary.grammar_data import GrammarData
    from workflow.glossary.lemmas import Lemmatiser
    from workflow.glossary.tokens import Tokens
    from workflow.model import LangTag

    Edge: TypeAlias = tuple[str, str]
    """The key of a slot, and the label under which a word fills it."""

_NAME = "^"
"""Begins the key of a slot that only a capitalised word fills."""
_NO_EDGES: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """One way to write a form: the keys of its slots, punctuation that must agree before each."""

    keys: tuple[str, ...]
    reflexive: bool = False
    """A reflexive pronoun, left out of the keys, must stand before."""
    after: frozenset[str] = frozenset()
    """One of these words must stand before: contractions that hide an article."""


@dataclass(slots=True)
class Lexicon:
    """The slots of one language: filled by `paths` while a matcher is built, then only read."""

    lang: LangTag
    fold_accents: bool = field(default=False, kw_only=True)
    """Accents may be missing everywhere, not only on capitals."""
    _words: dict[str, dict[str, str]] = field(default_factory=dict)
    _unaccented: dict[str, set[str]] = field(default_factory=dict)
    _keys_of_words: dict[tuple[str, Kind, bool, bool, bool], str] = field(default_factory=dict)
    _slots: dict[str, str] = field(default_factory=dict)
    _data: GrammarData = field(init=False)
    _lemmas: Lemmatiser | None = field(init=False)

    def __post_init__(self) -> None:
        self._data = grammar_data(self.lang)
        name = self._data.lemmatiser
        self._lemmas = lemmatiser(name) if name else None

    # --- Building ------------------------------------------------------------------------------

    def paths(self, text: str, kind: Kind) -> Iterator[Path]:
        """Yield the ways in which the dictionary form `text` may be written."""
        data = self._data
        tokens = tokenize(text)
        words = [normal(word) for word in tokens.words]
        if not words:
            return
        if kind is Kind.FORMULA and len(words) > 1 and words[0] in data.reflexives:
            yield Path(self._keys(tokens, kind, start=1), reflexive=True)
            return
        keys = self._keys(tokens, kind)
        yield Path(keys)
        hidden = data.contractions.get(words[0])
        if hidden and len(words) > 1 and tokens.words[0][0].isupper():
            yield Path(keys[1:], after=frozenset(hidden))
        if len(words) == 1 and is_acronym(text) and text.isalpha() and not self._lemmas:
            yield Path(self._dotted(text))

    def _dotted(self, acronym: str) -> tuple[str, ...]:
        letters = [self._slot(letter, ((letter, ""),)) for letter in acronym]
        return (letters[0], *("." + letter for letter in letters[1:]))

    def _keys(self, tokens: Tokens, kind: Kind, start: int = 0) -> tuple[str, ...]:
        """Return the keys of the words from `start` on, each after its punctuation."""
        inflected = _inflected(tokens, self._data, start)
        keys = []
        for index in range(start, len(tokens.words)):
            first = index == start
            key = self._key(
                tokens.words[index],
                kind,
                first=first,
                last=index == len(tokens.words) - 1,
                inflects=index in inflected,
            )
            keys.append(key if first else tokens.gap(index) + key)
        return tuple(keys)

    def _key(self, raw: str, kind: Kind, *, first: bool, last: bool, inflects: bool) -> str:
        """Return the key of the slot for one word of a form."""
        case = (raw, kind, first, last, inflects)
        key = self._keys_of_words.get(case)
        if key is None:
            key = self._new_key(raw, kind, first=first, last=last, inflects=inflects)
            self._keys_of_words[case] = key
        return key

    def _new_key(self, raw: str, kind: Kind, *, first: bool, last: bool, inflects: bool) -> str:
        word = normal(raw)
        if is_acronym(raw):
            return self._slot(raw, self._acronym(raw))
        if kind is Kind.FORMULA:
            return self._formula_key(word, first=first, last=last and not first)
        if kind.is_name:
            mark = _NAME if raw[0].isupper() else ""
            return mark + self._slot(mark + word, self._plain(word))
        if not inflects or self._lemmas:
            return self._slot(word, self._plain(word))
        data = self._data
        if kind is Kind.TITLE and data.feminines:
            return self._slot(word + "~title", self._title_forms(word))
        return self._slot(word + "~noun", self._noun_forms(word))

    def _formula_key(self, word: str, *, first: bool, last: bool) -> str:
        data = self._data
        alternation = next((words for words in data.alternations if word in words), None)
        if last and alternation:
            return self._slot("/".join(sorted(alternation)), ((w, "") for w in alternation))
        if word in data.possessives:
            return self._slot("possessive", ((form, "") for form in data.possessives))
        if first and not self._lemmas:
            forms = verb_forms(word, data)
            if forms and not word.endswith(data.adverb_endings or ("\0",)):
                edges = [*self._plain(word), *((form, "verb form") for form in forms)]
                return self._slot(word + "~verb", edges)
        if not self._lemmas and (word in data.participles or word.endswith("é")):
            return self._slot(word + "~participle", self._participle_forms(word))
        return self._slot(word, self._plain(word))

    def _acronym(self, raw: str) -> Iterator[Edge]:
        yield raw, ""
        if len(raw) > 1 and (suffix := self._data.acronym_plural):
            yield raw + suffix, "plural"

    def _plain(self, word: str) -> Iterator[Edge]:
        for spelling in spellings(word, self._data):
            yield spelling, ""

    def _noun_forms(self, word: str) -> Iterator[Edge]:
        data = self._data
        for spelling in spellings(word, data):
            yield spelling, ""
            for form in plurals(spelling, data):
                yield form, "plural"

    def _title_forms(self, word: str) -> Iterator[Edge]:
        data = self._data
        yield from self._noun_forms(word)
        for feminine in feminines(word, data):
            yield feminine, "feminine"
            for form in plurals(feminine, data):
                yield form, "feminine plural"

    @staticmethod
    def _participle_forms(word: str) -> Iterator[Edge]:
        yield word, ""
        for ending, label in (("e", "feminine"), ("s", "plural"), ("es", "feminine plural")):
            yield word + ending, label

    def _slot(self, key: str, accepted: Iterable[Edge]) -> str:
        """Return the key of a slot, made known for every word that it accepts."""
        known = self._slots.get(key)
        if known is None:
            known = self._slots[key] = self._new_slot(key, accepted)
        return known

    def _new_slot(self, key: str, accepted: Iterable[Edge]) -> str:
        if self._lemmas and not is_acronym(key):
            words = {lemma for word, _ in accepted for lemma in self._lemmas(self._fold(word))}
            key = (_NAME if key.startswith(_NAME) else "") + "|".join(sorted(words))
            accepted = [(word, "") for word in sorted(words)]
        for word, label in accepted:
            form = self._bare(self._fold(word)) if self._data.glued else self._fold(word)
            if key not in self._words.setdefault(form, {}):
                self._words[form][key] = label
                for bare in {without_accents(form), without_first_accent(form)} - {form}:
                    self._unaccented.setdefault(bare, set()).add(form)
        return key.removeprefix(_NAME)

    # --- Reading -------------------------------------------------------------------------------

    def edges(self, word: str) -> tuple[Edge, ...]:
        """Return the slots that a word of a text can fill."""
        found: dict[str, str] = {}
        capital = word[0].isupper()
        for form, label in self._readings(word):
            for key, inflection in self._words.get(form, {}).items():
                if capital or not key.startswith(_NAME):
                    found.setdefault(key, f"{inflection}, {label}".strip(", "))
        return tuple(found.items()) if found else _NO_EDGES

    def _readings(self, word: str) -> Iterator[Edge]:
        """Yield the normal forms under which a word may be known, the exact one first."""
        if is_acronym(word) or (len(word) == 1 and word.isupper()):
            yield word, ""
        exact = self._fold(normal(word))
        yield exact, ""
        if self._lemmas:
            for lemma in self._lemmas(exact):
                yield lemma, ""
        if word[0].isupper() or self.fold_accents:
            yield from self._accented(exact, word)
        for particle in self._data.glued:
            if exact.startswith(particle) and len(exact) > len(particle) + 1:
                yield exact[len(particle) :], ""

    def _accented(self, exact: str, word: str) -> Iterator[Edge]:
        """Yield known words that differ by accents a typist leaves out on capitals."""
        everywhere = word.isupper() or self.fold_accents
        for form in sorted(self._unaccented.get(exact, ())):
            if (
                everywhere
                or without_first_accent(form) == exact
                or any(key.startswith(_NAME) for key in self._words[form])
            ):
                yield form, "accent missing"

    def _fold(self, word: str) -> str:
        data = self._data
        for old, new in data.folds:
            word = word.replace(old, new)
        return data.equivalents.get(word, word)

    def _bare(self, word: str) -> str:
        """Return an Arabic word without the particle it begins with."""
        particles = self._data.glued
        return next(
            (word[len(p) :] for p in particles if word.startswith(p) and len(word) > len(p) + 2),
            word,
        )


def _inflected(tokens: Tokens, data: GrammarData, start: int) -> frozenset[int]:
    """Return the indexes of the words that take a plural: the head, and bare complements.

    The head of a noun phrase ends before its first function word (*États membres* de …); a noun
    that follows a bare ``de`` may be plural too (projets de *résolutions*), and so may an adjective
    at the end, which belongs to the head (ordres du jour *provisoires*).
    """
    words = [normal(word) for word in tokens.words]
    found = set()
    head = True
    for index in range(start, len(words)):
        if words[index] in data.function_words:
            head = False
        elif head or _passes_number(words[index - 1], data):
            found.add(index)
    return frozenset(found)


def _passes_number(word: str, data: GrammarData) -> bool:
    """Tell whether what follows `word` may be plural: after a bare link, or after a noun."""
    return word in data.bare_links or word not in data.function_words
