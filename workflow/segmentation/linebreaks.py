"""Hard line breaks: which end a unit, and which stand inside one.

A letterhead set over three lines is one name; the lines of a contact block are four units; a
break inside a sentence is only layout. As in `rules`, small named rules decide in order about
each break, and words come from the language's data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.model import LineKind
from workflow.segmentation.rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from workflow.segmentation.profiles import Profile

    LineRule: TypeAlias = Callable[["Row", "Row", Profile], Verdict]

_FIRST = re.compile(r"[^\W_]+")
_LAST = re.compile(r"(?:[^\W_]+['’.]?|&)$")
_ITEM = re.compile(r"\s*(?:[-–—•·*]\s|\(?(?:\d{1,2}|[a-z])[.)]\s|\d{1,2}°\s)")
_MIN_SENTENCE = 3
_PARTS_OF_NAME = range(2, 7)
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-]+[^\W\d_]*)*")
_LONGEST_OFFICE = 60
"""Characters; what a signatory is stands in one line."""
_LONGEST_OWN_LINE = 80
"""Characters under which a line of its own stays; longer ones are paragraphs that were wrapped."""
_NARROWEST = 50
"""Characters; no editor wraps a text in narrower lines."""
_SERIES = 3
"""Lines that make a series: names of laureates, of those present."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line between hard breaks."""

    text: str
    """Its visible text, stripped."""
    kind: LineKind
    """What it would be alone."""

    @property
    def first(self) -> str:
        """The first word as written."""
        found = _FIRST.search(self.text)
        return found[0] if found else ""

    @property
    def last(self) -> str:
        """The last word, its apostrophe or full stop included."""
        found = _LAST.search(self.text)
        return found[0].casefold().replace("’", "'") if found else ""

    @property
    def is_capitals(self) -> bool:
        """Tell whether no small letter is in the line."""
        return self.text.isupper()

    def is_name(self, profile: Profile) -> bool:
        """Tell whether the line is a person's name: capitals and particles, nothing else."""
        words = self.text.split()
        if len(words) not in _PARTS_OF_NAME or not all(_NAME_WORD.fullmatch(w) for w in words):
            return False
        named = [word for word in words if word.casefold() not in profile.particles]
        return len(named) >= _PARTS_OF_NAME.start and all(word[0].isupper() for word in named)

    def ends_with(self, marks: str) -> bool:
        """Tell whether the line ends with one of `marks`, closing marks aside."""
        return self.text.rstrip(" \u00a0\u202f»”\"')]*_").endswith(tuple(marks))


def ends_unit(rows: Sequence[Row], profile: Profile) -> tuple[tuple[bool, str], ...]:
    """Return for each break between `rows` whether it ends a unit, and the rule that says so."""
    return tuple(_decide(before, after, profile) for before, after in pairwise(rows))


def own_lines(
    texts: Sequence[str], profile: Profile, classify: Callable[[str], LineKind]
) -> tuple[bool, ...]:
    """Return for each soft break between lines of a paragraph whether its author meant it.

    Many press offices type one thing a line without the two spaces that Markdown wants. A line that
    was wrapped has no room for the next word; so nothing is told from long lines, from small
    letters after the break, or from a word or comma that cannot end a line.
    """
    if len(texts) == 1:
        return ()
    rows = [Row(text=text, kind=LineKind.PROSE) for text in texts]
    items = [bool(_ITEM.match(text)) for text in texts]
    width = max(map(len, texts))
    free = [_may_part(*pair, profile) for pair in pairwise(rows)]
    full = [not _has_room(*pair, width) for pair in pairwise(rows)]
    # After the longest line of all there is never room.
    series = len(rows) >= _SERIES and width <= _LONGEST_OWN_LINE and all(free) and sum(full) <= 1
    return tuple(
        _begins_item(before, items[at : at + 2])
        or _are_addressed(before, after, profile)
        or series
        or (
            free[at]
            and _has_room(before, after, max(width, _NARROWEST))
            and _is_structured(before, after, classify)
        )
        for at, (before, after) in enumerate(pairwise(rows))
    )


def _may_part(before: Row, after: Row, profile: Profile) -> bool:
    """Tell whether the first line may end where it does, and the second begin a unit."""
    if not before.first or not after.first or after.first[0].islower():
        return False
    return before.last not in profile.line_ends and not before.ends_with(",，،、")


def _has_room(before: Row, after: Row, width: int) -> bool:
    """Tell whether the next word would have stood in the line."""
    return len(before.text) + 1 + len(after.text.partition(" ")[0]) <= width


def _begins_item(before: Row, items: Sequence[bool]) -> bool:
    """Tell whether the second line begins an item: "… :" / "— la paix ;" / "— le climat."."""
    return items[1] and (items[0] or before.ends_with(":;：；"))


def _is_structured(before: Row, after: Row, classify: Callable[[str], LineKind]) -> bool:
    kinds = {LineKind.DATELINE, LineKind.CONTACT}
    return bool({classify(before.text), classify(after.text)} & kinds)


