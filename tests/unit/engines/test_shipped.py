"""The French-Russian model that this repository ships: it installs without a network and drafts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from argostranslate import package as argos

from workflow.engines.argos import ArgosEngine
from workflow.engines.packages import install
from workflow.engines.pairs import Pair
from workflow.engines.scripts import script_of

SHIPPED = Path(__file__).resolve().parents[3] / "models" / "translate-fr_ru.argosmodel"
TEXT = "Le Président de la République a reçu ce matin le Premier ministre norvégien."

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not SHIPPED.is_file(), reason="no model lies in models/"),
]


@pytest.fixture
def model(packages_folder):
    found = install(Pair("fr", "ru"))
    assert found.path.is_relative_to(packages_folder)
    return found


def test_it_is_small_enough_to_be_shipped():
    assert SHIPPED.stat().st_size <= 70e6


def test_it_says_what_it_was_made_of(model):
    said = json.loads((model.path / "metadata.json").read_text("utf-8"))

    assert said["licence"]
    assert len(said["recipe_sha256"]) == 64
    assert sum(said["data"].values()) > 100_000
    assert said["scores"]["scores"]


def test_argos_translate_knows_it(model):
    [seen] = argos.get_installed_packages([model.path.parent])

    assert (seen.from_code, seen.to_code) == ("fr", "ru")


def test_it_writes_russian_and_tells_which_words_say_which(model):
    with ArgosEngine(model.path) as engine:
        [[best, *_]] = engine.translate([TEXT])

    assert {script_of(char) for char in best.text} == {"CYRILLIC", ""}
    assert "президент" in best.text.casefold()
    linked = {link.source.of(TEXT): link.target.of(best.text).casefold() for link in best.links}
    assert linked["Président"].startswith("президент")


def test_it_says_that_it_is_weak_as_long_as_it_is(model):
    assert model.weak
