"""Learn what the French words around a term say of the case of its Russian rendering.

    python benchmarks/terminology/learn_source_clues.py pairs.tsv [more.tsv …]

Input is French and Russian, tab-separated, one pair a line; no annotation is needed. Every term of
the glossary that stands once on both sides is an example: its form shows the cases that it can be
in. The Russian clues (see learn_clues.py) judge the place first, the term in dictionary form and
no witness; the French ones learn only what those leave open.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sentences import ROOT

from workflow.glossary.enforcement.demands import phrase_of
from workflow.glossary.enforcement.opening import open_house
from workflow.glossary.enforcement.source_clues import source_clues
from workflow.glossary.load import load_glossary
from workflow.glossary.morphology.base import Case, Number
from workflow.model import LangTag, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from workflow.glossary.enforcement.ladder import House
    from workflow.glossary.match import TermHit

CASES = tuple(Case)
LONGEST = 1200
LEAST_SEEN = 8
LEAST_TOLD = 0.2
EPOCHS = 12
RATE = 0.2
DECAY = 2e-3
TARGET = Path("workflow/glossary/morphology/russian/data/source_clues.tsv")


def examples(
    source: str, target: str, house: House
) -> Iterator[tuple[tuple[str, ...], list[float], int]]:
    """Yield (French clues, logarithms of the Russian clues' chances, mask of possible cases)."""
    hits = house.checker.hits(source)
    counts = Counter(hit.term.id for hit in hits)
    answers = house.checker.assign([hit.term for hit in hits], target)
    for hit, answer in zip(hits, answers, strict=True):
        if answer is None or counts[hit.term.id] > 1:
            continue
        example = _example(answer, target, house)
        if example is not None:
            yield source_clues(source, hit.span, house.source_lang), *example


def _example(answer: TermHit, target: str, house: House) -> tuple[list[float], int] | None:
    phrase = phrase_of(answer.term, answer.form.text, house.target_lang)
    grammar = house.grammar
    if grammar is None or phrase.verb or phrase.invariable or grammar.can_inflect(phrase):
        return None
    words = _folded(answer.span.of(target))
    possible = {
        case
        for case in Case
        for number in (None, *Number)
        if _folded(grammar.inflect(phrase, case=case, number=number) or "") == words
    }
    if not possible or len(possible) == len(CASES):
        return None
    start = answer.span.start
    text = target[:start] + phrase.text + target[answer.span.end :]
    place = grammar.analyse_place(text, Span(start, start + len(phrase.text)), trust_words=False)
    chances = dict(place.ranking)
    mask = sum(1 << CASES.index(case) for case in possible)
    return [float(np.log(chances[case] + 1e-4)) for case in CASES], mask


def _folded(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е").casefold()


def main(paths: list[str]) -> None:
    """Read the pairs, fit, write the table."""
    glossary = load_glossary(sorted((ROOT / "glossary").glob("*.csv")))
    house = open_house(glossary, source_lang=LangTag("fr"), target_lang=LangTag("ru"))
    index: dict[str, int] = {}
    seen: Counter[str] = Counter()
    clues: list[array[int]] = []
    offsets: list[list[float]] = []
    masks: list[int] = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            source, target = line.split("\t")[:2]
            if len(source) > LONGEST:
                continue
            for names, chances, mask in examples(source, target, house):
                seen.update(names)
                clues.append(array("i", [index.setdefault(name, len(index)) for name in names]))
                offsets.append(chances)
                masks.append(mask)
    kept = {index[name] for name in index if seen[name] >= LEAST_SEEN}
    print(f"{len(masks)} examples, {len(index)} clues, {len(kept)} kept")
    weights = fit([[c for c in row if c in kept] for row in clues], offsets, masks, len(index))
    write({name: weights[index[name]] for name in index if index[name] in kept})


def fit(
    clues: list[list[int]], offsets: list[list[float]], masks: list[int], size: int
) -> NDArray[np.float32]:
    """Maximise the log-probability of the possible cases, one example after the other."""
    weights = np.zeros((size, len(CASES)), dtype=np.float32)
    squares = np.full_like(weights, 1e-1)
    base = np.array(offsets, dtype=np.float32)
    possible = ((np.array(masks)[:, None] >> np.arange(len(CASES))) & 1).astype(np.float32)
    order = np.random.default_rng(0)
    for epoch in range(EPOCHS):
        total = 0.0
        for number in order.permutation(len(masks)):
            row = clues[number]
            scores = base[number] + weights[row].sum(axis=0)
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            mass = float((chance * possible[number]).sum()) + 1e-9
            total -= float(np.log(mass))
            gradient = chance - chance * possible[number] / mass + DECAY * weights[row]
            squares[row] += gradient**2
            weights[row] -= RATE * gradient / np.sqrt(squares[row])
        print(f"epoch {epoch}: loss {total / len(masks):.4f}", flush=True)
    return weights


def write(table: dict[str, NDArray[np.float32]]) -> None:
    """Write the clues that tell something, rounded."""
    lines = [
        "# How much the French words around a term (see source_clues.py) say for each case of its",
        "# Russian rendering: natural-log weights. Learnt by learn_source_clues.py from parallel",
        "# text; no text of the corpora is in it.",
        "# clue\t" + "\t".join(CASES),
    ]
    for clue, row in sorted(table.items()):
        weights = row - row.mean()
        if np.abs(weights).max() >= LEAST_TOLD and "\t" not in clue:
            lines.append(clue + "\t" + "\t".join(f"{value:.1f}" for value in weights))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} lines, {TARGET.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main(sys.argv[1:])
