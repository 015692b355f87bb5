"""From a network's attention to links between words.

Attention says, for each piece that the network wrote, where in the source it looked. It is summed
over the pieces of source words, averaged over those of target words, and a word is linked to where
it looked most; a source word that nothing was linked to is linked to the word that looked at it
most. What falls on the end mark or on punctuation counts for nobody.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from workflow.engines.words import split_words
from workflow.model import Link, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

_FLOOR = 0.15
"""Least share of its attention that links a target word to the word it looked at most."""
_STRONG = 0.40
"""Share that links to a further source word: ``s'est entretenu`` is one ``spoke``."""
_RESCUE = 0.20
"""Share that links a source word left alone: little, for only the best looker gets it."""


def link_words(
    attention: Sequence[Sequence[float]],
    *,
    source: str,
    source_spans: Sequence[Span],
    target: str,
    target_spans: Sequence[Span],
) -> tuple[Link, ...]:
    """Return the word links of one translation.

    `attention` is [target piece × source piece], the source's end mark possibly last;
    the spans give each piece's characters in `source` and `target`.
    """
    source_words, target_words = split_words(source), split_words(target)
    if not source_words or not target_words or not attention:
        return ()
    shares = word_shares(
        np.asarray(attention, dtype=np.float64)[: len(target_spans), : len(source_spans)],
        rows=_membership(target_spans, target_words),
        columns=_membership(source_spans, source_words),
    )
    for s, t in same_numbers(
        [word.of(source) for word in source_words], [word.of(target) for word in target_words]
    ):
        shares[t, :] = shares[:, s] = 0
        shares[t, s] = 1
    return tuple(sorted(Link(source_words[s], target_words[t]) for t, s in _chosen(shares)))


def same_numbers(source: Sequence[str], target: Sequence[str]) -> list[tuple[int, int]]:
    """Return the indices of numbers that stand equally often on both sides, matched in order.

    Networks copy digits without looking at them, so attention is least to be trusted here.
    """
    pairs: list[tuple[int, int]] = []
    for number in sorted({word for word in source if word.isdigit()}):
        here = [at for at, word in enumerate(source) if word == number]
        there = [at for at, word in enumerate(target) if word == number]
        if len(here) == len(there):
            pairs += zip(here, there, strict=True)
    return pairs


def word_shares(
    attention: npt.NDArray[np.float64],
    *,
    rows: npt.NDArray[np.float64],
    columns: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Fold attention between pieces into attention between words.

    `rows` and `columns` are [piece × word] matrices of ones and zeros.
    """
    counts = np.maximum(rows.sum(axis=0), 1)
    folded: npt.NDArray[np.float64] = (rows.T @ attention @ columns) / counts[:, None]
    return folded


def _membership(pieces: Sequence[Span], words: Sequence[Span]) -> npt.NDArray[np.float64]:
    """Return a [piece × word] matrix: one where the piece lies in the word, mostly.

    Words stand in order and apart.
    """
    matrix = np.zeros((len(pieces), len(words)))
    ends = [word.end for word in words]
    for row, piece in enumerate(pieces):
        best, most = 0, 0
        for at in range(bisect_right(ends, piece.start), len(words)):
            word = words[at]
            if word.start >= piece.end:
                break
            shared = min(piece.end, word.end) - max(piece.start, word.start)
            if shared > most:
                best, most = at, shared
        if most:
            matrix[row, best] = 1
    return matrix


def _chosen(shares: npt.NDArray[np.float64]) -> set[tuple[int, int]]:
    """Return the (target, source) words that belong together."""
    best = shares.argmax(axis=1)
    likely = shares >= _STRONG
    sure = np.flatnonzero(shares.max(axis=1) >= _FLOOR)
    likely[sure, best[sure]] = True
    chosen = {(int(t), int(s)) for t, s in zip(*np.nonzero(likely), strict=True)}
    linked = {s for _, s in chosen}
    for s in set(range(shares.shape[1])) - linked:
        looker = int(shares[:, s].argmax())
        if shares[looker, s] >= _RESCUE:
            chosen.add((looker, s))
    return chosen
