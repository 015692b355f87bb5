"""The small words round a place or a term that `Morphology.replace` leaves to its caller."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case
from workflow.glossary.morphology.english.articles import Need, need_of
from workflow.glossary.morphology.russian.prepositions import shaped
from workflow.glossary.morphology.words import split_words, starts_sentence
from workflow.reuse.edits import Edit
from workflow.reuse.repairs.base import Repair, Scene
from workflow.reuse.repairs.places import may_take_on, takes_on

if TYPE_CHECKING:
    from workflow.glossary.morphology.base import Phrase, Replacement
    from workflow.model import Span

_DETERMINED = re.compile(
    r"(?:^|\W)(?:the|a|an|this|that|its|their|our|his|her|['’]s)\s+$", re.IGNORECASE
)
_IN, _ON = {"в": "на", "во": "на", "из": "с", "изо": "с"}, {"на": "в", "с": "из", "со": "из"}


def with_article(scene: Scene, edits: list[Edit], phrase: Phrase, made: Replacement) -> list[Edit]:
    """Return the edits with "the" before a country that takes it: the Netherlands."""
    if scene.language != "en" or phrase.person or need_of(phrase) is not Need.THE:
        return edits
    form, before = made.span.of(made.text), made.text[: made.span.start]
    if form.casefold().startswith("the ") or _DETERMINED.search(before):
        return edits
    article = "The" if starts_sentence(made.text, made.span.start) else "the"
    return [Edit(edit.span, f"{article} {form}") if edit.text == form else edit for edit in edits]


def preposition_edits(scene: Scene, span: Span, phrase: Phrase, made: Replacement) -> Repair:
    """Return на for в before Cuba, and в for на where Cuba was, in a Russian text."""
    old = scene.target
    if scene.language != "ru":
        return Repair(edits=())
    words = split_words(old[: span.start])
    if not words or old[words[-1].span.end : span.start].strip():
        return Repair(edits=())
    word = words[-1]
    low = word.text.lower()
    if takes_on(phrase.text) and low in _IN:
        return Repair(edits=(Edit(word.span, _capital(_IN[low], word.text)),))
    was_on = _was_on(old, span, low, made.place.case)
    if not takes_on(phrase.text) and low in _ON and was_on:
        shape = shaped(_ON[low], made.span.of(made.text))
        doubt = made.place.case is Case.ACCS
        warning = f'preposition "{shape}" to be checked (was "{word.text}")'
        return Repair(
            edits=(Edit(word.span, _capital(shape, word.text)),),
            warnings=(warning,) if doubt else (),
        )
    return Repair(edits=())


def _was_on(text: str, span: Span, preposition: str, case: Case | None) -> bool:
    """Tell whether the old place took на: it stands in the locative, or с in the genitive."""
    from workflow.glossary.morphology.russian.lexicon import read_word  # noqa: PLC0415 - loads 16 MB

    lemmas = {reading.lemma for reading in read_word(span.of(text).split()[-1])}
    known = any(may_take_on(lemma) for lemma in lemmas) or may_take_on(span.of(text))
    return known and (case in {Case.LOCT, Case.ACCS} if preposition == "на" else case is Case.GENT)


def _capital(word: str, model: str) -> str:
    return word.capitalize() if model[:1].isupper() else word
