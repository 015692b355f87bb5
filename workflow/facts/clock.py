"""Times of day in words: "midi et demi", "a quarter to three", "в половине четвёртого".

The hour stands before its minutes, behind them, or is the one that runs. Words do not tell the half
of the day unless they say so: the other half answers as well.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflow.facts.amounts import lengths
from workflow.facts.lexicon import group_phrases, load_lexicon, read_data
from workflow.facts.literals import hour_of_day
from workflow.facts.number_words import may_begin, ordinal_value
from workflow.facts.values import FactKind
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.facts.sentence import Sentence

_NOON, _DAY, _HOUR = 12, 24, 60
_Phrases = dict[str, list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class _Clock:
    """The data of one language."""

    behind: Mapping[tuple[str, ...], int]
    """Minutes that follow their hour: et demie."""
    before: Mapping[tuple[str, ...], int]
    """Minutes that stand before their hour: half past."""
    of_next: Mapping[str, int]
    """Minutes of the hour that runs: половина."""
    between: Mapping[str, int]
    """What joins minutes to the hour behind them: past, to."""
    words: Mapping[str, frozenset[str]]
    """The other lists of words, by their key."""
    halves: Mapping[tuple[str, ...], bool]
    """What names the half of the day; true for the afternoon."""
    running: tuple[str, ...]
    others: tuple[str, ...]
    phrases: tuple[_Phrases, _Phrases, _Phrases]
    """`behind`, `before` and `halves` by their first word."""

    def has(self, key: str, low: str) -> bool:
        """Tell whether a word is in one of the lists."""
        return low in self.words[key]


_LISTS = (
    *("cues", "hours", "distances", "minus", "minutes", "without", "one"),
    *("pointed", "behind_pointed"),
)
_POINTED = re.compile(r"(\d|1\d|2[0-3])\.([0-5]\d)")


@functools.cache
def _load_clock(language: str) -> _Clock | None:
    data: dict[str, Any] = tomllib.loads(read_data(f"clock.{language}.toml"))
    if not data:
        return None
    behind, before = (
        {tuple(text.split()): minutes for text, minutes in data.get(key, {}).items()}
        for key in ("behind", "before")
    )
    halves = {tuple(text.split()): False for text in data["morning"]}
    halves |= {tuple(text.split()): True for text in data["afternoon"]}
    return _Clock(
        behind=behind,
        before=before,
        of_next=data.get("of_next", {}),
        between=data.get("between", {}),
        words={key: frozenset(data.get(key, ())) for key in _LISTS},
        halves=halves,
        running=tuple(data.get("running", ())),
        others=tuple(data.get("others", ())),
        phrases=(group_phrases(behind), group_phrases(before), group_phrases(halves)),
    )


@dataclass(frozen=True, slots=True)
class _Time:
    """What was read of a time: the tokens and the number of the hour and of the minutes."""

    first: int
    end: int
    hour: int
    minutes: int
    is_named: bool = False
    """The hour is noon or midnight."""


def read_clock(sentence: Sentence) -> None:
    """Take the times of day that are told in words."""
    clock = _load_clock(sentence.lexicon.language)
    if clock is None:
        return
    language = sentence.lexicon.language
    for index in sentence.telling:
        token = sentence.tokens[index]
        if index not in sentence.starting and not may_open_time(token.low, language):
            continue
        if index in sentence.taken or token.kind not in {"word", "number"}:
            continue
        time = (
            _read_before(sentence, clock, index)
            or _read_running(sentence, clock, index)
            or _read_behind(sentence, clock, index)
        )
        _read_pointed(sentence, clock, index)
        if time is not None and not sentence.is_taken(index, time.end):
            _add(sentence, clock, time)


def may_open_time(low: str, language: str) -> bool:
    """Tell whether a word may be the first of a time of day, as few are."""
    clock = _load_clock(language)
    return clock is not None and (
        low in clock.phrases[1]
        or low in clock.of_next
        or clock.has("without", low)
        or clock.has("one", low)
        or low in load_lexicon(LangTag(language)).time_words
        or may_begin(low, language)
    )


def _read_pointed(sentence: Sentence, clock: _Clock, index: int) -> None:
    """Take a time that a point parts, where it can be nothing else: at 12.30, on Friday."""
    match = _POINTED.fullmatch(sentence.tokens[index].text)
    if match is None or not clock.has("pointed", sentence.low(index - 1)):
        return
    following = sentence.low(index + 1)
    if following and not clock.has("behind_pointed", following):
        return
    value = f"{int(match[1]):02}:{match[2]}"
    number = sentence.starting.get(index)
    sentence.add(
        FactKind.TIME,
        index,
        index + 1,
        value=value,
        atoms=(f"t{value}",),
        readings=(number.value,) if number else (),
    )


def _add(sentence: Sentence, clock: _Clock, time: _Time) -> None:
    words, end = sentence.match_phrase(time.end, clock.phrases[2])
    hour = time.hour
    if words:
        afternoon = clock.halves.get(words, False)
        hour = hour_of_day(hour, " ".join(words), afternoon=afternoon)
    elif clock.has("distances", sentence.low(end)):
        return
    total = (hour * _HOUR + time.minutes) % (_DAY * _HOUR)
    readings = lengths(str(time.hour + time.minutes / _HOUR), "H")
    if end == time.end and not time.is_named and time.hour <= _NOON:
        readings = (*readings, f"t{_clock_time((total + _NOON * _HOUR) % (_DAY * _HOUR))}")
    value = _clock_time(total)
    sentence.add(
        FactKind.TIME,
        time.first,
        end,
        value=value,
        atoms=(f"t{value}",),
        words=True,
        readings=readings,
    )


def _clock_time(minutes: int) -> str:
    return f"{minutes // _HOUR:02}:{minutes % _HOUR:02}"


def _read_before(sentence: Sentence, clock: _Clock, index: int) -> _Time | None:
    """Read minutes and the hour behind them: half past three, ten to three, без десяти три."""
    words, at = sentence.match_phrase(index, clock.phrases[1])
    if words:
        minutes = clock.before[words]
    elif clock.has("without", sentence.low(index)):
        minutes, at = _minutes(sentence, clock, index + 1)
        minutes = -minutes
    else:
        minutes, at = _minutes(sentence, clock, index)
        sign = clock.between.get(sentence.low(at), 0)
        is_cued = _is_cued(sentence, clock, index)
        if sign < 0 and not is_cued and not clock.has("minutes", sentence.low(at - 1)):
            return None
        minutes, at = minutes * sign, at + 1
    if not minutes:
        return None
    hour, end, is_named = _hour(sentence, clock, at)
    return _Time(index, end, hour, minutes, is_named) if end > at else None


def _minutes(sentence: Sentence, clock: _Clock, index: int) -> tuple[int, int]:
    """Return the minutes at `index` and the token behind them and behind "minutes"."""
    value, end = _number(sentence, index)
    # "Двадцати три" is no twenty-three behind "без".
    if clock.has("without", sentence.low(index - 1)):
        value, end = _word_value(sentence, index), index + 1
    if not 0 < value < _HOUR:
        return 0, index
    return value, end + 1 if clock.has("minutes", sentence.low(end)) else end


def _is_cued(sentence: Sentence, clock: _Clock, index: int) -> bool:
    """Tell whether what stands before `index` leads to a time of day: à, à partir de."""
    before = sentence.low(index - 1)
    return clock.has("cues", before) or clock.has("cues", f"{sentence.low(index - 2)} {before}")


def _read_running(sentence: Sentence, clock: _Clock, index: int) -> _Time | None:
    """Read a part of the hour that runs: в половине четвёртого, десять минут четвёртого."""
    if not clock.running:
        return None
    minutes, at = clock.of_next.get(sentence.low(index), 0), index + 1
    if minutes and not _is_cued(sentence, clock, index):
        return None
    if not minutes:
        minutes, at = _minutes(sentence, clock, index)
        if not clock.has("minutes", sentence.low(at - 1)):
            return None
    low = sentence.low(at)
    hour = ordinal_value(low, sentence.lexicon.language) if low.endswith(clock.running) else None
    if hour is None or not 0 < hour <= _NOON:
        return None
    after = sentence.low(at + 1)
    if after.startswith(clock.others) or after in sentence.lexicon.months:
        return None
    return _Time(index, at + 1, (hour - 1) or _NOON, minutes)


def _read_behind(sentence: Sentence, clock: _Clock, index: int) -> _Time | None:
    """Read an hour and the minutes behind it: midi et demi, à trois heures dix, eight o'clock."""
    hour, at, is_named = _hour(sentence, clock, index)
    if at == index:
        return None
    if clock.words["hours"] and not is_named:
        if not clock.has("hours", sentence.low(at)):
            return None
        at += 1
    is_cued = is_named or _is_cued(sentence, clock, index)
    words, end = sentence.match_phrase(at, clock.phrases[0])
    if words:
        minutes = clock.behind[words]
    else:
        minutes, end = _minutes_behind(sentence, clock, at)
        if is_named and minutes > 0:  # "à midi dix", but "à midi dix personnes"
            is_cued = _is_cued(sentence, clock, index) and not sentence.is_word(end)
    if end == at or not (is_cued or minutes <= 0):
        return None
    return _Time(index, end, hour, minutes, is_named)


