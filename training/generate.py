"""Translate lines with weights of `train.py`, greedily and in large batches on the processor there.

    python -m training.generate BUNDLE WEIGHTS IN OUT [--reverse] [--label back]

IN has a sentence a line (compressed or not). With a label, OUT is a pack for training in which
the lines of IN are the *target*: back-translation (Sennrich, Haddow and Birch 2016). Without one,
it has the translations, a line each.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.batches import LONGEST, Side
from training.packs import Pair, clean, fault_of, read_lines, write_pairs
from training.train import load_model, vocabulary_paths
from training.vocabulary import BOS, EOS, PAD, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from torch import Tensor

    from training.model import Model

_BATCH_PIECES = 65_536


def main() -> None:
    """Translate a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--reverse", action="store_true")
    parser.add_argument("--label", default=None)
    parser.add_argument("--column", type=int, default=0, help="of the texts, from 0")
    parser.add_argument("--minutes", type=float, default=60.0, help="stop after so many")
    options = parser.parse_args()
    texts = [line.split("\t")[options.column] for line in read_lines(options.texts)]
    generator = Generator(options.bundle, options.weights, reverse=options.reverse)
    start = time.monotonic()
    found = generator.translate(texts, until=start + options.minutes * 60)
    done = sum(text is not None for text in found)
    print(f"{done} of {len(texts)} lines in {time.monotonic() - start:.0f} s", flush=True)
    if options.label is None:
        options.out.write_text("".join(f"{text or ''}\n" for text in found), encoding="utf-8")
        return
    pairs = [
        clean(Pair(text, original, options.label))
        for text, original in zip(found, texts, strict=True)
        if text
    ]
    write_pairs(options.out, [pair for pair in pairs if not fault_of(pair)])


class Generator:
    """A model on the fastest device there is."""

    def __init__(self, bundle: Path, weights: Path, *, reverse: bool) -> None:
        """Load the weights and both vocabularies."""
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._model: Model = load_model(weights).to(self._device).eval()
        if self._device == "cuda":
            self._model.bfloat16()
        paths = vocabulary_paths(bundle, reverse=reverse)
        self._source, self._target = (Vocabulary(path) for path in paths)

    def translate(self, texts: Sequence[str], *, until: float) -> list[str | None]:
        """Return the translations; None for those that the time did not suffice for."""
        encoded = [[*ids[: LONGEST - 1], EOS] for ids in self._source.encode(texts)]
        side = Side.of(encoded)
        found: list[str | None] = [None] * len(texts)
        for rows in _groups(side.lengths):
            if time.monotonic() > until:
                break
            source = torch.from_numpy(side.padded(rows)).to(self._device)
            written = greedy(self._model, source)
            for row, numbers in zip(rows.tolist(), written.tolist(), strict=True):
                end = numbers.index(EOS) if EOS in numbers else len(numbers)
                found[row] = self._target.decode(numbers[:end])
        return found


@torch.inference_mode()
def greedy(model: Model, source: Tensor) -> Tensor:
    """Return the likeliest piece after the likeliest piece, until all sentences have ended."""
    states, mask = model.encode(source)
    recalled = [layer.attention.recall(states) for layer in model.decoder]
    past: list[tuple[Tensor, Tensor] | None] = [None] * len(recalled)
    piece = torch.full((len(source), 1), BOS, device=source.device)
    ended = torch.zeros(len(source), dtype=torch.bool, device=source.device)
    written = []
    for at in range(min(LONGEST, 2 * source.shape[1] + 10)):
        scores, past = model.step(piece, at, past, recalled, mask)
        scores[:, [PAD, BOS]] = -torch.inf
        best = scores.argmax(-1).masked_fill(ended, PAD)
        ended |= best == EOS
        written.append(best)
        piece = best[:, None]
        if at % 8 == 7 and ended.all():
            break
    return torch.stack(written, dim=1)


def _groups(lengths: np.ndarray) -> Iterator[np.ndarray]:
    """Yield rows of alike lengths, in batches of about as many pieces, shortest first."""
    order = np.argsort(lengths, kind="stable")
    first = 0
    while first < len(order):
        count = max(1, _BATCH_PIECES // int(lengths[order[first]]))
        # The last of the batch is the longest: count by it.
        last = min(first + count, len(order)) - 1
        count = max(1, _BATCH_PIECES // int(lengths[order[last]]))
        yield order[first : first + count]
        first += count


if __name__ == "__main__":
    main()
