"""Dates full and partial, ranges and lists of days, years, weekdays, relative days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.facts.lexicon import load_lexicon
from workflow.facts.values import FactKind
from workflow.model import LangTag

if TYPE_CHECKING:
    from workflow.facts.number_words import Numeral
    from workflow.facts.sentence import Sentence

_DAYS = 31
_YEARS = range(1000, 2201)
_BARE_YEARS = range(1800, 2101)
"""A number of four digits alone is a year within these."""
_SHORT_MONTHS = frozenset(
    {"mars", "mai", "juin", "août", "aout", "may", "june", "july", "март", "мая"}
)
"""Names of four letters or fewer that are no abbreviations."""
_NEAR = 4
"""How many words from a weekday "nuit" may stand: dans la nuit de dimanche à lundi."""
NIGHT = "night"
"""The reading of a weekday whose night belongs to two days."""
_LINKS = frozenset({"of", "de", "del", "."})
"""Between a day and its month: 3rd of November, 3 de noviembre, 3. November."""


def read_dates(sentence: Sentence) -> None:
    """Take the dates that name a month, then years, weekdays and days such as "hier"."""
    for index in sentence.telling:
        token = sentence.tokens[index]
        if token.kind != "word" or index in sentence.taken:
            continue
        if token.low in sentence.lexicon.months and _is_month(sentence, index):
            _read_date(sentence, index)
        elif token.low in sentence.lexicon.weekdays:
            day = sentence.lexicon.weekdays[token.low]
            _add_soft(sentence, FactKind.WEEKDAY, index, index + 1, f"w{day}")
        else:
            _read_relative(sentence, index)
    for numeral in list(sentence.free()):
        _read_year(sentence, numeral)


def may_open_date(low: str, language: str) -> bool:
    """Tell whether a word is a month, a weekday, or the first of a day such as "hier"."""
    lexicon = load_lexicon(LangTag(language))
    return low in lexicon.months or low in lexicon.weekdays or low in lexicon.relative_by_word


def _read_relative(sentence: Sentence, index: int) -> None:
    """Take "hier", "après-demain", "the day before yesterday"."""
    words, end = sentence.match_phrase(index, sentence.lexicon.relative_by_word)
    if words:
        days = sentence.lexicon.relative_days[words]
        _add_soft(sentence, FactKind.DATE, index, end, f"r{days}")


def _add_soft(sentence: Sentence, kind: FactKind, index: int, end: int, value: str) -> None:
    around = range(index - _NEAR, index + _NEAR)
    by_night = any(sentence.low(at) in sentence.lexicon.nights for at in around)
    sentence.add(
        kind,
        index,
        end,
        value=value,
        atoms=(value,),
        firm=False,
        words=True,
        readings=(NIGHT,) if by_night else (),
    )


def _is_month(sentence: Sentence, index: int) -> bool:
    """Tell the month from the verb "may" and the number "sept" by what stands beside it."""
    token = sentence.tokens[index]
    following = sentence.starting.get(index + 1)
    if _day_before(sentence, index):
        return True
    if token.low in sentence.lexicon.small_months and index and token.text[0].isupper():
        return following is not None  # Mars, the planet
    if token.low not in sentence.lexicon.ambiguous_months:
        return True
    if not token.text[0].isupper():
        return False
    cued = sentence.low(index - 1) in sentence.lexicon.month_cues
    return cued or (following is not None and not following.words)


def _day_before(sentence: Sentence, index: int) -> Numeral | None:
    """Return the free day that ends where the month begins."""
    end = index - 1 if sentence.low(index - 1) in _LINKS else index
    numeral = sentence.ending.get(end)
    return numeral if numeral and _is_day(sentence, numeral) else None


def _is_day(sentence: Sentence, numeral: Numeral) -> bool:
    return sentence.is_free(numeral) and numeral.value.isdecimal() and _in_month(numeral.value)


def _in_month(value: str) -> bool:
    return len(value) <= len("31") and 1 <= int(value) <= _DAYS


def _read_date(sentence: Sentence, index: int) -> None:
    days = _days_before(sentence, index)
    end = index + 1
    first = days[0].first if days else index
    if not days:
        days, end = _days_after(sentence, end)
    if sentence.low(end) == "." and _is_abbreviated(sentence.tokens[index].text):
        year, end = _year_after(sentence, end + 1)
        end = end if year else end - 1
    else:
        year, end = _year_after(sentence, end)
    month = sentence.lexicon.months[sentence.tokens[index].low]
    head = f"{int(year.value):04}" if year else "-"
    values = [f"{head}-{month:02}-{int(day.value):02}" for day in days]
    atoms = [day.value for day in days]
    atoms.append(f"m{month}")
    if year:
        atoms.append(year.value)
    value = _joint(sentence, days).join(values) or f"{head}-{month:02}"
    sentence.add(FactKind.DATE, first, end, value=value, atoms=atoms)


def _is_abbreviated(month: str) -> bool:
    """Tell whether a full stop behind a month may be its own: déc. 2025, but "en mai. 2025"."""
    return len(month) <= len("sept") and month.casefold() not in _SHORT_MONTHS


def _joint(sentence: Sentence, days: list[Numeral]) -> str:
    """Return ISO 8601's stroke for a range of days, a comma for a list."""
    is_range = len(days) == len(("from", "to")) and sentence.low(days[0].end) in (
        sentence.lexicon.ranges
    )
    return "/" if is_range else ","


