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
from workflow.glossary.morphology.russian.openings import ends_opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.glossary.morphology.words import Word

_JOINING = frozenset({"и", "или", "либо", "а", "но"})
_FINITE = frozenset({"VERB", "PRTS", "ADJS", "PRED"})
_QUOTES = "«»„“”\"'<> \t\n\u00a0*_"
_RELATIVE = frozenset({"который", "чей", "каковой"})
"""Pronouns that begin a clause: ``согласно которому доклад…`` does not put the report in dative."""
_SURE = 0.1
_REACH = 7
"""How many words a clause is searched for its verb."""


def iter_clues(
    words: tuple[Word, ...], start: int, end: int, *, own: tuple[Reading, ...], trusted: bool
) -> Iterator[str]:
    """Yield the clues around the words ``[start, end)``.

    `own` are the readings of the head that stands there; number and gender are taken from them,
    and if they are `trusted` the case too: what cannot agree with them is no modifier of theirs.
    """
    governor = _past_modifiers(words, start, own=own if trusted else ())
    yield from _modifier_clues(words, governor + 1, start)
    kind = "none"
    for clue in _governor_clues(words, governor, own):
        kind = clue if kind == "none" else kind
        yield clue
    yield from _right_clues(words, end, own)
    yield from _verb_clues(words, governor, end, own=own, kind=kind.partition("=")[0])


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
    readings = sure_readings(word)
    return (
        any(reading.is_modifier for reading in readings)
        and not any(reading.lemma in _RELATIVE for reading in readings)
        and any(char.isalpha() for char in word.text)
    )


def _past_modifiers(words: tuple[Word, ...], start: int, *, own: tuple[Reading, ...] = ()) -> int:
    """Return the index of the word before the modifiers left of `start`; -1 at the text's start."""
    index = start - 1
    while index >= 0 and not gap_before(words, index + 1) and not ends_opening(words, index):
        word = words[index]
        joined = fold(word.text) in {"и", "или"} and index > 0 and can_modify(words[index - 1])
        if not (_modifies(word, own) or (joined and index + 1 < start)):
            break
        index -= 1
    return index


def _modifies(word: Word, own: tuple[Reading, ...]) -> bool:
    if not can_modify(word):
        return False
    return not own or any(
        agree(modifier, noun) for modifier in read_word(word.text) for noun in own
    )


def agree(modifier: Reading, noun: Reading) -> bool:
    """Tell whether a modifier's reading can go with a noun's: case, number, gender."""
    return (
        modifier.is_modifier
        and modifier.case is noun.case
        and modifier.number is noun.number
        and (
            modifier.case is not Case.ACCS
            or None in {modifier.animate, noun.animate}
            or modifier.animate is noun.animate
        )
        and (
            noun.number is Number.PLUR
            or noun.gender is None
            or modifier.gender in {noun.gender, None}
        )
    )


def _modifier_clues(words: tuple[Word, ...], start: int, end: int) -> Iterator[str]:
    if start >= end:
        return
    cases = cases_of(words[end - 1])
    for word in words[start : end - 1]:
        if can_modify(word) and cases & cases_of(word):
            cases &= cases_of(word)
    listed = ",".join(sorted(cases))
    yield f"modifier={listed}"
    nearest = sure_readings(words[end - 1])[0]
    if nearest.kind == "PRTF":
        voice = "passive" if "pssv" in nearest.tags else "active"
        apart = "apart" if start == end - 1 and gap_before(words, start) == "," else "close"
        yield f"participle={voice},{apart}"
        yield f"participle={voice},{apart},{listed}"
        yield f"of={nearest.lemma}"
    elif "Apro" in nearest.tags:
        yield f"pronoun={nearest.lemma}"


def _governor_clues(words: tuple[Word, ...], index: int, own: tuple[Reading, ...]) -> Iterator[str]:
    index, gap = _past_brackets(words, index)
    if index < 0 or gap.strip(",()"):
        yield f"after={gap[-1:] if index >= 0 else 'start'}"
        return
    if ends_opening(words, index):
        yield "after=start"
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
        yield from _word_clues(words, index, reading, own)


def _past_brackets(words: tuple[Word, ...], index: int) -> tuple[int, str]:
    """Return the word that governs and the punctuation after it, brackets left out.

    ``резолюция 2118 (2013) Совета``: the council hangs on the resolution, not on the year.
    """
    if index < 0:
        return index, "."
    gap = gap_before(words, index + 1)
    if not gap.startswith(")"):
        return index, gap
    while index > 0 and "(" not in words[index].before:
        index -= 1
    return index - 1, gap[1:].strip()


