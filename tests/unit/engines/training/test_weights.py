"""Weights on disk, a parent's weights, and the package that is made of them: all without torch."""

from __future__ import annotations

import json
from dataclasses import asdict

import ctranslate2
import numpy as np
import pytest
from argostranslate import package as argos

from training import export, parent
from training.card import write_card
from training.heads import agreement, score_heads
from training.pieces import read_about, read_weights, write_weights
from training.vocabulary import Vocabulary
from workflow.engines.archive import unpack
from workflow.engines.argos import ArgosEngine
from workflow.engines.packages import Pair, find_model, install

RUSSIAN = Pair("fr", "ru")
TEXT = "Le ministre a reçu les 15 ambassadeurs."


@pytest.fixture(scope="session")
def archive(bundle, weights, tmp_path_factory, script):
    path = tmp_path_factory.mktemp("models") / "translate-fr_ru.argosmodel"
    scores = path.with_name("scores.json")
    scores.write_text(json.dumps({"FLORES dev": 1.5}), "utf-8")
    script(export.main, bundle, weights, path, "--scores", scores)
    return path


def test_weights_come_back_as_near_as_eight_bits_allow_and_stay_so(tmp_path):
    random = np.random.default_rng(1)
    matrix, vector = random.normal(size=(300, 40)), random.normal(size=40)
    write_weights(tmp_path / "a", {"matrix": matrix, "vector": vector}, about={"step": 3})
    first = read_weights(tmp_path / "a")
    write_weights(tmp_path / "b", first, about={})
    second = read_weights(tmp_path / "b")

    assert read_about(tmp_path / "a") == {"step": 3}
    assert np.abs(first["matrix"] - matrix).max() <= np.abs(matrix).max() / 127
    np.testing.assert_allclose(first["vector"], vector, rtol=1e-6)
    np.testing.assert_allclose(second["matrix"], first["matrix"], rtol=1e-6)


def test_large_weights_are_cut_into_files_that_travel(tmp_path):
    matrix = np.random.default_rng(1).normal(size=(40_000, 512)).astype(np.float32)
    write_weights(tmp_path, {"matrix": matrix}, about={})
    sizes = [path.stat().st_size for path in tmp_path.glob("*.npz")]

    assert len(sizes) == 2
    assert max(sizes) <= 16 << 20
    assert read_weights(tmp_path)["matrix"].shape == matrix.shape


def test_a_child_begins_with_its_parents_layers(checkpoint, bundle, small, tmp_path, script):
    folder = checkpoint.write(tmp_path / "opus")

    script(parent.main, folder, small, tmp_path / "child")
    child = read_weights(tmp_path / "child")

    theirs = checkpoint.tensors["model.decoder.layers.1.encoder_attn.q_proj.weight"]
    np.testing.assert_allclose(child["decoder.1.attention.query.weight"], theirs, atol=0.02)
    keys = checkpoint.tensors["model.encoder.layers.0.self_attn.k_proj.bias"]
    np.testing.assert_allclose(child["encoder.0.self_attention.memory.bias"][:16], keys)
    tokens = Vocabulary(bundle / "source.spm").tokens
    numbers = json.loads((folder / "vocab.json").read_text("utf-8"))
    shared = [token for token in tokens[4:] if token in numbers]
    table = checkpoint.tensors["model.shared.weight"]
    assert shared
    for token in shared:
        ours = child["source.weight"][tokens.index(token)]
        np.testing.assert_allclose(ours, table[numbers[token]], atol=0.02)


def test_in_reverse_only_what_writes_is_kept(checkpoint, data, tmp_path, script):
    folder = checkpoint.write(tmp_path / "opus")
    small = tmp_path / "bundle"
    small.mkdir()
    for name in ("source.spm", "target.spm"):
        (small / name).write_bytes((data / "source.spm").read_bytes())
    (small / "recipe.toml").write_text((data / "recipe.toml").read_text("utf-8"), "utf-8")

    script(parent.main, folder, small, tmp_path / "child", "--reverse")

    kinds = {name.split(".")[0] for name in read_weights(tmp_path / "child")}
    assert kinds == {"target", "bias", "decoder"}


def test_the_package_is_one_that_argos_and_the_program_install(archive, packages_folder):
    model = install(RUSSIAN, source=str(archive))
    [seen] = argos.get_installed_packages([packages_folder])

    assert (seen.from_code, seen.to_code) == ("fr", "ru")
    assert (seen.from_name, seen.to_name) == ("French", "Russian")
    assert find_model(*RUSSIAN) == model
    with ArgosEngine(model.path) as engine:
        [[best, *_]] = engine.translate([TEXT])
    assert best.text
    assert all(link.source.of(TEXT).strip() for link in best.links)


def test_the_package_says_what_it_was_made_of(archive, tmp_path, counts):
    unpack(archive, tmp_path / "package")
    said = json.loads((tmp_path / "package" / "metadata.json").read_text("utf-8"))

    assert said["data"] == {label: each["kept"] for label, each in counts.items() if each["kept"]}
    assert said["scores"] == {"FLORES dev": 1.5}
    assert (said["steps"], len(said["recipe_sha256"])) == (7, 64)
    assert said["licence"]


def test_the_same_weights_give_the_same_package(bundle, weights, tmp_path, script):
    script(export.main, bundle, weights, tmp_path / "again.argosmodel")
    script(export.main, bundle, weights, tmp_path / "more.argosmodel")

    again, more = ((tmp_path / f"{name}.argosmodel").read_bytes() for name in ("again", "more"))
    assert again == more


def test_another_head_first_changes_where_it_looks_and_nothing_else(bundle, weights, tmp_path):
    found = []
    for head in (0, 1):
        folder = tmp_path / str(head)
        export.write_package(bundle, weights, folder, alignment=(1, head))
        translator = ctranslate2.Translator(str(folder / "model"))
        pieces = [Vocabulary(bundle / "source.spm").tokens[4:9]]
        [result] = translator.translate_batch(pieces, return_attention=True, return_scores=True)
        found.append(result)

    assert found[0].hypotheses == found[1].hypotheses
    assert found[0].scores == pytest.approx(found[1].scores, abs=0.02)
    assert not np.allclose(found[0].attention[0], found[1].attention[0], atol=0.01)


def test_every_head_is_judged(bundle, weights, shape):
    pairs = [(TEXT, "Министр принял 15 послов.")]

    scores = score_heads(bundle, weights, pairs, [[]])

    assert len(scores) == shape.decoder_layers * shape.heads
    assert set(scores.values()) == {0.0}
    assert agreement([[1, 2, 3]], [[1, 2, 4]]) == pytest.approx(2 / 3)


def test_a_card_tells_scores_data_and_drafts(archive, tmp_path):
    unpack(archive, tmp_path / "package")
    metadata = json.loads((tmp_path / "package" / "metadata.json").read_text("utf-8"))
    score = {"name": "FLORES dev", "glossary": False, "bleu": 20.0, "chrf": 44.0, "speed": 50.0}

    write_card(tmp_path / "card.md", metadata, [score], "", [("Bonjour.", "Привет.")])

    card = (tmp_path / "card.md").read_text("utf-8")
    assert "| FLORES dev | without | 20.0 | 44.0 | 50 |" in card
    assert "chrF2 44.0, 1.0 short of the aim of 45" in card
    assert "| `un` | 2 |" in card
    assert "1. Bonjour.\n   → Привет.\n   *not read yet*" in card


def test_shapes_are_written_beside_the_weights(weights, shape):
    assert read_about(weights)["shape"] == asdict(shape)
