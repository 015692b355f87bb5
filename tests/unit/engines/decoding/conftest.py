"""Packages for engine tests: a tiny one made here with random weights, and the real one."""

from __future__ import annotations

import functools
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import sentencepiece
from ctranslate2.specs import TransformerSpec

WIDTH = 16
END_BIAS = 2.0  # a random network would hardly ever come to an end
TEXT = Path(__file__).resolve().parents[3] / "cases/alignment/fr-en.tsv"


@pytest.fixture(scope="session")
def toy_package(tmp_path_factory):
    """An Argos package whose network is random: it talks nonsense, always the same."""
    return make_toy_package(tmp_path_factory.mktemp("toy"))


@pytest.fixture(scope="session")
def toy_package_of(tmp_path_factory):
    """The same for any pair, each made once."""

    @functools.cache
    def make(pair):
        return make_toy_package(tmp_path_factory.mktemp("toy"), pair=pair)

    return make


@pytest.fixture
def toy_package_asking(toy_package, tmp_path):
    """The same, with settings of decoding in its metadata."""

    def make(decoding):
        folder = shutil.copytree(toy_package, tmp_path / "asking")
        file = folder / "metadata.json"
        metadata = json.loads(file.read_text(encoding="utf-8")) | {"decoding": decoding}
        file.write_text(json.dumps(metadata), encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def toy_package_with_prefix(tmp_path_factory):
    """The same for a model that is told its target language by a first piece."""
    return make_toy_package(tmp_path_factory.mktemp("toy"), target_prefix="<2en>")


@pytest.fixture(scope="session")
def real_package():
    """The installed French to English package."""
    default = Path.home() / ".local/share/argos-translate/packages"
    folder = Path(os.environ.get("ARGOS_PACKAGES_DIR", default))
    found = sorted(folder.glob("translate-fr_en*/metadata.json"))
    if not found:
        pytest.skip(f"no French to English model in {folder}")
    return found[-1].parent


def make_toy_package(folder, *, pair=("fr", "en"), target_prefix=""):
    vocabulary = train_pieces(folder / "sentencepiece", special="<2en>")
    save_network(folder / "model", vocabulary)
    metadata = {"from_code": pair[0], "to_code": pair[1], "package_version": "0.1"}
    if target_prefix:
        metadata["target_prefix"] = target_prefix
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return folder


def train_pieces(prefix, *, special):
    sentencepiece.SentencePieceTrainer.train(
        input=str(TEXT),
        model_prefix=str(prefix),
        vocab_size=260,
        hard_vocab_limit=False,
        user_defined_symbols=[special],
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_file=f"{prefix}.model")
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def save_network(folder, vocabulary):
    random = np.random.default_rng(7)

    def matrix(*shape):
        return random.normal(0, 0.5, shape).astype(np.float32)

    def linear(spec, rows, columns):
        spec.weight, spec.bias = matrix(rows, columns), np.zeros(rows, np.float32)

    def norm(spec):
        spec.gamma, spec.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attention(spec, *sizes):
        norm(spec.layer_norm)
        for layer, size in zip(spec.linear, sizes, strict=True):
            linear(layer, size, WIDTH)

    def feed_forward(spec):
        norm(spec.layer_norm)
        linear(spec.linear_0, 2 * WIDTH, WIDTH)
        linear(spec.linear_1, WIDTH, 2 * WIDTH)

    spec = TransformerSpec.from_config((1, 1), 2, pre_norm=True)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = matrix(
        len(vocabulary), WIDTH
    )
    linear(spec.decoder.projection, len(vocabulary), WIDTH)
    spec.decoder.projection.bias[vocabulary.index("</s>")] = END_BIAS
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = matrix(512, WIDTH)
        norm(side.layer_norm)
    attention(spec.encoder.layer[0].self_attention, 3 * WIDTH, WIDTH)
    feed_forward(spec.encoder.layer[0].ffn)
    attention(spec.decoder.layer[0].self_attention, 3 * WIDTH, WIDTH)
    attention(spec.decoder.layer[0].attention, WIDTH, 2 * WIDTH, WIDTH)
    feed_forward(spec.decoder.layer[0].ffn)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = True
    start, end, unknown = vocabulary[1], vocabulary[2], vocabulary[0]
    spec.config.decoder_start_token = spec.config.bos_token = start
    spec.config.eos_token, spec.config.unk_token = end, unknown
    spec.validate()
    folder.mkdir()
    spec.save(str(folder))
