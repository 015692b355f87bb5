from __future__ import annotations

import json

import ctranslate2
import numpy as np
import pytest

from workflow.engines.convert.marian import convert, sinusoids
from workflow.errors import EngineError

HEADS = 2
"""Of the `checkpoint` fixture."""
SOURCE = [5, 9, 7, 0]
TARGET = [6, 12, 8, 10, 0]


# --- Marian, written out as in its paper, to compare with ----------------------------------------


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def linear(weights, name, x):
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def norm(weights, name, x):
    spread = np.sqrt(x.var(axis=-1, keepdims=True) + 1e-5)
    scaled = (x - x.mean(axis=-1, keepdims=True)) / spread
    return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def attend(weights, name, x, memory, *, masked=False):
    q, k, v = (
        linear(weights, f"{name}.{letter}_proj", side).reshape(len(side), HEADS, -1).swapaxes(0, 1)
        for letter, side in (("q", x), ("k", memory), ("v", memory))
    )
    scores = q @ k.swapaxes(1, 2) / np.sqrt(q.shape[-1])
    if masked:
        scores = scores + np.triu(np.full(scores.shape[1:], -np.inf), 1)
    mixed = (softmax(scores) @ v).swapaxes(0, 1).reshape(len(x), -1)
    return norm(weights, f"{name}_layer_norm", x + linear(weights, f"{name}.out_proj", mixed))


def feed(weights, name, x):
    inner = linear(weights, f"{name}.fc1", x)
    inner = inner / (1 + np.exp(-inner))
    return norm(weights, f"{name}.final_layer_norm", x + linear(weights, f"{name}.fc2", inner))


def log_probabilities(weights, config, source, target):
    table = sinusoids(16, config["d_model"])
    scale = np.sqrt(config["d_model"])
    embedding = weights["model.shared.weight"]
    x = embedding[source] * scale + table[: len(source)]
    for number in range(config["encoder_layers"]):
        name = f"model.encoder.layers.{number}"
        x = attend(weights, f"{name}.self_attn", x, x)
        x = feed(weights, name, x)
    y = embedding[[-1, *target[:-1]]] * scale + table[: len(target)]
    for number in range(config["decoder_layers"]):
        name = f"model.decoder.layers.{number}"
        y = attend(weights, f"{name}.self_attn", y, y, masked=True)
        y = attend(weights, f"{name}.encoder_attn", y, x)
        y = feed(weights, name, y)
    logits = (y @ embedding.T + weights["final_logits_bias"])[:, :-1]
    return np.log(softmax(logits))[range(len(target)), target]


def test_the_converted_model_computes_what_marian_does(checkpoint, tmp_path):
    convert(checkpoint.write(tmp_path / "checkpoint"), tmp_path / "model")

    tokens = list(json.loads(checkpoint.files["vocab.json"]))
    translator = ctranslate2.Translator(str(tmp_path / "model"), compute_type="float32")
    [scored] = translator.score_batch(
        [[tokens[number] for number in SOURCE[:-1]]], [[tokens[number] for number in TARGET[:-1]]]
    )
    expected = log_probabilities(checkpoint.tensors, checkpoint.config, SOURCE, TARGET)
    np.testing.assert_allclose(scored.log_probs, expected, atol=0.1)


def test_padding_is_no_piece_and_the_end_is_added_to_the_source(checkpoint, tmp_path):
    convert(checkpoint.write(tmp_path / "checkpoint"), tmp_path / "model")

    vocabulary = json.loads((tmp_path / "model" / "shared_vocabulary.json").read_text("utf-8"))
    config = json.loads((tmp_path / "model" / "config.json").read_text("utf-8"))
    assert vocabulary == list(json.loads(checkpoint.files["vocab.json"]))[:-1]
    assert config["add_source_eos"] is True


def test_converting_twice_gives_the_same_bytes(checkpoint, tmp_path):
    folder = checkpoint.write(tmp_path / "checkpoint")
    for name in ("one", "two"):
        convert(folder, tmp_path / name)

    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two


def test_sinusoids_are_those_that_marian_checkpoints_store():
    # Rows 0 and 1 of `model.encoder.embed_positions.weight`, for a width of 4.
    expected = [[0, 0, 1, 1], [np.sin(1), np.sin(0.01), np.cos(1), np.cos(0.01)]]
    np.testing.assert_allclose(sinusoids(2, 4), expected, atol=1e-7)


@pytest.mark.parametrize(
    "replaced",
    [
        {"model_type": "bart"},
        {"normalize_before": True},
        {"normalize_embedding": True},
        {"static_position_embeddings": False},
        {"activation_function": "tanh"},
        {"decoder_vocab_size": 7},
    ],
    ids=lambda replaced: next(iter(replaced)),
)
def test_another_architecture_is_refused(replaced, checkpoint, tmp_path):
    folder = checkpoint.write(tmp_path / "checkpoint", **replaced)

    with pytest.raises(EngineError) as caught:
        convert(folder, tmp_path / "model")

    assert caught.value.slug == "model-unsupported"
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize("key", ["d_model", "encoder_layers", "encoder_attention_heads"])
def test_a_configuration_without_sizes_is_refused(key, checkpoint, tmp_path):
    folder = checkpoint.write(tmp_path / "checkpoint")
    kept = {name: value for name, value in checkpoint.config.items() if name != key}
    (folder / "config.json").write_text(json.dumps(kept), "utf-8")

    with pytest.raises(EngineError, match=key) as caught:
        convert(folder, tmp_path / "model")

    assert caught.value.slug == "model-unsupported"


@pytest.mark.parametrize(
    ("name", "data", "slug"),
    [
        ("config.json", b"{", "model-corrupt"),
        ("config.json", b"[]", "model-unsupported"),
        ("vocab.json", b'{"</s>": 0, "<unk>": 2, "<pad>": 3}', "model-unsupported"),
        ("vocab.json", b'{"</s>": 0, "<pad>": 1, "a": 2}', "model-unsupported"),
        ("vocab.json", b'{"</s>": 0, "a": "1"}', "model-unsupported"),
        ("vocab.json", b'{"</s>": 0, "<unk>": 1, "<pad>": 2}', "model-corrupt"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(name, data, slug, checkpoint, tmp_path):
    folder = checkpoint.write(tmp_path / "checkpoint")
    (folder / name).write_bytes(data)

    with pytest.raises(EngineError) as caught:
        convert(folder, tmp_path / "model")

    assert caught.value.slug == slug


def test_missing_and_misshapen_weights_are_refused(checkpoint, torch_writer, tmp_path):
    for number, change in enumerate(
        (
            {"model.encoder.layers.1.fc1.bias": None},
            {"final_logits_bias": np.zeros((1, 3), np.float32)},
            {"model.encoder.layers.0.self_attn.k_proj.weight": np.zeros((3, 2), np.float32)},
            {"model.decoder.layers.0.fc2.weight": np.zeros((16, 5), np.float32)},
        )
    ):
        folder = checkpoint.write(tmp_path / str(number))
        tensors = {n: t for n, t in (checkpoint.tensors | change).items() if t is not None}
        (folder / "pytorch_model.bin").write_bytes(torch_writer.legacy(tensors))

        with pytest.raises(EngineError) as caught:
            convert(folder, tmp_path / f"model-{number}")

        assert caught.value.slug == "model-corrupt"
