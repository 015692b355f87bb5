"""Which acronyms have no answer on the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.facts import acronyms
from workflow.facts.expansions import (
    goes_by_another_word,
    is_announced,
    is_spelled_out_there,
    is_turned,
)
from workflow.facts.sides import unique
from workflow.facts.transliterate import is_same_name, similarity
from workflow.facts.values import DifferenceKind, Fact, FactDifference, FactKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.facts.acronyms import Equivalents
    from workflow.facts.sides import Side

_ENDING = 2
"""Letters that Russian adds to a word, or that one alphabet needs more than another."""
_COGNATE = 0.95
"""Likeness of an acronym and the word as which it is spoken."""


def compare_acronyms(source: Side, target: Side, known: Equivalents) -> list[FactDifference]:
    """Compare acronyms by their known forms, their letters and the names they stand for."""
    kinds = (FactKind.ACRONYM,)
    lost = [fact for fact in source.firm(kinds) if _acronym_missing(fact, source, target, known)]
    added = [fact for fact in target.firm(kinds) if _acronym_missing(fact, target, source, known)]
    lost, added = _without_same(unique(lost), unique(added), source, target)
    lost, added = (
        [fact for fact in lost if added or not _is_said_in_words(fact, source, target)],
        [fact for fact in added if lost or not _is_said_in_words(fact, target, source)],
    )
    differences = []
    for fact in lost:
        partner = added.pop(0) if added else None
        kind = DifferenceKind.CHANGED if partner else DifferenceKind.LOST
        # Two acronyms that neither table knows may well be the same one in two languages.
        certain = partner is not None and _are_known(fact, partner, source, target)
        differences.append(FactDifference(kind=kind, source=fact, target=partner, certain=certain))
    differences.extend(
        FactDifference(kind=DifferenceKind.ADDED, target=fact, certain=False) for fact in added
    )
    return differences


def _without_same(
    lost: Sequence[Fact], added: Sequence[Fact], source: Side, target: Side
) -> tuple[list[Fact], list[Fact]]:
    """Leave out the acronyms that are each other's translations, which no table knows.

    Their letters are turned round (IRM, MRI), or both texts spell out their own.
    """
    rest = list(added)
    alone = []
    for fact in lost:
        same = next((each for each in rest if _are_same(fact, each, source, target)), None)
        if same is None:
            alone.append(fact)
        else:
            rest.remove(same)
    return alone, rest


def _are_same(one: Fact, other: Fact, source: Side, target: Side) -> bool:
    return is_turned(one.value, other.value) or (
        is_announced(one.value, source) and is_announced(other.value, target)
    )


def _is_said_in_words(fact: Fact, side: Side, other: Side) -> bool:
    return is_announced(fact.value, side) or goes_by_another_word(fact.value, side, other)


def _are_known(fact: Fact, partner: Fact, source: Side, target: Side) -> bool:
    return acronyms.is_known(fact.value, source.language) and acronyms.is_known(
        partner.value, target.language
    )


def _acronym_missing(fact: Fact, side: Side, other: Side, known: Equivalents) -> bool:
    allowed = _forms_of(fact.value, side.language, other.language, known)
    present = {fact.value for fact in other.facts if fact.kind is FactKind.ACRONYM}
    return not (
        _stands_there(fact, allowed, present, other)
        or is_spelled_out_there(allowed, other)
        or _sounds_there(fact.value, present, side, other)
    )


def _forms_of(form: str, language: str, other: str, known: Equivalents) -> set[str]:
    """Return an acronym as the other language may write it; a number behind it stays (A320)."""
    letters = form.rstrip("0123456789-")
    number = form[len(letters) :].strip("-")
    same = acronyms.equivalents(letters, language, other) if number else ()
    return {
        form,
        *(spelled for each in same for spelled in (f"{each}{number}", f"{each}-{number}")),
        *acronyms.equivalents(form, language, other),
        *known(form, language, other),
    }


def _stands_there(fact: Fact, allowed: set[str], present: set[str], other: Side) -> bool:
    """Tell whether a form, its letters in another alphabet, or what they stand for is there."""
    latin = {acronyms.latin_form(value) for value in present}
    if allowed & present or acronyms.latin_form(fact.value) in latin:
        return True
    wanted = {word.casefold() for value in allowed for word in value.split()}
    said = {word.casefold() for word in (*other.words, *present)}
    return bool(wanted & said or set(fact.atoms[1:]) & other.atoms)


def _sounds_there(form: str, present: set[str], side: Side, other: Side) -> bool:
    # MINUSMA sounds like MINUSTAH, but both are known.
    is_known = acronyms.is_known(form, side.language)
    unknown = [v for v in present if not (is_known and acronyms.is_known(v, other.language))]
    if "ru" not in {side.language, other.language}:
        # In the same letters an acronym that lacks one is another: CDSN, DSN.
        unknown = [v for v in unknown if len(v) == len(form)]
    return any(is_same_name(form, each, side.language, other.language) for each in unknown) or any(
        _is_written_as_word(form, each, side, other) for each in other.words
    )


def _is_written_as_word(form: str, word: str, side: Side, other: Side) -> bool:
    """Tell whether an acronym is spoken as a word there: *Unicef*, *ЮНЕСКО*."""
    return (
        abs(len(form) - len(word)) <= _ENDING
        and similarity(form, word, side.language, other.language) >= _COGNATE
    )
