"""Guards: the conditions that a terminologist sets on the neighbourhood of an occurrence.

A guard is one cell of the glossary, read aloud as it is written::

    capital; not before: des, du, général/régional; not sentence start
    not before: à, au, avec OR after: le présent, un, son

Clauses joined by ``;`` must all hold; groups joined by ``OR`` are alternatives. The clauses:

``capital``, ``lower case``
    how the first letter of the occurrence is written;
``sentence start``
    the occurrence opens the text, a line, or what follows ``. ! ? : ; « (``;
``after: …``, ``before: …``
    one of the listed phrases stands directly to the left or right, no punctuation between;
``after within 6: …``, ``before within 6: …``
    the same, at most six words away and in the same sentence.

``not`` reverses a clause. In a phrase ``word*`` stands for any ending, ``a/b`` for either word,
``(word)`` for an optional one and ``#`` for a number, a Roman numeral or a single capital letter,
``^`` for any word with a capital, such as a name. Other words are compared without regard to
capitals.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.glossary.tokens import normal, tokenize
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.glossary.tokens import Tokens

_CLAUSE = re.compile(
    r"(?P<no>not\s+)?(?:(?P<flag>capital|lower case|sentence start)"
    r"|(?P<side>after|before)(?:\s+within\s+(?P<within>\d{1,2}))?\s*:\s*(?P<list>.+))",
    re.DOTALL,
)
_NUMBER = re.compile(r"\d+|[IVXLCDM]+|[A-Z]")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:;«“\"(\n…•–—-])\s*[«“\"(]?\s*\Z")
_CLASSES = ("#", "^")
_WINDOW = 20
_MAX_SEQUENCES = 500
_EXAMPLE = tr('write clauses such as "capital", "not after: sans, par" joined by ";"')


class GuardError(ValueError):
    """A guard cannot be read; the message says which clause."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of a guard."""

    text: str
    name: str
    """``capital``, ``lower case``, ``sentence start``, ``after`` or ``before``."""
    negative: bool = False
    within: int = 0
    """0: directly beside the occurrence."""
    sequences: tuple[tuple[str, ...], ...] = ()
    """Phrases in normal form; a word may end in ``*`` or be ``#``."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition on an occurrence: one group of clauses at least must hold whole."""

    text: str
    """As it stands in the glossary."""
    groups: tuple[tuple[Clause, ...], ...]

    def failure(self, tokens: Tokens, first: int, last: int) -> str:
        """Return the clause that ``words[first:last]`` breaks, "" where it passes."""
        broken = ""
        for group in self.groups:
            broken = next((c.text for c in group if not _holds(c, tokens, first, last)), "")
            if not broken:
                return ""
        return broken

    @property
    def needs_capital(self) -> bool:
        """Tell whether every group asks for a capital."""
        return all(any(c.name == "capital" and not c.negative for c in g) for g in self.groups)


@functools.cache
def parse_guard(text: str) -> Guard:
    """Read a guard. Raises `GuardError`.

    >>> parse_guard("capital; not after: d'un commun").groups[0][1].sequences
    (('d', 'un', 'commun'),)
    """
    groups = tuple(
        tuple(_parse_clause(clause.strip()) for clause in group.split(";") if clause.strip())
        for group in re.split(r"\s+OR\s+", text.strip())
    )
    if not all(groups):
        raise GuardError(tr('empty condition in "{text}"; {example}', text=text, example=_EXAMPLE))
    return Guard(text, groups)


def _parse_clause(text: str) -> Clause:
    match = _CLAUSE.fullmatch(text)
    if match is None:
        raise GuardError(tr('cannot read "{text}"; {example}', text=text, example=_EXAMPLE))
    if match["flag"]:
        return Clause(text, match["flag"], negative=bool(match["no"]))
    phrases = [phrase.strip() for phrase in match["list"].split(",")]
    sequences = tuple(dict.fromkeys(itertools.chain(*map(_sequences, filter(None, phrases)))))
    if not sequences or len(sequences) > _MAX_SEQUENCES:
        raise GuardError(
            tr(
                '"{text}" lists no words, or more than {most}; {example}',
                text=text,
                most=_MAX_SEQUENCES,
                example=_EXAMPLE,
            )
        )
    return Clause(
        text,
        match["side"],
        negative=bool(match["no"]),
        within=int(match["within"] or 0),
        sequences=sequences,
    )


def _sequences(phrase: str) -> Iterable[tuple[str, ...]]:
    """Yield every sequence of words that a phrase with alternatives and options stands for."""
    choices: list[list[tuple[str, ...]]] = []
    for item in phrase.split():
        optional = item.startswith("(") and item.endswith(")")
        words = item[1:-1] if optional else item
        alternatives = [_words(word) for word in words.split("/")]
        if not all(alternatives):
            raise GuardError(
                tr(
                    'cannot read "{item}" in "{phrase}"; {example}',
                    item=item,
                    phrase=phrase,
                    example=_EXAMPLE,
                )
            )
        choices.append([*alternatives, *([()] if optional else [])])
    for combination in itertools.islice(itertools.product(*choices), _MAX_SEQUENCES + 1):
        yield tuple(itertools.chain(*combination))


def _words(text: str) -> tuple[str, ...]:
    if text in _CLASSES:
        return (text,)
    words = tuple(normal(word) for word in tokenize(text).words)
    return (*words[:-1], words[-1] + "*") if words and text.endswith("*") else words


def _holds(clause: Clause, tokens: Tokens, first: int, last: int) -> bool:
    return _is_true(clause, tokens, first, last) is not clause.negative


def _is_true(clause: Clause, tokens: Tokens, first: int, last: int) -> bool:
    match clause.name:
        case "capital":
            return tokens.words[first][:1].isupper()
        case "lower case":
            return tokens.words[first][:1].islower()
        case "sentence start":
            return _opens_sentence(tokens.text, tokens.starts[first])
        case _:
            return any(_stands(clause, words, tokens, first, last) for words in clause.sequences)


def _opens_sentence(text: str, start: int) -> bool:
    window = text[max(0, start - _WINDOW) : start]
    # What precedes the window must not look like the start of the text.
    return _SENTENCE_BEFORE.search(f"x{window}" if start > _WINDOW else window) is not None


def _stands(
    clause: Clause, sequence: tuple[str, ...], tokens: Tokens, first: int, last: int
) -> bool:
    """Tell whether `sequence` stands on the clause's side, at most `within` words away."""
    size = len(sequence)
    for distance in range(max(clause.within - size, 0) + 1):
        start = last + distance if clause.name == "before" else first - distance - size
        if start < 0 or start + size > len(tokens.words):
            return False
        near, far = (last, start + size) if clause.name == "before" else (start + 1, first + 1)
        if any(tokens.gap(index) for index in range(near, far)):
            return False
        if all(map(_same, sequence, tokens.words[start : start + size])):
            return True
    return False


def _same(pattern: str, word: str) -> bool:
    if pattern == "^":
        return word[:1].isupper() and word[1:2].islower()
    if pattern == "#":
        return _NUMBER.fullmatch(word) is not None
    if pattern.endswith("*"):
        return normal(word).startswith(pattern[:-1])
    return normal(word) == pattern
