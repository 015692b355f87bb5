"""Tell in which case and number a stretch of a Russian sentence stands.

Two witnesses are heard: the words themselves (what cases can these forms be?) and the place (what
do the clues of `context` expect?). The words narrow, the place decides between what is left:
``резолюции`` is genitive, dative, locative or a plural by form, locative after «в последней».
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Number, Place
from workflow.glossary.morphology.russian.context import can_modify, gap_before, iter_clues
from workflow.glossary.morphology.russian.endings import PACKAGE
from workflow.glossary.morphology.russian.groups import Group, find_group
from workflow.glossary.morphology.russian.lexicon import Reading, fold
from workflow.glossary.morphology.tables import load_rows, load_table
from workflow.glossary.morphology.words import Word, split_words, words_within

if TYPE_CHECKING:
    from workflow.model import Span

_CASES = tuple(Case)
_FORM_WEIGHT = 0.4
"""How much the frequency of a reading counts beside the clues, which were learnt without it."""
_FOREIGN_CASE = -15.0
"""For a case that the words cannot be in: drafts are grammatical more often than clues right."""
_GUESSED_CASE = -6.0
"""The same where no dictionary has the words."""
_DOUBTFUL_CASE = -3.0
"""The same where the preposition in front takes none of the cases that the words can be in."""
_NOT_GOVERNED = -5.0
"""For a case that the preposition in front never takes."""
_REASONS = 4


def analyse(
    text: str, span: Span, *, trust_words: bool = True, hints: tuple[str, ...] = ()
) -> Place:
    """Return the place of `span`; with `trust_words` false only what stands around it counts.

    `hints` are clues from the source.
    """
    words = split_words(text)
    start, end = words_within(words, span)
    group = find_group(words, start, end)
    clues = _weighted(words, group, trusted=trust_words)
    clues |= {hint: _hint_weights()[hint] for hint in hints if hint in _hint_weights()}
    governed = _governed_by(words, start)
    scored = _scored(
        _chances(clues, governed), group.readings if trust_words else (), governed=governed
    )
    best = max(scored, key=lambda key: scored[key])
    total = _log_sum(scored.values())
    ranking = {
        case: math.exp(
            _log_sum([score for (each, _), score in scored.items() if each is case]) - total
        )
        for case in Case
    }
    return Place(
        span=span,
        case=best[0],
        number=best[1] or _only(group.numbers),
        confidence=ranking[best[0]],
        ranking=tuple(sorted(ranking.items(), key=lambda pair: -pair[1])),
        reasons=_reasons(words, group, clues, best[0], trust_words=trust_words),
    )


def _weighted(
    words: tuple[Word, ...], group: Group, *, trusted: bool
) -> dict[str, tuple[float, ...]]:
    learnt, listed = _clue_weights(), _verb_weights()
    found = {}
    for clue in iter_clues(words, group.start, group.end, own=group.readings, trusted=trusted):
        if clue in learnt:
            found[clue] = learnt[clue]
        if clue in listed:
            found[f"{clue}, listed"] = listed[clue]
    return found


@functools.cache
def _verb_weights() -> dict[str, tuple[float, ...]]:
    """Return the table of verbs as clues."""
    return {
        f"verb={verb}": tuple(float(weight) if each == case else 0.0 for each in _CASES)
        for verb, case, weight in load_rows(PACKAGE, "verbs.tsv")
    }


@functools.cache
def _hint_weights() -> dict[str, tuple[float, ...]]:
    """Return what the words around a term in the source say, under the source's language."""
    return {clue: tuple(map(float, row)) for clue, *row in load_rows(PACKAGE, "source_clues.tsv")}


@functools.cache
def _clue_weights() -> dict[str, tuple[float, ...]]:
    return {clue: tuple(map(float, row)) for clue, *row in load_rows(PACKAGE, "clues.tsv")}


def _governed_by(words: tuple[Word, ...], start: int) -> frozenset[str]:
    """Return the cases that the preposition before the phrase takes; empty where there is none."""
    index = start - 1
    while index >= 0 and not gap_before(words, index + 1) and can_modify(words[index]):
        index -= 1
    if index < 0 or gap_before(words, index + 1):
        return frozenset()
    row = load_table(PACKAGE, "prepositions.tsv").get(fold(words[index].text))
    return frozenset(row[0].split(",")) if row else frozenset()


def _chances(clues: dict[str, tuple[float, ...]], governed: frozenset[str]) -> dict[Case, float]:
    """Return the natural logarithm of the probability of each case by the clues alone."""
    scores = [sum(column) for column in zip(*clues.values(), strict=True)] or [0.0] * len(_CASES)
    if governed:
        scores = [
            score + (0 if str(case) in governed else _NOT_GOVERNED)
            for case, score in zip(_CASES, scores, strict=True)
        ]
    total = _log_sum(scores)
    return {case: score - total for case, score in zip(_CASES, scores, strict=True)}


def _scored(
    chances: dict[Case, float], readings: tuple[Reading, ...], *, governed: frozenset[str]
) -> dict[tuple[Case, Number | None], float]:
    """Return a score for each case with each number that the words can be in."""
    at_odds = governed and not any(str(reading.case) in governed for reading in readings)
    is_guessed = not any(reading.known for reading in readings)
    weight = _GUESSED_CASE if is_guessed else _FOREIGN_CASE
    weight = (_DOUBTFUL_CASE if at_odds else weight) if readings else 0.0
    scored: dict[tuple[Case, Number | None], float] = {
        (case, None): chance + weight for case, chance in chances.items()
    }
    for reading in readings:
        if reading.case is not None:
            key = (reading.case, reading.number)
            score = chances[reading.case] + _FORM_WEIGHT * math.log(reading.score + 1e-3)
            scored[key] = max(score, scored.get(key, -math.inf))
    return scored


def _only(numbers: frozenset[Number]) -> Number | None:
    return next(iter(numbers)) if len(numbers) == 1 else None


def _log_sum(values: object) -> float:
    numbers = list(values)  # type: ignore[call-overload]
    top = max(numbers)
    return float(top + math.log(sum(math.exp(number - top) for number in numbers)))


def _reasons(
    words: tuple[Word, ...],
    group: Group,
    clues: dict[str, tuple[float, ...]],
    case: Case,
    *,
    trust_words: bool,
) -> tuple[str, ...]:
    column = _CASES.index(case)
    ranked = sorted(clues, key=lambda clue: -clues[clue][column])[:_REASONS]
    said = [f"{clue} ({clues[clue][column]:+.1f})" for clue in ranked if clues[clue][column] > 0]
    if trust_words and group.readings:
        forms = sorted({f"{reading.case} {reading.number}" for reading in group.readings})
        said.insert(0, f"{words[group.head].text}: {', '.join(forms)}")
    return tuple(said)