def _days_before(sentence: Sentence, index: int) -> list[Numeral]:
    """Return the days of "21 et 22 mars", "du 25 au 27 octobre", "3, 4 et 5 mai"."""
    day = _day_before(sentence, index)
    days: list[Numeral] = []
    joints = sentence.lexicon.ranges | sentence.lexicon.lists
    while day is not None:
        days.insert(0, day)
        if sentence.low(day.first - 1) not in joints:
            break
        previous = sentence.ending.get(day.first - 1)
        day = previous if previous and _is_day(sentence, previous) else None
    return days


def _days_after(sentence: Sentence, end: int) -> tuple[list[Numeral], int]:
    """Return the days of "October 25–27" and the token after them."""
    days: list[Numeral] = []
    joints = sentence.lexicon.ranges | sentence.lexicon.lists
    day = sentence.starting.get(end)
    while day is not None and _is_day(sentence, day) and not day.words:
        days.append(day)
        end = day.end
        day = sentence.starting.get(end + 1) if sentence.low(end) in joints else None
    return days, end


def _year_after(sentence: Sentence, end: int) -> tuple[Numeral | None, int]:
    skipped = end + 1 if sentence.low(end) in {",", "de", "del"} else end
    year = sentence.starting.get(skipped)
    if year is None or not sentence.is_free(year) or not _is_year(year.value):
        return None, end
    end = year.end
    return year, end + 1 if sentence.low(end) in sentence.lexicon.year_words else end


def _is_year(value: str) -> bool:
    return value.isdecimal() and len(value) == len("2017") and int(value) in _YEARS


def _read_year(sentence: Sentence, numeral: Numeral) -> None:
    """Take a bare year, and the short second year of "2014/15"."""
    token = sentence.tokens[numeral.first]
    if not (token.text.isdecimal() and len(token.text) == len("2017")):
        return
    if int(token.text) not in _BARE_YEARS or numeral.scaled:
        return
    end = numeral.end
    if sentence.low(end) in sentence.lexicon.year_words:
        end += 1
    sentence.add(FactKind.DATE, numeral.first, end, value=numeral.value, atoms=(numeral.value,))
    short = sentence.starting.get(numeral.end + 1)
    if short and sentence.low(numeral.end) in {"/", "-", "–"} and _is_short_year(sentence, short):
        value = numeral.value[:2] + sentence.tokens[short.first].text
        sentence.add(FactKind.DATE, short.first, short.end, value=value, atoms=(value,))


def _is_short_year(sentence: Sentence, numeral: Numeral) -> bool:
    text = sentence.tokens[numeral.first].text
    gap = sentence.tokens[numeral.first].start - sentence.tokens[numeral.first - 1].end
    return sentence.is_free(numeral) and len(text) == len("15") and text.isdecimal() and gap == 0
