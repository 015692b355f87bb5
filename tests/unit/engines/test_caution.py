"""That a model is weak is said where it has drafted something, and nowhere else."""

from __future__ import annotations

import pytest

from workflow.engines.packages import install
from workflow.engines.pairs import Pair

SAID = "en: translate-fr_en is a weak model; compare every word with the source"


@pytest.fixture
def weak(packages_folder, make_archive):  # noqa: ARG001 - it is where it goes
    install(Pair("fr", "en"), source=str(make_archive(weak=True)))


@pytest.mark.usefixtures("weak")
def test_a_draft_of_a_weak_model_is_announced(project):
    project.write("releases/note.md", "Le président parle.\n")

    result = project.run("releases/note.md", "--to", "en", "--no-memory")

    assert SAID in result.err
    assert "draft: argos translate-fr_en" in project.read("locales/en/LC_MESSAGES/note.po")


@pytest.mark.usefixtures("weak")
def test_what_rules_and_memory_can_say_is_no_draft_of_the_model(project):
    project.write("releases/note.md", "Paris, le 18 septembre 2025\n")

    result = project.run("releases/note.md", "--to", "en")

    assert "weak model" not in result.err
    assert "draft: rule: dateline" in project.read("locales/en/LC_MESSAGES/note.po")
