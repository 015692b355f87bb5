"""Encoded pairs held flat in memory, and the batches of a pass over them."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from training.vocabulary import BOS, EOS, PAD, UNK, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from training.packs import Pair

    Numbers = npt.NDArray[np.int64]

LONGEST = 200
"""Pieces of a side; the engine cuts longer texts before it translates them."""
_CHUNK = 10_000
_STEP = 8
"""Widths are multiples of it: graphics processors like that, and few shapes recur."""


@dataclass(frozen=True, slots=True)
class Side:
    """Many sequences of pieces, end to end."""

    pieces: npt.NDArray[np.uint16]
    starts: Numbers
    """One more than there are sequences: the last is the length of `pieces`."""

    @classmethod
    def of(cls, sequences: Sequence[Sequence[int]]) -> Side:
        """Put sequences end to end."""
        lengths = [len(sequence) for sequence in sequences]
        flat = np.fromiter((n for each in sequences for n in each), np.uint16, sum(lengths))
        return cls(flat, np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]))

    @classmethod
    def joined(cls, sides: Sequence[Side]) -> Side:
        """Return the sequences of several sides as one."""
        lengths = np.concatenate([np.zeros(0, np.int64), *(side.lengths for side in sides)])
        pieces = np.concatenate([np.zeros(0, np.uint16), *(side.pieces for side in sides)])
        return cls(pieces, np.concatenate([[0], np.cumsum(lengths)]))

    @property
    def lengths(self) -> Numbers:
        """The number of pieces of each sequence."""
        return np.diff(self.starts)

    def padded(self, rows: Numbers) -> Numbers:
        """Return some sequences as a matrix, filled up at the right."""
        lengths = self.lengths[rows]
        width = -(-int(lengths.max()) // _STEP) * _STEP
        columns = np.arange(width)
        at = np.minimum(self.starts[rows][:, None] + columns, len(self.pieces) - 1)
        matrix = self.pieces[at].astype(np.int64)
        matrix[columns >= lengths[:, None]] = PAD
        return matrix


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pairs as pieces, and how often each is to be seen in a pass."""

    source: Side
    target: Side
    weights: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.weights)

    def batches(
        self, *, tokens: int, random: np.random.Generator
    ) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield the batches of one pass: alike lengths together, in random order.

        No batch's padded target has more than `tokens` pieces, nor its source twice as many.
        """
        times = (self.weights + random.random(len(self))).astype(np.int64)
        rows = np.repeat(np.arange(len(self)), times)
        sizes = np.maximum(self.target.lengths, self.source.lengths / 2)[rows]
        rows = rows[np.argsort(sizes + random.random(len(rows)) * 4)]
        groups = list(_cut(rows, self.target.lengths, self.source.lengths, tokens))
        for at in random.permutation(len(groups)):
            yield self.source.padded(groups[at]), self.target.padded(groups[at])


def _cut(rows: Numbers, targets: Numbers, sources: Numbers, tokens: int) -> Iterator[Numbers]:
    """Cut rows of growing length into groups that fit."""
    widths = np.maximum(targets[rows], -(-sources[rows] // 2))
    widths = -(-widths // _STEP) * _STEP
    first = widest = 0
    for at, width in enumerate(widths.tolist()):
        widest = max(widest, width)
        if widest * (at - first + 1) > tokens and at > first:
            yield rows[first:at]
            first, widest = at, width
    if first < len(rows):
        yield rows[first:]


def encode(
    pairs: Sequence[Pair], source: Path, target: Path, *, weight_of: Callable[[str], float]
) -> Corpus:
    """Return pairs as pieces, on all processors; what is too long or unwritable is left out."""
    weighted = [(pair, weight) for pair in pairs if (weight := weight_of(pair.label)) > 0]
    jobs = [
        (source, target, [pair for pair, _ in weighted[at : at + _CHUNK]])
        for at in range(0, len(weighted), _CHUNK)
    ]
    if len(jobs) > 1:
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            encoded = list(pool.map(_encode, jobs))
    else:
        encoded = [_encode(job) for job in jobs]
    kept = np.concatenate([[], *(each.kept for each in encoded)]).astype(bool)
    return Corpus(
        Side.joined([each.source for each in encoded]),
        Side.joined([each.target for each in encoded]),
        np.array([weight for _, weight in weighted])[kept],
    )


class _Encoded(NamedTuple):
    """Some pairs as a worker hands them over: few large arrays travel faster than many lists."""

    source: Side
    target: Side
    kept: npt.NDArray[np.bool_]
    """Of the pairs that were asked for."""


def _encode(job: tuple[Path, Path, list[Pair]]) -> _Encoded:
    source, target, pairs = Vocabulary(job[0]), Vocabulary(job[1]), job[2]
    read = source.encode([pair.source for pair in pairs])
    written = target.encode([pair.target for pair in pairs])
    kept = [
        0 < len(s) < LONGEST and 0 < len(t) < LONGEST - 1 and UNK not in t
        for s, t in zip(read, written, strict=True)
    ]
    return _Encoded(
        Side.of([[*s, EOS] for s, fits in zip(read, kept, strict=True) if fits]),
        Side.of([[BOS, *t, EOS] for t, fits in zip(written, kept, strict=True) if fits]),
        np.array(kept, bool),
    )
