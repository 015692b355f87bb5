"""Make the Argos package that is shipped, out of weights of `train.py`.

    python -m training.export BUNDLE WEIGHTS models/translate-fr_ru.argosmodel [--scores FILE]

The same input gives the same bytes. CTranslate2 tells where the network looked by the first head
of one decoder layer: the head that aligns best is moved there (`--alignment LAYER HEAD`, found by
`heads.py`); the network computes the same in any order of its heads.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ctranslate2
import numpy as np
from ctranslate2.specs import TransformerSpec
from ctranslate2.specs.common_spec import Activation

from training.pieces import read_about, read_weights
from training.recipe import read_recipe
from training.shape import Shape
from training.vocabulary import SPECIAL, Vocabulary
from workflow.engines.archive import pack
from workflow.engines.convert.marian import sinusoids
from workflow.languages import name_of
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.pieces import Array
    from training.recipe import Recipe

_POSITIONS = 1024
_ARGOS_VERSION = "1.9"
_MOST_MEGABYTES = 70


def main() -> None:
    """Write the package and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--alignment", type=int, nargs=2, default=None, metavar=("LAYER", "HEAD"))
    parser.add_argument("--scores", type=Path, default=None, help="of evaluate.py")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "package"
        about = read_about(options.weights)
        alignment = tuple(options.alignment or (about["shape"]["decoder_layers"] - 1, 0))
        write_package(options.bundle, options.weights, package, alignment=alignment)
        if options.scores:
            add_scores(package, json.loads(options.scores.read_text(encoding="utf-8")))
        options.out.parent.mkdir(parents=True, exist_ok=True)
        recipe = read_recipe(options.bundle / "recipe.toml")
        pack(package, options.out, name=f"translate-{'_'.join(recipe.pair)}")
    size = options.out.stat().st_size / 1e6
    print(f"{options.out}: {size:.1f} MB")
    if size > _MOST_MEGABYTES:
        raise SystemExit(f"the package is larger than {_MOST_MEGABYTES} MB")


def write_package(bundle: Path, weights: Path, folder: Path, *, alignment: tuple[int, int]) -> None:
    """Write an unpacked package to the new folder `folder`."""
    recipe = read_recipe(bundle / "recipe.toml")
    about = read_about(weights)
    folder.mkdir(parents=True)
    shape = Shape(**about["shape"])
    sides = [Vocabulary(bundle / name).tokens for name in ("source.spm", "target.spm")]
    convert(read_weights(weights), shape, sides, folder / "model", alignment=alignment)
    shutil.copyfile(bundle / "source.spm", folder / "sentencepiece.model")
    shutil.copyfile(bundle / "target.spm", folder / "target.spm")
    counts = json.loads((bundle / "counts.json").read_text(encoding="utf-8"))
    _write_json(folder / "metadata.json", _metadata(recipe, about, counts))


def add_scores(folder: Path, scores: Mapping[str, Any]) -> None:
    """Write measured scores into a package's metadata."""
    path = folder / "metadata.json"
    _write_json(path, json.loads(path.read_text(encoding="utf-8")) | {"scores": scores})


def convert(
    weights: Mapping[str, Array],
    shape: Shape,
    sides: list[tuple[str, ...]],
    folder: Path,
    *,
    alignment: tuple[int, int],
    quantization: str | None = "int8",
) -> None:
    """Write CTranslate2's model; `sides` are the pieces of source and target."""
    layer, head = alignment
    spec = TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers),
        shape.heads,
        pre_norm=False,
        activation=Activation.SWISH,
        alignment_layer=layer,
        alignment_heads=1,
    )
    filler = _Filler(_head_first(weights, shape, layer=layer, head=head))
    filler.fill(spec, shape)
    spec.register_source_vocabulary(list(sides[0]))
    spec.register_target_vocabulary(list(sides[1]))
    spec.config.add_source_eos = True
    _, unknown, begin, end = SPECIAL
    spec.config.decoder_start_token = spec.config.bos_token = begin
    spec.config.eos_token, spec.config.unk_token = end, unknown
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def _head_first(
    weights: Mapping[str, Array], shape: Shape, *, layer: int, head: int
) -> dict[str, Array]:
    """Return the weights with one head of a layer's attention to the source in the first place."""
    order = [head, *(at for at in range(shape.heads) if at != head)]
    size = shape.width // shape.heads
    rows = np.concatenate([np.arange(at * size, (at + 1) * size) for at in order])
    both = np.concatenate([rows, rows + shape.width])
    name = f"decoder.{layer}.attention"
    moved = dict(weights)
    for part, wanted in (("query", rows), ("memory", both)):
        for kind in ("weight", "bias"):
            moved[f"{name}.{part}.{kind}"] = moved[f"{name}.{part}.{kind}"][wanted]
    moved[f"{name}.out.weight"] = moved[f"{name}.out.weight"][:, rows]
    return moved