def structured_line(before: Row, after: Row, _: Profile) -> Verdict:
    """Split around a dateline, a telephone number, an address."""
    kinds = {LineKind.DATELINE, LineKind.CONTACT}
    return Verdict.SPLIT if {before.kind, after.kind} & kinds else Verdict.PASS


def empty_line(before: Row, after: Row, _: Profile) -> Verdict:
    """Split at a line without words, which belongs to no unit."""
    return Verdict.PASS if before.first and after.first else Verdict.SPLIT


def new_item(_: Row, after: Row, __: Profile) -> Verdict:
    """Split before a dash, a bullet or a number that begins an item."""
    return Verdict.SPLIT if _ITEM.match(after.text) else Verdict.PASS


def colon(before: Row, _: Row, __: Profile) -> Verdict:
    """Split after a line that announces the next ones: "Contact presse :"."""
    return Verdict.SPLIT if before.ends_with(":：") else Verdict.PASS


def sentence_end(before: Row, _: Row, profile: Profile) -> Verdict:
    """Join after a stop: the rules for sentences know whether one ends there."""
    return Verdict.JOIN if before.ends_with(profile.stops + profile.wide_stops) else Verdict.PASS


def function_word_ends(before: Row, _: Row, profile: Profile) -> Verdict:
    """Join when the line cannot end where it does: "DE LA" / "RÉPUBLIQUE"."""
    return Verdict.JOIN if before.last in profile.line_ends else Verdict.PASS


def small_letter_follows(_: Row, after: Row, __: Profile) -> Verdict:
    """Join when the next line goes on in small letters."""
    return Verdict.JOIN if after.first[:1].islower() else Verdict.PASS


def function_word_follows(before: Row, after: Row, profile: Profile) -> Verdict:
    """Join when a line in capitals goes on: "MINISTÈRE" / "DES ARMÉES"."""
    goes_on = after.first.casefold() in profile.line_starts and after.is_capitals
    return Verdict.JOIN if goes_on and before.is_capitals else Verdict.PASS


def broken_name(before: Row, after: Row, profile: Profile) -> Verdict:
    """Join two words in capitals, one a line: "RÉPUBLIQUE" / "FRANÇAISE"."""
    alone = all(row.is_capitals and row.text == row.first for row in (before, after))
    names = not {before.text.casefold(), after.text.casefold()} & profile.standalone
    return Verdict.JOIN if alone and names else Verdict.PASS


def signature(before: Row, after: Row, profile: Profile) -> Verdict:
    """Split an office from who holds it: "Le Premier ministre," / "Jean Dumoulin"."""
    first = before.first
    opens = first[:1].isupper() and {first.casefold(), f"{first.casefold()}'"} & profile.articles
    office = opens and before.ends_with(",") and len(before.text) <= _LONGEST_OFFICE
    return Verdict.SPLIT if office and after.is_name(profile) else Verdict.PASS


def salutation(before: Row, after: Row, profile: Profile) -> Verdict:
    """Split who is addressed in one line from those in the next: "Sire," / "Mesdames,"."""
    return Verdict.SPLIT if _are_addressed(before, after, profile) else Verdict.PASS


def _are_addressed(before: Row, after: Row, profile: Profile) -> bool:
    firsts = {before.first.casefold(), after.first.casefold()}
    short = max(len(before.text), len(after.text)) <= _LONGEST_OWN_LINE
    commas = before.ends_with(",،，、") and after.ends_with(",،，、:!.")
    return commas and short and firsts <= profile.salutations


def comma(before: Row, _: Row, __: Profile) -> Verdict:
    """Join after a comma."""
    return Verdict.JOIN if before.ends_with(",;،，、；") else Verdict.PASS


def runs_on(before: Row, after: Row, profile: Profile) -> Verdict:
    """Join a line that begins like a sentence to one that ends like it."""
    begins = before.first.casefold() in profile.openers
    long_enough = len(before.text.split()) >= _MIN_SENTENCE
    ends = after.ends_with(profile.stops) and after.first.casefold() not in profile.openers
    return Verdict.JOIN if begins and long_enough and ends else Verdict.PASS


def new_line(_: Row, __: Row, ___: Profile) -> Verdict:
    """Split: a line is a unit unless something joins it to the next."""
    return Verdict.SPLIT


LINE_RULES: tuple[LineRule, ...] = (
    empty_line,
    structured_line,
    new_item,
    colon,
    sentence_end,
    function_word_ends,
    small_letter_follows,
    function_word_follows,
    broken_name,
    signature,
    salutation,
    comma,
    runs_on,
    new_line,
)


def _decide(before: Row, after: Row, profile: Profile) -> tuple[bool, str]:
    for rule in LINE_RULES:
        verdict = rule(before, after, profile)
        if verdict is not Verdict.PASS:
            return verdict is Verdict.SPLIT, rule.__name__
    raise AssertionError("the last rule decides")
