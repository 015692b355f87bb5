"""The words of a language that state facts, read once from its data file and from CLDR.

Adding a language is adding ``data/<language>.toml`` and ``data/common.<language>.txt``; a language
without them still has its digits, months, weekdays, currencies and countries from CLDR.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from workflow.languages import base_of
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from babel import Locale

Role = Literal["unit", "one", "hundred", "scale"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What one language says numbers, dates, sums and references with. All keys are folded."""

    language: str
    decimal: str
    groups: str
    """The characters that may part thousands."""
    connectors: frozenset[str]
    vigesimal: frozenset[int]
    twenty_multiplies: str
    number_words: Mapping[str, tuple[int, Role]]
    bare_scales: frozenset[str]
    """Scales that stand alone for one of them: mille."""
    currency_scales: Mapping[str, int]
    """Scales that stand only before the sign of a currency: M€."""
    ordinals: Mapping[str, int]
    ordinal_stems: Mapping[str, int]
    ordinal_endings: frozenset[str]
    prefixes: tuple[tuple[str, str], ...]
    """Numbers inside adjectives, longest first."""
    definite: frozenset[str]
    """What stands before a number of things that are known: les deux pays."""
    soft: Mapping[str, str]
    vague: Mapping[str, int]
    fractions: Mapping[str, int]
    collectives: Mapping[str, int]
    """What a number before it multiplies: deux douzaines, две сотни."""
    halves: tuple[tuple[str, ...], ...]
    """What adds a half to the number before it, or to the unit: et demie, and a half."""
    parts: Mapping[str, str]
    """What words make of the scale behind them: half a million, полтора миллиона."""
    scale_stems: tuple[tuple[str, int], ...]
    """Beginnings of scales inside adjectives: двух-миллион-ный."""
    counted_stems: tuple[str, ...]
    """What a number inside an adjective may count: пяти-летн-ий."""
    lengths: Mapping[tuple[str, ...], str]
    """Durations that no number states, as a number and a unit: demi-heure is ``0.5 H``."""
    lengths_by_word: dict[str, list[tuple[str, ...]]]
    month_stems: tuple[tuple[str, int], ...]
    """Beginnings of adjectives made of months: январск-."""
    ordinal_mark: str
    """A regular expression for what follows digits in an ordinal."""
    percents: Mapping[tuple[str, ...], str]
    currencies: Mapping[tuple[str, ...], str]
    symbols: Mapping[str, str]
    months: Mapping[str, int]
    ambiguous_months: frozenset[str]
    month_cues: frozenset[str]
    small_months: frozenset[str]
    """Names of months that are other names where they carry a capital: Mars."""
    ranges: frozenset[str]
    lists: frozenset[str]
    year_words: frozenset[str]
    weekdays: Mapping[str, int]
    relative_days: Mapping[tuple[str, ...], int]
    relative_by_word: dict[str, list[tuple[str, ...]]]
    nights: frozenset[str]
    units: Mapping[str, str]
    time_patterns: tuple[str, ...]
    """What they match begins with the first digit of a number."""
    time_words: Mapping[str, str]
    heads: Mapping[str, str]
    particles: frozenset[str]
    titles: frozenset[str]
    endings: frozenset[str]
    """Inflections that `stem` cuts."""
    forewords: tuple[str, ...]
    """What makes another common word of one: sub-committee, под-комиссия."""
    common: frozenset[str]
    """Stems of words that are no names even where they carry a capital."""


_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "ʼ": "'", "‑": "-"})


