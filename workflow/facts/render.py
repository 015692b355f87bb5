"""Write a fact in another language: the repair of a slot in an old translation.

Names of months, currencies and scales and the plural rules are CLDR's; the manner of running text
(3 November 2017, 14 h 30, 45 миллионов евро) is ``data/render.toml``.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from workflow.facts.lexicon import load_lexicon, read_data
from workflow.facts.numerals import parse_digits
from workflow.facts.values import FactKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from babel.numbers import NumberPattern

    from workflow.facts.values import Fact
    from workflow.model import LangTag

_SCALED = Decimal(1_000_000)
_SCALES = (10**12, 10**9, 10**6)
_PRECISE = 15
_LEAP_YEAR = 2000
"""A year that has every day of the calendar, for days without a year."""


def render_fact(fact: Fact, lang: LangTag) -> str | None:
    """Return the fact as running text of a language has it, None where no rule can.

    Dates, times, numbers, ordinals in digits, percentages and sums are rendered, and what is the
    same everywhere (addresses) is given back.
    """
    writer = _WRITERS.get(fact.kind)
    if writer is None:
        return None
    return writer(fact.value, lang.replace("-", "_"))


def render_figure(figure: str, source_lang: LangTag, target_lang: LangTag) -> str | None:
    """Return digits as another language writes them; None for what is no number of the source.

    Digits alone stay as they are: a year and the number of a resolution are not parted.

    >>> render_figure("1 630,80", LangTag("fr"), LangTag("en"))
    '1,630.80'
    """
    if figure.isdecimal():
        return figure
    lexicon = load_lexicon(source_lang)
    value = parse_digits(figure, lexicon)
    if value is None:
        return None
    is_whole = "." not in value and lexicon.decimal not in figure
    return render_digits(
        value, target_lang, decimals=0 if is_whole else len(re.split(r"\D", figure)[-1])
    )


def render_digits(value: str, lang: LangTag, *, decimals: int) -> str:
    """Return a plain decimal in digits, its thousands parted, with at least so many decimals."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - keeps `--help` fast

    pattern = "#,##0" + "." * bool(decimals) + "0" * decimals
    locale = lang.replace("-", "_")
    return format_decimal(Decimal(value), pattern, locale=locale, decimal_quantization=False)


def _manner(locale: str) -> Mapping[str, str]:
    return _manners().get(locale.partition("_")[0], {})


@functools.cache
def _manners() -> dict[str, dict[str, str]]:
    return tomllib.loads(read_data("render.toml"))


# --- Numbers -----------------------------------------------------------------------------------


def _number(value: str, locale: str) -> str | None:
    from babel.numbers import format_decimal  # noqa: PLC0415 - keeps `--help` fast

    # Beyond fifteen digits it is a code, and decimal's precision ends.
    if not _is_decimal(value) or len(value) > _PRECISE:
        return None
    number = Decimal(value)
    if number >= _SCALED:
        return _scaled(number, locale)
    return format_decimal(number, locale=locale, decimal_quantization=False)


def _scaled(number: Decimal, locale: str) -> str:
    """Write millions and billions in words where that loses nothing: 1,5 milliard.

    What is too precise for its own scale takes the one below it: €1,698.3 billion.
    """
    from babel.numbers import format_compact_decimal, format_decimal  # noqa: PLC0415 - as above

    scales = [scale for scale in _SCALES if number >= scale]
    if _is_short(number / scales[0]):
        # Chinese, Japanese and Korean have one way only: 450万 is the short and the long form.
        manner: Literal["long", "short"] = "long" if _scale_words(locale) else "short"
        return format_compact_decimal(number, format_type=manner, locale=locale, fraction_digits=2)
    for scale in scales[1:]:
        words = _scale_words(locale, count=number / scale).get(str(scale))
        if words and _is_short(number / scale):
            rest = format_decimal(number / scale, locale=locale, decimal_quantization=False)
            return re.sub("0+", rest, words.pattern, count=1).replace("'", "")
    return format_decimal(number, locale=locale, decimal_quantization=False)


def _is_short(number: Decimal) -> bool:
    return number.normalize().as_tuple().exponent in range(-2, 10)


def _scale_words(locale: str, *, count: Decimal = _SCALED) -> Mapping[str, NumberPattern]:
    """Return the patterns of numbers with a scale in words, in the plural that `count` asks for."""
    from babel import Locale  # noqa: PLC0415 - as above

    data = Locale.parse(locale)
    forms: Mapping[str, Mapping[str, NumberPattern]] = data.compact_decimal_formats.get("long", {})
    return forms.get(data.plural_form(count)) or forms.get("other", {})


def _is_decimal(value: str) -> bool:
    whole, _, fraction = value.partition(".")
    return whole.isdecimal() and (not fraction or fraction.isdecimal())


def _ordinal(value: str, locale: str) -> str | None:
    pattern = _manner(locale).get("ordinal", "{number}.")
    if not value.isdecimal():
        return None
    tens, units = divmod(int(value) % 100, 10)
    mark = "th" if tens == 1 else {1: "st", 2: "nd", 3: "rd"}.get(units, "th")
    return pattern.format(number=value, mark=mark)


