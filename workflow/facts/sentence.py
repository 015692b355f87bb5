"""A sentence being read: its tokens, its numbers, and the facts found so far.

The readers of dates, amounts, references and names share it; each takes the tokens it understands,
and what one has taken no other reads again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from workflow.facts.numerals import canonical
from workflow.facts.tokens import touches
from workflow.facts.values import Fact, FactKind
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from workflow.facts.lexicon import Lexicon
    from workflow.facts.number_words import Numeral
    from workflow.facts.tokens import Token


@dataclass(slots=True)
class Sentence:
    """What the readers know and what they have found."""

    text: str
    tokens: Sequence[Token]
    telling: Sequence[int]
    """Indexes of the tokens that may state a fact, or begin one."""
    numerals: Sequence[Numeral]
    lexicon: Lexicon
    facts: list[Fact] = field(default_factory=list)
    starting: dict[int, Numeral] = field(default_factory=dict)
    """Numerals by their first token."""
    ending: dict[int, Numeral] = field(default_factory=dict)
    """Numerals by the token after their last."""
    taken: set[int] = field(default_factory=set)
    """Indexes of tokens that belong to a fact."""

    def __post_init__(self) -> None:
        self.starting = {numeral.first: numeral for numeral in self.numerals}
        self.ending = {numeral.end: numeral for numeral in self.numerals}

    def low(self, index: int) -> str:
        """Return the folded token at `index`, "" beyond the edges."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def is_word(self, index: int) -> bool:
        """Tell whether a word stands at `index`: no number, no mark, no end."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind == "word"

    def is_taken(self, first: int, end: int) -> bool:
        """Tell whether a fact has taken one of a range of tokens."""
        return not self.taken.isdisjoint(range(first, end))

    def is_free(self, numeral: Numeral) -> bool:
        """Tell whether no fact has taken the number yet."""
        return numeral.first not in self.taken

    def free(self) -> Iterator[Numeral]:
        """Yield the numbers that belong to no fact yet."""
        return (numeral for numeral in self.numerals if self.is_free(numeral))

    def add(  # noqa: PLR0913 - the fields of a fact
        self,
        kind: FactKind,
        first: int,
        end: int,
        *,
        value: str,
        atoms: Iterable[str],
        firm: bool = True,
        words: bool = False,
        readings: tuple[str, ...] = (),
    ) -> None:
        """Record a fact over a range of tokens and take them."""
        span = Span(self.tokens[first].start, self.tokens[end - 1].end)
        self.taken.update(range(first, end))
        self.facts.append(
            Fact(
                kind=kind,
                span=span,
                text=span.of(self.text),
                value=value,
                atoms=tuple(atoms),
                firm=firm,
                words=words,
                readings=readings,
                glued=_is_glued(self.tokens, first),
            )
        )

    def is_of_a_word(self, numeral: Numeral) -> bool:
        """Tell whether the digits touch a word before them: UF6."""
        before = self.tokens[numeral.first - 1] if numeral.first else None
        return (
            before is not None
            and before.kind == "word"
            and touches(before, self.tokens[numeral.first])
        )

    def scale_shared(self, numeral: Numeral) -> tuple[str, ...]:
        """Return what a number says with the scale of the next: 3 of "3 à 5 millions"."""
        if numeral.scaled or numeral.ordinal:
            return ()
        following = self.starting.get(numeral.end + 1)
        if following and following.scale and not following.ordinal:
            joints = self.lexicon.ranges | self.lexicon.lists
            return _scaled(numeral, following.scale) if self.low(numeral.end) in joints else ()
        # "50 и более миллионов", "50 or more million"
        for at in range(numeral.end + 1, numeral.end + 3):
            entry = self.lexicon.number_words.get(self.low(at))
            if entry is not None and entry[1] == "scale" and len(self.low(at)) > 1:
                return _scaled(numeral, str(entry[0]))
        return ()

    def match_phrase(
        self, index: int, phrases: Mapping[str, Sequence[tuple[str, ...]]]
    ) -> tuple[tuple[str, ...], int]:
        """Return the longest phrase that begins at `index`, and the token after it.

        `phrases` are grouped by their first word; full stops of abbreviations are passed over.
        Where none begins, no words and `index`.
        """
        for words in phrases.get(self.low(index), ()):
            at = index
            for word in words:
                while at > index and word != "." and self._is_of_abbreviation(at):
                    at += 1
                if self.low(at) != word:
                    break
                at += 1
            else:
                return words, at
        return (), index

    def _is_of_abbreviation(self, index: int) -> bool:
        """Tell whether a full stop stands at `index`, and no new sentence behind it."""
        following = self.tokens[index + 1 : index + 2]
        return self.low(index) == "." and not any(token.text.istitle() for token in following)


def _scaled(numeral: Numeral, scale: str) -> tuple[str, ...]:
    try:
        return (canonical(Decimal(numeral.value) * Decimal(scale)),)
    except InvalidOperation:  # the number of a code
        return ()


def _is_glued(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether digits touch a word, or a mark that ends one, as footnote marks do."""
    if not index or tokens[index].kind != "number" or not touches(*tokens[index - 1 : index + 1]):
        return False
    before = tokens[index - 1]
    return before.kind == "word" or before.text in _CLOSING


_CLOSING = frozenset("»”\"')].,;")