def _word_clues(
    words: tuple[Word, ...], index: int, reading: Reading, own: tuple[Reading, ...]
) -> Iterator[str]:
    word = words[index]
    before = words[index - 1] if index > 0 and not gap_before(words, index) else None
    if word.text.isdigit():
        yield "number=" + ("digits" if len(word.text) > 1 else word.text)
        yield from _before_clues("number", before)
    elif reading.lemma in _RELATIVE:
        yield f"relative={','.join(sorted(cases_of(word)))}"
    elif reading.is_noun or reading.kind in {"NPRO", "ADJF", "PRTF"}:
        yield "noun" if reading.is_noun else f"kind={reading.kind}"
        yield f"noun={reading.lemma}"
        yield f"noun:{','.join(sorted(cases_of(word)))}"
        if "pssv" in reading.tags:
            yield "passive"
        elif reading.kind == "PRTF":
            yield f"verb={reading.lemma}"
        if before and read_word(before.text)[0].kind == "PREP":
            yield f"noun={fold(before.text)} {fold(word.text)}"
    elif reading.kind in {"VERB", "INFN", "GRND", "PRTS", "ADJS", "PRED", "COMP"}:
        yield f"{_verb_class(reading)},{_agreement(reading, own)}"
        yield _verb_class(reading)
        yield f"verb={reading.lemma}"
    elif reading.kind in {"ADVB", "PRCL", "CONJ"}:
        yield f"{reading.kind.lower()}={fold(word.text)}"
        yield from _before_clues("beyond", before)
    else:
        yield f"kind={reading.kind or 'foreign'}"
        yield f"word={fold(word.text)}"


def _before_clues(name: str, before: Word | None) -> Iterator[str]:
    """Yield what stands before a number or an adverb, which governs through it."""
    if before is None:
        yield f"{name}:start"
        return
    reading = read_word(before.text)[0]
    yield f"{name}:{reading.kind}"
    if reading.kind in {"VERB", "INFN", "GRND"}:
        yield f"verb={reading.lemma}"
    elif reading.kind == "PREP":
        yield f"{name}:prep={fold(before.text)}"


def _verb_class(reading: Reading) -> str:
    own = "reflexive" if reading.lemma.endswith(("ся", "сь")) else "plain"
    transitive = "tran" if "tran" in reading.tags else "intr"
    return f"verb:{reading.kind},{own},{transitive}"


def _joined_clues(words: tuple[Word, ...], index: int) -> Iterator[str]:
    """Yield the cases of the nouns that this one may be joined to, and what governs them.

    The nearest noun may be an attribute (``главы государств и правительств``) or not (``доклад
    Комиссии и заявление``): the noun that a chain of genitives hangs on is a clue of its own.
    """
    position = _noun_before(words, index)
    if position is None:
        yield "joined=nothing"
        return
    cases = cases_of(words[position])
    yield f"joined={','.join(sorted(cases))}"
    before = _past_modifiers(words, position)
    if before < 0 or gap_before(words, before + 1):
        yield "joined:start"
        return
    governor = read_word(words[before].text)[0]
    yield f"joined:{governor.kind}"
    if governor.kind == "PREP":
        yield f"joined-prep={fold(words[before].text)}"
    elif governor.is_noun:
        yield f"joined-noun:{','.join(sorted(cases))}"
        yield f"joined-far={','.join(sorted(cases_of(words[before])))}"
        further = _past_modifiers(words, before)
        if further >= 0 and read_word(words[further].text)[0].kind == "PREP":
            yield f"joined-far-prep={fold(words[further].text)}"


def _noun_before(words: tuple[Word, ...], index: int) -> int | None:
    for position in range(index, max(-1, index - _REACH), -1):
        if position < index and gap_before(words, position + 1) not in {"", ","}:
            return None
        readings = sure_readings(words[position])
        if readings and readings[0].is_noun:
            return position
    return None


def _right_clues(words: tuple[Word, ...], end: int, own: tuple[Reading, ...]) -> Iterator[str]:
    gap = gap_before(words, end)
    if gap:
        yield f"before={gap[:1]}"
        return
    reading = read_word(words[end].text)[0]
    yield f"next={reading.kind}"
    if reading.kind in _FINITE:
        yield f"next={reading.kind},{_agreement(reading, own)}"
        yield f"next-verb={fold(words[end].text)}"


def _verb_clues(
    words: tuple[Word, ...], start: int, end: int, *, own: tuple[Reading, ...], kind: str
) -> Iterator[str]:
    """Yield whether the clause has its verb before or after, and whether it agrees."""
    after = _find_verb(words, range(end, min(len(words), end + _REACH)), step=0)
    before = _find_verb(words, range(start, max(-1, start - _REACH), -1), step=1)
    right = _agreement(after, own) if after else "none"
    left = _verb_class(before) if before else "none"
    yield f"verbs={left}|{right}"
    yield f"verb-after={right}"
    yield f"{kind}|{'verb' if before else 'none'}|{right}"
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


def _agreement(verb: Reading, own: tuple[Reading, ...]) -> str:
    """Tell whether a verb or short adjective can have such a noun for its subject."""
    if verb.number is None or not own:
        return "verb"
    fits = any(
        verb.number is noun.number
        and (verb.gender is None or noun.gender is None or verb.gender is noun.gender)
        for noun in own
    )
    return "agrees" if fits else "differs"