def _percent(value: str, locale: str) -> str | None:
    number = _number(value.partition(" ")[0], locale)
    return number and _manner(locale).get("percent", "{number}\u00a0%").format(number=number)


def _money(value: str, locale: str) -> str | None:
    from babel.numbers import get_currency_name, get_currency_symbol  # noqa: PLC0415 - as above

    amount, _, code = value.partition(" ")
    number = _number(amount, locale)
    if number is None:  # the number of a clause before a sign: 14.2.3
        return None
    if "." in amount and not any(char.isalpha() for char in number):
        number = _cents(amount, locale) or number
    if code not in load_lexicon(_tag(locale)).currencies.values():
        return number
    manner = _manner(locale)
    symbol = get_currency_symbol(code, locale=locale)
    scaled = any(char.isalpha() for char in number)
    # After "million" the noun stands as after any large number: миллионов долларов.
    count = Decimal(1_000_000) if scaled else Decimal(amount)
    short = f"currency_{code}"
    currency = manner.get(short) or get_currency_name(code, count, locale=locale)
    pattern = manner.get("money", "{number} {currency}")
    if "{symbol}" in pattern and symbol.isalpha():
        pattern = "{number} {currency}"
    if scaled and "money_scaled" in manner:
        vowel = currency[:1].casefold() in "aeiouyéhê"
        pattern = manner["money_scaled_vowel" if vowel else "money_scaled"]
    return pattern.format(number=number, currency=currency, symbol=symbol)


def _cents(amount: str, locale: str) -> str | None:
    """Write a sum with its hundredths in full: 12,50 and not 12,5."""
    if Decimal(amount).as_tuple().exponent != -1:
        return None
    return render_digits(amount, _tag(locale), decimals=2)


def _tag(locale: str) -> LangTag:
    from workflow.model import LangTag  # noqa: PLC0415 - a type made only here

    return LangTag(locale.replace("_", "-"))


# --- Dates and times ---------------------------------------------------------------------------


def _date(value: str, locale: str) -> str | None:
    for sign, key in (("/", "to"), (",", "and")):
        if sign in value:
            return _days(value.split(sign), locale, _manner(locale).get(key, "–"))
    if value.isdecimal():
        return value
    if value.startswith("--"):
        return _partial(value[2:], locale)
    parts = value.split("-")
    if len(parts) == len(("year", "month")) and all(part.isdecimal() for part in parts):
        return _formatted(locale, "month", (int(parts[0]), int(parts[1]), 1))
    if len(parts) == len(("year", "month", "day")) and all(part.isdecimal() for part in parts):
        year, month, day = (int(part) for part in parts)
        return _formatted(locale, "date", (year, month, day))
    return None


def _partial(value: str, locale: str) -> str | None:
    """Render a day without its year, or a month alone."""
    from babel.dates import get_month_names  # noqa: PLC0415 - as above

    month, _, day = value.partition("-")
    if not day:
        return get_month_names("wide", "stand-alone", locale=locale).get(int(month))
    return _formatted(locale, "day", (_LEAP_YEAR, int(month), int(day)))


def _formatted(locale: str, key: str, date: tuple[int, int, int]) -> str | None:
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - as above

    try:
        day = dt.date(*date)
    except ValueError:
        return None
    pattern = _manner(locale).get(key)
    if pattern is None:
        if key == "date":
            return format_date(day, "long", locale=locale)
        return format_skeleton({"day": "MMMMd", "month": "yMMMM"}[key], day, locale=locale)
    text = format_date(day, pattern, locale=locale)
    first = _manner(locale).get("first")
    return first + text[1:] if first and text.startswith("1 ") else text


def _days(values: list[str], locale: str, joint: str) -> str | None:
    """Render days of one month: "25 au 27 octobre 2023"."""
    last = _date(values[-1], locale)
    if last is None:
        return None
    first = _manner(locale).get("first", "1")
    days = [value.rpartition("-")[2].lstrip("0") for value in values[:-1]]
    spelled = [first if day == "1" else day for day in days]
    return joint.join((", ".join(spelled), last))


def _time(value: str, locale: str) -> str | None:
    hour, _, minute = value.partition(":")
    manner = _manner(locale)
    if "time12" in manner:
        half = manner["am"] if int(hour) % 24 < 12 else manner["pm"]  # noqa: PLR2004 - noon
        return manner["time12"].format(hour=int(hour) % 12 or 12, minute=minute, half=half)
    return manner.get("time", "{hour}:{minute}").format(hour=int(hour), minute=minute)


def _as_is(value: str, _locale: str) -> str:
    return value


_WRITERS: Mapping[FactKind, Callable[[str, str], str | None]] = {
    FactKind.NUMBER: _number,
    FactKind.ORDINAL: _ordinal,
    FactKind.PERCENT: _percent,
    FactKind.MONEY: _money,
    FactKind.DATE: _date,
    FactKind.TIME: _time,
    FactKind.URL: _as_is,
    FactKind.EMAIL: _as_is,
}
