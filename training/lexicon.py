"""Which pieces of one language say what pieces of another say: IBM Model 1 (Brown et al. 1993).

    python -m training.lexicon OPUS-MT-fr-en BUNDLE OUT --packs en-ru.tsv.xz …

Aligns the English that the parent writes with the Russian that its child shall write, piece by
piece. OUT (.npz) has, for each piece of BUNDLE's Russian vocabulary, the likeliest English ones by
the parent's numbers and their probabilities, zero where fewer are known. `parent.py` begins the
Russian rows of the table from it.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from training.packs import clean, fault_of, read_pairs
from training.recipe import read_recipe
from training.vocabulary import SPECIAL, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.pieces import Array
    from training.recipe import Recipe

NEIGHBOURS = 16
"""Pieces of the parent that a new one is made of, at most."""
_ROUNDS = 5
_LONGEST = 60
"""Pieces of a side; long pairs teach little and cost much."""
_LEAST = 3.0
"""Expected links below which a piece counts as unknown."""


def main() -> None:
    """Write the lexicon of some packs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="folder with target.spm and vocab.json")
    parser.add_argument("bundle", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--packs", type=Path, nargs="+", required=True)
    parser.add_argument("--pairs", type=int, default=250_000, help="at most")
    options = parser.parse_args()
    recipe = read_recipe(options.bundle / "recipe.toml")
    pairs = list(_pairs(options.packs, recipe, most=options.pairs))
    english = _numbers(options.checkpoint, [source for source, _ in pairs])
    russian = Vocabulary(options.bundle / "target.spm")
    written = russian.encode([target for _, target in pairs])
    links = Links.between(english, written)
    lexicon = links.likeliest(links.learn(rounds=_ROUNDS), size=len(russian))
    lexicon.write(options.out)
    known = int((lexicon.shares[:, 0] > 0).sum())
    print(f"{known} of {len(russian)} pieces linked to the parent's, by {len(pairs)} pairs")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For each new piece the likeliest of the parent's."""

    pieces: Array
    """[piece, rank], the parent's numbers."""
    shares: Array
    """[piece, rank], falling; a row sums to 1, or is all 0 for a piece that is not known."""

    def write(self, path: Path) -> None:
        """Write it as an archive of two arrays."""
        np.savez_compressed(path, pieces=self.pieces, shares=self.shares)

    @classmethod
    def read(cls, path: Path) -> Lexicon:
        """Read what `write` wrote."""
        with np.load(path) as arrays:
            return cls(arrays["pieces"], arrays["shares"])


@dataclass(frozen=True, slots=True)
class Links:
    """Every link that is possible: each piece of a sentence with each of its translation."""

    kinds: Array
    """Of each link, the number of its two pieces' pair in `pairs`."""
    groups: Array
    """Of each link, the occurrence of the new piece that one of the old ones explains."""
    pairs: Array
    """[pair, 2]: the parent's piece and the new one."""

    @classmethod
    def between(cls, old: Sequence[Sequence[int]], new: Sequence[Sequence[int]]) -> Links:
        """Take each piece once a sentence. The old side gets an empty piece, number -1."""
        olds, news, groups = [], [], []
        first = 0
        for before, after in zip(old, new, strict=True):
            left = np.array([-1, *set(before)], np.int32)
            right = np.array(sorted(set(after)), np.int32)
            numbers = np.arange(first, first + len(right), dtype=np.int32)
            olds.append(np.tile(left, len(right)))
            news.append(np.repeat(right, len(left)))
            groups.append(np.repeat(numbers, len(left)))
            first += len(right)
        joined = np.concatenate(news).astype(np.int64) << 32 | (np.concatenate(olds) + 1)
        kinds, kind_of = np.unique(joined, return_inverse=True)
        pairs = np.stack([(kinds & 0xFFFFFFFF) - 1, kinds >> 32], axis=1).astype(np.int32)
        return cls(kind_of.astype(np.int32), np.concatenate(groups), pairs)

    def learn(self, *, rounds: int) -> Array:
        """Return the expected number of each pair's links, by expectation and maximisation."""
        chances = np.ones(len(self.pairs))
        counts = chances
        for _ in range(rounds):
            likely = chances[self.kinds]
            whole = np.bincount(self.groups, likely)
            counts = np.bincount(self.kinds, likely / whole[self.groups], len(self.pairs))
            of_old = np.bincount(self.pairs[:, 0] + 1, counts)
            chances = counts / of_old[self.pairs[:, 0] + 1]
        return counts

    def likeliest(self, counts: Array, *, size: int) -> Lexicon:
        """Return for each new piece the old ones that explain it, without the empty piece."""
        kept = (self.pairs[:, 0] >= 0) & (counts > 0)
        pairs, counts = self.pairs[kept], counts[kept]
        order = np.lexsort((-counts, pairs[:, 1]))
        pairs, counts = pairs[order], counts[order]
        first = np.searchsorted(pairs[:, 1], np.arange(size))
        rank = np.arange(len(pairs)) - first[pairs[:, 1]]
        near = rank < NEIGHBOURS
        pieces = np.zeros((size, NEIGHBOURS), np.int32)
        shares = np.zeros((size, NEIGHBOURS))
        pieces[pairs[near, 1], rank[near]] = pairs[near, 0]
        shares[pairs[near, 1], rank[near]] = counts[near]
        sums = shares.sum(axis=1, keepdims=True)
        shares = np.where(sums >= _LEAST, shares / np.maximum(sums, 1e-9), 0.0)
        return Lexicon(pieces, shares.astype(np.float32))


def _pairs(packs: Sequence[Path], recipe: Recipe, *, most: int) -> Iterator[tuple[str, str]]:
    """Yield pairs of the packs in their order, without the labels that the recipe leaves out."""
    count = 0
    for pack in packs:
        for pair in read_pairs(pack):
            if recipe.weight_of(pair.label) <= 0:
                continue
            target = clean(pair).target
            if fault_of(pair) or count == most:
                continue
            yield pair.source, target
            count += 1


def _numbers(checkpoint: Path, texts: Sequence[str]) -> list[list[int]]:
    """Return the parent's numbers of English pieces; pieces without one are left out."""
    vocabulary = Vocabulary(checkpoint / "target.spm")
    numbers: dict[str, int] = json.loads((checkpoint / "vocab.json").read_text(encoding="utf-8"))
    parents = [numbers.get(token) for token in vocabulary.tokens]
    parents[: len(SPECIAL)] = [None] * len(SPECIAL)
    return [
        [number for at in ids[:_LONGEST] if (number := parents[at]) is not None]
        for ids in vocabulary.encode(texts)
    ]


if __name__ == "__main__":
    main()
