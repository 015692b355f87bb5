"""The rules that decide whether a sentence ends at a candidate: small, named, in order.

Each answers split, join or pass; the first that does not pass decides, and its name is kept with
the decision. A rule knows no language: words and abbreviations come from the `Profile`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from workflow.segmentation.candidates import TAIL, has_blank_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from workflow.segmentation.candidates import Candidate
    from workflow.segmentation.profiles import Profile

    Rule: TypeAlias = Callable[[Candidate, Profile], "Verdict"]


RULES_VERSION = 1
"""Goes up when a release of the program cuts the same source into other segments."""


class Verdict(Enum):
    """What a rule answers."""

    SPLIT = "split"
    JOIN = "join"
    PASS = "pass"  # noqa: S105 - a verdict, not a password


SPLIT, JOIN, PASS = Verdict.SPLIT, Verdict.JOIN, Verdict.PASS

# --- The shape of the text ----------------------------------------------------------------------


def blank_line(at: Candidate, _: Profile) -> Verdict:
    """Split at an empty line."""
    return SPLIT if not at.stop or has_blank_line(at.gap) else PASS


def end_of_text(at: Candidate, _: Profile) -> Verdict:
    """Split where nothing follows."""
    return PASS if at.following else SPLIT


def inside_markup(at: Candidate, _: Profile) -> Verdict:
    """Join inside a construct that must stay whole: **bold**, a link, code."""
    return JOIN if at.enclosed == "markup" else PASS


def inside_passage(at: Candidate, _: Profile) -> Verdict:
    """Join inside a quotation or brackets: « Nous agirons. Nous ne céderons pas. »."""
    return JOIN if at.enclosed == "passage" else PASS


def no_word_yet(at: Candidate, _: Profile) -> Verdict:
    """Join marks that no word precedes: "[…] Le Président", "... et la suite"."""
    return PASS if at.has_word else JOIN


def more_punctuation(at: Candidate, profile: Profile) -> Verdict:
    """Join before a mark that goes on with the sentence: "? !", "etc. ;", "45 Md. €"."""
    if at.lead and at.after.start >= len(at.text):
        return JOIN
    if at.word or at.lead:
        return PASS
    if at.following in profile.stops + profile.wide_stops:
        return JOIN
    if at.following in "#@§":
        return PASS
    category = unicodedata.category(at.following)
    return JOIN if category[0] in "PZC" or category in {"Sc", "Sm", "Sk"} else PASS


def wide_stop(at: Candidate, profile: Profile) -> Verdict:
    """Split after 。, which needs no space."""
    return SPLIT if any(stop in profile.wide_stops for stop in at.stop) else PASS


def missing_space(at: Candidate, profile: Profile) -> Verdict:
    """Without a space split only where both sides are plain words: "fin.Le", not "elysee.Fr"."""
    if at.gap:
        return PASS
    plain = _PLAIN_WORD.search(at.tail) and at.word[:1].isupper() and not at.lead
    return SPLIT if plain and _opens_sentence(at, profile) and _stands_alone(at) else JOIN


_PLAIN_WORD = re.compile(r"(?:^|[\s('’«“\"-])[^\W\d_]{2,}[^\W\d_A-Z]\s?[»”\")]?$")

# --- What follows -------------------------------------------------------------------------------


def lower_case_follows(at: Candidate, _: Profile) -> Verdict:
    """Join before a small letter: « Pourquoi ? » demande-t-il."""
    return JOIN if _is_small(at.word[:1]) else PASS


def list_marker(at: Candidate, _: Profile) -> Verdict:
    """Join the number of an item to its text: "1. Les Parties", "… : 1. Le climat ; 2. La paix"."""
    begins = at.length <= _MARKER and _ORDINAL.match(at.tail)
    return JOIN if begins or _INSIDE_LIST.search(at.tail) else PASS


_MARKER = 8
_INSIDE_LIST = re.compile(
    r":\s+(?:1|a|A|I|i)$|;\s+(?:\d{1,2}|[^\W\d_]|[IVXivx]{1,4})$|\s[–—-]\s+[IVX]{1,5}$"
)
_ORDINAL = re.compile(r"\W*(?:\d{1,3}|[^\W\d_]|[IVX]{1,5}|[ivx]{1,4})(?:\.\d{1,2}){0,3}$")

# --- Abbreviations ------------------------------------------------------------------------------


def no_abbreviation(at: Candidate, _: Profile) -> Verdict:
    """Split after anything but one full stop: no abbreviation ends in "?", "…" or "!"."""
    return PASS if at.is_full_stop else SPLIT


def year_mark(at: Candidate, profile: Profile) -> Verdict:
    """Join a year that cannot end a sentence: "…, 1898 г. В 1854 году", "В 2017 г. Россия".

    Set off by a comma it dates a work; alone with its day, month or preposition it only opens the
    sentence.
    """
    if not _is(at, profile.years):
        return PASS
    if _DATED.search(at.tail):
        return JOIN
    return JOIN if at.length < TAIL and _only_a_date(at.tail, profile) else PASS


_DATED = re.compile(r",\s\d{4}\s+[^\W\d_]+$")


def _only_a_date(head: str, profile: Profile) -> bool:
    *words, _ = re.findall(r"(?![IVXLC]+\b)[^\W\d_]+", head)
    return set(map(str.casefold, words)) <= profile.openers | profile.months


def unit(at: Candidate, profile: Profile) -> Verdict:
    """After a number an abbreviation is a unit: "45 M. Le plan", but "14 h. 30"."""
    if not _is_unit(at, profile):
        return PASS
    return JOIN if at.word[:1].isdigit() or _is_initial(at) else SPLIT


def inside_brackets(at: Candidate, profile: Profile) -> Verdict:
    """Join where the full stop is an abbreviation's and a bracket closes: "(20 h.) Le"."""
    if at.closers.isdisjoint(")]"):
        return PASS
    return JOIN if _is_unit(at, profile) or _is(at, profile.may_end) else PASS


