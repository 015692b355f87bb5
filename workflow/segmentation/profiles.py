"""What a language's data files say about its sentences, ready for the rules.

Everything that differs between languages is in ``langs/*.toml`` (its README lists the keys); this
module only merges a language's file with ``default.toml`` and indexes it. Adding a language is
adding a file.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, TypeAlias

from workflow.languages import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.model import LangTag

Table: TypeAlias = "dict[str, dict[str, list[str] | str | bool]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The sentence data of one language; words are in lower case, abbreviations as written."""

    stops: str
    wide_stops: str
    pairs: tuple[tuple[str, str], ...]
    """Quotation marks and brackets: opening and closing character."""
    spaced_closers: str
    ordinal_dot: bool
    acronym_ends: bool
    before_name: frozenset[str]
    before_number: frozenset[str]
    never_final: frozenset[str]
    may_end: frozenset[str]
    doubtful: frozenset[str]
    units: frozenset[str]
    years: frozenset[str]
    compounds: frozenset[str]
    """The beginnings of abbreviations of several parts: ``op.cit``, ``до.н`` and ``до.н.э``."""
    openers: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    letter_labels: frozenset[str]
    code_articles: frozenset[str]
    months: frozenset[str]
    continuations: frozenset[str]
    line_ends: frozenset[str]
    line_starts: frozenset[str]
    standalone: frozenset[str]
    salutations: frozenset[str]

    @property
    def closers(self) -> str:
        """Closing characters, straight quotation marks and the apostrophe included."""
        return "".join(closing for _, closing in self.pairs) + "\"'’”"

    @property
    def opening(self) -> str:
        """Opening characters, straight quotation marks included."""
        return "".join(opening for opening, _ in self.pairs) + "\"'‘¿¡"


def load_profile(lang: LangTag) -> Profile:
    """Return the data of `lang`; of its base language, then the defaults, where it has none."""
    return _load(base_of(lang))


@functools.cache
def candidate_pattern(profile: Profile) -> re.Pattern[str]:
    """Compile what finds every candidate of a text: stops and the closers that follow them.

    Each match takes all it can and cannot fail once begun, so a scan is linear on any text.
    """
    stops = re.escape(profile.stops + profile.wide_stops)
    closers = re.escape(profile.closers)
    spaced = re.escape(profile.spaced_closers)
    after_space = rf"|[ \u00a0\u202f][{spaced}]" if spaced else ""
    return re.compile(rf"[{stops}](?:[{stops}{closers}]{after_space})*+|\n[ \t\r]*+\n")


@functools.cache
def pair_pattern(profile: Profile) -> re.Pattern[str]:
    """Compile what finds quotation marks, brackets and the blank lines that end them all."""
    marks = re.escape("".join(opening + closing for opening, closing in profile.pairs) + '"')
    return re.compile(rf"[{marks}]|\n[ \t\r]*+\n")


@functools.cache
def right_pattern(profile: Profile) -> re.Pattern[str]:
    """Compile what reads the text after a candidate: gap, opening marks and dashes, first word."""
    opening = re.escape(profile.opening)
    return re.compile(
        rf"(?P<gap>\s*+)(?P<lead>(?:[{opening}\-‐‑–—―•·*]\s*+)*+)(?P<word>[^\W_]{{0,40}})"
    )


@functools.cache
def _load(base: str) -> Profile:
    default, own = _read("default"), _read(base)
    marks = {**default["marks"], **own.get("marks", {})}
    forms = {key: _forms(_merged(default, own, "abbreviations", key)) for key in _CLASSES}
    words = {key: _words(_merged(default, own, "words", key)) for key in _WORDS}
    lines = {name: _words(_merged(default, own, "lines", key)) for name, key in _LINES}
    pairs = [*_list(marks["quotes"]), *_list(marks["brackets"])]
    return Profile(
        stops=str(marks["stops"]),
        wide_stops=str(marks["wide_stops"]),
        pairs=tuple((pair[0], pair[1]) for pair in pairs),
        spaced_closers=str(marks["spaced_closers"]),
        ordinal_dot=bool(marks["ordinal_dot"]),
        acronym_ends=bool(marks["acronym_ends"]),
        compounds=frozenset(part for kind in forms.values() for part in _compounds(kind)),
        **forms,
        **words,
        **lines,
    )


_CLASSES = ("before_name", "before_number", "never_final", "may_end", "doubtful", "units", "years")
_WORDS = (
    "openers",
    "particles",
    "articles",
    "letter_labels",
    "code_articles",
    "months",
    "continuations",
)
_LINES = (
    ("line_ends", "ends"),
    ("line_starts", "starts"),
    ("standalone", "standalone"),
    ("salutations", "salutations"),
)


def _read(name: str) -> Table:
    file = resources.files("workflow.segmentation") / "langs" / f"{name}.toml"
    if not name.isalnum() or not file.is_file():
        return {}
    return tomllib.loads(file.read_text("utf-8"))


def _merged(default: Table, own: Table, table: str, key: str) -> list[str]:
    return [*_list(default[table][key]), *_list(own.get(table, {}).get(key, []))]


def _list(value: list[str] | str | bool) -> list[str]:  # noqa: FBT001 - a TOML value, not a flag
    return value if isinstance(value, list) else []


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _compounds(forms: Iterable[str]) -> Iterator[str]:
    for form in forms:
        parts = form.split(".")
        yield from (".".join(parts[:count]) for count in range(2, len(parts) + 1))


def _forms(abbreviations: Iterable[str]) -> frozenset[str]:
    """Add the capitalised and the all-capital form of the entries that are words.

    A single letter stays as it is: "p." is a page, "P." a first name.
    """
    forms = set(abbreviations)
    long = [form for form in forms if len(form) > 1]
    return frozenset(
        forms.union(form[0].upper() + form[1:] for form in long if form[0].islower()).union(
            form.upper() for form in long if form[0].islower()
        )
    )
