"""Editions whose release is gone: named, removed on request, and nothing else is."""

from __future__ import annotations

import json

import pytest

from workflow.cli.main import run

OLD = "editions/en/ancien.md"


@pytest.fixture
def deserted(project):
    """Two releases with drafts in English; the source of one is then deleted."""
    for slug in ("ancien", "autre"):
        project.write(f"releases/{slug}.md", "Bonjour.\n")
    project.run(
        "releases/ancien.md", "releases/autre.md", "--to", "en", "--engine", "identity", "-q"
    )
    (project.root / "releases/ancien.md").unlink()
    return project


def test_they_are_named_and_stay(deserted):
    result = deserted.run("build", "--allow-drafts")

    assert f"{OLD}: its release is gone; --prune removes it" in result.err
    assert OLD in deserted.files()


def test_they_are_removed_with_their_lines_of_the_ledger_and_nothing_else_is(deserted):
    before = set(deserted.files())

    result = deserted.run("build", "--allow-drafts", "--prune", "--json")

    assert json.loads(result.out)["removed"] == [OLD]
    assert before - set(deserted.files()) == {OLD}
    assert OLD not in deserted.read("editions/ledger.jsonl")
    assert "editions/en/autre.md" in deserted.read("editions/ledger.jsonl")


def test_what_a_person_changed_stays(deserted):
    deserted.write(OLD, deserted.read(OLD) + "À ne pas perdre.\n")

    result = deserted.run("build", "--allow-drafts", "--prune")

    assert f"{OLD}: its release is gone; it was changed by hand" in result.err
    assert "À ne pas perdre." in deserted.read(OLD)


def test_where_no_release_is_there_none_is_taken_for_gone(deserted):
    (deserted.root / "releases").rename(deserted.root / "ailleurs")

    result = deserted.run("build", "--allow-drafts", "--prune")

    assert (result.code, OLD in deserted.files()) == (0, True)


def test_a_ledger_leads_to_no_file_outside_of_the_editions(deserted):
    deserted.write("precieux.md", deserted.read(OLD))
    ledger = deserted.read("editions/ledger.jsonl")
    deserted.write("editions/ledger.jsonl", ledger.replace(OLD, "precieux.md"))

    deserted.run("build", "--allow-drafts", "--prune")

    assert "precieux.md" in deserted.files()


@pytest.mark.usefixtures("deserted")
def test_in_french_too(monkeypatch, capfd):
    monkeypatch.setenv("LANGUAGE", "fr")
    for name in ("LANG", "LC_ALL"):
        monkeypatch.setenv(name, "fr_FR.UTF-8")

    run(["build", "--allow-drafts"])

    assert "son communiqué a disparu\u00a0; --prune la supprime" in capfd.readouterr().err