def compound(at: Candidate, profile: Profile) -> Verdict:
    """Join the parts of one abbreviation: "z. B.", "EE. UU.", "S. Exc."."""
    if at.gap and at.text[at.after.end : at.after.end + 1] == ".":
        return JOIN if any(f"{form}.{at.word}" in profile.compounds for form in at.forms) else PASS
    return PASS


def before_number(at: Candidate, profile: Profile) -> Verdict:
    """Join a reference to its number: "art. 5", "chap. IV", "art. L. 521-1"."""
    return JOIN if _is(at, profile.before_number) and _is_number(at, profile) else PASS


def before_name(at: Candidate, profile: Profile) -> Verdict:
    """Join a title to what it stands before: "M. Macron", "l'amb. Dupont"."""
    return JOIN if _is(at, profile.before_name) else PASS


def may_end(at: Candidate, profile: Profile) -> Verdict:
    """Split after an abbreviation that can be the last word: "etc. Le", "6 p.m. The"."""
    if not _is(at, profile.may_end):
        return PASS
    return JOIN if at.word.casefold() in profile.continuations else SPLIT


def never_final(at: Candidate, profile: Profile) -> Verdict:
    """Join after an abbreviation that announces what follows: "cf. Annexe"."""
    return JOIN if _is(at, profile.never_final) else PASS


def doubtful(at: Candidate, profile: Profile) -> Verdict:
    """After "Inc." or "Jr." split only before a word that opens sentences."""
    if not _is(at, profile.doubtful):
        return PASS
    return SPLIT if _opens_sentence(at, profile) else JOIN


# --- Single letters and numbers -----------------------------------------------------------------


def acronym(at: Candidate, profile: Profile) -> Verdict:
    """Tell a dotted acronym from initials by its length or its article: "l'O.N.U. Le"."""
    letters = _letters(at)
    alone = letters == _PAIR and len(_JOINTS.split(at.forms[0])) == _PAIR
    if letters < _ACRONYM and not (alone and at.before in profile.articles):
        return PASS
    if _opens_sentence(at, profile):
        return SPLIT
    return SPLIT if profile.acronym_ends and not _is_initial(at) else JOIN


def initial(at: Candidate, profile: Profile) -> Verdict:
    """Join initials to a name, not a letter that ends a sentence: "E. Philippe", "plan B. Il"."""
    letters = _letters(at)
    if not letters:
        return PASS
    if at.word[:1].isdigit() and (_after_reference(at, profile) or _is_of_code(at, profile)):
        return JOIN
    if letters == 1 and _is_label(at, profile):
        return SPLIT
    if _is_initial(at) or at.word.casefold() in profile.particles:
        return JOIN
    return SPLIT if _opens_sentence(at, profile) or not at.word[:1].isalpha() else JOIN


