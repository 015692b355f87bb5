"""A broken release among many: named with place and remedy, and the others are done."""

from __future__ import annotations

import json

import pytest

from workflow.storage import workspace_lock

SLUGS = ("avant", "milieu", "suite")
TEXT = "---\ntitle: Visite à Vienne\n---\n\nLe ministre arrive. Il ne parle pas.\n"
BROKEN = 'msgid "a\nmsgstr'
REVIEW = "locales/en/LC_MESSAGES/milieu.po"


@pytest.fixture
def many(project):
    """Three releases, drafted in English."""
    for slug in SLUGS:
        project.write(f"releases/{slug}.md", TEXT)
    translate(project)
    return project


def translate(project, *options):
    names = [f"releases/{slug}.md" for slug in SLUGS]
    return project.run(*names, "--to", "en", "--engine", "pseudo", *options)


def approve(project):
    for slug in SLUGS:
        name = f"locales/en/LC_MESSAGES/{slug}.po"
        texts = {"Visite à Vienne": "Visit to Vienna", "Le ministre arrive.": "The Minister comes."}
        texts["Il ne parle pas."] = "He does not speak."
        text = project.read(name).replace("#, fuzzy\nmsg", "msg")
        for source, target in texts.items():
            before, msgid, after = text.partition(f'msgid "{source}"\n')
            text = f'{before}{msgid}msgstr "{target}"\n{after.split(chr(10), 1)[1]}'
        project.write(name, text)


def changed(project, before):
    return {name for name, data in project.files().items() if before.get(name) != data}


def test_releases_beside_one_that_cannot_be_read_are_translated(many):
    for slug in SLUGS:
        many.write(f"releases/{slug}.md", TEXT.replace("parle", "mange"))
    many.write("releases/milieu.md", b"Bonjour.\nL'\xe9t\xe9.\n")
    before = many.files()

    result = translate(many)

    assert result.code == 1
    assert result.err.count("[source-encoding]") == 1
    assert "releases/milieu.md:2:3: error: " in result.err
    assert "hint: " in result.err
    assert {name.rpartition("/")[2] for name in changed(many, before)} == {
        "avant.md",
        "avant.po",
        "avant.pot",
        "suite.md",
        "suite.po",
        "suite.pot",
        "ledger.jsonl",
    }


def test_releases_beside_one_whose_review_file_is_broken_are_translated(many):
    for slug in SLUGS:
        many.write(f"releases/{slug}.md", TEXT.replace("parle", "mange"))
    many.write(REVIEW, BROKEN)
    before = many.files()

    result = translate(many)

    assert (result.code, result.err.count(f"{REVIEW}:1:7: error: ")) == (1, 1)
    assert "locales/en/LC_MESSAGES/suite.po → editions/en/suite.md" in result.err
    assert not {name for name in changed(many, before) if "milieu" in name}
    assert {"locales/suite.pot", "editions/en/avant.md"} <= changed(many, before)


def test_every_broken_release_is_told_to_programs_too(many):
    many.write("releases/avant.md", "")
    many.write(REVIEW, BROKEN)

    result = translate(many, "--json")

    told = json.loads(result.out)
    assert [edition["slug"] for edition in told["editions"]] == ["suite"]
    assert [error["slug"] for error in told["errors"]] == ["source-empty", "po-syntax"]


def test_a_run_of_broken_releases_alone_writes_nothing(many):
    for slug in SLUGS:
        many.write(f"releases/{slug}.md", "")
    before = many.files()

    result = translate(many)

    assert (result.code, result.err.count("[source-empty]"), many.files()) == (1, 3, before)


def test_a_broken_review_file_in_one_language_leaves_the_other_languages(many):
    many.write(REVIEW, BROKEN)

    result = translate(many, "--to", "ru")

    assert (result.code, result.err.count("[po-syntax]")) == (1, 1)
    assert {"locales/ru/LC_MESSAGES/milieu.po", "editions/ru/milieu.md"} <= set(many.files())


def test_what_concerns_the_workspace_stops_everything(many):
    many.write("releases/milieu.md", "")
    many.write("editions/ledger.jsonl", "<<<<<<< HEAD\n")
    before = many.files()

    result = translate(many)

    assert (result.code, "[ledger-invalid]" in result.err, many.files()) == (1, True, before)


