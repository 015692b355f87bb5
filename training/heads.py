"""Find the head whose attention aligns words best, for `export.py --alignment`.

    python -m training.heads BUNDLE WEIGHTS [--pairs 150]

Each head of each decoder layer is exported in turn and asked through the program's own engine to
align dev sentences with their translations. What it says is compared with the statistical aligner,
which learns from the same sentences and is right often enough to tell a head that aligns from one
that does something else.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from training.export import write_package
from training.packs import read_pairs
from training.pieces import read_about
from workflow.engines.alignment import align
from workflow.engines.argos import ArgosEngine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Link


def main() -> None:
    """Print every head with its score, the best last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--pairs", type=int, default=150)
    options = parser.parse_args()
    file = min(options.bundle.glob("*.dev.tsv.xz"))
    pairs = [(pair.source, pair.target) for pair in read_pairs(file)]
    silver = align(pairs)[: options.pairs]
    scores = score_heads(options.bundle, options.weights, pairs[: options.pairs], silver)
    for (layer, head), score in sorted(scores.items(), key=lambda item: item[1]):
        print(f"layer {layer} head {head}: {score:.3f}")


def score_heads(
    bundle: Path,
    weights: Path,
    pairs: Sequence[tuple[str, str]],
    silver: Sequence[Sequence[Link]],
) -> dict[tuple[int, int], float]:
    """Return how well each head of each layer agrees with known links, from 0 to 1."""
    shape = read_about(weights)["shape"]
    scores = {}
    for layer in range(shape["decoder_layers"]):
        for head in range(shape["heads"]):
            with tempfile.TemporaryDirectory() as folder:
                package = Path(folder) / "package"
                write_package(bundle, weights, package, alignment=(layer, head))
                with ArgosEngine(package) as engine:
                    scores[layer, head] = agreement(engine.align(pairs), silver)
    return scores


def agreement(found: Sequence[Sequence[Link]], wanted: Sequence[Sequence[Link]]) -> float:
    """Return the F1 of links against other links, over all sentences.

    >>> agreement([[1, 2]], [[2, 3]])
    0.5
    """
    common = sum(len(set(a) & set(b)) for a, b in zip(found, wanted, strict=True))
    total = sum(map(len, found)) + sum(map(len, wanted))
    return 2 * common / total if total else 0.0


if __name__ == "__main__":
    main()