@functools.lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return `word` for comparison: lower case, without Latin accents, ё as е.

    Press services leave accents off capitals ("A cet égard", "FEVRIER").
    """
    low = word.casefold().translate(_LIGATURES)
    if low.isascii():
        return low
    kept = (
        char
        for char in unicodedata.normalize("NFD", low)
        # U+0306 alone tells й from и; U+0308 only tells ё from е.
        if not unicodedata.combining(char) or char == "\u0306"
    )
    return unicodedata.normalize("NFC", "".join(kept))


def stem(low: str, endings: Collection[str]) -> str:
    """Cut the longest inflection that leaves four letters of a folded word.

    >>> stem("membres", {"es", "s", "e"}), stem("membre", {"es", "s", "e"})
    ('membr', 'membr')
    """
    for end in range(_STEM, len(low)):
        if low[end:] in endings:
            return low[:end]
    return low


_STEM = 4


@functools.lru_cache(maxsize=65536)
def is_common(language: str, low: str) -> bool:
    """Tell whether a folded word is no name even where it carries a capital."""
    lexicon = load_lexicon(LangTag(language))
    if not lexicon.common:
        return True  # Without vocabulary nothing tells a name from a German noun.
    known = low in lexicon.heads or low in lexicon.months or low in lexicon.particles
    bare = next((low.removeprefix(each) for each in lexicon.forewords if low.startswith(each)), "")
    return known or any(
        stem(each, lexicon.endings) in lexicon.common for each in (low, bare) if each
    )


def phrase(text: str) -> tuple[str, ...]:
    """Return the folded words of a phrase, as tokens have them."""
    return tuple(fold(part) for part in text.replace("-", " - ").replace(".", " . ").split())


@functools.cache
def load_lexicon(lang: LangTag) -> Lexicon:
    """Return the words of a language; its region does not matter."""
    from babel import Locale  # noqa: PLC0415 - keeps `--help` fast

    language = base_of(lang)
    data = _read_toml(language)
    locale = Locale.parse(language)
    numerals, dates, names = (data.get(key, {}) for key in ("numerals", "dates", "names"))
    ordinals = numerals.get("ordinals", {})
    amounts, times = data.get("amounts", {}), data.get("times", {})
    lengths = {phrase(text): value for text, value in dates.get("lengths", {}).items()}
    relative = {phrase(text): days for text, days in dates.get("relative", {}).items()}
    prefixes = ((key, str(value)) for key, value in numerals.get("prefixes", {}).items())
    return Lexicon(
        language=language,
        decimal=numerals.get("decimal", locale.number_symbols["latn"]["decimal"]),
        groups=numerals.get("groups", locale.number_symbols["latn"]["group"] + " \u00a0\u202f"),
        connectors=frozenset(numerals.get("connectors", ())),
        vigesimal=frozenset(numerals.get("vigesimal", ())),
        twenty_multiplies=numerals.get("twenty_multiplies", ""),
        number_words=dict(_number_words(numerals)),
        bare_scales=frozenset(numerals.get("bare_scales", ())),
        currency_scales=numerals.get("currency_scales", {}),
        ordinals=ordinals.get("words", {}),
        ordinal_stems=ordinals.get("stems", {}),
        ordinal_endings=frozenset(ordinals.get("endings", ())),
        prefixes=tuple(sorted(prefixes, key=lambda pair: -len(pair[0]))),
        definite=frozenset(numerals.get("definite", ())),
        soft=numerals.get("soft", {}),
        vague=numerals.get("vague", {}),
        fractions=numerals.get("fractions", {}),
        collectives=numerals.get("collectives", {}),
        halves=tuple(phrase(text) for text in numerals.get("halves", ())),
        parts=numerals.get("parts", {}),
        scale_stems=tuple(numerals.get("scale_stems", {}).items()),
        counted_stems=tuple(numerals.get("counted_stems", ())),
        lengths=lengths,
        lengths_by_word=group_phrases(lengths),
        month_stems=tuple(dates.get("month_stems", {}).items()),
        ordinal_mark=numerals.get("marks", {}).get("ordinal", r"\.(?=\s)"),
        percents={phrase(text): "%" for text in amounts.get("percent", ("%",))},
        currencies=dict(_currencies(locale, amounts.get("currencies", {}))),
        symbols=dict(_symbols(locale)),
        months=dict(_calendar(locale.months)) | dates.get("months", {}),
        ambiguous_months=frozenset(dates.get("ambiguous_months", ())),
        month_cues=frozenset(dates.get("month_cues", ())),
        small_months=frozenset(dates.get("small_months", ())),
        ranges=frozenset(dates.get("range", ("-", "–", "—"))),
        lists=frozenset(dates.get("list", (",",))),
        year_words=frozenset(dates.get("year_words", ())),
        weekdays=dict(_calendar(locale.days, widths=("wide",))) | dates.get("weekdays", {}),
        nights=frozenset(dates.get("nights", ())),
        relative_days=relative,
        relative_by_word=group_phrases(relative),
        units=dates.get("units", {}),
        time_patterns=tuple(times.get("patterns", (_CLOCK,))),
        time_words=times.get("words", {}),
        heads=data.get("references", {}).get("heads", {}),
        particles=frozenset(names.get("particles", ())),
        titles=frozenset(names.get("titles", ())),
        endings=frozenset(names.get("endings", ())),
        forewords=tuple(names.get("forewords", ())),
        common=_read_common(language) | _institutional(names),
    )


_CLOCK = r"(?<![\d.,:])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\d.,:]*\d)"


def read_data(name: str) -> str:
    """Return the text of a data file of this package, "" where there is none."""
    file = importlib.resources.files("workflow.facts").joinpath("data", name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _read_toml(language: str) -> dict[str, Any]:
    return tomllib.loads(read_data(f"{language}.toml"))


@functools.cache
def has_words(lang: LangTag) -> bool:
    """Tell whether the words of numbers, dates and sums are known in a language."""
    return bool(_read_toml(base_of(lang)))


def _read_common(language: str) -> frozenset[str]:
    return frozenset(read_data(f"common.{language}.txt").split())


def group_phrases(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Group phrases by first word, longest first."""
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(phrases, key=len, reverse=True):
        if words:
            grouped.setdefault(words[0], []).append(words)
    return grouped


