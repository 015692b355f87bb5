"""Make a model's first weights out of an OPUS-MT checkpoint.

    python -m training.parent OPUS-MT-fr-en BUNDLE OUT --lexicon FILE   encoder, decoder layers
    python -m training.parent OPUS-MT-en-fr BUNDLE OUT --reverse        the decoder alone

The parent has read far more French than the packs hold. Forward, its encoder and French pieces are
kept, with some decoder layers. Pieces of the new target that the parent writes too (digits, Latin
letters, marks) keep their numbers. The others begin where the English pieces lie that they
translate (`lexicon.py`), so that the decoder, which writes English, begins as one that writes
Russian words in English order; what the lexicon does not know begins at random at the same scale.
In reverse the parent's decoder, which writes French, is kept. Without torch: the checkpoint is read
by the program itself.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from training.lexicon import Lexicon
from training.pieces import write_weights
from training.recipe import read_recipe
from training.shape import Shape
from training.vocabulary import BOS, PAD, Vocabulary
from workflow.engines.convert.torchfile import read_tensors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.pieces import Array
    from training.recipe import Network

_NEVER = -20.0
"""Bias of a piece that is never written. Far lower ones would disturb label smoothing."""


def main() -> None:
    """Write the weights to begin with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="folder with pytorch_model.bin, vocab.json")
    parser.add_argument("bundle", type=Path, help="folder of prepare.py, with both vocabularies")
    parser.add_argument("out", type=Path)
    parser.add_argument("--reverse", action="store_true")
    parser.add_argument("--lexicon", type=Path, default=None, help="what `lexicon.py` wrote")
    options = parser.parse_args()
    network = read_recipe(options.bundle / "recipe.toml").network
    names = ("target.spm", "source.spm") if options.reverse else ("source.spm", "target.spm")
    source, target = (Vocabulary(options.bundle / name) for name in names)
    lexicon = Lexicon.read(options.lexicon) if options.lexicon else None
    parent = Parent(options.checkpoint, lexicon)
    weights = dict(parent.descend(source, target, network, reverse=options.reverse))
    shape = Shape.of(network, source=len(source), target=len(target))
    about = {"shape": asdict(shape), "parent": options.checkpoint.name, "spent": 0.0}
    write_weights(options.out, weights, about=about)
    size = sum(array.size for array in weights.values())
    print(f"{size / 1e6:.1f} M weights written to {options.out}")


class Parent:
    """A checkpoint in Hugging Face's layout."""

    def __init__(self, folder: Path, lexicon: Lexicon | None = None) -> None:
        """Read its tensors and the numbers of its pieces; the lexicon is of the new target."""
        self._lexicon = lexicon
        self._tensors = read_tensors(folder / "pytorch_model.bin")
        vocabulary = (folder / "vocab.json").read_text(encoding="utf-8")
        self._numbers: dict[str, int] = json.loads(vocabulary)

    def descend(
        self, source: Vocabulary, target: Vocabulary, network: Network, *, reverse: bool
    ) -> Iterator[tuple[str, Array]]:
        """Yield the weights that a child begins with; in reverse, what it keeps of the decoder."""
        if not reverse:
            yield "source.weight", self._table(source.tokens)
            for at in range(network.encoder_layers):
                yield from self._layer(f"encoder.{at}", f"model.encoder.layers.{at}")
        yield "target.weight", self._table(target.tokens, self._lexicon)
        yield "bias", self._biases(target.tokens)
        for at, layer in enumerate(network.decoder_layers):
            yield from self._layer(f"decoder.{at}", f"model.decoder.layers.{layer}")

    def _table(self, tokens: Sequence[str], lexicon: Lexicon | None = None) -> Array:
        """Return the rows of some pieces; those that are new lie about where the known ones do."""
        parent = np.asarray(self._tensors["model.shared.weight"], np.float32)
        random = np.random.default_rng(1)
        size = (len(tokens), parent.shape[1])
        table = random.normal(parent.mean(axis=0), parent.std(axis=0), size).astype(np.float32)
        if lexicon is not None:
            known = lexicon.shares[:, 0] > 0
            table[known] = meant(lexicon, parent)[known]
        for at, token in enumerate(tokens):
            if token in self._numbers:
                table[at] = parent[self._numbers[token]]
        table[[PAD, BOS]] = 0  # the parent begins to write from nothing
        return table

    def _biases(self, tokens: Sequence[str]) -> Array:
        """Return the parent's biases; new pieces get the mean, those never written a low one."""
        parent = self._tensors["final_logits_bias"][0]
        numbers = [self._numbers.get(token) for token in tokens]
        known = [parent[number] for number in numbers if number is not None]
        mean = float(np.mean(known)) if known else 0.0
        biases = np.array([mean if n is None else parent[n] for n in numbers], np.float32)
        biases[[PAD, BOS]] = _NEVER
        return biases

    def _layer(self, ours: str, theirs: str) -> Iterator[tuple[str, Array]]:
        for our_name, their_name in (
            ("self_attention", "self_attn"),
            ("attention", "encoder_attn"),
        ):
            if f"{theirs}.{their_name}.q_proj.weight" in self._tensors:
                yield from self._attention(f"{ours}.{our_name}", f"{theirs}.{their_name}")
        names = {"first": "fc1", "second": "fc2", "norm": "final_layer_norm"}
        for name, their_name in names.items():
            yield from self._linear(f"{ours}.feed_forward.{name}", f"{theirs}.{their_name}")

    def _attention(self, ours: str, theirs: str) -> Iterator[tuple[str, Array]]:
        yield from self._linear(f"{ours}.query", f"{theirs}.q_proj")
        yield from self._linear(f"{ours}.memory", f"{theirs}.k_proj", f"{theirs}.v_proj")
        yield from self._linear(f"{ours}.out", f"{theirs}.out_proj")
        yield from self._linear(f"{ours}.norm", f"{theirs}_layer_norm")

    def _linear(self, ours: str, *theirs: str) -> Iterator[tuple[str, Array]]:
        for kind in ("weight", "bias"):
            parts = [np.asarray(self._tensors[f"{name}.{kind}"], np.float32) for name in theirs]
            yield f"{ours}.{kind}", np.concatenate(parts)


def meant(lexicon: Lexicon, parent: Array) -> Array:
    """Return for each piece the mean of those that it translates, as long as they are."""
    rows = parent[lexicon.pieces]
    mean = np.einsum("pr,prw->pw", lexicon.shares, rows)
    lengths = np.linalg.norm(rows, axis=2)
    wanted = (lexicon.shares * lengths).sum(axis=1, keepdims=True)
    found: Array = mean * wanted / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
    return found


if __name__ == "__main__":
    main()
