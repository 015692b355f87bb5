"""Tell whether a term stands in its dictionary form where the sentence wants another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Number

if TYPE_CHECKING:
    from workflow.glossary.morphology.base import Morphology, Phrase
    from workflow.model import Span

_SURE = 0.8
"""Probability that the case of the dictionary form is wrong, from which the form is changed."""


def is_undeclined(
    text: str, span: Span, phrase: Phrase, grammar: Morphology, *, hints: tuple[str, ...] = ()
) -> bool:
    """Tell whether the words at `span` are the dictionary form of `phrase`, and wrong there.

    `hints` are what the source says of the case.
    """
    words = span.of(text)
    if phrase.verb or phrase.invariable or _folded(words) != _folded(phrase.text):
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
    return bool(place.ranking) and 1 - fitting >= _SURE


def _folded(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е").casefold()