_ACRONYM, _PAIR = 3, 2


def ordinal(at: Candidate, profile: Profile) -> Verdict:
    """Join an ordinal to its noun where a full stop makes one: "3. November", "2. Weltkrieg"."""
    if at.forms or at.lead or not _SHORT_NUMBER.search(at.tail):
        return PASS
    word = at.word.casefold()
    if word in profile.months:
        return JOIN
    inside = profile.ordinal_dot and word[:1].isalpha() and word not in profile.openers
    return JOIN if inside else PASS


_SHORT_NUMBER = re.compile(r"(?:^|[^\w.,])\d{1,2}$")


def new_sentence(_: Candidate, __: Profile) -> Verdict:
    """Split: nothing speaks for going on."""
    return SPLIT


RULES: tuple[Rule, ...] = (
    blank_line,
    end_of_text,
    inside_markup,
    inside_passage,
    no_word_yet,
    more_punctuation,
    wide_stop,
    missing_space,
    lower_case_follows,
    no_abbreviation,
    inside_brackets,
    compound,
    year_mark,
    unit,
    before_number,
    may_end,
    before_name,
    never_final,
    doubtful,
    list_marker,
    acronym,
    initial,
    ordinal,
    new_sentence,
)

# --- What the rules ask -------------------------------------------------------------------------


def _is(at: Candidate, forms: frozenset[str]) -> bool:
    return not forms.isdisjoint(at.forms)


def _is_unit(at: Candidate, profile: Profile) -> bool:
    return at.number_before and bool(at.forms) and at.forms[0] in profile.units


def _is_small(letter: str) -> bool:
    # Georgian letters count as small in Unicode, though a sentence begins with them.
    return letter.islower() and not "ა" <= letter <= "ჿ"


def _opens_sentence(at: Candidate, profile: Profile) -> bool:
    return at.word.casefold() in profile.openers and not _is_initial(at)


def _stands_alone(at: Candidate) -> bool:
    follower = at.text[at.after.end : at.after.end + 1]
    return not follower or follower.isspace() or follower in "'’,"


def _is_initial(at: Candidate) -> bool:
    """Tell whether the next word is itself a dotted letter: "J. A. Smith"."""
    return len(at.word) == 1 and at.text[at.after.end : at.after.end + 1] == "."


def _is_number(at: Candidate, profile: Profile) -> bool:
    if at.word[:1].isdigit() or _is_initial(at) or _DOCKET.match(at.text, at.after.start):
        return True
    word = at.word.casefold()
    return bool(_ROMAN.fullmatch(at.word)) and word not in profile.openers


_ROMAN = re.compile(r"[IVXLC]+(?:er|re|e|bis|ter)?|[A-Z]\d+")
_DOCKET = re.compile(r"[A-Z]{1,2}[-‐‑]\d")


def _is_label(at: Candidate, profile: Profile) -> bool:
    labelled = at.number_before or at.before in profile.letter_labels or at.before == "°"
    return labelled or _GLUED.search(at.tail) is not None


_GLUED = re.compile(r"[/&\-‐‑][^\W\d_]$")


def _after_reference(at: Candidate, profile: Profile) -> bool:
    """Tell whether the letter belongs to a reference: "art. L. 521-1"."""
    return any(form.rpartition(".")[0] in profile.before_number for form in at.forms)


def _is_of_code(at: Candidate, profile: Profile) -> bool:
    """Tell whether letter and number are an article of a code: "les articles L. 311-1 et R. 40"."""
    return at.before in profile.code_articles or bool(_OF_CODE.match(at.text, at.after.start))


_OF_CODE = re.compile(r"\d{1,4}(?:[-‐‑]\d{1,4})+(?![\w/])")


def _letters(at: Candidate) -> int:
    """Count the single capital letters, dotted or hyphenated, before the full stop."""
    if not at.forms or len(_JOINTS.split(at.forms[-1])[-1]) > 1:
        return 0
    count = 0
    for part in reversed(_JOINTS.split(at.forms[0])):
        if len(part) != 1 or not part.isupper():
            break
        count += 1
    return count


_JOINTS = re.compile(r"[.‐‑-]+")
