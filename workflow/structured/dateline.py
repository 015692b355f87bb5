"""Datelines: where and when a text is given, read in one language and written in another.

"Paris, le vendredi 3 novembre 2017", "Fait à La Haye, le 1er mars 2018.", "PARIS, LE 3 NOVEMBRE
2017", "Le 3 novembre 2017 à 14 h 30". A line that holds anything more is none.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from workflow.languages import base_of
from workflow.structured.capitals import capitalise_name, to_capitals
from workflow.structured.clock import Time, parse_times, render_times, time_words
from workflow.structured.data import fold, load_table
from workflow.structured.dates import Date, date_pattern, read_date, render_date
from workflow.structured.places import has_cities, is_known, place_in, translate_place, writes_latin

if TYPE_CHECKING:
    from collections.abc import Callable

    from workflow.model import LangTag

PlaceNames: TypeAlias = "Callable[[str], str | None]"
"""Gives the target name of a place, None when it does not know; asked before our own table."""

_LONGEST = 160
_MANY_WORDS = 6
_ABBREVIATED = re.compile(r"[\s.][^\W\d_]{1,2}\.$")
"""The full stop of "p.m." or "г." ends no sentence."""

_SPACES = re.compile(r"\s+")
_PLACE_JOINTS = re.compile(r" ?/ ?| [–—-] |, ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What a dateline says."""

    places: tuple[str, ...] = ()
    """As written, capitals included."""
    made: bool = False
    """The line says that a text was done at the place: "Fait à"."""
    date: Date | None = None
    times: tuple[Time, ...] = ()
    full_stop: bool = False
    capitals: bool = False


def parse_dateline(text: str, lang: LangTag, *, brief: bool = False) -> Dateline | None:
    """Return what `text` says when it is a dateline, or a time alone, and nothing else.

    `brief` lets names be abbreviated, which in running text would take too much for a dateline.
    """
    if len(text) > 2 * _LONGEST:
        return None
    line = _SPACES.sub(" ", text).strip()
    if len(line) > _LONGEST or not any(character.isdigit() for character in line):
        return None
    full_stop = line.endswith(".") and not _ABBREVIATED.search(line)
    times = parse_times(line, lang)
    if times:
        return Dateline(times=times)
    match = _match(line.rstrip("."), lang, brief=brief)
    if match is None:
        return None
    date = read_date(match, lang)
    head = _places(line[: match.end("head")] if match["head"] else "", lang)
    tail = _times(line.rstrip(".")[match.end("date") :], lang)
    if date is None or head is None or tail is None or _is_bare(head[0], match["date"], lang):
        return None
    return Dateline(
        places=head[0],
        made=head[1],
        date=date,
        times=tail,
        full_stop=full_stop,
        capitals=line.isupper(),
    )


def render_dateline(
    dateline: Dateline,
    *,
    source_lang: LangTag,
    target_lang: LangTag,
    place: PlaceNames | None = None,
    inside: bool = False,
) -> str | None:
    """Return the dateline as the target language writes it; None when a place has no name there.

    An unknown place keeps its name where the target is written in Latin letters. `inside` writes
    the date as it is within a phrase.
    """
    written = _when(dateline, target_lang, inside=inside)
    if written is None:
        return None
    if dateline.places:
        written = _with_places(dateline, written, source_lang, target_lang, place)
    if written is None:
        return None
    if dateline.capitals:
        return to_capitals(written, target_lang) + "." * dateline.full_stop
    if not dateline.places and not inside:
        written = written[:1].upper() + written[1:]
    return written + "." * (dateline.full_stop and not written.endswith("."))


def _when(dateline: Dateline, lang: LangTag, *, inside: bool) -> str | None:
    time = render_times(dateline.times, lang) if dateline.times else ""
    if dateline.date is None or time is None:
        return time
    date = render_date(dateline.date, lang, inside=inside)
    if date is None or not time:
        return date
    return load_table(lang, "dateline").text("with_time").format(date=date, time=time)


def _with_places(
    dateline: Dateline,
    date: str,
    source_lang: LangTag,
    target_lang: LangTag,
    place: PlaceNames | None,
) -> str | None:
    table = load_table(target_lang, "dateline")
    names = [_name(name, source_lang, target_lang, place) for name in dateline.places]
    if not all(names):
        return None
    places = _join([name for name in names if name], table.text("and"))
    template = table.text("made_at") if dateline.made else ""
    if "{places_in}" in template:
        located = [
            place_in(name, source_lang=source_lang, target_lang=target_lang)
            for name in dateline.places
        ]
        inside = _join([name for name in located if name], table.text("and"))
        template = template if all(located) else ""
        return (template or table.text("with_place")).format(
            places=places, places_in=inside, date=date
        )
    return (template or table.text("with_place")).format(places=places, date=date)


