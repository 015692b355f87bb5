"""Describe what stands around a noun phrase, as named clues to its case.

A clue is a short string such as ``prep=в`` (the preposition that governs), ``verb=приветствовать``,
``noun=осуществление`` (what stands left of a genitive), ``modifier=datv,loct`` (the cases that an
adjective to the left can be in), ``joined=gent`` (the noun that «и» joins this one to). How much
each clue says for each case is a table learnt from running text (`data/clues.tsv`, made by
``benchmarks/terminology/learn_clues.py``); the names make a decision readable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Number
from workflow.glossary.morphology.russian.lexicon import Reading, fold, read_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.glossary.morphology.words import Word

_JOINING = frozenset({"и", "или", "либо", "а", "но"})
_FINITE = frozenset({"VERB", "PRTS", "ADJS", "PRED"})
_QUOTES = "«»„“”\"'<> \t\n\u00a0*_"
_SURE = 0.1
_REACH = 7
"""How many words a clause is searched for its verb."""


def iter_clues(
    words: tuple[Word, ...], start: int, end: int, *, numbers: frozenset[Number]
) -> Iterator[str]:
    """Yield the clues around the words ``[start, end)``; `numbers` are those it can be in."""
    governor = _past_modifiers(words, start)
    yield from _modifier_clues(words, governor + 1, start)
    yield from _governor_clues(words, governor)
    yield from _right_clues(words, end, numbers)
    yield from _verb_clues(words, governor, end, numbers)


def gap_before(words: tuple[Word, ...], index: int) -> str:
    """Return the punctuation before the word at `index`, quotation marks and spaces left out."""
    return words[index].before.strip(_QUOTES) if index < len(words) else "."


def cases_of(word: Word) -> frozenset[Case]:
    """Return the cases that a noun or modifier can be in."""
    return frozenset(
        reading.case for reading in sure_readings(word) if reading.case and reading.kind != "NUMR"
    )


def sure_readings(word: Word) -> tuple[Reading, ...]:
    """Return the readings that are not far-fetched."""
    readings = read_word(word.text)
    best = readings[0].score if readings else 0.0
    return tuple(reading for reading in readings if reading.score >= _SURE * best)


def can_modify(word: Word) -> bool:
    """Tell whether `word` may be an adjective, a participle, an ordinal or such a pronoun."""
    return any(reading.is_modifier for reading in sure_readings(word)) and word.text.isalpha()


def _past_modifiers(words: tuple[Word, ...], start: int) -> int:
    """Return the index of the word before the modifiers left of `start`; -1 at the text's start."""
    index = start - 1
    while index >= 0 and not gap_before(words, index + 1):
        word = words[index]
        joined = fold(word.text) in {"и", "или"} and index > 0 and can_modify(words[index - 1])
        if not (can_modify(word) or (joined and index + 1 < start)):
            break
        index -= 1
    return index


def _modifier_clues(words: tuple[Word, ...], start: int, end: int) -> Iterator[str]:
    if start >= end:
        return
    cases = cases_of(words[end - 1])
    for word in words[start : end - 1]:
        if can_modify(word) and cases & cases_of(word):
            cases &= cases_of(word)
    yield f"modifier={','.join(sorted(cases))}"
    nearest = sure_readings(words[end - 1])[0]
    if nearest.kind == "PRTF":
        yield f"participle={'passive' if 'pssv' in nearest.tags else 'active'}"
        yield f"of={nearest.lemma}"
    elif "Apro" in nearest.tags:
        yield f"pronoun={nearest.lemma}"


def _governor_clues(words: tuple[Word, ...], index: int) -> Iterator[str]:
    gap = gap_before(words, index + 1) if index >= 0 else "."
    if index < 0 or gap.strip(",()"):
        yield f"after={gap[-1:] if index >= 0 else 'start'}"
        return
    word, reading = words[index], read_word(words[index].text)[0]
    if gap or fold(word.text) in _JOINING:
        yield f"after={gap or fold(word.text)}"
        yield from _joined_clues(words, index)
    elif reading.kind == "PREP":
        yield f"prep={fold(word.text)}"
        if index > 0 and not gap_before(words, index):
            yield f"prep={fold(word.text)}|{read_word(words[index - 1].text)[0].lemma}"
    else:
        yield from _word_clues(words, index, reading)


