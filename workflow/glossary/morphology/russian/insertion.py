"""Say how a term may be put into a Russian sentence in which nothing stands for it.

Its case is told by the words around it and by the source; what ties it to the sentence, by the
source alone (``ties.tsv``). Nothing is put between a preposition or an adjective and its noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Number, Phrase
from workflow.glossary.morphology.russian.context import agree, gap_before, sure_readings
from workflow.glossary.morphology.russian.endings import PACKAGE
from workflow.glossary.morphology.russian.inflect import inflect_term
from workflow.glossary.morphology.russian.lexicon import fold, read_word
from workflow.glossary.morphology.russian.place import analyse
from workflow.glossary.morphology.russian.prepositions import shaped
from workflow.glossary.morphology.tables import load_table
from workflow.glossary.morphology.words import capitalized, split_words
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.glossary.morphology.words import Word

_LIKELY = 0.15
"""Probability from which a case is worth a try."""
_MOST = 4
"""Wordings for a position."""


def wordings_at(
    text: str,
    position: int,
    term: Phrase,
    *,
    number: Number | None = None,
    hints: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """Return the wordings of `term` at `position`; see `Morphology.insertions`."""
    words = split_words(text)
    index = next((n for n, word in enumerate(words) if word.span.start >= position), len(words))
    if term.verb or _parts(words, index):
        return ()
    if not text[:position].strip():
        return _opening(term, number, hints)
    found = dict.fromkeys(
        wording
        for tie in _ties(hints)
        if not (index and fold(words[index - 1].text) == tie)
        for wording in _cased(text, position, term, tie=tie, number=number, hints=hints)
    )
    return tuple(found)[:_MOST]


def _opening(term: Phrase, number: Number | None, hints: tuple[str, ...]) -> tuple[str, ...]:
    """Return the term before a comma as the source has it: ``New York, le 3 mai``."""
    form = inflect_term(term, case=Case.NOMN, number=number)
    is_apart = any(hint.endswith(":right=,") for hint in hints)
    return (f"{capitalized(form)},",) if form and is_apart else ()


def _ties(hints: tuple[str, ...]) -> tuple[str, ...]:
    listed = load_table(PACKAGE, "ties.tsv")
    found = [tie for hint in hints for tie in listed.get(hint, ())]
    return tuple("" if tie == "-" else tie for tie in found) or ("",)


def _cased(
    text: str,
    position: int,
    term: Phrase,
    *,
    tie: str,
    number: Number | None,
    hints: tuple[str, ...],
) -> Iterator[str]:
    """Yield the term in the cases that are likely behind `tie`."""
    plain = inflect_term(term, case=Case.NOMN, number=number) or term.text
    start = _joined(text, position, tie)
    new = f"{start}{plain}{text[position:]}"
    span = Span(len(start), len(start) + len(plain))
    place = analyse(new, span, trust_words=False, hints=hints)
    for case, chance in place.ranking:
        form = inflect_term(term, case=case, number=number, after=tie)
        if form is None or chance < _LIKELY:
            continue
        first = next(iter(split_words(form)), None)
        shape = shaped(tie, first.text) if first and tie.isalpha() else tie
        yield _tied(form, shape, follows_comma=text[:position].rstrip().endswith(","))


def _tied(form: str, tie: str, *, follows_comma: bool) -> str:
    """Return a form behind what ties it: a preposition, a comma, a bracket."""
    if tie == "(":
        return f"({form})"
    if tie == ",":
        return f"{form}," if follows_comma else f", {form}"
    return f"{tie} {form}".lstrip()


def _joined(text: str, position: int, tie: str) -> str:
    """Return the text before `position` with a tie, as clues to a case are read from it."""
    before = text[:position].rstrip()
    if tie == "(" or (tie == "," and before.endswith(",")):
        return f"{before} {tie.strip(',')}"
    return f"{before}{tie} " if tie == "," else f"{before} {tie} ".replace("  ", " ")


def _parts(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether a word before the one at `index` would part what belongs together."""
    if not index or index >= len(words) or gap_before(words, index):
        return bool(index) and read_word(words[index - 1].text)[0].kind == "PREP"
    before = words[index - 1]
    if read_word(before.text)[0].kind == "PREP":
        return True
    return any(
        agree(modifier, noun)
        for modifier in sure_readings(before)
        for noun in sure_readings(words[index])
    )