def test_releases_of_one_name_are_both_left_and_the_others_done(many):
    many.write("releases/2026/milieu.md", TEXT.replace("arrive", "part"))
    many.write("releases/suite.md", TEXT.replace("arrive", "part"))
    before = many.files()

    result = many.run(
        *(f"releases/{name}.md" for name in (*SLUGS, "2026/milieu")), "--to=en", "--engine=pseudo"
    )

    assert (result.code, result.err.count("[slug-duplicate]")) == (1, 1)
    assert not {name for name in changed(many, before) if "milieu" in name}
    assert "editions/en/suite.md" in changed(many, before)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--fix"],
        ["status"],
        ["status", "--by-risk"],
        ["build"],
        ["migrate"],
        ["memory", "rebuild"],
    ],
    ids=" ".join,
)
def test_every_verb_over_many_releases_names_the_broken_one_once_and_does_the_others(
    many, arguments
):
    for slug in SLUGS:
        name = f"locales/en/LC_MESSAGES/{slug}.po"
        many.write(name, many.read(name).replace('msgstr "', 'msgstr "!! ', 1))
    whole = many.run(*arguments, "--json")
    many.write(REVIEW, BROKEN)

    result = many.run(*arguments, "--json")

    assert (result.code, result.err.count(f"{REVIEW}:1:7: error: ")) == (1, 1)
    told = json.loads(result.out)
    (error,) = told["errors"]
    assert (error["slug"], error["position"]) == ("po-syntax", f"{REVIEW}:1:7")
    assert told.keys() == json.loads(whole.out).keys()
    assert ("avant" in result.out) == ("avant" in whole.out)
    assert ("suite" in result.out) == ("suite" in whole.out)


@pytest.mark.parametrize("arguments", [["check"], ["build"], ["migrate"]], ids=" ".join)
def test_a_folder_that_is_no_language_does_not_hide_the_others(many, arguments):
    many.write("locales/klingon/LC_MESSAGES/avant.po", many.read(REVIEW))

    result = many.run(*arguments)

    assert result.code == 1
    assert "locales/klingon: error: " in result.err
    assert "[language-unknown]" in result.err


def test_a_folder_of_another_spelling_is_told_its_name(many):
    many.write("locales/EN/LC_MESSAGES/avant.po", many.read(REVIEW))

    result = many.run("check")

    assert "locales/EN: error: " in result.err
    assert '"en"' in result.err


def test_reviewed_releases_beside_a_broken_one_are_built(many):
    approve(many)
    many.write("releases/milieu.md", "")

    result = many.run("build", "--format", "html")

    assert (result.code, result.err.count("[source-empty]")) == (1, 1)
    assert {"editions/en/avant.html", "editions/en/suite.html"} <= set(many.files())


def test_a_release_that_cannot_be_named_everywhere_does_not_hide_the_others(many):
    approve(many)
    many.write("releases/aux.md", TEXT)
    (many.root / "releases" / "dossier.md").mkdir()

    result = many.run("build")

    assert (result.code, result.err.count("[slug-impossible]")) == (1, 1)
    assert "editions/en/avant.md (reviewed)" in result.out


def test_a_review_file_that_cannot_be_read_keeps_what_readers_have(many):
    approve(many)
    many.run("publish")
    before = many.files()
    many.write(REVIEW, BROKEN)
    many.write("releases/autre.md", TEXT)

    result = many.run("publish")

    assert (result.code, result.err.count(f"{REVIEW}:1:7: error: ")) == (1, 1)
    assert "site/fr/autre.html" in changed(many, before)
    assert not {name for name in changed(many, before) if "milieu" in name} - {REVIEW}
    assert many.run("publish", "--check").out.endswith("in step with its sources\n")


def test_what_readers_have_is_not_kept_where_the_release_changed_too(many):
    approve(many)
    many.run("publish")
    many.write(REVIEW, BROKEN)
    many.write("releases/milieu.md", TEXT.replace("arrive", "part"))

    result = many.run("publish")

    assert (result.code, "en/milieu: withheld" in result.err) == (1, True)


def test_a_locked_workspace_is_told_and_nothing_else(many):
    many.write(REVIEW, BROKEN)

    with workspace_lock(many.root):
        result = many.run("migrate")

    assert (result.code, "[workspace-locked]" in result.err) == (1, True)
    assert "[po-syntax]" not in result.err


def test_a_key_that_an_edition_needs_is_told_with_its_release(many):
    many.write("releases/milieu.md", TEXT.replace("title:", "status: [a, b]\ntitle:"))

    result = translate(many)

    assert result.code == 1
    assert 'releases/milieu.md: error: front matter key "status" holds' in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--allow-drafts"],
        ["build", "ailleurs", "--allow-drafts"],
        ["build", "releases/2026/ailleurs.md", "--allow-drafts"],
        ["proof", "ailleurs", "--to", "en"],
    ],
    ids=" ".join,
)
def test_a_release_in_a_folder_of_its_year_is_found(project, arguments):
    project.write("releases/2026/ailleurs.md", "Bonjour.\n")
    project.run("releases/2026/ailleurs.md", "--to", "en", "--engine", "identity", "-q")

    result = project.run(*arguments)

    assert (result.code, "ailleurs" in result.out + result.err) == (0, True)
