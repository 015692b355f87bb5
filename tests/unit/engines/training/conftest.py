"""A whole training in miniature: sentences made of few words, a recipe, a bundle, weights."""

from __future__ import annotations

import itertools
import json
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from training import prepare
from training.pieces import write_weights
from training.recipe import RECIPE, read_recipe
from training.shape import Shape
from training.vocabulary import Vocabulary, train_vocabulary

WHO = {"Le ministre": "Министр", "La présidente": "Президент", "Le maire": "Мэр", "Anna": "Анна"}
DID = {"a reçu": "принял", "a salué": "приветствовал", "attend": "ждет", "cherche": "ищет"}
WHOM = {
    "la délégation de Lisbonne": "делегацию из Лиссабона",
    "les 15 ambassadeurs": "15 послов",
    "son collègue norvégien": "норвежского коллегу",
    "les observateurs": "наблюдателей",
}
_REPLACED = {
    "direct": '["own.tsv"]',
    "mono": '"mono.txt"',
    "glossary": '"terms.csv"',
    "tests": '["dev.flores.fr-en-ru.tsv", "dev.un.fr-en-ru.tsv"]',
    "size": "220",
    "width": "32",
    "inner": "48",
    "heads": "2",
    "encoder_layers": "1",
    "decoder_layers": "[0, 1]",
    "tokens": "256",
    "warmup": "10",
    "rate": "2e-3",
}


def sentences():
    """Yield every French sentence with its Russian one."""
    for (a, x), (b, y), (c, z) in itertools.product(WHO.items(), DID.items(), WHOM.items()):
        yield f"{a} {b} {c}.", f"{x} {y} {z}."


def tiny_recipe():
    """Return the recipe's text with a network that trains in seconds."""
    lines, section = [], ""
    for line in RECIPE.read_text("utf-8").splitlines():
        section = line if line.startswith("[") else section
        key = line.partition(" =")[0]
        replaced = key in _REPLACED and "weights" not in section
        lines.append(f"{key} = {_REPLACED[key]}" if replaced else line)
    text = "\n".join(lines)
    head, rest = text.split("# English-Russian pairs", 1)  # no pivots
    head = head[: head.index("\n", head.index("tests ="))]
    tail = rest[rest.index("# --- Weights") :]
    return head + "\n\n" + tail.replace("[weights]", "[weights]\nunused = 0.0", 1)


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    """Packs and dev sets of our own, and a parent's tokenizer."""
    folder = tmp_path_factory.mktemp("data")
    rows = list(sentences())
    own = [f"{fr}\t{ru}\town" for fr, ru in rows[:56]]
    own += [own[0], "Le 13 mai, fin.\t15 мая, конец.\town", "Bonjour à tous.\tПривет всем.\tunused"]
    (folder / "own.tsv").write_text("\n".join(own) + "\n", "utf-8")
    dev = "".join(f"{fr}\t\t{ru}\n" for fr, ru in (rows[3], *rows[56:]))
    (folder / "dev.flores.fr-en-ru.tsv").write_text(dev, "utf-8")
    un = "".join(
        f"Le maire {number} est ici pour la séance.\t\tМэр {number} здесь на заседании.\n"
        for number in (11, 12, 13, 14)
    )
    (folder / "dev.un.fr-en-ru.tsv").write_text(un, "utf-8")
    (folder / "mono.txt").write_text(
        f"{rows[-1][1]}\n" + "Мэр ищет новых послов сегодня.\n" * 2, "utf-8"
    )
    (folder / "terms.csv").write_text(
        "fr,ru,fr_acronym,ru_acronym\nséance,заседание,ONU,ООН\n", "utf-8"
    )
    (folder / "recipe.toml").write_text(tiny_recipe(), "utf-8")
    train_vocabulary([fr for fr, _ in rows] * 3, folder / "source.spm", size=120)
    return folder


@pytest.fixture(scope="session")
def bundle(data, tmp_path_factory):
    """What `prepare` makes of the data."""
    folder = tmp_path_factory.mktemp("bundle") / "bundle"
    arguments = [str(folder), "--data", str(data), "--parent", str(data)]
    call(prepare.main, *arguments, "--recipe", str(data / "recipe.toml"))
    return folder


@pytest.fixture(scope="session")
def shape(bundle):
    sides = (len(Vocabulary(bundle / name)) for name in ("source.spm", "target.spm"))
    return Shape.of(
        read_recipe(bundle / "recipe.toml").network, source=next(sides), target=next(sides)
    )


@pytest.fixture(scope="session")
def weights(shape, tmp_path_factory):
    """Random weights, as `train` would write them."""
    folder = tmp_path_factory.mktemp("weights") / "weights"
    random = np.random.default_rng(1)
    found = {name: random.normal(0, 0.3, size) for name, size in sizes(shape).items()}
    write_weights(folder, found, about={"shape": asdict(shape), "step": 7, "spent": 1.0})
    return folder


def sizes(shape):
    """Return the shape of every array of a network."""
    width = shape.width
    linear = {"query": (width, width), "memory": (2 * width, width), "out": (width, width)}
    forward = {"first": (shape.inner, width), "second": (width, shape.inner)}
    found = {"source.weight": (shape.source_pieces, width), "bias": (shape.target_pieces,)}
    found["target.weight"] = (shape.target_pieces, width)
    layers = [f"encoder.{at}" for at in range(shape.encoder_layers)]
    layers += [f"decoder.{at}" for at in range(shape.decoder_layers)]
    for layer in layers:
        blocks = {"self_attention": linear, "feed_forward": forward}
        blocks |= {"attention": linear} if layer.startswith("decoder") else {}
        for block, parts in blocks.items():
            for part, size in parts.items():
                found[f"{layer}.{block}.{part}.weight"] = size
                found[f"{layer}.{block}.{part}.bias"] = size[:1]
            found[f"{layer}.{block}.norm.weight"] = found[f"{layer}.{block}.norm.bias"] = (width,)
    return found


def call(main, *arguments):
    """Run a script's `main` with arguments."""
    before = sys.argv
    sys.argv = ["script", *map(str, arguments)]
    try:
        main()
    finally:
        sys.argv = before


@pytest.fixture(scope="session")
def script():
    return call


@pytest.fixture
def small(bundle, data, tmp_path):
    """A bundle whose network is as small as the parent that the tests make."""
    folder = tmp_path / "bundle"
    folder.mkdir()
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes((bundle / name).read_bytes())
    recipe = (data / "recipe.toml").read_text("utf-8")
    for key, value in {"width": "16", "inner": "24", "encoder_layers": "2"}.items():
        lines = [f"{key} = {value}" if x.startswith(f"{key} =") else x for x in recipe.split("\n")]
        recipe = "\n".join(lines)
    (folder / "recipe.toml").write_text(recipe, "utf-8")
    return folder


@pytest.fixture
def counts(bundle):
    return json.loads(Path(bundle, "counts.json").read_text("utf-8"))
