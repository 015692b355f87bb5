"""Numbers in an English text: words or digits, scale words, ordinals, a and an."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.glossary.morphology.english.articles import indefinite
from workflow.glossary.morphology.words import capitalized, starts_sentence
from workflow.model import Span
from workflow.reuse.edits import Edit
from workflow.reuse.repairs.wording import in_digits, in_words, joint_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from workflow.model import LangTag
    from workflow.reuse.repairs.quantities import Quantity

_WORDS = {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}
_LETTERS = {10**3: "k", 10**6: "m", 10**9: "bn", 10**12: "tn"}
_FEW = 10
_ARTICLE = re.compile(r"(?<!\w)(an?)(\s+)$", re.IGNORECASE)
_COUNTED = re.compile(r"[\s\u00a0-]+([A-Za-z]+)")
_PERIODS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})


def write_number(text: str, old: Quantity, new: Quantity, lang: LangTag) -> tuple[Edit, ...] | None:
    """Return the edits that state `new` where `text` has `old`; None where no rule is sure."""
    opens = starts_sentence(text, old.span.start)
    if old.ordinal or new.ordinal:
        return _ordinal(text, old, new, lang, opens=opens)
    mantissa, scale = _parts(old, new)
    words = in_words(mantissa, lang)
    shown = old.span.of(text)
    if old.words and words and (new.words or mantissa <= _FEW or opens):
        number = joint_of(lang).join(words)
        number = capitalized(number) if shown[:1].isupper() else number
    elif old.words and opens:
        return None
    else:
        number = in_digits(mantissa, lang, model=shown)
    noun = _noun_edits(text, old, new)
    if noun is None:
        return None
    number += _scale_text(text, old, scale)
    span = Span(old.span.start, old.end)
    return (*_article_edits(text, span, number), Edit(span, number), *noun)


def _parts(old: Quantity, new: Quantity) -> tuple[Decimal, int]:
    """Return mantissa and scale: thousands in digits, unless they were a word before."""
    if new.scale == 10**3 and old.scale != 10**3:
        return new.value, 1
    if new.scale not in _WORDS:
        return new.value, 1
    return new.mantissa, new.scale


def _scale_text(text: str, old: Quantity, scale: int) -> str:
    if scale == 1:
        return ""
    if old.scale_span is None:
        return f" {_WORDS[scale]}"
    gap = text[old.span.end : old.scale_span.start]
    shown = old.scale_span.of(text)
    if shown.isupper() and len(shown) == 1:
        return gap + _LETTERS[scale][:1].upper()
    return gap + (_LETTERS if len(shown.rstrip(".")) <= len("bn") else _WORDS)[scale]


def _noun_edits(text: str, old: Quantity, new: Quantity) -> tuple[Edit, ...] | None:
    """Return the edit of "year" that becomes "years"; None for a noun that no rule knows."""
    one, other = (each.value == 1 for each in (old, new))
    if one is other:
        return ()
    after = _COUNTED.match(text, old.end)
    if after is None or text[after.start() : after.start(1)] == "-" or new.scale > 1 < old.scale:
        return ()
    noun = after[1]
    singular = noun.removesuffix("s")
    if singular.lower() not in _PERIODS:
        return None
    return (Edit(Span(*after.span(1)), singular if other else singular + "s"),)


def _ordinal(
    text: str, old: Quantity, new: Quantity, lang: LangTag, *, opens: bool
) -> tuple[Edit, ...] | None:
    shown = old.span.of(text)
    words = in_words(new.value, lang, ordinal=True)
    if new.value != int(new.value):
        return None
    if old.words and words and (new.words or new.value <= _FEW or opens):
        number = joint_of(lang).join(words)
        number = capitalized(number) if shown[:1].isupper() else number
    elif old.words and opens:
        return None
    else:
        number = f"{int(new.value)}{suffix(int(new.value))}"
    return (*_article_edits(text, old.span, number), Edit(old.span, number))


def suffix(number: int) -> str:
    """Return what follows the digits of an ordinal: 1st, 12th, 23rd."""
    tens, units = divmod(number % 100, 10)
    return "th" if tens == 1 else {1: "st", 2: "nd", 3: "rd"}.get(units, "th")


def _article_edits(text: str, span: Span, number: str) -> Iterator[Edit]:
    """Yield the change of "a" before "8-year", of "an" before "five"."""
    match = _ARTICLE.search(text, 0, span.start)
    if match is None:
        return
    article = indefinite(number)
    if article != match[1].lower():
        article = article.capitalize() if match[1][0].isupper() else article
        yield Edit(Span(*match.span(1)), article)
