"""Find the words that agree with a noun in a sentence and make them agree with another.

Conservative: a word is touched only when its dependency is clear: the adjectives that stand
unbroken before the noun, a participle right after it, the «который» of its relative clause and,
for a subject, the nearest verb of its own clause. What does not agree with the old noun is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Change, Gender, Number
from workflow.glossary.morphology.russian.context import agree, gap_before, sure_readings
from workflow.glossary.morphology.russian.lexicon import (
    Reading,
    agreed,
    fold,
    inflected,
    read_word,
)
from workflow.glossary.morphology.words import Word, with_capitals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.glossary.morphology.russian.groups import Group
    from workflow.glossary.morphology.russian.inflect import Agreement

_PREDICATES = frozenset({"VERB", "PRTS", "ADJS"})
_BETWEEN = frozenset({"ADVB", "PRCL", "PREP", "NOUN", "ADJF", "NUMR", "CONJ", ""})
_REACH = 5
_CLAUSE = 14
"""How many words a clause between commas is followed."""
_RELATIVE = "который"
_BOTH = {
    "два": "две",
    "оба": "обе",
    "полтора": "полторы",
    "обоих": "обеих",
    "обоим": "обеим",
    "обоими": "обеими",
}
"""Numerals that know two genders, the feminine after the other."""


def mended(words: tuple[Word, ...], group: Group, old: Reading, new: Agreement) -> Iterator[Change]:
    """Yield the changes that words around `group` need when `new` takes the place of `old`."""
    case = old.case or Case.NOMN
    yield from _numeral(words, group, new)
    yield from _left_modifiers(words, group, old, new)
    yield from _right_modifier(words, group, old, new)
    yield from _relative(words, group, old, new)
    if case is Case.NOMN and not _joined(words, group):
        yield from _predicate(words, range(_past_clause(words, group.end), len(words)), old, new)
        yield from _inverted_predicate(words, group, old, new)


def _numeral(words: tuple[Word, ...], group: Group, new: Agreement) -> Iterator[Change]:
    """Yield the change of the numeral right before the term: две страны, два государства."""
    if group.start == 0 or gap_before(words, group.start) or new.gender is None:
        return
    word = words[group.start - 1]
    forms = _BOTH if new.gender is Gender.FEMN else {femn: form for form, femn in _BOTH.items()}
    if fold(word.text) in forms:
        after = with_capitals_of(forms[fold(word.text)], word.text)
        yield Change(span=word.span, before=word.text, after=after, reason="counts the term")


def _left_modifiers(
    words: tuple[Word, ...], group: Group, old: Reading, new: Agreement
) -> Iterator[Change]:
    index = group.start - 1
    while index >= 0 and gap_before(words, index + 1) in {"", ","}:
        word = words[index]
        reading = _agreeing(word, old)
        if reading is not None and _is_of_another(words, index, reading):
            return
        if reading is not None and reading.lemma != _RELATIVE:
            yield from _modifier(word, reading, new, "agrees with the term")
        elif gap_before(words, index + 1) or not _parts(words, index, old):
            return
        index -= 1


def _is_of_another(words: tuple[Word, ...], index: int, reading: Reading) -> bool:
    """Tell whether a participle after a comma follows its noun: ``политики, проводимой …``."""
    if reading.kind != "PRTF" or gap_before(words, index) != "," or not index:
        return False
    before = sure_readings(words[index - 1])
    return any(
        agree(each, noun)
        for each in read_word(words[index].text)
        for noun in before
        if noun.is_noun
    )


def _parts(words: tuple[Word, ...], index: int, old: Reading) -> bool:
    """Tell whether modifiers may stand on both sides of the word: ``новая и важная резолюция``."""
    word = words[index]
    adverb = read_word(word.text)[0].kind == "ADVB"
    return adverb or fold(word.text) in {"и", "или"} or _has_participle_before(words, index, old)


def _has_participle_before(words: tuple[Word, ...], index: int, old: Reading) -> bool:
    """Tell whether the word is the agent of a participle: ``подписанное сторонами соглашение``."""
    if index == 0 or gap_before(words, index):
        return False
    agent = any(reading.case is Case.ABLT for reading in sure_readings(words[index]))
    before = _agreeing(words[index - 1], old)
    return agent and before is not None and before.kind == "PRTF"


def _right_modifier(
    words: tuple[Word, ...], group: Group, old: Reading, new: Agreement
) -> Iterator[Change]:
    """Yield the change of a participle right after the term, if no other noun there claims it."""
    index = group.end
    if gap_before(words, index) not in {"", ","} or index >= len(words):
        return
    if fold(words[index].text) == "не" and index + 1 < len(words):
        index += 1
    reading = _agreeing(words[index], old)
    claimed = any(
        noun.is_noun and any(agree(modifier, noun) for modifier in read_word(words[index].text))
        for word in words[group.head + 1 : group.end]
        for noun in sure_readings(word)
    )
    if reading is not None and reading.kind == "PRTF" and not claimed:
        yield from _modifier(words[index], reading, new, "participle of the term")


def _relative(
    words: tuple[Word, ...], group: Group, old: Reading, new: Agreement
) -> Iterator[Change]:
    """Yield the changes of «который» after the term and, where it is the subject, of its verb."""
    index = group.end
    if gap_before(words, index) != "," or index >= len(words):
        return
    if read_word(words[index].text)[0].kind == "PREP":
        index += 1
    if index >= len(words):
        return
    for reading in read_word(words[index].text):
        if reading.lemma == _RELATIVE and _same_kind(reading, old):
            yield from _modifier(words[index], reading, new, "«который» of the term")
            if reading.case is Case.NOMN:
                yield from _predicate(words, range(index + 1, len(words)), old, new)
            return


def _same_kind(reading: Reading, old: Reading) -> bool:
    return reading.number is old.number and (
        old.number is Number.PLUR or old.gender is None or reading.gender is old.gender
    )


def _predicate(
    words: tuple[Word, ...], indexes: range, old: Reading, new: Agreement
) -> Iterator[Change]:
    """Yield the changes of the verb after a subject, and of the participle that follows it."""
    found = False
    for index in indexes[:_REACH]:
        if gap_before(words, index) and (index > indexes.start or not _closes(words, index)):
            return
        reading = _predicate_reading(words[index], old, near=index == indexes.start)
        if reading is not None:
            yield from _verb(words[index], reading, new)
            found = True
        elif found or not _may_stand_between(words[index], after=index - indexes.start):
            return


def _past_clause(words: tuple[Word, ...], index: int) -> int:
    """Return where the main clause goes on after a clause between commas that opens at `index`."""
    if index >= len(words) or gap_before(words, index) != ",":
        return index
    for later in range(index + 1, min(len(words), index + _CLAUSE)):
        gap = gap_before(words, later)
        if gap == ",":
            return later
        if gap:
            break
    return index


def _closes(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether the comma before `index` may close a clause that hangs on the term."""
    return gap_before(words, index) == "," and any(
        reading.lemma == _RELATIVE or reading.kind == "PRTF"
        for word in words[max(0, index - _CLAUSE) : index]
        for reading in read_word(word.text)[:1]
    )


