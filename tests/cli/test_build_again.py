"""`translate build` a second time: what has not changed stands, and nothing that has ever does."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_build import SOURCE, release, review

__all__ = ["release"]

FORMATS = "md,html,docx"
PIXEL = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
PICTURED = SOURCE + "\n![Quai](quai.gif)\n"


@pytest.fixture
def built(release):
    review(release)
    assert release.run("build", "--format", FORMATS).code == 0
    return release


def unchanged(project, *arguments):
    """Build again; return whether each edition was left as it stood, by language."""
    result = project.run("build", "--format", FORMATS, "--json", *arguments)
    return {each["lang"]: each["unchanged"] for each in json.loads(result.out)["editions"]}


def test_an_edition_of_the_same_inputs_stands(built):
    before = built.files()

    result = built.run("build", "--format", FORMATS)

    assert result.err == "0 editions built, 1 unchanged, 0 refused\n"
    assert result.out.splitlines() == [
        f"editions/en/plan.{kind} (reviewed)" for kind in ("md", "html", "docx")
    ]
    assert built.files() == before


def test_an_edition_that_stands_is_told_as_when_it_was_made(release):
    review(release)
    first = json.loads(release.run("build", "--json").out)["editions"]
    second = json.loads(release.run("build", "--json").out)["editions"]

    assert [each | {"unchanged": False} for each in second] == first


def test_all_is_built_anew_when_asked_for(built):
    assert unchanged(built, "--anew") == {"en": False}
    assert unchanged(built) == {"en": True}


def test_another_format_is_made(built):
    result = json.loads(built.run("build", "--format", "epub", "--json").out)

    assert [each["unchanged"] for each in result["editions"]] == [False]
    assert unchanged(built) == {"en": True}


def change_release(project):
    project.write("releases/plan.md", project.read("releases/plan.md") + "\n")


def change_date(project):
    project.write("releases/plan.md", SOURCE.replace("2025-06-12", "2025-06-13"))


def change_words(project):
    path = "locales/en/LC_MESSAGES/plan.po"
    project.write(path, project.read(path).replace("have voted", "voted"))


def change_settings(project):
    project.write("workflow.toml", '[project]\nname = "Presse"\n')


def change_glossary(project):
    project.write("glossary/own.csv", "id,kind,fr,en\nH1,concept,plan,plan\n")


def change_template(project):
    project.write("templates/page.css", "body { color: red }\n")


def delete_an_edition(project):
    (project.root / "editions/en/plan.html").unlink()


def edit_an_edition(project):
    project.write("editions/en/plan.md", "Tampered.\n")


def delete_the_ledger(project):
    (project.root / "editions/ledger.jsonl").unlink()


def edit_the_ledger(project):
    path = "editions/ledger.jsonl"
    project.write(path, project.read(path).replace('"reviewed": 4', '"reviewed": 3'))


def delete_the_versions(project):
    (project.root / "editions/en/plan.versions.jsonl").unlink()


def damage_what_was_noted(project):
    project.write(".workflow/build.json", "{")


CHANGES = (
    change_release,
    change_date,
    change_words,
    change_settings,
    change_glossary,
    change_template,
    delete_an_edition,
    edit_an_edition,
    delete_the_ledger,
    edit_the_ledger,
    delete_the_versions,
    damage_what_was_noted,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whatever_an_edition_depends_on_is_noticed(built, change):
    change(built)

    assert unchanged(built) == {"en": False}
    once = built.files()
    assert unchanged(built) == {"en": True}
    assert unchanged(built, "--anew") == {"en": False}
    assert built.files() == once


def test_a_picture_that_changes_is_noticed(release):
    release.write("releases/plan.md", PICTURED)
    release.write("releases/quai.gif", PIXEL)
    review(release, words={"Quai": "Quay"})
    release.run("releases/plan.md", "--to", "en", "--engine", "identity", "-q")
    path = "locales/en/LC_MESSAGES/plan.po"
    release.write(path, release.read(path).replace("#, fuzzy\n", ""))
    assert unchanged(release) == {"en": False}
    assert unchanged(release) == {"en": True}
    before = release.read("editions/en/plan.html")

    release.write("releases/quai.gif", PIXEL[:-1] + b"\x00;")

    assert unchanged(release) == {"en": False}
    assert release.read("editions/en/plan.html") != before


def test_a_picture_that_is_gone_refuses_the_edition_again(release):
    release.write("releases/plan.md", PICTURED)
    release.write("releases/quai.gif", PIXEL)
    release.run("releases/plan.md", "--to", "en", "--engine", "identity", "-q")
    path = "locales/en/LC_MESSAGES/plan.po"
    release.write(path, release.read(path).replace("#, fuzzy\n", ""))
    assert release.run("build", "--format", FORMATS).code == 0

    (release.root / "releases/quai.gif").unlink()

    assert release.run("build", "--format", FORMATS).code == 1


def test_a_draft_stands_only_where_drafts_are_allowed(release):
    review(release, drafts=1)
    allowed = ("build", "--allow-drafts", "--format", "html", "--json")
    for _ in range(2):
        release.run(*allowed)

    again = json.loads(release.run(*allowed).out)
    refused = release.run("build", "--format", "html")

    assert [each["unchanged"] for each in again["editions"]] == [True]
    assert refused.code == 1


def test_what_was_refused_is_refused_again(release):
    review(release, words={"Ils sont 12.": "There are 21 of them."})

    first, second = release.run("build"), release.run("build")

    assert (first.code, second.code) == (1, 1)
    assert first.err == second.err


def test_a_release_that_is_gone_is_no_longer_told_of(built):
    (built.root / "releases/plan.md").unlink()

    assert unchanged(built) == {}


def test_a_twin_of_a_release_that_stands_is_refused(built):
    built.write("releases/Plan.md", SOURCE)

    result = built.run("build", "--format", FORMATS)

    assert result.code == 1
    assert "[slug-duplicate]" in result.err


def test_the_edition_in_the_language_of_the_source_stands_too(built):
    assert unchanged(built, "--to", "fr") == {"fr": False}
    assert unchanged(built, "--to", "fr") == {"fr": True}
