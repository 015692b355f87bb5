"""Measure word alignment against the hand-made gold of tests/cases/alignment.

    uv run --group bench python benchmarks/alignment.py MODEL_FOLDER

Recall: gold links found. Precision: of the links found between gold words, those that are gold.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.engines.alignment import align
from workflow.engines.argos import ArgosEngine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Link

GOLD = Path(__file__).resolve().parents[1] / "tests/cases/alignment"


def main() -> None:
    """Print precision and recall of attention and of the statistical aligner."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD / "fr-en.tsv")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--show", action="store_true", help="print every mistake")
    options = parser.parse_args()
    rows = [line.split("\t") for line in options.gold.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if not row[0].startswith("#")][: options.limit]
    pairs = [(source, target) for source, target, _ in rows]
    gold = [{tuple(pair.split("=")) for pair in row[2].split(";")} for row in rows]
    print(f"{'aligner':12} precision  recall")
    for name, found in (
        ("attention", ArgosEngine(options.model).align(pairs)),
        ("statistical", align(pairs)),
    ):
        report(name, pairs, gold, found, show=options.show)


def report(
    name: str,
    pairs: Sequence[tuple[str, str]],
    gold: Sequence[set[tuple[str, ...]]],
    found: Sequence[Sequence[Link]],
    *,
    show: bool,
) -> None:
    """Print one line of the table, and before it what was missed (-) or is wrong (+)."""
    right = wanted = proposed = 0
    for (source, target), links, expected in zip(pairs, found, gold, strict=True):
        linked = {(link.source.of(source), link.target.of(target)) for link in links}
        here, there = ({pair[side] for pair in expected} for side in (0, 1))
        judged = {pair for pair in linked if pair[0] in here and pair[1] in there}
        right += len(judged & expected)
        wanted += len(expected)
        proposed += len(judged)
        if show:
            print(source, "-", sorted(expected - linked), "+", sorted(judged - expected))
    print(f"{name:12} {right / max(1, proposed):9.1%} {right / max(1, wanted):7.1%}")


if __name__ == "__main__":
    main()