def _inverted_predicate(
    words: tuple[Word, ...], group: Group, old: Reading, new: Agreement
) -> Iterator[Change]:
    """Yield the changes of a verb before its subject: ``была принята важная резолюция``."""
    index = group.start - 1
    while index >= 0 and not gap_before(words, index + 1):
        if not (_agreeing(words[index], old) or _parts(words, index, old)):
            break
        index -= 1
    while index >= 0 and not gap_before(words, index + 1):
        reading = _predicate_reading(words[index], old, near=False)
        if reading is None:
            return
        yield from _verb(words[index], reading, new)
        index -= 1


def _may_stand_between(word: Word, *, after: int) -> bool:
    """Tell whether a word may part a subject from its verb without being a subject itself."""
    reading = read_word(word.text)[0]
    if reading.kind not in _BETWEEN or fold(word.text) in {"и", "или"}:
        return False
    nominative = any(each.case is Case.NOMN and each.is_noun for each in sure_readings(word))
    return not nominative or after == 0


def _predicate_reading(word: Word, old: Reading, *, near: bool) -> Reading | None:
    """Return the reading as a verb that has `old` for subject; None for any other word.

    Right beside the subject a rarer reading will do (``начала`` is first of all a genitive).
    """
    for reading in read_word(word.text)[: None if near else 1]:
        if reading.kind in _PREDICATES and reading.number is old.number:
            same = reading.gender is None or old.gender is None or reading.gender is old.gender
            if same and not {"1per", "2per", "impr"} & reading.tags:
                return reading
    return None


def _joined(words: tuple[Word, ...], group: Group) -> bool:
    """Tell whether «и» joins the term to another subject, whose verb is plural for both."""
    after = group.end < len(words) and fold(words[group.end].text) in {"и", "или", "а"}
    before = group.start > 0 and fold(words[group.start - 1].text) in {"и", "или", "а"}
    return (after and not gap_before(words, group.end)) or (
        before and not gap_before(words, group.start)
    )


def _agreeing(word: Word, noun: Reading) -> Reading | None:
    return next((each for each in read_word(word.text) if agree(each, noun)), None)


def _modifier(word: Word, reading: Reading, new: Agreement, reason: str) -> Iterator[Change]:
    form = agreed(
        reading,
        case=reading.case or Case.NOMN,
        number=new.number,
        gender=new.gender,
        animate=new.animate,
    )
    yield from _change(word, form, reason)


def _verb(word: Word, reading: Reading, new: Agreement) -> Iterator[Change]:
    wanted: set[object] = {new.number}
    has_gender = reading.kind != "VERB" or "past" in reading.tags
    if new.number is Number.SING and has_gender and new.gender is not None:
        wanted.add(new.gender)
    yield from _change(word, inflected(reading, wanted), "predicate of the term")


def _change(word: Word, form: str | None, reason: str) -> Iterator[Change]:
    if form is None or fold(form) == fold(word.text):
        return
    after = with_capitals_of(form if "ё" in word.lower else fold(form), word.text)
    yield Change(span=word.span, before=word.text, after=after, reason=reason)