def _minutes_behind(sentence: Sentence, clock: _Clock, at: int) -> tuple[int, int]:
    """Return the minutes in words that follow an hour, below zero behind "moins"."""
    sign = -1 if clock.has("minus", sentence.low(at)) else 1
    start = at + 1 if sign < 0 else at
    minutes, end = _number(sentence, start)
    counts = sentence.low(end) in sentence.lexicon.units
    if not clock.words["hours"] or not 0 < minutes < _HOUR or counts:
        return 0, at
    is_told = sign < 0 or sentence.is_word(start)
    return (sign * minutes, end) if is_told else (0, at)


def _hour(sentence: Sentence, clock: _Clock, index: int) -> tuple[int, int, bool]:
    """Return the hour at `index`, the token behind it, and whether it is noon or midnight."""
    low = sentence.low(index)
    if low in sentence.lexicon.time_words:
        return int(sentence.lexicon.time_words[low][:2]), index + 1, True
    if clock.has("one", low):
        return 1, index + 1, False
    value, end = _number(sentence, index)
    if not value and (value := _word_value(sentence, index)):
        end = index + 1
    return (value, end, False) if 0 < value <= _DAY else (0, index, False)


def _number(sentence: Sentence, index: int) -> tuple[int, int]:
    """Return a free whole number and the token behind it, 0 for none."""
    numeral = sentence.starting.get(index)
    if numeral is None or numeral.ordinal or numeral.scaled or not numeral.value.isdecimal():
        return 0, index
    short = len(numeral.value) <= len("59")
    return (int(numeral.value), numeral.end) if short else (0, index)


def _word_value(sentence: Sentence, index: int) -> int:
    """Return what one word states: une heure, the hour behind "без двадцати"."""
    value, role = sentence.lexicon.number_words.get(sentence.low(index), (0, "scale"))
    return value if role in {"one", "unit"} else 0