def _institutional(names: Mapping[str, Any]) -> frozenset[str]:
    endings = frozenset(names.get("endings", ()))
    return frozenset(stem(fold(word), endings) for word in names.get("institutional", ()))


def _number_words(numerals: Mapping[str, Any]) -> Iterator[tuple[str, tuple[int, Role]]]:
    for word in numerals.get("ones", {}).get("words", ()):
        yield word, (1, "one")
    for word, value in numerals.get("cardinals", {}).items():
        yield word, (value, "unit")
    for value, forms in numerals.get("forms", {}).items():
        yield from ((form, (int(value), "unit")) for form in forms.split())
    for word in numerals.get("hundreds", {}).get("words", ()):
        yield word, (100, "hundred")
    for word, value in numerals.get("scales", {}).items():
        yield word, (value, "scale")
    for value, forms in numerals.get("scale_forms", {}).items():
        yield from ((form, (int(value), "scale")) for form in forms.split())


def _calendar(
    names: Mapping[str, Mapping[str, Mapping[int, str]]],
    *,
    widths: tuple[str, ...] = ("abbreviated", "wide"),
) -> Iterator[tuple[str, int]]:
    for context in ("format", "stand-alone"):
        for width in widths:
            for number, name in names[context][width].items():
                yield fold(name.rstrip(".")), number


def _currencies(locale: Locale, own: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    from babel.numbers import get_currency_name  # noqa: PLC0415 - keeps `--help` fast

    for code in map(str, locale.currencies):
        yield (fold(code),), code
        for count in (None, 1, 2, 5):
            yield phrase(get_currency_name(code, count, locale=locale)), code
    yield from ((phrase(name), code) for name, code in own.items())


def _symbols(locale: Locale) -> Iterator[tuple[str, str]]:
    yield from (("€", "EUR"), ("$", "USD"), ("£", "GBP"), ("¥", "JPY"), ("₽", "RUB"), ("₴", "UAH"))
    yield from (("US$", "USD"), ("$US", "USD"), ("₹", "INR"), ("₪", "ILS"), ("₺", "TRY"))
    for code, symbol in locale.currency_symbols.items():
        if symbol != code and not symbol.isalpha() and symbol not in "€$£¥":
            yield symbol, code
