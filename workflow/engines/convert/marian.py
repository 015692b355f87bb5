"""Turn a Marian checkpoint in Hugging Face's layout (as OPUS-MT is published) into CTranslate2's.

CTranslate2 converts Marian's own files, and checkpoints that transformers and torch have loaded.
This does the second without either, by mapping the names of the weights onto CTranslate2's
specification. The same weights give the same bytes.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from workflow.engines.convert.torchfile import read_tensors
from workflow.errors import EngineError
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workflow.engines.convert.torchfile import Array

_POSITIONS = 2048
"""Rows of the table of positions, a formula without end. Hugging Face stores 512 of them, and
CTranslate2 stops the whole run at a longer sentence."""
_EOS, _UNK, _PAD = "</s>", "<unk>", "<pad>"

_REQUIRED = {
    # Options that change the network's shape, with the values that every OPUS-MT release has.
    "model_type": "marian",
    "normalize_before": False,
    "normalize_embedding": False,
    "static_position_embeddings": True,
}
_ACTIVATIONS = {"swish": "SWISH", "relu": "RELU", "gelu": "GELU"}


def convert(checkpoint: Path, target: Path) -> None:
    """Write the checkpoint in a folder to the new folder `target`, as an int8 model.

    Raises `EngineError`: ``model-unsupported`` for another architecture, ``model-corrupt`` for
    weights that do not fit it, and those of `read_tensors`.
    """
    config = _read_config(checkpoint / "config.json")
    tokens = _read_vocabulary(checkpoint / "vocab.json")
    weights = _Weights(read_tensors(checkpoint / "pytorch_model.bin"))
    try:
        spec = _specify(config, weights, pieces=len(tokens) + 1)
        spec.register_source_vocabulary(tokens)
        spec.register_target_vocabulary(tokens)
        spec.config.add_source_eos = True
        spec.config.decoder_start_token = _EOS  # unused: decoding starts from a zero embedding
        spec.config.eos_token = _EOS
        spec.config.unk_token = _UNK
        spec.validate()
        spec.optimize(quantization="int8")
    except (LookupError, ValueError) as error:
        raise EngineError(
            tr("the weights do not fit their configuration: {error}", error=error),
            slug="model-corrupt",
            hint=tr("fetch the model again"),
        ) from error
    target.mkdir(parents=True)
    spec.save(str(target))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Config:
    layers: tuple[int, int]
    """Of the encoder and of the decoder."""
    heads: int
    width: int
    inner: tuple[int, int]
    """Width of the feed-forward layers, of the encoder and of the decoder."""
    activation: str
    embedding_scale: float


def _read_config(path: Path) -> _Config:
    raw = _read_object(path)
    for key, expected in _REQUIRED.items():
        if raw.get(key, expected) != expected:
            raise _unsupported(
                tr(
                    '"{key}" is {found}, not {wanted}',
                    key=key,
                    found=json.dumps(raw[key]),
                    wanted=json.dumps(expected),
                )
            )
    if raw.get("decoder_vocab_size", raw.get("vocab_size")) != raw.get("vocab_size"):
        raise _unsupported(tr("source and target have vocabularies of different sizes"))
    if raw.get("activation_function") not in _ACTIVATIONS:
        raise _unsupported(tr('its activation is "{name}"', name=raw.get("activation_function")))
    try:
        width = int(raw["d_model"])
        return _Config(
            layers=(int(raw["encoder_layers"]), int(raw["decoder_layers"])),
            heads=int(raw["encoder_attention_heads"]),
            width=width,
            inner=(int(raw["encoder_ffn_dim"]), int(raw["decoder_ffn_dim"])),
            activation=_ACTIVATIONS[raw["activation_function"]],
            embedding_scale=math.sqrt(width) if raw.get("scale_embedding") else 1.0,
        )
    except KeyError as error:
        raise _unsupported(tr("its config.json has no {error}", error=error)) from error
    except (TypeError, ValueError) as error:
        raise _unsupported(
            tr("its config.json has a size that is no number: {error}", error=error)
        ) from error


def _read_vocabulary(path: Path) -> list[str]:
    """Return the pieces in the order of their numbers, the padding left out.

    Hugging Face adds padding as the last piece, to start decoding from its zero embedding;
    CTranslate2 has an option for that, and the piece must never be written.
    """
    numbers = _read_object(path)
    tokens = list(numbers)
    if all(isinstance(number, int) for number in numbers.values()):
        tokens.sort(key=numbers.__getitem__)
    if [numbers[token] for token in tokens] != list(range(len(tokens))) or tokens[-1:] != [_PAD]:
        raise _unsupported(tr("its vocabulary is not numbered from 0 to a last <pad>"))
    return tokens[:-1]


def _read_object(path: Path) -> dict[str, Any]:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EngineError(
            tr('cannot read "{name}" of the checkpoint: {error}', name=path.name, error=error),
            slug="model-corrupt",
            hint=tr("fetch the model again"),
        ) from error
    if not isinstance(raw, dict):
        raise _unsupported(tr('its "{name}" is not a JSON object', name=path.name))
    return raw


def _unsupported(reason: str) -> EngineError:
    return EngineError(
        tr("cannot convert this checkpoint: {reason}", reason=reason),
        slug="model-unsupported",
        hint=tr(
            "only Marian checkpoints in Hugging Face's layout, such as OPUS-MT's, are converted"
        ),
    )


class _Weights:
    """The tensors of a checkpoint, given to the layers of a specification by name."""

    def __init__(self, tensors: Mapping[str, Array]) -> None:
        self._tensors = tensors

    def get(self, name: str, *shape: int) -> Array:
        """Return a private copy: quantization works in place, and the views are read-only."""
        tensor = self._tensors[name]
        if tensor.shape != shape:
            raise ValueError(
                tr(
                    '"{name}" is {shape}, not {wanted}',
                    name=name,
                    shape=tensor.shape,
                    wanted=shape,
                )
            )
        return np.array(tensor, dtype=np.float32)

    def fill_linear(self, spec: Any, name: str, *shape: int) -> None:  # noqa: ANN401 - CTranslate2 has no types
        spec.weight = self.get(f"{name}.weight", *shape)
        spec.bias = self.get(f"{name}.bias", shape[0])

    def fill_norm(self, spec: Any, name: str, width: int) -> None:  # noqa: ANN401 - as above
        spec.gamma = self.get(f"{name}.weight", width)
        spec.beta = self.get(f"{name}.bias", width)

    def fill_attention(self, spec: Any, name: str, width: int, *, of_self: bool) -> None:  # noqa: ANN401 - as above
        """Fill an attention block; its projections are stacked, all three or keys and values."""
        stacks = ("qkv",) if of_self else ("q", "kv")
        for linear, letters in zip(spec.linear, stacks, strict=False):
            names = [f"{name}.{letter}_proj" for letter in letters]
            parts = [self.get(f"{part}.weight", width, width) for part in names]
            linear.weight = np.concatenate(parts)
            linear.bias = np.concatenate([self.get(f"{part}.bias", width) for part in names])
        self.fill_linear(spec.linear[-1], f"{name}.out_proj", width, width)
        self.fill_norm(spec.layer_norm, f"{name}_layer_norm", width)


def _specify(config: _Config, weights: _Weights, *, pieces: int) -> Any:  # noqa: ANN401 - CTranslate2 has no types
    from ctranslate2.specs import TransformerSpec  # noqa: PLC0415 - loads the library
    from ctranslate2.specs.common_spec import Activation  # noqa: PLC0415 - loads the library

    spec = TransformerSpec.from_config(
        config.layers,
        config.heads,
        pre_norm=False,
        activation=Activation[config.activation],
    )
    # The last row is the padding's.
    embedding = weights.get("model.shared.weight", pieces, config.width)[:-1]
    table = sinusoids(_POSITIONS, config.width)
    for side, embeddings in (
        (spec.encoder, spec.encoder.embeddings[0]),
        (spec.decoder, spec.decoder.embeddings),
    ):
        embeddings.weight = embedding
        side.scale_embeddings = config.embedding_scale
        side.position_encodings.encodings = table
    spec.decoder.start_from_zero_embedding = True
    spec.decoder.projection.weight = embedding
    spec.decoder.projection.bias = weights.get("final_logits_bias", 1, pieces)[0, :-1]
    _fill_layers("encoder", spec.encoder.layer, weights, config.width, config.inner[0])
    _fill_layers("decoder", spec.decoder.layer, weights, config.width, config.inner[1])
    return spec


def _fill_layers(side: str, layers: Any, weights: _Weights, width: int, inner: int) -> None:  # noqa: ANN401 - as above
    for number, layer in enumerate(layers):
        name = f"model.{side}.layers.{number}"
        weights.fill_attention(layer.self_attention, f"{name}.self_attn", width, of_self=True)
        if side == "decoder":
            weights.fill_attention(layer.attention, f"{name}.encoder_attn", width, of_self=False)
        weights.fill_linear(layer.ffn.linear_0, f"{name}.fc1", inner, width)
        weights.fill_linear(layer.ffn.linear_1, f"{name}.fc2", width, inner)
        weights.fill_norm(layer.ffn.layer_norm, f"{name}.final_layer_norm", width)


def sinusoids(rows: int, width: int) -> Array:
    """Return Marian's table of positions: sines in the first half of a row, then cosines.

    Vaswani et al., "Attention is all you need", 3.5; Marian does not interleave them.
    """
    rates = np.power(10000.0, -2 * np.arange(width // 2) / width)
    angles = np.arange(rows)[:, None] * rates[None, :]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)
