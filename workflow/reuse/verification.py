"""Whether a repaired translation says what the new source says: nothing stale, nothing turned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts import (
    DifferenceKind,
    Fact,
    FactDifference,
    FactKind,
    compare_facts,
    compare_polarity,
    extract_facts,
    extract_polarity,
)
from workflow.facts.values import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workflow.facts.acronyms import Equivalents
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import LangTag, Span


_STATED = NUMERIC | {FactKind.PLACE}
_NAMED = frozenset({FactKind.NAME, FactKind.PLACE, FactKind.ACRONYM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the fact gate says of a new pair in the light of the old one."""

    stale: tuple[FactDifference, ...] = ()
    """Facts of the target that the new source does not state."""
    forgotten: tuple[Fact, ...] = ()
    """Facts of the target that the old source stated and the new one does not: "noon", "Russian",
    which the gate lets pass between languages."""
    missing: tuple[FactDifference, ...] = ()
    """Facts of the new source that the target does not state."""
    inherited: tuple[FactDifference, ...] = ()
    """Differences that the old pair had alike."""
    is_turned: bool = False
    """The target denies, obliges or judges otherwise than the new source, and the old did not."""


def verify(
    old: tuple[str, str],
    new: tuple[str, str],
    *,
    languages: tuple[LangTag, LangTag],
    house: House | None,
    filled: Sequence[Span] = (),
) -> Verdict:
    """Compare a new (source, target) pair with the old one, all plain texts.

    `filled` are the places of the new source whose terms the glossary renders: that it does so is
    not doubted, whatever the sounds ("Angela", "Ангелой"), provided that the words are new.
    """
    known = _equivalents(house)
    before = {_signature(each) for each in _differences(old, languages, known)}
    after = _differences(new, languages, known)
    fresh = [
        each
        for each in after
        if _signature(each) not in before and not _is_filled(each, filled, old[1])
    ]
    return Verdict(
        stale=tuple(each for each in fresh if each.kind is not DifferenceKind.LOST),
        forgotten=tuple(_forgotten(old[0], new, languages)),
        missing=tuple(each for each in fresh if each.kind is DifferenceKind.LOST),
        inherited=tuple(each for each in after if _signature(each) in before and _is_told(each)),
        is_turned=bool(_turns(new, languages) - _turns(old, languages)),
    )


def _is_told(difference: FactDifference) -> bool:
    """Tell whether a reviewer hears of it: a fact too many always, a lost one where it is sure."""
    return difference.certain or difference.kind is not DifferenceKind.LOST


def _forgotten(
    old_source: str, new: tuple[str, str], languages: tuple[LangTag, LangTag]
) -> Iterator[Fact]:
    """Yield the facts of the new target that only the old source had."""
    before = {fact.value for fact in extract_facts(old_source, languages[0])}
    now = extract_facts(new[0], languages[0])
    said = {value for fact in now for value in (fact.value, *fact.atoms)}
    for fact in extract_facts(new[1], languages[1]):
        known = fact.value in said or set(fact.atoms) <= said
        if fact.kind in _STATED and fact.value in before and not known:
            yield fact


def _is_filled(difference: FactDifference, filled: Sequence[Span], old_target: str) -> bool:
    source, target = difference.source, difference.target
    if source is not None and not any(span.overlaps(source.span) for span in filled):
        return False
    if target is not None and (target.kind not in _NAMED or target.text in old_target):
        return False
    return bool(filled)


def _differences(
    pair: tuple[str, str], languages: tuple[LangTag, LangTag], known: Equivalents | None
) -> tuple[FactDifference, ...]:
    source, target = (extract_facts(*each) for each in zip(pair, languages, strict=True))
    return compare_facts(source, target, *languages, equivalents=known, texts=pair)


def _signature(difference: FactDifference) -> tuple[object, ...]:
    return (
        difference.kind,
        *((f.kind, f.value) if f else None for f in (difference.source, difference.target)),
    )


def _turns(pair: tuple[str, str], languages: tuple[LangTag, LangTag]) -> set[tuple[object, ...]]:
    source, target = (extract_polarity(*each) for each in zip(pair, languages, strict=True))
    return {
        (
            each.kind,
            each.polarity,
            each.source.value if each.source else "",
            each.target.value if each.target else "",
        )
        for each in compare_polarity(source, target)
    }


def _equivalents(house: House | None) -> Callable[[str, str, str], tuple[str, ...]] | None:
    """Return the glossary's forms of an acronym, for the comparison of facts."""
    if house is None:
        return None

    def known(acronym: str, lang: str, other: str) -> tuple[str, ...]:
        if lang != house.source_lang or other != house.target_lang:
            return ()
        forms = (hit.term.wording(house.target_lang) for hit in house.checker.hits(acronym))
        return tuple(form.text for wording in forms if wording for form in wording.forms())

    return known
