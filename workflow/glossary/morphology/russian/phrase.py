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

from workflow.glossary.morphology.base import Case, Gender, Number, Phrase
from workflow.glossary.morphology.russian.endings import PACKAGE
from workflow.glossary.morphology.russian.lexicon import Reading, fold, read_word
from workflow.glossary.morphology.russian.nouns import Noun, load_noun
from workflow.glossary.morphology.tables import load_table
from workflow.glossary.morphology.words import Word, is_acronym, split_words

_NEVER_HEADS = frozenset({"ADVB", "CONJ", "PRCL", "COMP", "NUMR", "INFN", "VERB", "GRND"})
_AND = frozenset({"и", "или", "либо"})
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
    found = _find_head(words, term)
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


def _find_head(words: tuple[Word, ...], term: Phrase) -> tuple[int, Noun] | None:
    lemma = fold(term.head)
    for index, word in enumerate(words):
        if lemma and _is_form_of(word, lemma):
            noun = _load(word, term, lemma=lemma)
            if noun is not None:
                return index, noun
    reach = _first_part(words)
    candidates = [index for index in range(reach) if _may_be_head(words, index)]
    substantives = [
        index
        for index in range(reach)
        if _agreeing_numbers(words[index], modifier=True) and not _leads_to_noun(words, index)
    ]
    for index in [*candidates, *substantives]:
        noun = _load(words[index], term)
        if noun is not None:
            return index, noun
    return None


def _first_part(words: tuple[Word, ...]) -> int:
    """Return how many words come before a comma, a bracket or a preposition."""
    for index, word in enumerate(words):
        if (index and set(word.before) & set(",(")) or _is_preposition(word):
            return index
    return len(words)


def _load(word: Word, term: Phrase, *, lemma: str = "") -> Noun | None:
    return load_noun(
        word.text, lemma=lemma, number=term.number, gender=term.gender, animate=term.animate
    )


def _is_form_of(word: Word, lemma: str) -> bool:
    return fold(word.text) == lemma or any(
        reading.lemma == lemma and reading.case is Case.NOMN for reading in read_word(word.text)
    )


def _is_preposition(word: Word) -> bool:
    listed = fold(word.text) in load_table(PACKAGE, "forms.tsv")
    return not listed and read_word(word.text)[0].kind == "PREP"


def _may_be_head(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether the word is the first that is no modifier, adverb or conjunction."""
    readings = read_word(words[index].text)
    nominative = [reading for reading in readings if reading.case is Case.NOMN]
    if fold(words[index].text) in load_table(PACKAGE, "forms.tsv"):
        return True
    if _leads_to_noun(words, index):
        return False
    if any(reading.is_noun and reading.known for reading in nominative):
        return True
    if readings and readings[0].kind in _NEVER_HEADS:
        return False
    if any(reading.is_modifier for reading in readings):
        return index == len(words) - 1 or _is_preposition(words[index + 1])
    return not any(reading.known and reading.case for reading in readings) or bool(nominative)


def _leads_to_noun(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether the word can be a modifier of a nominative that only modifiers part it from.

    ``рабочий`` is a noun in the dictionary and a modifier in ``рабочий визит``.
    """
    if not _agreeing_numbers(words[index], modifier=True):
        return False
    passed = False
    for word in words[index + 1 :]:
        if set(word.before) & set(",(—"):
            return passed
        nouns = _agreeing_numbers(word, modifier=False)
        if nouns and _agreeing_numbers(words[index], modifier=True) & nouns:
            return True
        passed = passed or bool(_agreeing_numbers(word, modifier=True))
        first = read_word(word.text)[0]
        if not (first.is_modifier or first.kind == "ADVB" or fold(word.text) in _AND):
            return passed
    return passed


def _agreeing_numbers(word: Word, *, modifier: bool) -> set[tuple[Number | None, Gender | None]]:
    """Return number and, in the singular, gender of the nominatives that `word` can be."""
    return {
        (reading.number, gender if reading.number is Number.SING else None)
        for reading in read_word(word.text)
        if reading.case is Case.NOMN
        and (reading.is_modifier if modifier else reading.is_noun and not reading.is_name)
        for gender in ([reading.gender] if reading.gender else list(Gender))
    }


def _modifiers_before(words: tuple[Word, ...], head: int, noun: Noun) -> list[tuple[int, Modifier]]:
    found = []
    for index in range(head - 1, -1, -1):
        if words[index + 1].before.strip(" «\u00a0,"):
            break
        reading = _agreeing(words[index], noun)
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
        joined = bool(found) and fold(words[index - 1].text) in _AND
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
        elif fold(word.text) in _AND:
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
    while index + 1 < len(words) and _leads_to_noun(words, index):
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
        if not nouns or _agrees_with_later(words, index):
            if any(reading.is_modifier or reading.kind == "ADVB" for reading in _sure(word)):
                continue
            if not is_acronym(word.text):
                return None
        if not any(reading.case is Case.NOMN for reading in nouns):
            return None
        apart = words[last + 1 : conjunction]
        if apart and (_oblique(apart[-1], word) or any(map(_is_preposition, apart))):
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
