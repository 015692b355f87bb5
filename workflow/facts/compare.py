"""Compare the facts of a sentence with those of its translation.

Facts are compared by their atoms, as sets: languages group the same numbers differently ("du 25 au
27 octobre" is one date or two), repeat a fact or refer back to it. What no atom of the other side
answers is lost or added, and a lost fact and an added one of the same family are one change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.facts import acronyms
from workflow.facts.transliterate import is_same_name
from workflow.facts.values import (
    LITERALS,
    NUMERIC,
    DifferenceKind,
    Fact,
    FactDifference,
    FactKind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from workflow.facts.acronyms import Equivalents
    from workflow.model import LangTag

_SMALL = frozenset({"1", "2", "3", "4"})
"""Numbers that languages like to say otherwise: both, a pair, the former and the latter."""


def compare_facts(
    source_facts: Sequence[Fact],
    target_facts: Sequence[Fact],
    source_lang: LangTag,
    target_lang: LangTag,
    *,
    equivalents: Equivalents | None = None,
) -> tuple[FactDifference, ...]:
    """Return what was lost, added or changed between a sentence and its translation.

    `equivalents` tells the forms of an acronym in another language besides the built-in ones; it
    is called with the acronym, its language and the other language.
    """
    source = _Side(source_facts, source_lang.split("-")[0])
    target = _Side(target_facts, target_lang.split("-")[0])
    known = equivalents or _none
    return (
        *_compare_family(source, target, NUMERIC, _numbers_missing),
        *_compare_family(source, target, LITERALS, _literals_missing),
        *_compare_acronyms(source, target, known),
        *_compare_names(source, target),
        *_compare_calendar(source, target),
        *_compare_units(source, target),
    )


def _none(_acronym: str, _lang: str, _other: str) -> tuple[str, ...]:
    return ()


@dataclass(slots=True)
class _Side:
    """The facts of one text and what they can answer."""

    facts: Sequence[Fact]
    language: str
    atoms: set[str] = field(default_factory=set)
    digits: set[str] = field(default_factory=set)
    """The digits of each number without separators: "1,500" misread answers "1500"."""
    words: list[str] = field(default_factory=list)
    """Every word that may be a name."""

    def __post_init__(self) -> None:
        for fact in self.facts:
            self.atoms.update(fact.atoms)
            if fact.kind in NUMERIC:
                self.digits.add("".join(char for char in fact.text if char.isdecimal()))
            self.words.extend(atom[2:] for atom in fact.atoms if atom.startswith("n:"))

    def firm(self, kinds: Iterable[FactKind]) -> list[Fact]:
        """Return the facts of some kinds that must not be lost."""
        return [fact for fact in self.facts if fact.firm and fact.kind in kinds]


def _compare_family(
    source: _Side,
    target: _Side,
    kinds: frozenset[FactKind],
    missing: Callable[[Fact, _Side], bool],
) -> list[FactDifference]:
    lost = [fact for fact in source.firm(kinds) if missing(fact, target)]
    added = [fact for fact in target.firm(kinds) if missing(fact, source)]
    return _pair(lost, added)


def _pair(lost: list[Fact], added: list[Fact]) -> list[FactDifference]:
    """Join lost and added facts into changes, those of one kind first."""
    differences = []
    rest = list(added)
    alone = []
    for fact in _unique(lost):
        partner = next((other for other in rest if other.kind is fact.kind), None)
        if partner is None:
            alone.append(fact)
            continue
        rest = [other for other in rest if other.value != partner.value]
        differences.append(_difference(DifferenceKind.CHANGED, fact, partner))
    for fact in alone:
        partner = rest[0] if rest else None
        rest = [other for other in rest if partner is None or other.value != partner.value]
        kind = DifferenceKind.CHANGED if partner else DifferenceKind.LOST
        differences.append(_difference(kind, fact, partner))
    differences.extend(_difference(DifferenceKind.ADDED, None, fact) for fact in _unique(rest))
    return differences


def _unique(facts: Iterable[Fact]) -> list[Fact]:
    return list({(fact.kind, fact.value): fact for fact in facts}.values())


def _difference(kind: DifferenceKind, source: Fact | None, target: Fact | None) -> FactDifference:
    facts = [fact for fact in (source, target) if fact is not None]
    doubtful = any(fact.words or _is_glued(fact) for fact in facts)
    if kind is not DifferenceKind.CHANGED or len({fact.kind for fact in facts}) > 1:
        doubtful = doubtful or any(_is_small(fact) for fact in facts)
        # The number of a paragraph may be part of the text or of the layout.
        doubtful = doubtful or any(fact.span.start == 0 for fact in facts)
    if kind is DifferenceKind.ADDED:
        # Translators add the year to a day and the month to a meeting.
        doubtful = doubtful or any(fact.kind is FactKind.DATE for fact in facts)
    return FactDifference(kind=kind, source=source, target=target, certain=not doubtful)


def _is_glued(fact: Fact) -> bool:
    """Tell whether a year and a footnote mark, or two years, may have run together."""
    return fact.text.isdecimal() and len(fact.text) > len("2017") and fact.text[:2] in _CENTURIES


_CENTURIES = frozenset({"19", "20"})


def _is_small(fact: Fact) -> bool:
    return set(fact.atoms) <= _SMALL


# --- Numbers, dates, times ---------------------------------------------------------------------


def _numbers_missing(fact: Fact, other: _Side) -> bool:
    return any(not _answers(atom, fact, other) for atom in fact.atoms)


def _answers(atom: str, fact: Fact, other: _Side) -> bool:
    if atom in other.atoms or f"~{atom}" in other.atoms:
        return True
    if atom.startswith("t"):
        return _time_answers(atom[1:], other)
    if atom[:1] in "~w":
        return True
    if fact.kind is FactKind.TIME or not atom[:1].isdigit():
        return False
    return _in_a_time(atom, other) or _same_digits(fact, other)


def _time_answers(time: str, other: _Side) -> bool:
    """Tell whether a time of day stands there as numbers, or on the twelve-hour clock."""
    hour, minute = (int(part) for part in time.split(":"))
    hours = {hour, (hour + 12) % 24}
    if {f"t{h:02}:{minute:02}" for h in hours} & other.atoms:
        return True
    numbers = {str(h) for h in hours} | {str(hour % 12)}
    exact = f"{hour}.{minute:02}".rstrip("0").rstrip(".")
    if exact in other.atoms:
        return True
    return bool(numbers & other.atoms) and (minute == 0 or str(minute) in other.atoms)


def _in_a_time(atom: str, other: _Side) -> bool:
    """Tell whether a number stands there as the hour: "dix heures", 10:00."""
    if not (atom.isdecimal() and len(atom) <= len("24")):
        return False
    return any(
        value.startswith("t") and value.endswith(":00") and int(value[1:3]) == int(atom)
        for value in other.atoms
    )


def _same_digits(fact: Fact, other: _Side) -> bool:
    digits = "".join(char for char in fact.text if char.isdecimal())
    return len(digits) > len(fact.value) // 2 and len(digits) > 1 and digits in other.digits


def _literals_missing(fact: Fact, other: _Side) -> bool:
    return not set(fact.atoms) <= other.atoms


def _compare_calendar(source: _Side, target: _Side) -> list[FactDifference]:
    """Compare weekdays and relative days, which may be dropped but not changed."""
    differences = []
    for prefix in ("w", "r"):
        ours = [fact for fact in source.facts if _has_atom(fact, prefix)]
        theirs = [fact for fact in target.facts if _has_atom(fact, prefix)]
        known = {fact.value for fact in theirs}
        lost = [fact for fact in ours if fact.value not in known]
        known = {fact.value for fact in ours}
        added = [fact for fact in theirs if fact.value not in known]
        differences += [
            FactDifference(kind=DifferenceKind.CHANGED, source=one, target=other)
            for one, other in zip(lost, added, strict=False)
        ]
    return differences


def _has_atom(fact: Fact, prefix: str) -> bool:
    return fact.kind in {FactKind.WEEKDAY, FactKind.DATE} and fact.value.startswith(prefix)


def _compare_units(source: _Side, target: _Side) -> list[FactDifference]:
    """Compare the currency of equal sums and the unit of equal durations."""
    return [
        FactDifference(
            kind=DifferenceKind.CHANGED,
            source=fact,
            target=other,
            certain=fact.kind is FactKind.MONEY,
        )
        for fact in source.facts
        if fact.kind in {FactKind.MONEY, FactKind.DURATION}
        for other in _of_another_unit(fact, target)
    ]


def _of_another_unit(fact: Fact, target: _Side) -> list[Fact]:
    same = [
        other for other in target.facts if other.kind is fact.kind and other.atoms == fact.atoms
    ]
    if any(_unit(other) in {_unit(fact), ""} for other in same) or not _unit(fact):
        return []
    return same[:1]


def _unit(fact: Fact) -> str:
    if fact.kind is FactKind.DURATION:
        return fact.value[-1] + ("T" if "T" in fact.value else "")
    return fact.value.partition(" ")[2]


# --- Acronyms and names ------------------------------------------------------------------------


def _compare_acronyms(source: _Side, target: _Side, known: Equivalents) -> list[FactDifference]:
    kinds = (FactKind.ACRONYM,)
    lost = [fact for fact in source.firm(kinds) if _acronym_missing(fact, source, target, known)]
    added = [fact for fact in target.firm(kinds) if _acronym_missing(fact, target, source, known)]
    differences = []
    for fact in _unique(lost):
        partner = added.pop(0) if added else None
        kind = DifferenceKind.CHANGED if partner else DifferenceKind.LOST
        # Two acronyms that neither table knows may well be the same one in two languages.
        certain = partner is not None and _are_known(fact, partner, source, target)
        differences.append(FactDifference(kind=kind, source=fact, target=partner, certain=certain))
    differences.extend(
        FactDifference(kind=DifferenceKind.ADDED, target=fact, certain=False)
        for fact in _unique(added)
    )
    return differences


def _are_known(fact: Fact, partner: Fact, source: _Side, target: _Side) -> bool:
    return acronyms.is_known(fact.value, source.language) and acronyms.is_known(
        partner.value, target.language
    )


def _acronym_missing(fact: Fact, side: _Side, other: _Side, known: Equivalents) -> bool:
    form = fact.value
    allowed = {
        form,
        *acronyms.equivalents(form, side.language, other.language),
        *known(form, side.language, other.language),
    }
    present = {fact.value for fact in other.facts if fact.kind is FactKind.ACRONYM}
    latin = {acronyms.latin_form(value) for value in present}
    if allowed & present or acronyms.latin_form(form) in latin:
        return False
    wanted = {word.casefold() for value in allowed for word in value.split()}
    if wanted & {word.casefold() for word in (*other.words, *present)}:
        return False
    if any(set(fact.atoms[1:]) & other.atoms for _ in fact.atoms[1:]):
        return False
    spelled = (*present, *other.words)
    return not any(is_same_name(form, word, side.language, other.language) for word in spelled)


def _compare_names(source: _Side, target: _Side) -> list[FactDifference]:
    lost = [fact for fact in _names(source) if _name_missing(fact, source, target)]
    added = [fact for fact in _names(target) if _name_missing(fact, target, source)]
    differences = []
    for fact in _unique(lost):
        partner = next((other for other in added if other.kind is fact.kind), None)
        if partner is not None:
            added.remove(partner)
        kind = DifferenceKind.CHANGED if partner else DifferenceKind.LOST
        # A name may be said by an adjective, an office or a pronoun: never sure.
        differences.append(FactDifference(kind=kind, source=fact, target=partner, certain=False))
    differences.extend(
        FactDifference(kind=DifferenceKind.ADDED, target=fact, certain=False)
        for fact in _unique(added)
    )
    return differences


def _names(side: _Side) -> list[Fact]:
    return side.firm((FactKind.NAME, FactKind.PLACE))


def _name_missing(fact: Fact, side: _Side, other: _Side) -> bool:
    """Tell whether some word of a name has no like on the other side."""
    keys = [atom for atom in fact.atoms if atom.startswith("@")]
    if any(key in other.atoms for key in keys):
        return False
    words = [atom[2:] for atom in fact.atoms if atom.startswith("n:")]
    found = [word for word in words if _is_said(word, side, other)]
    if keys:
        return not found
    return len(found) < len(words)


def _is_said(word: str, side: _Side, other: _Side) -> bool:
    return any(is_same_name(word, spoken, side.language, other.language) for spoken in other.words)
