"""`translate build`: what is built, what is refused and why, and that nothing else is touched."""

from __future__ import annotations

import hashlib
import json

import pytest

SOURCE = (
    "---\ntitle: Le plan\ndate: 2025-06-12\n---\n\n"
    "# Le plan\n\nLes ministres ont voté. Ils sont 12.\n"
)
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Language: en\\n"\n"X-Trianon-Release: plan\\n"\n\n'
)
TEXTS = {
    "title": ("Le plan", "The plan"),
    "title 2": ("Le plan", "The plan"),
    "a": ("Les ministres ont voté.", "The ministers have voted."),
    "b": ("Ils sont 12.", "There are 12 of them."),
}


@pytest.fixture
def release(project):
    """A release with a review file; tests change what it says."""
    project.write("releases/plan.md", SOURCE)
    assert project.run("releases/plan.md", "--to", "en", "--engine", "identity", "-q").code == 0
    (project.root / "editions" / "ledger.jsonl").unlink()
    (project.root / "editions" / "en" / "plan.md").unlink()
    return project


def review(project, *, drafts=0, words=None):
    """Sign the review file with `words` by msgid; the last `drafts` entries stay fuzzy."""
    path = "locales/en/LC_MESSAGES/plan.po"
    words = dict(TEXTS.values()) | (words or {})
    header, *entries = project.read(path).split("\n\n")
    signed = []
    for number, entry in enumerate(entries):
        source = entry.partition('msgid "')[2].partition('"')[0]
        lines = [line for line in entry.split("\n") if not line.startswith("msgstr")]
        if number < len(entries) - drafts:
            lines = [line for line in lines if line != "#, fuzzy"]
        signed.append("\n".join([*filter(None, lines), f'msgstr "{words[source]}"\n']))
    project.write(path, "\n\n".join([header, *signed]))


def built(project):
    return {name for name in project.files() if name.startswith("editions/")}


def test_a_reviewed_edition_is_built_in_every_format(release):
    review(release)

    result = release.run("build", "--format", "md,html,pdf,epub,docx", "--format", "odt")

    assert (result.code, result.err) == (0, "1 editions built, 0 refused\n")
    kinds = ("md", "html", "pdf", "epub", "docx", "odt")
    assert built(release) == {
        "editions/ledger.jsonl",
        "editions/en/plan.versions.jsonl",
        *(f"editions/en/plan.{kind}" for kind in kinds),
    }
    assert "The ministers have voted." in release.read("editions/en/plan.html")


def test_the_ledger_names_every_file_with_its_digest(release):
    review(release)

    release.run("build", "--format", "html,epub")

    files = release.files()
    lines = [json.loads(line) for line in release.read("editions/ledger.jsonl").splitlines()]
    assert [line["edition"] for line in lines] == ["editions/en/plan.epub", "editions/en/plan.html"]
    for line in lines:
        assert line["edition_sha256"] == hashlib.sha256(files[line["edition"]]).hexdigest()


def test_a_second_build_changes_no_byte(release):
    review(release)
    release.run("build", "--format", "md,html,pdf,epub,docx,odt")
    before = release.files()

    release.run("build", "--format", "md,html,pdf,epub,docx,odt")

    assert release.files() == before


def test_drafts_are_refused_with_what_is_missing(release):
    review(release, drafts=2)

    result = release.run("build", "--format", "html")

    assert result.code == 1
    assert "2 of 4 segments are not approved [edition-unreviewed]" in result.err
    assert built(release) == set()


def test_drafts_are_built_when_asked_for_and_readers_are_told(release):
    review(release, drafts=1)

    result = release.run("build", "--format", "html,md", "--allow-drafts")

    assert result.code == 0
    assert "Machine translation, not reviewed." in release.read("editions/en/plan.html")
    assert "status: draft" in release.read("editions/en/plan.md")


def test_a_passage_without_translation_says_its_language(release):
    review(release, words={"Ils sont 12.": ""})

    release.run("build", "--format", "html", "--allow-drafts")

    assert '<span lang="fr" dir="ltr">Ils sont 12.</span>' in release.read("editions/en/plan.html")


def test_an_error_in_reviewed_words_is_refused_and_the_old_edition_stays(release):
    review(release)
    release.run("build", "--format", "html")
    before = release.files()["editions/en/plan.html"]
    review(release, words={"Ils sont 12.": "There are 13 of them."})

    result = release.run("build", "--format", "html", "--allow-drafts", "--json")

    document = json.loads(result.out)
    assert (result.code, document["editions"]) == (1, [])
    assert [each["code"] for each in document["refused"][0]["findings"]] == ["fact-number"]
    assert release.files()["editions/en/plan.html"] == before


def test_the_source_itself_is_an_edition_when_asked_for(project):
    project.write("releases/plan.md", SOURCE)

    result = project.run("build", "plan", "--to", "fr", "--format", "html")

    assert result.out == "editions/fr/plan.html (reviewed)\n"
    assert '<html lang="fr" dir="ltr">' in project.read("editions/fr/plan.html")


def test_a_language_without_review_file_is_refused(release):
    result = release.run("build", "--to", "ru")

    assert (result.code, "[edition-untranslated]" in result.err) == (1, True)


def test_one_refusal_keeps_no_other_edition_back(release):
    review(release)

    result = release.run("build", "--to", "en", "--to", "ru", "--format", "html")

    assert result.code == 1
    assert "editions/en/plan.html" in built(release)


def test_nothing_is_drafted_and_no_review_file_is_written(release):
    review(release)
    release.write("releases/plan.md", SOURCE + "\nUne phrase nouvelle.\n")
    before = release.read("locales/en/LC_MESSAGES/plan.po")

    result = release.run("build")

    assert "1 of 5 segments are not approved" in result.err
    assert release.read("locales/en/LC_MESSAGES/plan.po") == before


def test_formats_come_from_the_settings(release):
    review(release)
    release.write("workflow.toml", '[build]\nformats = ["html", "epub"]\n')

    release.run("build", "-q")

    assert built(release) == {
        "editions/ledger.jsonl",
        "editions/en/plan.versions.jsonl",
        "editions/en/plan.html",
        "editions/en/plan.epub",
    }


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["none"], 1, "[source-missing]"),
        (["--format", "rtf"], 2, '"rtf" is none of'),
        (["--to", "xx-nonsense"], 2, "language-unknown"),
    ],
)
def test_what_cannot_be_built_is_named(release, arguments, code, said):
    result = release.run("build", *arguments)

    assert (result.code, said in result.err) == (code, True)


def test_a_missing_picture_refuses_the_edition_whole(release):
    release.write("releases/plan.md", SOURCE + "\n![Le plan](plan.png)\n")

    result = release.run("build", "--to", "fr", "--format", "md,html")

    assert (result.code, "[image-unusable]" in result.err) == (1, True)
    assert built(release) == set()


def test_settings_dress_the_edition(release):
    release.write(
        "workflow.toml", '[project]\nname = "Service de presse"\n\n[build]\nlogo = "logo.svg"\n'
    )
    release.write("logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')

    release.run("build", "--to", "fr", "--format", "html,pdf")

    page = release.read("editions/fr/plan.html")
    assert "Service de presse" in page
    assert "data:image/svg+xml;base64," in page
