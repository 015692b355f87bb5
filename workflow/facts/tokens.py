"""Words, numbers and marks of a text, each with its span."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from workflow.facts.lexicon import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.facts.lexicon import Lexicon
    from workflow.model import Span


class Token(NamedTuple):
    """One word, number or mark."""

    text: str
    low: str
    """The folded word; the text itself for numbers and marks."""
    start: int
    end: int
    kind: str
    """``word``, ``number``, ``mark``, or ``taken`` for a span that is read already."""


def tokenize(text: str, lexicon: Lexicon, *, taken: Sequence[Span] = ()) -> list[Token]:
    """Return the tokens of `text` outside the spans that are `taken`, which are sorted."""
    tokens = []
    limit = 0
    blocked = iter(taken)
    block = next(blocked, None)
    for match in _pattern(lexicon.groups, lexicon.decimal).finditer(text):
        start, end = match.span()
        while block is not None and block.start < end:
            # What is taken stays in the way: its neighbours are not next to each other.
            tokens.append(Token("", "", block.start, block.end, "taken"))
            limit, block = block.end, next(blocked, None)
        if start < limit:
            continue
        kind = match.lastgroup or "mark"
        word = match.group()
        low = fold(word) if kind == "word" else _MARKS.get(word, word)
        tokens.append(Token(word, low, start, end, kind))
    return tokens


_MARKS = {"’": "'", "ʼ": "'"}
"""Marks that the data writes otherwise: quart d’heure."""


@functools.cache
def _pattern(groups: str, decimal: str) -> re.Pattern[str]:
    separators = f"[{re.escape(groups)}]"
    # The same separator throughout: "1.234.567" and "1 234 567", never "1 234.567".
    grouped = rf"\d{{1,3}}(?P<sep>{separators})\d{{3}}(?:(?P=sep)\d{{3}})*(?!\d)"
    # Behind thousands that a space parts, either mark is the decimal one: "33 776 130.00".
    other = r"(?<=[ \u00a0\u202f]\d\d\d)[.,]\d{1,2}(?!\d)"
    number = rf"{grouped}(?:{re.escape(decimal)}\d+|{other})?|\d+(?:[.,]\d+)*"
    return re.compile(rf"(?P<number>{number})|(?P<word>(?:[^\W\d_][\u0300-\u036f]*)+)|(?P<mark>\S)")


def touches(left: Token, right: Token) -> bool:
    """Tell whether nothing stands between two neighbours."""
    return left.end == right.start