def _word_clues(words: tuple[Word, ...], index: int, reading: Reading) -> Iterator[str]:
    word = words[index]
    if word.text.isdigit():
        yield "number=" + ("digits" if len(word.text) > 1 else word.text)
        yield "number"
    elif reading.is_noun or reading.kind == "NPRO":
        yield "noun"
        yield f"noun={reading.lemma}"
        yield f"noun:{','.join(sorted(cases_of(word)))}"
        if index > 0 and read_word(words[index - 1].text)[0].kind == "PREP":
            yield f"noun={fold(words[index - 1].text)} {fold(word.text)}"
    elif reading.kind in {"VERB", "INFN", "GRND", "PRTS", "ADJS", "PRED", "COMP"}:
        yield _verb_class(reading)
        yield f"verb={reading.lemma}"
    elif reading.kind in {"ADVB", "PRCL", "CONJ"}:
        yield f"{reading.kind.lower()}={fold(word.text)}"
        if index > 0 and not gap_before(words, index):
            before = read_word(words[index - 1].text)[0]
            yield f"beyond={before.kind}"
            yield f"verb={before.lemma}" if before.kind in {"VERB", "INFN"} else "beyond"
    else:
        yield f"kind={reading.kind or 'foreign'}"
        yield f"word={fold(word.text)}"


def _verb_class(reading: Reading) -> str:
    own = "reflexive" if reading.lemma.endswith(("ся", "сь")) else "plain"
    transitive = "tran" if "tran" in reading.tags else "intr"
    return f"verb:{reading.kind},{own},{transitive}"


def _joined_clues(words: tuple[Word, ...], index: int) -> Iterator[str]:
    """Yield the cases of the noun that this one is joined to, and what governs that noun."""
    for position in range(index, max(-1, index - _REACH), -1):
        readings = sure_readings(words[position])
        if readings and readings[0].is_noun:
            cases = cases_of(words[position])
            yield f"joined={','.join(sorted(cases))}"
            before = _past_modifiers(words, position)
            if before >= 0 and not gap_before(words, before + 1):
                governor = read_word(words[before].text)[0]
                yield f"joined:{governor.kind}"
                if governor.kind == "PREP":
                    yield f"joined-prep={fold(words[before].text)}"
                elif governor.is_noun and len(cases) > 1:
                    yield f"joined-noun:{','.join(sorted(cases))}"
            return
    yield "joined=nothing"


def _right_clues(
    words: tuple[Word, ...], end: int, numbers: frozenset[Number]
) -> Iterator[str]:
    gap = gap_before(words, end)
    if gap:
        yield f"before={gap[:1]}"
        return
    reading = read_word(words[end].text)[0]
    yield f"next={reading.kind}"
    if reading.kind in _FINITE:
        yield f"next={reading.kind},{_agreement(reading, numbers)}"
        yield f"next-verb={reading.lemma}"


def _verb_clues(
    words: tuple[Word, ...], start: int, end: int, numbers: frozenset[Number]
) -> Iterator[str]:
    """Yield whether the clause has its verb before or after, and whether the numbers agree."""
    after = _find_verb(words, range(end, min(len(words), end + _REACH)), step=0)
    before = _find_verb(words, range(start, max(-1, start - _REACH), -1), step=1)
    right = _agreement(after, numbers) if after else "none"
    left = _verb_class(before) if before else "none"
    yield f"verbs={left}|{right}"
    yield f"verb-after={right}"
    if before:
        yield f"clause-verb={before.lemma}"


def _find_verb(words: tuple[Word, ...], indexes: range, *, step: int) -> Reading | None:
    for index in indexes:
        if gap_before(words, index + step):
            return None
        reading = read_word(words[index].text)[0]
        if reading.kind in _FINITE or (step and reading.kind in {"INFN", "GRND"}):
            return reading
    return None


def _agreement(reading: Reading, numbers: frozenset[Number]) -> str:
    if reading.number is None or not numbers:
        return "verb"
    return "agrees" if reading.number in numbers else "differs"
