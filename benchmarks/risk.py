"""Measure whether the risk of a draft tells where the mistakes are, better than its score alone.

    python benchmarks/risk.py [--data ../shared/testdata] [--count 400]

Machine drafts of dev sentences are compared with the human translations by chrF; then a fact is
damaged in every other draft. AUC is the chance that a bad segment is ranked before a good one.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sacrebleu.metrics import CHRF

from workflow.checks import Pair, run_checks
from workflow.checks.risk import assess
from workflow.engines.registry import EngineChoice, open_engine
from workflow.model import LangTag, Position

SETS = ("un", "flores")
SEED = 20171103
_WORST = 0.25
"""The share of drafts, by chrF, that counts as bad."""


def _ranks(values: Sequence[float]) -> np.ndarray:
    """Return mean ranks: equal values share theirs."""
    array = np.asarray(values, float)
    order = array.argsort(kind="stable")
    ranks = np.empty(len(array))
    ranks[order] = np.arange(1, len(array) + 1)
    for value in np.unique(array):
        ranks[array == value] = ranks[array == value].mean()
    return ranks


def _auc(risks: Sequence[float], bad: np.ndarray) -> float:
    ranks, worse = _ranks(risks), int(bad.sum())
    return float((ranks[bad].sum() - worse * (worse + 1) / 2) / (worse * (len(bad) - worse)))


def _spearman(one: Sequence[float], other: Sequence[float]) -> float:
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _risk(source: str, target: str, score: float) -> int:
    pair = Pair(
        source=source,
        target=target,
        source_lang=LangTag("fr"),
        target_lang=LangTag("en"),
        position=Position(path="dev"),
    )
    return assess(run_checks([pair]), score=score).value


def _damage(text: str, rng: random.Random) -> str:
    """Change a digit, else drop a negation, else leave the text."""
    digits = [match.start() for match in re.finditer(r"\d", text)]
    if digits:
        at = rng.choice(digits)
        other = rng.choice([digit for digit in "123456789" if digit != text[at]])
        return text[:at] + other + text[at + 1 :]
    return re.sub(r"\bnot |n't\b|\bno ", "", text, count=1)


def main() -> int:
    """Draft, rank, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(__file__).resolve().parents[1].parent / "shared" / "testdata"
    parser.add_argument("--data", type=Path, default=beside)
    parser.add_argument("--count", type=int, default=400)
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"no data at {arguments.data}", file=sys.stderr)
        return 1
    rng = random.Random(SEED)  # noqa: S311 - the same sentences at every run
    rows: list[list[str]] = []
    for name in SETS:
        with (arguments.data / f"dev.{name}.fr-en-ru.tsv").open(encoding="utf-8") as file:
            found = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        rows += rng.sample(found, arguments.count // len(SETS))
    choice = EngineChoice(name="argos", model=None, beam=4)
    engine = open_engine(choice, source=LangTag("fr"), target=LangTag("en"))
    drafts = [answer[0] for answer in engine.translate([row[0] for row in rows])]
    _report(rows, [draft.text for draft in drafts], [draft.score for draft in drafts], rng)
    return 0


def _report(
    rows: Sequence[Sequence[str]], texts: list[str], scores: list[float], rng: random.Random
) -> None:
    metric = CHRF()
    pairs = list(zip(texts, rows, strict=True))
    chrf = np.array([metric.sentence_score(text, [row[1]]).score for text, row in pairs])
    poor = chrf < np.quantile(chrf, _WORST)
    unsure = [-score for score in scores]
    risks = [
        _risk(row[0], *each)
        for row, each in zip(rows, zip(texts, scores, strict=True), strict=True)
    ]
    print(f"{len(rows)} drafts fr→en                 score   risk")
    print(f"worst quarter by chrF, AUC        {_auc(unsure, poor):6.3f} {_auc(risks, poor):6.3f}")
    print(
        f"chrF, Spearman                    {_spearman(unsure, chrf):6.3f} {_spearman(risks, chrf):6.3f}"
    )
    damaged = [_damage(text, rng) if at % 2 else text for at, text in enumerate(texts)]
    bad = np.array([new != old for new, old in zip(damaged, texts, strict=True)])
    kept = [at for at in range(len(texts)) if bad[at] or not at % 2]
    after = [_risk(rows[at][0], damaged[at], scores[at]) for at in kept]
    print(
        f"{int(bad.sum())} planted errors, AUC           {_auc([unsure[at] for at in kept], bad[kept]):6.3f}"
        f" {_auc(after, bad[kept]):6.3f}"
    )
    either = (bad | poor)[kept]
    print(
        f"either, AUC                       {_auc([unsure[at] for at in kept], either):6.3f}"
        f" {_auc(after, either):6.3f}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
