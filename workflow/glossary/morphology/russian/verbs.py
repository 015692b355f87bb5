"""Put the verb of a formula into the form of the verb that it replaces.

``принимать к сведению`` in place of «отмечает» is «принимает к сведению». A form that the other
aspect lacks (no present of «принять») is no answer: the glossary then lists the other aspect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Change, Phrase, Place, Replacement
from workflow.glossary.morphology.russian.lexicon import Reading, fold, inflected, read_word
from workflow.glossary.morphology.words import (
    capitalized,
    split_words,
    starts_sentence,
    with_capitals_of,
)
from workflow.model import Span

if TYPE_CHECKING:
    from workflow.glossary.morphology.words import Word

_VERBAL = frozenset({"VERB", "INFN", "GRND", "PRTF", "PRTS"})
_CARRIED = {
    "VERB": ("tense", "number", "person", "gender", "mood"),
    "INFN": (),
    "GRND": ("tense",),
    "PRTF": ("tense", "voice", "number", "gender", "case"),
    "PRTS": ("tense", "voice", "number", "gender"),
}
_GRAMMEMES = {
    "tense": ("past", "pres", "futr"),
    "number": ("sing", "plur"),
    "person": ("1per", "2per", "3per"),
    "gender": ("masc", "femn", "neut"),
    "mood": ("indc", "impr"),
    "voice": ("actv", "pssv"),
    "case": ("nomn", "gent", "datv", "accs", "ablt", "loct"),
}


def replace_verb(text: str, span: Span, term: Phrase) -> Replacement | None:
    """Return `text` with the formula `term` at `span`, its verb as the old one stood."""
    old = _find_verb(split_words(span.of(text)), _VERBAL)
    new = _find_verb(split_words(term.text), frozenset({"INFN"}))
    if old is None or new is None:
        return None
    word = inflected(new[1], _grammemes(old[1]))
    if word is None:
        return None
    word = with_capitals_of(word if "ё" in span.of(text) else fold(word), new[0].text)
    form = term.text[: new[0].span.start] + word + term.text[new[0].span.end :]
    before = span.of(text)
    if before[:1].isupper() and starts_sentence(text, span.start):
        form = capitalized(form)
    place = Place(span=span, reasons=(f"{old[0].text}: {', '.join(sorted(_grammemes(old[1])))}",))
    same = fold(form) == fold(before)
    change = Change(span=span, before=before, after=form, reason=place.reasons[0])
    return Replacement(
        text=text if same else text[: span.start] + form + text[span.end :],
        span=span if same else Span(span.start, span.start + len(form)),
        place=place,
        changes=() if same else (change,),
    )


def _find_verb(words: tuple[Word, ...], kinds: frozenset[str]) -> tuple[Word, Reading] | None:
    for word in words:
        reading = next((each for each in read_word(word.text) if each.kind in kinds), None)
        if reading is not None:
            return word, reading
    return None


def _grammemes(reading: Reading) -> set[str]:
    """Return what the new verb takes over from the old one."""
    carried = {reading.kind}
    for category in _CARRIED[reading.kind]:
        carried |= reading.tags & set(_GRAMMEMES[category])
    return carried
