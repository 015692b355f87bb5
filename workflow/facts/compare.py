"""Compare the facts of a sentence with those of its translation.

Facts are compared by their atoms, as sets: languages group the same numbers differently ("du 25 au
27 octobre" is one date or two), repeat a fact or refer back to it. What no atom of the other side
answers is lost or added, and a lost fact and an added one of the same family are one change.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.facts.compare_acronyms import compare_acronyms
from workflow.facts.compare_names import compare_names
from workflow.facts.compare_numbers import compare_calendar, compare_units, is_number_missing
from workflow.facts.lexicon import has_words
from workflow.facts.measures import compare_measures
from workflow.facts.sides import Side, unique
from workflow.facts.signs import compare_signs
from workflow.facts.values import (
    LITERALS,
    NUMERIC,
    DifferenceKind,
    Fact,
    FactDifference,
    FactKind,
)
from workflow.languages import base_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workflow.facts.acronyms import Equivalents
    from workflow.model import LangTag

_BY_TEN_THOUSANDS = frozenset({"zh", "ja", "ko"})
"""Languages that write 12 000 as 1.2万, and dates as 2025年11月3日."""
_SMALL = frozenset({"1", "2", "3", "4"})
"""Numbers that languages like to say otherwise: both, a pair, the former and the latter."""
_PARAGRAPH = re.compile(r"\d+[.)] ")
_CENTURIES = frozenset({"19", "20"})
"""How the years begin that a release may name."""


def compare_facts(
    source_facts: Sequence[Fact],
    target_facts: Sequence[Fact],
    source_lang: LangTag,
    target_lang: LangTag,
    *,
    equivalents: Equivalents | None = None,
    texts: tuple[str, str] = ("", ""),
) -> tuple[FactDifference, ...]:
    """Return what was lost, added or changed between a sentence and its translation.

    `equivalents` tells the forms of an acronym in another language besides the built-in ones; it
    is called with the acronym, its language and the other language. `texts` are the sentence and
    its translation, whose plain words may answer for names and acronyms.
    """
    source = Side(source_facts, base_of(source_lang), texts[0])
    target = Side(target_facts, base_of(target_lang), texts[1])
    known = equivalents or _none
    differences = (
        *_compare_family(source, target, NUMERIC, is_number_missing),
        *_compare_family(source, target, LITERALS, _is_literal_missing),
        *compare_acronyms(source, target, known),
        *compare_names(source, target),
        *compare_calendar(source, target),
        *compare_units(source, target),
        *compare_measures(source.facts, target.facts),
        *compare_signs(source, target),
    )
    for lang in (source_lang, target_lang):
        if not has_words(lang):
            differences = tuple(_doubted(each, base_of(lang)) for each in differences)
    return differences


def _doubted(difference: FactDifference, language: str) -> FactDifference:
    """Doubt what only the words of a language could tell, where they are not known.

    Figures alone are the same in every language that groups them by thousands: 45 is not 54.
    """
    facts = [fact for fact in (difference.source, difference.target) if fact is not None]
    if all(fact.kind in LITERALS for fact in facts):
        return difference
    in_figures = all(not any(map(str.isalpha, fact.text)) for fact in facts)
    if in_figures and language not in _BY_TEN_THOUSANDS:
        return difference
    return replace(difference, certain=False)


def _none(_acronym: str, _lang: str, _other: str) -> tuple[str, ...]:
    return ()


def _compare_family(
    source: Side,
    target: Side,
    kinds: frozenset[FactKind],
    missing: Callable[[Fact, Side], bool],
) -> list[FactDifference]:
    lost = [fact for fact in source.firm(kinds) if missing(fact, target)]
    added = [fact for fact in target.firm(kinds) if missing(fact, source)]
    return [
        each
        for each in _pair(lost, added)
        if each.kind is DifferenceKind.CHANGED
        or not _numbers_a_paragraph(each.fact, source.text, target.text)
    ]


def _numbers_a_paragraph(fact: Fact, *texts: str) -> bool:
    """Tell "12. Prend acte": one edition has the number in the text, another in the layout."""
    opening = sum(bool(_PARAGRAPH.match(text)) for text in texts)
    return fact.span.start == 0 and fact.text.isdecimal() and opening == 1


def _pair(lost: list[Fact], added: list[Fact]) -> list[FactDifference]:
    """Join lost and added facts into changes, those of one kind first."""
    differences = []
    rest = list(added)
    alone = []
    for fact in unique(lost):
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
    differences.extend(_difference(DifferenceKind.ADDED, None, fact) for fact in unique(rest))
    return differences


def _is_literal_missing(fact: Fact, other: Side) -> bool:
    return not set(fact.atoms) <= other.atoms


def _difference(kind: DifferenceKind, source: Fact | None, target: Fact | None) -> FactDifference:
    facts = [fact for fact in (source, target) if fact is not None]
    # "Half past three" is no other time, whereas "deux" may be "both".
    is_time = kind is DifferenceKind.CHANGED and {fact.kind for fact in facts} == {FactKind.TIME}
    doubtful = any((fact.words and not is_time) or fact.glued or _runs_on(fact) for fact in facts)
    # An edition in another language has other pages.
    doubtful = doubtful or any(fact.value.startswith("page ") for fact in facts)
    if kind is not DifferenceKind.CHANGED or len({fact.kind for fact in facts}) > 1:
        doubtful = doubtful or any(_is_small(fact) for fact in facts)
        # The number of a paragraph may be part of the text or of the layout.
        doubtful = doubtful or any(fact.span.start == 0 for fact in facts)
    if kind is DifferenceKind.ADDED:
        # Translators add the year to a day and the month to a meeting.
        doubtful = doubtful or any(fact.kind is FactKind.DATE for fact in facts)
    return FactDifference(kind=kind, source=source, target=target, certain=not doubtful)


def _runs_on(fact: Fact) -> bool:
    """Tell whether a year and a footnote mark, or two years, may have run together."""
    return fact.text.isdecimal() and len(fact.text) > len("2017") and fact.text[:2] in _CENTURIES


def _is_small(fact: Fact) -> bool:
    return set(fact.atoms) <= _SMALL
