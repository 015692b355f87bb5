"""Tell whether a term stands in its dictionary form where the sentence wants another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Number

if TYPE_CHECKING:
    from workflow.glossary.morphology.base import Morphology, Phrase
    from workflow.model import Span

_SURE = 0.9
"""Probability that the case of the dictionary form is wrong, from which the form is changed."""
_SURE_ELSEWHERE = 0.7
"""The same for drafts from elsewhere, whose terms may have been put in by hand."""


def is_undeclined(
    text: str,
    span: Span,
    phrase: Phrase,
    grammar: Morphology,
    *,
    hints: tuple[str, ...] = (),
    is_rough: bool = False,
) -> bool:
    """Tell whether the words at `span` are the dictionary form of `phrase`, and wrong there.

    `hints` are what the source says of the case; `is_rough` as in `House`.
    """
    words = span.of(text)
    if not _is_dictionary_form(words, phrase) or grammar.may_stay_plain(text, span):
        return False
    place = grammar.analyse_place(text, span, trust_words=False, hints=hints)
    if place.case is None:
        return False
    same = {
        case
        for case in Case
        for number in (None, *Number)
        if _folded(grammar.inflect(phrase, case=case, number=number) or "") == _folded(words)
    }
    fitting = sum(chance for case, chance in place.ranking if case in same)
    sure = _SURE_ELSEWHERE if is_rough else _SURE
    return bool(place.ranking) and 1 - fitting >= sure


def is_unpluralised(
    text: str, span: Span, phrase: Phrase, grammar: Morphology, number: Number | None
) -> bool:
    """Tell whether the dictionary form stands at `span` where the source's plural would do."""
    plural = grammar.inflect(phrase, case=Case.NOMN, number=Number.PLUR)
    return (
        number is Number.PLUR
        and phrase.text[:1].islower()
        and plural is not None
        and _is_dictionary_form(span.of(text), phrase)
        and not grammar.shows_singular(text, span)
    )


def _is_dictionary_form(words: str, phrase: Phrase) -> bool:
    changes = not (phrase.verb or phrase.invariable)
    return changes and _folded(words) == _folded(phrase.text)


def _folded(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е").casefold()