class _Filler:
    """Gives weights to the parts of CTranslate2's specification, whose classes have no types."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self._weights = weights

    def fill(self, spec: Any, shape: Shape) -> None:  # noqa: ANN401 - CTranslate2 has no types
        table = self._weights["target.weight"]
        spec.encoder.embeddings[0].weight = self._weights["source.weight"]
        spec.decoder.embeddings.weight = table
        spec.decoder.projection.weight = table
        spec.decoder.projection.bias = self._weights["bias"]
        for side in (spec.encoder, spec.decoder):
            side.scale_embeddings = True
            side.position_encodings.encodings = sinusoids(_POSITIONS, shape.width)
        for at, layer in enumerate(spec.encoder.layer):
            self._layer(layer, f"encoder.{at}")
        for at, layer in enumerate(spec.decoder.layer):
            self._layer(layer, f"decoder.{at}")
            name = f"decoder.{at}.attention"
            self._linear(layer.attention.linear[0], f"{name}.query")
            self._linear(layer.attention.linear[1], f"{name}.memory")
            self._linear(layer.attention.linear[2], f"{name}.out")
            self._norm(layer.attention.layer_norm, f"{name}.norm")

    def _layer(self, layer: Any, name: str) -> None:  # noqa: ANN401 - as above
        own = layer.self_attention
        self._linear(own.linear[0], f"{name}.self_attention.query", f"{name}.self_attention.memory")
        self._linear(own.linear[1], f"{name}.self_attention.out")
        self._norm(own.layer_norm, f"{name}.self_attention.norm")
        self._linear(layer.ffn.linear_0, f"{name}.feed_forward.first")
        self._linear(layer.ffn.linear_1, f"{name}.feed_forward.second")
        self._norm(layer.ffn.layer_norm, f"{name}.feed_forward.norm")

    def _linear(self, spec: Any, *names: str) -> None:  # noqa: ANN401 - as above
        spec.weight = np.concatenate([self._weights[f"{name}.weight"] for name in names])
        spec.bias = np.concatenate([self._weights[f"{name}.bias"] for name in names])

    def _norm(self, spec: Any, name: str) -> None:  # noqa: ANN401 - as above
        spec.gamma = self._weights[f"{name}.weight"].copy()
        spec.beta = self._weights[f"{name}.bias"].copy()


def _metadata(
    recipe: Recipe, about: Mapping[str, Any], counts: Mapping[str, Any]
) -> dict[str, Any]:
    source, target = recipe.pair
    data = {label: each["kept"] for label, each in counts.items() if each["kept"]}
    return {
        "package_version": recipe.version,
        "argos_version": _ARGOS_VERSION,
        "type": "translate",
        "from_code": source,
        "from_name": name_of(LangTag(source)),
        "to_code": target,
        "to_name": name_of(LangTag(target)),
        "licence": recipe.licence,
        "origin": "trained by this project from Helsinki-NLP/opus-mt-fr-en (Apache-2.0)",
        "weak": recipe.weak,
        "decoding": recipe.decoding,
        "recipe_sha256": recipe.digest,
        "phase": about.get("phase", ""),
        "steps": about.get("step", 0),
        "minutes": round(about.get("spent", 0) / 60),
        "data": data,
        "quantised_with": f"ctranslate2 {ctranslate2.__version__}",
    }


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
