"""What texts are found by: a number for the same text, a shape, and the words of a text.

A shape is a text with its numbers, dates and names masked and its typography made one: two
sentences of one formula ("M. X s'est entretenu par téléphone avec Y, Président de Z") have one
shape. It is a means of finding, never a proof that two sentences say the same: what differs is
judged by `reuse`.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from itertools import chain, pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from workflow.facts.lexicon import load_lexicon
from workflow.languages import base_of
from workflow.memory.values import NO_CONTEXT

if TYPE_CHECKING:
    from workflow.model import LangTag

_KEY_BYTES = 8
_STEM = 5
"""Letters kept of a word: "visite" and "visites" are then one term."""
_MOST_WORDS = 120
"""Words of one text that are indexed; sentences are shorter."""
_LITERAL_WORDS = 2
"""A shape with fewer words left unmasked would be that of half the memory."""

_TYPOGRAPHY = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "«": '"',
        "»": '"',
        "“": '"',
        "”": '"',
        "„": '"',
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "\u00ad": None,
        "\u200b": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
_INNER_SPACE = re.compile(r'(?<=") (?=\S)|(?<=\S) (?=[";:!?%])')
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_MASK = re.compile("[NDX]")
_LITERAL = re.compile(r"[^\W\d_NDX]+")
_NUMBERS = re.compile(r"[ND](?:[ .,:/-]?[ND])+")
_OPENING = re.compile(r"\A[^\W\dXND]+ (?=X)")
"""A first word before a name is a part of it, or its article."""
_NAMES = re.compile(r"X(?:\.? |-|')(?:[^\W\dXND]{1,3}(?: |')){0,2}(?=X)")
"""What stands between two words of one name: "de la", a hyphen, the point of "M."."""
_WORDS = re.compile(r"[^\W_]+")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]+"
)
"""Accents, and the vowels of Hebrew and Arabic."""


def key_of(text: str) -> int:
    """Return a number of 64 bits with a sign that stands for exactly this text, never 0."""
    found = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()
    return int.from_bytes(found, "big", signed=True) or 1


def context_key(text: str | None) -> int:
    """Return the key of a neighbour; `NO_CONTEXT` where there is none."""
    return key_of(text) if text else NO_CONTEXT


def plain_typography(text: str) -> str:
    """Return `text` with one sort of spaces, quotation marks, apostrophes and dashes.

    >>> plain_typography("« Un accord » : “oui”")
    '"Un accord": "oui"'
    """
    one = unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY)
    return _INNER_SPACE.sub("", " ".join(one.split()))


def shape_of(text: str, lang: LangTag) -> str:
    """Return the shape of a text: N for numbers, D for words of dates, X for names.

    It is empty for a text that is little more than its numbers and names.

    >>> shape_of("Le sommet du 3 novembre se tient à Bakou.", LangTag("fr"))
    'le sommet du D se tient à X.'
    """
    plain = plain_typography(text)
    masked = _DIGITS.sub("N", _mask_words(plain, _date_words(base_of(lang))))
    if not _MASK.search(masked):
        return masked
    literal = len(_LITERAL.findall(masked))
    numbered = _NUMBERS.sub(lambda found: "ND"["D" in found.group()], masked)
    return _NAMES.sub("", _OPENING.sub("", numbered)) if literal >= _LITERAL_WORDS else ""


def shape_key(text: str, lang: LangTag) -> int:
    """Return the key of the text's shape; `NO_CONTEXT` where it has none."""
    return context_key(shape_of(text, lang))


def terms_of(text: str) -> tuple[str, ...]:
    """Return the beginnings of the words of a text, then each two that are neighbours, once each.

    >>> terms_of("La visite officielle")
    ('la', 'visit', 'offic', 'la_visit', 'visit_offic')
    """
    words = [word[:_STEM] for word in words_of(text)[:_MOST_WORDS]]
    pairs = (f"{first}_{second}" for first, second in pairwise(words))
    return tuple(dict.fromkeys((*words, *pairs)))


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; a character each where a script has no spaces."""
    folded = fold(text)
    if not folded.isascii():
        folded = _unspaced().sub(r" \g<0> ", folded)
    return _WORDS.findall(folded)


def is_unspaced(word: str) -> bool:
    """Tell whether a word is a character of a script that puts no spaces between words."""
    return not word.isascii() and bool(_unspaced().match(word))


@functools.cache
def _unspaced() -> re.Pattern[str]:
    """Return what finds a letter of Thai, Lao, Khmer, Japanese and Chinese, once it is needed.

    They put no spaces between words. Wide ranges take long to compile.
    """
    return re.compile(
        "[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f]"
    )


def fold(text: str) -> str:
    """Return a text for comparison: lower case, without accents, one form of every letter."""
    low = text.casefold()
    if low.isascii():
        return low
    return _MARKS.sub("", unicodedata.normalize("NFKD", low))


def _mask_words(text: str, dates: DateWords) -> str:
    """Mask names and words of dates; a capital is a name where it does not open the text."""
    words = _WORD.findall(text)
    is_shouted = 2 * sum(map(str.isupper, words)) > len(words)
    masked = []
    for place, word in enumerate(words):
        small = word.casefold()
        is_capital = small[0] != word[0] and not is_shouted
        if small in dates.sure or (is_capital and small in dates.doubtful):
            masked.append("D")
        else:
            masked.append("X" if is_capital and place else small)
    between = _WORD.split(text)
    return "".join(chain.from_iterable(zip_longest(between, masked, fillvalue="")))


class DateWords(NamedTuple):
    """Months and weekdays of a language."""

    sure: frozenset[str]
    doubtful: frozenset[str]
    """Those that are other words too, but not with a capital: "may"."""


@functools.cache
def _date_words(lang: LangTag) -> DateWords:
    """Return the months and weekdays of a language, with their accents and without."""
    from babel import Locale  # noqa: PLC0415 - keeps `--help` fast

    locale = Locale.parse(lang)
    names = {
        name.casefold()
        for table in (locale.months, locale.days)
        for form in ("format", "stand-alone")
        for name in table[form]["wide"].values()
    }
    lexicon = load_lexicon(lang)
    words = {word for word in (*names, *lexicon.months, *lexicon.weekdays) if word.isalpha()}
    return DateWords(frozenset(words - lexicon.ambiguous_months), lexicon.ambiguous_months)