def _join(names: list[str], last: str) -> str:
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _name(
    name: str, source_lang: LangTag, target_lang: LangTag, place: PlaceNames | None
) -> str | None:
    written = capitalise_name(name, source_lang) if name.isupper() else name
    given = place(written) if place else None
    known = given or translate_place(name, source_lang=source_lang, target_lang=target_lang)
    if known or is_known(name, source_lang):
        return known
    # The name of an unknown place is its own only if the table knows how the source names places.
    return written if writes_latin(target_lang) and has_cities(source_lang) else None


def _match(line: str, lang: LangTag, *, brief: bool) -> re.Match[str] | None:
    folded = _fold_in_place(line)
    return _pattern(base_of(lang), brief=brief).fullmatch(folded) if folded else None


def _fold_in_place(line: str) -> str | None:
    """Fold letter by letter, so that offsets stay those of `line`; None where that cannot be."""
    if line.isascii():
        return line.casefold()
    letters = [_fold_letter(letter) for letter in line]
    return "".join(letters) if all(len(letter) == 1 for letter in letters) else None


@functools.lru_cache(maxsize=1024)
def _fold_letter(letter: str) -> str:
    return " " if letter.isspace() else fold(letter)


@functools.cache
def _pattern(base: LangTag, *, brief: bool) -> re.Pattern[str]:
    date = date_pattern(base, brief=brief) or "(?!)"
    articles = "|".join(
        re.escape(fold(word)) for word in load_table(base, "dateline").words("articles")
    )
    between = rf"(?: ?[,،，:–—-] ?| (?=(?:{articles or '(?!)'}) ))"
    return re.compile(
        rf"(?:(?P<head>.{{1,80}}?){between})??(?P<date>{date})(?: ?[,،–—-])? ?(?P<tail>.*)"
    )


def _times(tail: str, lang: LangTag) -> tuple[Time, ...] | None:
    """Return the times after a date; None when something else stands there."""
    text = tail.strip(" ,،–—-()")
    if not text:
        return ()
    for word in time_words(lang):
        if fold(text).startswith(f"{fold(word)} "):
            text = text[len(word) :].strip()
            break
    return parse_times(text, lang) or None


def _places(head: str, lang: LangTag) -> tuple[tuple[str, ...], bool] | None:
    """Return the places before a date and whether a text was done there; None for other words."""
    table = load_table(lang, "dateline")
    made = next(
        (word for word in table.words("made") if fold(head).startswith(fold(word) + " ")), ""
    )
    rest = head[len(made) :].strip(" ,")
    if not rest:
        return None if made else ((), False)
    if is_known(rest, lang):
        return (rest,), bool(made)
    joiners = "|".join(rf" {re.escape(word)} " for word in table.words("joiners"))
    joints = f"{_PLACE_JOINTS.pattern}|{joiners}" if joiners else _PLACE_JOINTS.pattern
    names = tuple(name for name in re.split(joints, rest, flags=re.IGNORECASE) if name)
    return (names, bool(made)) if all(_is_place(name, lang) for name in names) else None


def _is_bare(places: tuple[str, ...], date: str, lang: LangTag) -> bool:
    """Tell whether an unknown place lacks the article that would show the line for a dateline."""
    table = load_table(lang, "dateline")
    if table.text("unknown_place") != "article" or all(is_known(name, lang) for name in places):
        return False
    return not date.startswith(tuple(f"{fold(word)} " for word in table.words("articles")))


def _is_place(name: str, lang: LangTag) -> bool:
    """Tell whether an unknown name looks like a place: capitals, small words, no common noun."""
    if is_known(name, lang) or is_known(name.partition(" (")[0], lang):
        return True
    table = load_table(lang, "dateline")
    particles = {fold(word) for word in table.words("particles")}
    common = {fold(word) for word in table.words("not_places")}
    first, *others = re.findall(r"[^\W_]+", name) or [""]
    names = [first, *(word for word in others if fold(word) not in particles)]
    shaped = all(word[:1].isupper() for word in names) and len(others) < _MANY_WORDS
    return shaped and not any(fold(word) in common for word in names)
