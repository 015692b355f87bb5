"""Take a term apart: which words decline, with what they agree, which stay as they are.

The dictionary form is a nominative, and that is the key to everything: before the head, what can
be read as a nominative agreeing with it declines, and the rest (adverbs, complements, conjunctions)
stays; after the head only four things decline: a participle or adjective after a comma, a
second head after «и», an apposition after a dash, and a person's name after a title.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from workflow.glossary.morphology.base import Case, Number, Phrase
from workflow.glossary.morphology.russian.endings import PACKAGE
from workflow.glossary.morphology.russian.heads import (
    AND,
    find_head,
    is_preposition,
    leads_to_noun,
    names_islands,
)
from workflow.glossary.morphology.russian.lexicon import Reading, fold, read_word
from workflow.glossary.morphology.russian.nouns import Noun, load_noun
from workflow.glossary.morphology.tables import load_table
from workflow.glossary.morphology.words import Word, is_acronym, split_words

_DASH = re.compile(r"^\s*[—–-]\s*$")
_PLACE_TITLES = frozenset({"город", "река"})
"""Nouns whose apposition declines with them: ``в городе Севастополе`` (but ``сектора Газа``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier:
    """An adjective or participle that agrees with the noun at index `head`."""

    reading: Reading
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A term's words and, for those that decline, what they are."""

    words: tuple[Word, ...]
    tail: str
    """The characters after the last word."""
    head: int
    """Index of the head noun."""
    nouns: tuple[tuple[int, Noun], ...]
    """Every noun that declines: the head first."""
    modifiers: tuple[tuple[int, Modifier], ...]
    name: range = range(0)
    """Words of a person's name that stands in apposition to the head."""

    @property
    def noun(self) -> Noun:
        """The head noun."""
        return self.nouns[0][1]


@functools.lru_cache(maxsize=2048)
def load_structure(term: Phrase) -> Structure | None:
    """Return the structure of `term`, None where no head is found."""
    words = split_words(term.text)
    found = find_head(words, term)
    if found is None:
        return None
    head, noun = found
    nouns = [(head, noun), *_second_heads(words, head, noun)]
    modifiers = [pair for index, each in nouns for pair in _modifiers_before(words, index, each)]
    modifiers += _modifiers_after(words, head, noun)
    noun = _with_animacy(noun, modified=bool(modifiers))
    nouns[0] = (head, noun)
    end = words[-1].span.end
    return Structure(
        words=words,
        tail=term.text[end:],
        head=head,
        nouns=tuple(nouns),
        modifiers=tuple(dict(modifiers).items()),
        name=_person_after(words, head, noun),
    )


def _modifiers_before(words: tuple[Word, ...], head: int, noun: Noun) -> list[tuple[int, Modifier]]:
    found = []
    for index in range(head - 1, -1, -1):
        if words[index + 1].before.strip(" «\u00a0,"):
            break
        reading = _agreeing(words[index], noun)
        if reading is None and names_islands(words, index):
            reading = read_word(words[index].text)[0]
        if reading is not None:
            found.append((index, Modifier(reading=reading, head=head)))
        elif any(reading.is_noun and reading.case is Case.NOMN for reading in _sure(words[index])):
            break
    return found


def _sure(word: Word) -> list[Reading]:
    return [reading for reading in read_word(word.text) if reading.score > 0.2]  # noqa: PLR2004


def _modifiers_after(words: tuple[Word, ...], head: int, noun: Noun) -> list[tuple[int, Modifier]]:
    """Return the participle or adjective after a comma, and those that «и» joins to it.

    Only the first word of the clause agrees; its complements may look like nominatives
    (``решение, предусматривающее мирное урегулирование``) and do not decline.
    """
    found: list[tuple[int, Modifier]] = []
    opens = False
    for index in range(head + 1, len(words)):
        word = words[index]
        opens = opens or word.before.strip() == "," or (index == head + 1 and word.adjoins)
        joined = bool(found) and fold(words[index - 1].text) in AND
        if not (opens or joined):
            continue
        reading = _agreeing(word, noun)
        if reading is not None and (not joined or reading.kind == "PRTF"):
            found.append((index, Modifier(reading=reading, head=head)))
            opens = False
        elif _sure(word) and _sure(word)[0].kind not in {"PRCL", "ADVB"}:
            opens = False
    return found


def _agreeing(word: Word, noun: Noun) -> Reading | None:
    for reading in read_word(word.text):
        if reading.is_modifier and reading.case is Case.NOMN and reading.number is noun.number:
            same = noun.gender is None or reading.gender in {noun.gender, None}
            if same or noun.number is Number.PLUR:
                return reading
    return None


def _second_heads(words: tuple[Word, ...], head: int, noun: Noun) -> list[tuple[int, Noun]]:
    """Return nouns that decline together with the head: joined by «и», a dash, or apposition."""
    found: list[tuple[int, Noun]] = []
    for index in range(head + 1, len(words)):
        word = words[index]
        if _DASH.match(word.before) and (index - 1 == head or found):
            found += _after_dash(words, index, noun)
        elif fold(word.text) in AND:
            joined = _joined_noun(words, index, last=found[-1][0] if found else head)
            if joined is not None:
                found.append(joined)
    for index in [head, *(index for index, _ in found)]:
        if fold(words[index].text) in _PLACE_TITLES and index + 1 < len(words):
            other = load_noun(words[index + 1].text)
            if other is not None and words[index + 1].adjoins:
                found.append((index + 1, other))
    return found


def _after_dash(words: tuple[Word, ...], index: int, noun: Noun) -> list[tuple[int, Noun]]:
    """Return the apposition after a dash: ``страны — участницы``, ``Папуа — Новая Гвинея``."""
    if words[index].text[:1].isupper() and not noun.fixed:
        return []
    while index + 1 < len(words) and leads_to_noun(words, index):
        index += 1
    other = load_noun(words[index].text, number=noun.number)
    if other is None or not (noun.reading or noun.fixed):
        return []
    return [(index, other if noun.fixed else replace(other, animate=noun.animate))]


def _joined_noun(
    words: tuple[Word, ...], conjunction: int, *, last: int
) -> tuple[int, Noun] | None:
    """Return the noun after «и» when it stands beside the head and not beside an attribute.

    Beside the head itself a nominative is enough (``мир и безопасность``). Further on, the noun
    must not share an oblique case with the noun before «и» (``глава государства и правительства``).
    """
    for index in range(conjunction + 1, len(words)):
        word = words[index]
        nouns = [reading for reading in read_word(word.text) if reading.is_noun]
        if names_islands(words, index):
            continue
        if not nouns or _agrees_with_later(words, index):
            if any(reading.is_modifier or reading.kind == "ADVB" for reading in _sure(word)):
                continue
            if not is_acronym(word.text):
                return None
        if not any(reading.case is Case.NOMN for reading in nouns):
            return None
        apart = words[last + 1 : conjunction]
        if apart and (_oblique(apart[-1], word) or any(map(is_preposition, apart))):
            return None
        joined = load_noun(word.text)
        return None if joined is None else (index, joined)
    return None


def _agrees_with_later(words: tuple[Word, ...], index: int) -> bool:
    sure = _sure(words[index])
    return bool(sure) and sure[0].is_modifier and index + 1 < len(words)


def _oblique(one: Word, other: Word) -> set[Case]:
    """Return the cases besides nominative and accusative that both words can be in."""
    cases = [
        {reading.case for reading in read_word(word.text) if reading.case} for word in (one, other)
    ]
    return (cases[0] & cases[1]) - {Case.NOMN, Case.ACCS}


def _with_animacy(noun: Noun, *, modified: bool) -> Noun:
    listed = load_table(PACKAGE, "animacy.tsv")
    lemma = noun.reading.lemma if noun.reading else ""
    if modified and listed.get(lemma) == ("modified",):
        return replace(noun, animate=True)
    return noun


def _person_after(words: tuple[Word, ...], head: int, noun: Noun) -> range:
    """Return the words of a name after a title: ``президент Эммануэль Макрон``."""
    if not noun.animate:
        return range(0)
    start = len(words)
    while start - 1 > head and _is_capitalised(words[start - 1]):
        start -= 1
    while start < len(words) and not _may_begin_name(words[start]):
        start += 1
    return range(start, len(words))


def _is_capitalised(word: Word) -> bool:
    return word.text[:1].isupper() and not is_acronym(word.text) and word.adjoins


def _may_begin_name(word: Word) -> bool:
    """Tell whether a word is a name, or a nominative that is no genitive attribute of a title."""
    readings = read_word(word.text)
    cases = {reading.case for reading in readings if reading.known}
    named = any(reading.is_name and reading.case is Case.NOMN for reading in readings)
    return named or not cases or (Case.NOMN in cases and Case.GENT not in cases)
