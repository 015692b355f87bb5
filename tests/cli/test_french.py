"""The command line in French: help, usage, errors, tables; JSON stays English."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workflow.cli.main import VERBS

ROOT = Path(__file__).resolve().parents[2]
NBSP = "\u00a0"


@pytest.fixture
def french(monkeypatch):
    for name in ("LC_ALL", "LANGUAGE"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")


@pytest.mark.usefixtures("french")
def test_help_is_french(project):
    result = project.run("--help")

    assert f"Utilisation{NBSP}: translate" in result.out
    assert "Traduire des communiqués de presse hors ligne" in result.out
    assert f"Commandes{NBSP}:" in result.out
    assert "Afficher la version et quitter." in result.out
    assert f"Exemples{NBSP}:" in result.out


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(
    "arguments", [[verb] for verb in VERBS] + [["models", "install"], ["glossary", "match"]]
)
def test_no_help_has_english_left(project, arguments):
    out = project.run(*arguments, "--help").out

    english = ("Usage:", "Show ", "Write ", " the ", "[default:", "Examples:", "Language")
    assert [words for words in english if words in out] == []


@pytest.mark.usefixtures("french")
def test_a_usage_error_is_french(project):
    result = project.run("check", "--nothing")

    assert result.code == 2
    assert f"Erreur{NBSP}: Pas d’option '--nothing'." in result.err


@pytest.mark.usefixtures("french")
def test_a_mistyped_verb_is_told_in_french(project):
    result = project.run("modles")

    assert f"Vouliez-vous dire «{NBSP}models{NBSP}»{NBSP}?" in result.err


@pytest.mark.usefixtures("french")
def test_an_error_and_its_hint_are_french(project):
    result = project.run("releases/none.md", "--to", "en")

    assert result.err == (
        f"releases/none.md: erreur{NBSP}: ce fichier n’existe pas [source-missing]\n"
        f"conseil{NBSP}: vérifiez l’orthographe{NBSP}; les chemins partent du dossier où vous "
        "êtes\n"
    )


@pytest.mark.usefixtures("french")
def test_a_wrong_setting_is_told_in_french(project):
    project.write("workflow.toml", "beam = true\n")

    result = project.run("check")

    assert f"«{NBSP}beam{NBSP}» doit être un nombre entier, et non true" in result.err


@pytest.mark.usefixtures("french")
def test_the_table_of_a_run_is_french(project):
    project.write("releases/sommet.md", "Paris, le 3 mai 2025.\n\nLe sommet est clos.\n")

    result = project.run("releases/sommet.md", "--to", "en", "--engine", "pseudo")

    assert result.out.split()[:2] == ["Communiqué", "Vers"]
    assert "(brouillon)" in result.err
    assert f"ensuite{NBSP}: relisez locales/en/LC_MESSAGES/sommet.po" in result.err


@pytest.mark.usefixtures("french")
def test_json_stays_english(project):
    result = project.run("check", "none", "--json")

    errors = json.loads(result.out)["errors"]
    assert errors[0]["slug"] == "po-missing"
    assert "review file" in errors[0]["message"]


def test_the_same_process_speaks_both_languages(project, monkeypatch):
    first = project.run("check", "--nothing").err
    for name in ("LC_ALL", "LANGUAGE"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    second = project.run("check", "--nothing").err
    monkeypatch.setenv("LANG", "C")
    third = project.run("check", "--nothing").err

    assert first == third != second


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"LANG": "fr_FR.UTF-8"}, f"Utilisation{NBSP}:"),
        ({"LANG": "C"}, "Usage:"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr"}, f"Utilisation{NBSP}:"),
    ],
)
def test_the_environment_decides_in_a_process_of_its_own(variables, word):
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"}
    }
    output = subprocess.run(
        [sys.executable, "-m", "workflow", "--help"],
        cwd=ROOT,
        env={**kept, **variables, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    ).stdout.decode()

    assert output.startswith(word)


@pytest.mark.usefixtures("french")
def test_faults_of_a_site_are_told_in_french_also_when_remembered(newsroom):
    newsroom.write("vienne", "---\ntitle: Réunion à Vienne\n---\n\nIls étaient 12.\n")
    wrong = {
        "Réunion à Vienne": {"en": "Meeting in Vienna"},
        "Ils étaient 12.": {"en": "There were 13 of them."},
    }
    newsroom.review("vienne", "en", words=wrong)

    first, second = newsroom.publish(), newsroom.publish()

    assert f"vienne.po:26: erreur{NBSP}: nombre{NBSP}: la source a «{NBSP}12{NBSP}»" in first.err
    assert second.err == first.err
    (fault,) = json.loads(newsroom.publish("--json").out)["editions"][1]["faults"]
    assert ": error: number changed" in fault
