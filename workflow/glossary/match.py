"""Find the terms of a glossary in a text of one language.

A trie over slots (`trie`, `lexicon`) is walked once from every word that can begin a form; no
regular expression is built from terms. Readings whose guard fails or that are a part of another
word are dropped, then the longest come first and spans never overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.glossary.grammar_data import grammar_data
from workflow.glossary.inflection import plurals
from workflow.glossary.lexicon import Lexicon
from workflow.glossary.neighbours import compound, follows, in_address, reflexive_pronoun
from workflow.glossary.terms import Enforce, Form, Kind, Role, Term
from workflow.glossary.tokens import normal, tokenize
from workflow.glossary.trie import Entry, Trie
from workflow.model import Span
from workflow.wording import Text, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.glossary.grammar_data import GrammarData
    from workflow.glossary.terms import Glossary, Wording
    from workflow.glossary.tokens import Tokens
    from workflow.glossary.trie import Reading
    from workflow.model import LangTag

_ENFORCED = tuple(Enforce)
_ROLES = tuple(Role)
_FORMS = {
    Role.PREFERRED: tr('preferred form "{form}"'),
    Role.ADMITTED: tr('admitted form "{form}"'),
    Role.ACRONYM: tr('acronym form "{form}"'),
    Role.FORBIDDEN: tr('forbidden form "{form}"'),
}
_LABELS = {
    "plural": tr("plural"),
    "feminine": tr("feminine"),
    "feminine plural": tr("feminine plural"),
    "verb form": tr("verb form"),
    "accent missing": tr("accent missing"),
}
"""What a person reads of the labels of `lexicon`."""


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


@dataclass(slots=True)
class Matcher:
    """Finds terms in texts of one language. Building it reads the glossary once."""

    glossary: Glossary
    lang: LangTag
    fold_accents: bool = field(default=False, kw_only=True)
    """Let accents be missing everywhere, not only on capitals."""
    lenient: bool = field(default=False, kw_only=True)
    """For texts to be checked: any word may stand inside a formula, guards are not asked."""
    forbidden: bool = field(default=False, kw_only=True)
    """Search the forbidden forms instead of those that may be used."""
    _data: GrammarData = field(init=False)
    _trie: Trie = field(init=False)
    _plural_heads: dict[str, frozenset[str]] = field(init=False, default_factory=dict)
    _explained: dict[tuple[int, tuple[str, ...]], tuple[str, tuple[str, ...]]] = field(
        init=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        self._data = grammar_data(self.lang)
        lexicon = Lexicon(self.lang, fold_accents=self.fold_accents)
        self._trie = Trie(lexicon, lenient=self.lenient)
        for order, term in enumerate(self.glossary.terms):
            wording = term.wording(self.lang)
            if wording:
                self._add(term, wording, order)

    # --- Building ------------------------------------------------------------------------------

    def _add(self, term: Term, wording: Wording, order: int) -> None:
        guard = None if self.lenient else wording.guard
        for form, label in self._forms(wording):
            for path in self._trie.lexicon.paths(form.text, term.kind):
                entry = Entry(term, form, guard, order, path.reflexive, path.after, label)
                self._trie.add(path, entry)

    def _forms(self, wording: Wording) -> Iterator[tuple[Form, str]]:
        if self.forbidden:
            yield from ((Form(text, Role.FORBIDDEN), "") for text in wording.forbidden)
            return
        for form in wording.forms():
            yield form, ""
        for name, text in wording.grammar.forms:
            yield Form(text, Role.PREFERRED), name

    # --- Searching -----------------------------------------------------------------------------

    def find(self, text: str) -> tuple[TermHit, ...]:
        """Return the terms in `text`, in order: the longest reading wins, spans are exclusive."""
        tokens = tokenize(text)
        readings = [r for r in self._trie.readings(tokens) if not self._objection(r, tokens)]
        return tuple(self._hit(reading, tokens) for reading in self._select(readings, tokens))

    def candidates(self, text: str) -> tuple[TermHit, ...]:
        """Return every admissible reading, overlapping ones too, in order of their start."""
        tokens = tokenize(text)
        readings = (r for r in self._trie.readings(tokens) if not self._objection(r, tokens))
        return tuple(self._hit(reading, tokens) for reading in readings)

    def rejections(self, text: str) -> tuple[Rejection, ...]:
        """Return the forms that `find` saw and left, with the reason for each."""
        tokens = tokenize(text)
        found = []
        admitted = []
        for reading in self._trie.readings(tokens):
            reason = self._objection(reading, tokens)
            if reason:
                found.append((reading, reason))
            else:
                admitted.append(reading)
        chosen = self._select(admitted, tokens)
        for reading in admitted:
            if reading not in chosen:
                rival = next(c for c in chosen if c.first < reading.last and reading.first < c.last)
                found.append((reading, tr('overlaps "{words}"', words=_words(tokens, rival))))
        found.sort(key=lambda pair: (pair[0].first, pair[0].last, pair[0].entry.order))
        return tuple(Rejection(hit=self._hit(r, tokens), reason=why) for r, why in found)

    # --- Judging -------------------------------------------------------------------------------

    def _objection(self, reading: Reading, tokens: Tokens) -> str:
        """Return why a reading is not its term, "" where nothing speaks against it."""
        entry = reading.entry
        if entry.after and not follows(entry.after, reading.first, tokens):
            return tr("not after {words}", words=", ".join(sorted(entry.after)))
        if entry.reflexive and self._pronoun(reading, tokens) is None:
            return tr("no reflexive pronoun before the verb")
        name = entry.term.kind.is_name
        if word := compound(
            range(reading.first, reading.last), tokens, self._data, name=name, lenient=self.lenient
        ):
            return tr('part of "{word}"', word=word)
        if in_address(reading.first, reading.last, tokens):
            return tr("part of an address or a handle")
        if entry.guard and (clause := entry.guard.failure(tokens, reading.first, reading.last)):
            return tr('guard "{clause}" fails', clause=clause)
        return ""

    def _pronoun(self, reading: Reading, tokens: Tokens) -> int | None:
        return reflexive_pronoun(reading.first, tokens, self._data)

    # --- Choosing ------------------------------------------------------------------------------

    def _select(self, readings: Iterable[Reading], tokens: Tokens) -> list[Reading]:
        """Return the readings that stand: longest first, then the better reading of a span."""
        taken: set[int] = set()
        chosen = []
        for reading in sorted(readings, key=lambda reading: self._rank(reading, tokens)):
            words = range(reading.first, reading.last)
            if taken.isdisjoint(words):
                taken.update(words)
                chosen.append(reading)
        return sorted(chosen, key=lambda reading: reading.first)

    def _rank(self, reading: Reading, tokens: Tokens) -> tuple[int, ...]:
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
            _ENFORCED.index(entry.term.enforce),
            _ROLES.index(entry.form.role),
            entry.order,
        )

    def _hit(self, reading: Reading, tokens: Tokens) -> TermHit:
        entry = reading.entry
        first = reading.first
        if entry.reflexive:
            pronoun = self._pronoun(reading, tokens)
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

    def _number(self, reading: Reading, inflection: str, tokens: Tokens) -> str:
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


def _words(tokens: Tokens, reading: Reading) -> str:
    return tokens.text[tokens.starts[reading.first] : tokens.ends[reading.last - 1]]


def _grammar(label: str) -> Iterator[str]:
    """Yield the grammatical parts of a label."""
    return (part for part in label.split(", ") if part and part != "accent missing")


def _reasons(entry: Entry, labels: tuple[str, ...]) -> Iterator[str]:
    yield Text(_FORMS[entry.form.role].msgid, {"form": entry.form.text})
    for part in dict.fromkeys(part for label in labels for part in label.split(", ") if part):
        yield _LABELS.get(part, part)
    if entry.guard:
        yield tr('guard "{clause}" holds', clause=entry.guard.text)
