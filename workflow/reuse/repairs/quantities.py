"""Take a number apart as it is written: digits or words, and the scale after them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from workflow.facts.lexicon import load_lexicon
from workflow.facts.numerals import read_numerals
from workflow.facts.tokens import tokenize
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.facts import Fact
    from workflow.facts.lexicon import Lexicon
    from workflow.facts.tokens import Token
    from workflow.model import LangTag

_LONGEST = 15
_FINEST = Decimal("0.000001")
"""What a mantissa is told to; a third of a million is no mantissa."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a text."""

    span: Span
    """Of the mantissa: the digits or words before the scale."""
    value: Decimal
    scale: int = 1
    """What the word after the mantissa multiplies it with: 1 where there is none."""
    scale_span: Span | None = None
    words: bool = False
    """The mantissa is written in words."""
    ordinal: bool = False

    @property
    def mantissa(self) -> Decimal:
        """The number before the scale."""
        return self.value / self.scale

    @property
    def end(self) -> int:
        """Where the number with its scale ends."""
        return self.scale_span.end if self.scale_span else self.span.end


def read_quantities(text: str, lang: LangTag) -> tuple[Quantity, ...]:
    """Return the numbers of a text, each with its scale apart where one word is its scale."""
    lexicon = load_lexicon(lang)
    tokens = tokenize(text, lexicon)
    found = []
    for numeral in read_numerals(tokens, lexicon):
        body = tokens[numeral.first : numeral.end]
        value = _decimal(numeral.value)
        if value is not None:
            found.append(_quantity(body, value, lexicon, ordinal=numeral.ordinal))
    return tuple(found)


def quantity_of(fact: Fact, text: str, lang: LangTag) -> Quantity | None:
    """Return the one number that a fact states in `text`, None where it states none or more."""
    inside = [q for q in read_quantities(text, lang) if q.span.overlaps(fact.span)]
    return inside[0] if len(inside) == 1 else None


def stated(fact: Fact, text: str, lang: LangTag) -> Quantity | None:
    """Return what `quantity_of` does, and the bare value where the text has it otherwise: XXI."""
    found = quantity_of(fact, text, lang)
    if found is not None:
        return found
    value = _decimal(fact.atoms[0]) if len(fact.atoms) == 1 else None
    return None if value is None else Quantity(span=fact.span, value=value)


def _quantity(
    body: Sequence[Token], value: Decimal, lexicon: Lexicon, *, ordinal: bool
) -> Quantity:
    span = Span(body[0].start, body[-1].end)
    words = body[0].kind == "word"
    scales = [
        (scale, index)
        for index, token in enumerate(body)
        if index and (scale := _scale(token, lexicon))
    ]
    if len(scales) == 1 and value / scales[0][0] % _FINEST == 0:
        scale, index = scales[0]
        after = [token for token in body[index + 1 :] if token.text != "."]
        if not after and not ordinal:
            return Quantity(
                span=Span(body[0].start, body[index - 1].end),
                value=value,
                scale=scale,
                scale_span=Span(body[index].start, body[-1].end),
                words=words,
            )
    return Quantity(span=span, value=value, words=words, ordinal=ordinal)


def _scale(token: Token, lexicon: Lexicon) -> int:
    known = lexicon.number_words.get(token.low)
    if known is not None:
        return known[0] if known[1] == "scale" else 0
    return lexicon.currency_scales.get(token.low, 0)


def _decimal(value: str) -> Decimal | None:
    whole, _, fraction = value.partition(".")
    fine = whole.isdecimal() and (not fraction or fraction.isdecimal()) and len(value) <= _LONGEST
    return Decimal(value) if fine else None
