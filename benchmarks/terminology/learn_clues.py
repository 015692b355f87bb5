"""Learn how much each clue of a place says for each case; write data/clues.tsv.

    python benchmarks/terminology/learn_clues.py corpus.ru.txt [more.txt …]

Input is plain Russian text, one sentence a line; no annotation is needed. Every noun form is an
example whose case is known only in part (``страны`` is genitive singular, nominative or
accusative plural), and the model, a log-linear one, maximises the probability of the set of
possible cases. Unambiguous forms teach it; the rest keep the priors honest.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workflow.glossary.morphology.base import Case
from workflow.glossary.morphology.russian import context
from workflow.glossary.morphology.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from workflow.glossary.morphology.words import Word

CASES = tuple(Case)
SHORTEST = 3
"""Letters of a noun that is worth an example."""
MOST_CASES = 4
"""A form that can be in more cases teaches nothing."""
LEAST_TOLD = 0.25
"""The weight below which a clue is left out."""
LEAST_SEEN = 60
EPOCHS = 3
BATCH = 512
RATE = 0.15
DECAY = 1e-6
TARGET = Path("workflow/glossary/morphology/russian/data/clues.tsv")


def examples(line: str) -> Iterator[tuple[tuple[str, ...], set[Case | None]]]:
    """Yield (clues, possible cases) for the nouns of a sentence."""
    words = split_words(line)
    for index, word in enumerate(words):
        readings = context.sure_readings(word)
        cases = {reading.case for reading in readings}
        if len(word.text) < SHORTEST or len(cases) > MOST_CASES or None in cases:
            continue
        if not readings or not all(reading.is_noun and reading.known for reading in readings):
            continue
        start, end = index, index + 1
        if index % 2:  # every other time the whole phrase is hidden, as a term hides it
            start, cases = _past_modifiers(words, start, cases)
        if (index + len(word.text)) % 2:
            end = _past_attributes(words, end)
        trusted = len(line) % 2 == 0
        yield tuple(context.iter_clues(words, start, end, own=readings, trusted=trusted)), cases


def _past_modifiers(
    words: tuple[Word, ...], start: int, cases: set[Case | None]
) -> tuple[int, set[Case | None]]:
    while start and not context.gap_before(words, start) and context.can_modify(words[start - 1]):
        start -= 1
        shared = {each.case for each in context.sure_readings(words[start]) if each.is_modifier}
        cases = (cases & shared) or cases
    return start, cases


def _past_attributes(words: tuple[Word, ...], end: int) -> int:
    while end < len(words) and not context.gap_before(words, end):
        readings = context.sure_readings(words[end])
        if not readings or Case.GENT not in context.cases_of(words[end]):
            break
        if not (readings[0].is_noun or readings[0].is_modifier):
            break
        end += 1
    return end


def main(paths: list[str]) -> None:
    """Read the corpora, fit, write the table."""
    seen: Counter[str] = Counter()
    index: dict[str, int] = {}
    flat, offsets, masks = array("i"), array("q", [0]), array("B")
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            for clues, cases in examples(line):
                for clue in clues:
                    seen[clue] += 1
                    flat.append(index.setdefault(clue, len(index)))
                offsets.append(len(flat))
                masks.append(sum(1 << CASES.index(case) for case in cases))
    kept = [clue for clue in index if seen[clue] >= LEAST_SEEN]
    renumber = np.full(len(index), len(kept), dtype=np.int64)
    for number, clue in enumerate(kept):
        renumber[index[clue]] = number
    print(f"{len(masks)} examples, {len(index)} clues, {len(kept)} kept")
    clues = renumber[np.frombuffer(flat, dtype=np.int32)].astype(np.int32)
    bounds = np.frombuffer(offsets, dtype=np.int64)
    weights = fit(clues, bounds, np.frombuffer(masks, dtype=np.uint8), len(kept))
    write(kept, weights)


def fit(
    flat: NDArray[np.int32], bounds: NDArray[np.int64], masks: NDArray[np.uint8], size: int
) -> NDArray[np.float32]:
    """Maximise the log-probability of the possible cases by Adagrad; the last row is a sink."""
    weights = np.zeros((size + 1, len(CASES)), dtype=np.float32)
    squares = np.full_like(weights, 1e-3)
    possible = ((masks[:, None] >> np.arange(len(CASES))) & 1).astype(np.float32)
    order = np.random.default_rng(0)
    for epoch in range(EPOCHS):
        total = 0.0
        shuffled = order.permutation(len(masks))
        for first in range(0, len(masks), BATCH):
            batch = shuffled[first : first + BATCH]
            lengths = bounds[batch + 1] - bounds[batch]
            clues = np.concatenate([flat[bounds[n] : bounds[n + 1]] for n in batch])
            owner = np.repeat(np.arange(len(batch)), lengths)
            scores = np.zeros((len(batch), len(CASES)), dtype=np.float32)
            np.add.at(scores, owner, weights[clues])
            chance = np.exp(scores - scores.max(axis=1, keepdims=True))
            chance /= chance.sum(axis=1, keepdims=True)
            allowed = chance * possible[batch]
            mass = allowed.sum(axis=1, keepdims=True)
            total -= float(np.log(mass + 1e-9).sum())
            error = chance - allowed / (mass + 1e-9)
            gradient = error[owner] + DECAY * weights[clues]
            np.add.at(squares, clues, gradient**2)
            np.subtract.at(weights, clues, RATE * gradient / np.sqrt(squares[clues]))
            weights[size] = 0
        print(f"epoch {epoch}: loss {total / len(masks):.4f}", flush=True)
    return weights[:size]


def write(clues: list[str], weights: NDArray[np.float32]) -> None:
    """Write the clues that tell something, rounded."""
    weights = weights - weights.mean(axis=1, keepdims=True)
    lines = [
        "# How much a clue (see context.py) says for each case: natural-log weights, which add up.",
        "# Learnt by benchmarks/terminology/learn_clues.py from news and documentation; no text of",
        "# the corpora is in it.",
        "# clue\t" + "\t".join(CASES),
    ]
    for clue, row in sorted(zip(clues, weights, strict=True), key=lambda pair: pair[0]):
        if np.abs(row).max() >= LEAST_TOLD and "\t" not in clue:
            lines.append(clue + "\t" + "\t".join(f"{value:.1f}" for value in row))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} lines, {TARGET.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main(sys.argv[1:])
