"""A release that was renamed: its review file is found by its sentences, its approvals stay."""

from __future__ import annotations

import json

import pytest

from workflow.catalog import read_catalog

SENTENCES = [f"Le point {number} est adopté." for number in range(1, 11)]
OLD, NEW = "locales/en/LC_MESSAGES/sommet.po", "locales/en/LC_MESSAGES/vienne.po"
RUN = ("releases/vienne.md", "--to", "en", "--engine", "pseudo")


@pytest.fixture
def renamed(project):
    """A release with approved texts and a draft, whose file has another name now."""
    project.write("releases/sommet.md", " ".join(SENTENCES) + "\n")
    project.run("releases/sommet.md", "--to", "en", "--engine", "pseudo", "--no-memory")
    text = project.read(OLD).replace("#, fuzzy\n", "", 9)
    project.write(OLD, text.replace("#. ", "# vu par AL\n#. ", 1))
    (project.root / "releases/sommet.md").rename(project.root / "releases/vienne.md")
    return project


def test_the_texts_are_taken_over_as_they_stand(renamed):
    before = read_catalog(renamed.root / OLD).entries

    result = renamed.run(*RUN)

    catalog = read_catalog(renamed.root / NEW)
    assert [(e.msgstr, e.flags, e.comments) for e in catalog.entries] == [
        (e.msgstr, e.flags, e.comments) for e in before
    ]
    assert "sommet" not in renamed.read(NEW)
    assert read_catalog(renamed.root / OLD).entries == before
    assert f"{NEW}: the release was {OLD}, its texts were taken over" in result.err


def test_a_second_run_changes_nothing_and_says_nothing(renamed):
    renamed.run(*RUN)
    before = renamed.files()

    result = renamed.run(*RUN, "--json")

    assert (renamed.files(), "taken over" in result.err) == (before, False)
    assert json.loads(result.out)["editions"][0]["former"] == ""


def test_a_change_made_with_the_new_name_is_treated_as_any_change(renamed):
    changed = [*SENTENCES[:-1], "Le point 11 est adopté."]
    renamed.write("releases/vienne.md", " ".join(changed) + "\n")

    renamed.run(*RUN)

    states = [entry.state.value for entry in read_catalog(renamed.root / NEW).entries]
    assert states.count("reviewed") == 9


@pytest.mark.parametrize(
    "case", ["the former release is there", "another language", "other sentences", "damaged"]
)
def test_nothing_is_taken_from_a_file_that_is_not_its_own(renamed, case):
    text = renamed.read(OLD)
    if case == "the former release is there":
        renamed.write("releases/sommet.md", "Autre chose.\n")
    elif case == "another language":
        (renamed.root / OLD).unlink()
        renamed.write(OLD.replace("/en/", "/ru/"), text.replace("Language: en", "Language: ru"))
    elif case == "other sentences":
        renamed.write("releases/vienne.md", " ".join(SENTENCES[:8]) + "\n")
    else:
        renamed.write(OLD, text.replace('msgid "Le point 1', "msgid Le point 1"))

    result = renamed.run(*RUN, "--no-memory")

    assert (result.code, "taken over" in result.err) == (0, False)
    states = {entry.state.value for entry in read_catalog(renamed.root / NEW).entries}
    assert states == {"draft"}


# --- What readers were given -------------------------------------------------------------------


@pytest.fixture
def published(project):
    """A release with one reviewed version."""
    project.write("releases/sommet.md", " ".join(SENTENCES) + "\n")
    project.run("releases/sommet.md", "--to", "en", "--engine", "pseudo", "--no-memory")
    project.write(OLD, project.read(OLD).replace("#, fuzzy\n", ""))
    project.run("releases/sommet.md", "--to", "en", "--engine", "pseudo", "--no-memory")
    return project


def rename(project, *, moved=False):
    (project.root / "releases/sommet.md").rename(project.root / "releases/vienne.md")
    if moved:
        text = project.read(OLD).replace("sommet", "vienne")
        (project.root / OLD).unlink()
        project.write(NEW, text)


def versions(project, slug):
    return project.read(f"editions/en/{slug}.versions.jsonl").splitlines()


@pytest.mark.parametrize("moved", [False, True], ids=["found", "moved by hand"])
def test_the_versions_follow_the_release(published, moved):
    rename(published, moved=moved)

    published.run(*RUN)

    assert versions(published, "vienne") == versions(published, "sommet")


def test_the_versions_follow_a_release_that_is_corrected_at_once(published):
    rename(published)
    corrected = [*SENTENCES[:-1], "Le point 11 est adopté."]
    published.write("releases/vienne.md", " ".join(corrected) + "\n")

    published.run(*RUN)

    (change,) = json.loads(published.run("diff", "vienne", "--json").out)["editions"][0]["changes"]
    assert versions(published, "vienne") == versions(published, "sommet")
    assert change["kind"] != "added"


def test_the_versions_of_a_release_that_is_there_stay_its_own(published):
    published.write("releases/vienne.md", published.read("releases/sommet.md"))
    published.run(*RUN)
    published.write(NEW, published.read(NEW).replace("#, fuzzy\n", ""))

    published.run("build", "vienne")

    assert len(versions(published, "vienne")) == 1
    assert versions(published, "vienne") != versions(published, "sommet")
