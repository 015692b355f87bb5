"""Make the adjective before a term agree with it, where it agrees with nothing at all.

A weak engine writes ``общественной заявлением``. Only the adjective right before the term is
touched, and only where no noun near by can be its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Change, Number, Phrase
from workflow.glossary.morphology.russian.context import agree, gap_before, sure_readings
from workflow.glossary.morphology.russian.inflect import agreement_of, inflect_term
from workflow.glossary.morphology.russian.lexicon import Reading, agreed, fold, read_word
from workflow.glossary.morphology.words import split_words, with_capitals_of, words_within

if TYPE_CHECKING:
    from workflow.glossary.morphology.words import Word
    from workflow.model import Span

_KEPT = frozenset({"который", "сам", "один", "весь", "другой", "чей", "оба"})
"""Words that may stand before a noun without being its modifier."""
_NEAR = 3
"""Words on either side among which its own noun may be."""


def adjective_beside(text: str, span: Span, term: Phrase) -> Change | None:
    """Return the change of the adjective before the term at `span`; None where none is due."""
    words = split_words(text)
    first, last = words_within(words, span)
    if not first or gap_before(words, first):
        return None
    reading = lone_adjective(words, first - 1)
    forms = _forms(span.of(text), term)
    if reading is None or not forms or _counted(words, first) or _has_noun(words, first, last):
        return None
    adjective = words[first - 1]
    fitting = {
        (case, number): form
        for case, number in forms
        if (form := _agreed(reading, term, case, number)) is not None
    }
    if not fitting or fold(adjective.text) in map(fold, fitting.values()):
        return None
    cases = {each.case for each in read_word(adjective.text) if each.is_modifier}
    likely = {key: form for key, form in fitting.items() if key[0] in cases} or fitting
    if len(set(likely.values())) > 1:
        return None
    case, number = next(iter(likely))
    return Change(
        span=adjective.span,
        before=adjective.text,
        after=with_capitals_of(fold(fitting[case, number]), adjective.text),
        reason=f"agrees with the term: {case} {number}",
    )


def lone_adjective(words: tuple[Word, ...], index: int) -> Reading | None:
    """Return the reading of the word at `index` if it can be nothing but an adjective."""
    readings = sure_readings(words[index])
    if not readings or not all(each.kind == "ADJF" for each in readings):
        return None
    is_apart = words[index].text.isupper() or any(char.isdigit() for char in words[index].text)
    is_other = any(each.lemma in _KEPT or "Subx" in each.tags for each in readings)
    known = any(each.known for each in readings)
    return None if is_apart or is_other or not known else readings[0]


def _forms(words: str, term: Phrase) -> list[tuple[Case, Number]]:
    """Return the cases and numbers in which the term reads like `words`; mass nouns have one."""
    found: list[tuple[Case, Number]] = []
    for case in Case:
        for number in Number:
            form = inflect_term(term, case=case, number=number)
            if form and fold(form) == fold(words) and (case, Number.SING) not in found:
                found.append((case, number))
    return found


def _agreed(reading: Reading, term: Phrase, case: Case, number: Number) -> str | None:
    new = agreement_of(term, number=number)
    if new is None:
        return None
    return agreed(reading, case=case, number=new.number, gender=new.gender, animate=new.animate)


def _counted(words: tuple[Word, ...], first: int) -> bool:
    """Tell whether a number stands before the adjective: ``два новых договора``."""
    return first > 1 and (
        words[first - 2].text.isdigit() or read_word(words[first - 2].text)[0].kind == "NUMR"
    )


def _has_noun(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Tell whether the adjective before the term may belong to another word near by."""
    own = [each for each in read_word(words[first - 1].text) if each.is_modifier]
    others = (*words[max(0, first - 1 - _NEAR) : first - 1], *words[last : last + _NEAR])
    return any(
        agree(modifier, noun)
        for word in others
        for noun in sure_readings(word)
        if noun.is_noun
        for modifier in own
    )
