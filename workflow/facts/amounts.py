"""Percentages, sums of money, durations: numbers with what they count."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workflow.facts.lexicon import load_lexicon
from workflow.facts.values import FactKind
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.facts.numerals import Numeral
    from workflow.facts.sentence import Sentence

Phrases = dict[str, list[tuple[str, ...]]]
_OF = frozenset({"d", "de", "of", "'", "’", "-"})
"""What may stand between a number and what it counts: millions d'euros, 10-year."""


def read_amounts(sentence: Sentence) -> None:
    """Take the percentages, sums and durations; the first number of "2 à 3 %" shares the unit."""
    pending: list[Numeral] = []
    for numeral in list(sentence.free()):
        kind = _read_amount(sentence, numeral)
        if kind in {FactKind.PERCENT, FactKind.MONEY}:
            for earlier in _joined(sentence, pending, numeral):
                _add(sentence, earlier, kind, earlier.first, earlier.end, unit="")
        pending = [*pending, numeral] if kind is None else []


def _joined(sentence: Sentence, pending: list[Numeral], numeral: Numeral) -> Iterable[Numeral]:
    """Yield the numbers that "à", "-", "et" join to the one whose unit was read."""
    joints = sentence.lexicon.ranges | sentence.lexicon.lists
    for earlier in reversed(pending):
        if earlier.end + 1 != numeral.first or sentence.low(earlier.end) not in joints:
            return
        if not sentence.is_free(earlier):
            return
        yield earlier
        numeral = earlier


def _read_amount(sentence: Sentence, numeral: Numeral) -> FactKind | None:
    phrases = _phrases(sentence.lexicon.language)
    at = numeral.end
    while sentence.low(at) in _OF and at < numeral.end + 2:
        at += 1
    if not numeral.ordinal:
        end = sentence.match_phrase(numeral.end, phrases[0])
        if end > numeral.end:
            return _add(sentence, numeral, FactKind.PERCENT, numeral.first, end, unit="%")
        if _read_money(sentence, numeral, at, phrases[1]):
            return FactKind.MONEY
    unit = sentence.lexicon.units.get(sentence.low(at))
    if unit and not numeral.ordinal and sentence.low(at) not in sentence.lexicon.heads:
        return _add(sentence, numeral, FactKind.DURATION, numeral.first, at + 1, unit=unit)
    return None


def _read_money(sentence: Sentence, numeral: Numeral, at: int, names: Phrases) -> bool:
    lexicon = sentence.lexicon
    for start in (numeral.first - 2, numeral.first - 1):
        code = _symbol(sentence, start, numeral.first)
        if code:
            _add(sentence, numeral, FactKind.MONEY, start, numeral.end, unit=code)
            return True
    for start in (at, numeral.end):
        end = sentence.match_phrase(start, names)
        if end > start:
            words = tuple(sentence.low(i) for i in range(start, end) if sentence.low(i) != ".")
            code = lexicon.currencies.get(words) or lexicon.currencies.get((words[0],), "")
            _add(sentence, numeral, FactKind.MONEY, numeral.first, end, unit=code)
            return True
        for width in (2, 1):
            code = _symbol(sentence, start, start + width)
            if code:
                _add(sentence, numeral, FactKind.MONEY, numeral.first, start + width, unit=code)
                return True
    return False


def _symbol(sentence: Sentence, first: int, end: int) -> str:
    """Return the currency of the tokens, "" where they are no symbol: €, US$, EUR."""
    if first < 0 or end > len(sentence.tokens) or first in sentence.taken:
        return ""
    tokens = sentence.tokens[first:end]
    if any(token.kind == "taken" for token in tokens):
        return ""
    text = "".join(token.text for token in tokens)
    if text in sentence.lexicon.symbols:
        return sentence.lexicon.symbols[text]
    if text in _CONFERENCES:
        return ""
    is_code = len(text) == len("EUR") and text.isascii() and text.isupper()
    return sentence.lexicon.currencies.get((text.lower(),), "") if is_code else ""


_CONFERENCES = frozenset({"COP", "MOP", "CMA", "TOP"})
"""Codes that hardly ever are money before a number: COP28 is a conference, not pesos."""


def _add(
    sentence: Sentence, numeral: Numeral, kind: FactKind, first: int, end: int, unit: str
) -> FactKind:
    if kind is FactKind.DURATION:
        time = "T" if unit in {"H", "MIN", "S"} else ""
        value = f"P{time}{numeral.value}{unit[:1]}"
    else:
        value = f"{numeral.value} {unit}".strip()
    sentence.add(kind, first, end, value=value, atoms=(numeral.value,), words=numeral.words)
    return kind


@functools.cache
def _phrases(language: str) -> tuple[Phrases, Phrases]:
    lexicon = load_lexicon(LangTag(language))
    codes = {words for words in lexicon.currencies if len(words[0]) == len("eur")}
    names = [words for words in lexicon.currencies if words not in codes or words[0] in _SHORT]
    return group_phrases(lexicon.percents), group_phrases(names)


_SHORT = frozenset({"yen", "иен", "йен", "won", "руб"})
"""Currency names as short as an ISO code, which needs capitals."""


def group_phrases(phrases: Iterable[tuple[str, ...]]) -> Phrases:
    """Group phrases by first word, longest first."""
    grouped: Phrases = {}
    for words in sorted(phrases, key=len, reverse=True):
        if words:
            grouped.setdefault(words[0], []).append(words)
    return grouped
