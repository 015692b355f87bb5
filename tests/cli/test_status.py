"""`translate status`: what it tells of each state, in a table, in lines and as JSON."""

from __future__ import annotations

import json
import re

import polib
import pytest

SOURCE = "Le sommet se tient à Lisbonne. La France ne cédera pas.\n"
WORDS = {
    "Le sommet se tient à Lisbonne.": "The summit is held in Lisbon.",
    "La France ne cédera pas.": "France will not yield.",
}
EDITION = "editions/en/note.md"
REVIEW = "locales/en/LC_MESSAGES/note.po"

WHY_STALE = (
    "editions/en/note.md: stale in 1 segment (sentences of the source are not those that it was "
    "made from: 1; made now, it would be draft; sentences without a translation: 1)\n"
    "locales/en/LC_MESSAGES/note.po: sentences that only the release has: 1, that only the review "
    "file has: 1; next: translate releases/note.md --to en\n"
)


def approve(project, texts=None, name=REVIEW):
    """Do what a translator does: write the msgstr and clear the flag."""
    book = polib.pofile(str(project.root / name))
    for entry in book:
        if entry.msgid in (texts or WORDS):
            entry.msgstr = (texts or WORDS)[entry.msgid]
            entry.flags = []
    book.save()


def build(project, *more):
    return project.run("releases/note.md", "--to", "en", "--engine", "identity", "-q", *more)


@pytest.fixture
def current(project):
    """A workspace with one release that is approved and built."""
    project.write("releases/note.md", SOURCE)
    build(project)
    approve(project)
    build(project)
    return project


def standings(project, *arguments):
    document = json.loads(project.run("status", "--json", *arguments).out)
    return {
        (each["slug"], each["lang"]): (
            each["standing"],
            each["stale_segments"],
            [reason["reason"] for edition in each["editions"] for reason in edition["reasons"]],
        )
        for each in document["releases"]
    }


NOTE = ("note", "en")


def test_what_is_approved_and_built_is_current(current):
    result = current.run("status", "--check")

    assert (result.code, result.out.splitlines()) == (
        0,
        [
            "Release  To  Standing  Segments  Reviewed  Drafts  Empty  Errors  Warnings",
            "note     en  current          2         2       0      0       0         0",
        ],
    )


def test_a_changed_sentence_makes_its_edition_stale(current):
    current.write("releases/note.md", SOURCE.replace("Lisbonne", "Porto"))

    assert standings(current) == {
        NOTE: ("stale", 1, ["source", "status", "untranslated"]),
    }


def test_a_changed_link_makes_it_stale_in_no_sentence(current):
    current.write("releases/note.md", SOURCE + "\n<!-- vu -->\n")

    assert standings(current) == {NOTE: ("stale", 0, ["layout"])}


def test_a_better_word_of_the_translator_makes_it_stale(current):
    approve(current, {"La France ne cédera pas.": "France will not give in."})

    assert standings(current) == {NOTE: ("stale", 1, ["target"])}


def test_an_editor_that_writes_into_the_header_is_told_and_does_no_harm(current):
    text = current.read(REVIEW)
    current.write(
        REVIEW, text.replace('"MIME-Version', '"X-Generator: Poedit 3.4\\n"\n"MIME-Version')
    )

    assert standings(current) == {NOTE: ("current", 0, ["review-file"])}


def test_an_edition_that_somebody_edited_is_told(current):
    current.write(EDITION, current.read(EDITION) + "Added.\n")

    assert standings(current) == {NOTE: ("edited by hand", 0, ["edited"])}


def test_an_edition_that_somebody_deleted_is_told(current):
    (current.root / EDITION).unlink()

    assert standings(current) == {NOTE: ("never built", 0, ["missing"])}


def test_a_release_that_was_never_translated_is_told_for_each_language_of_the_settings(project):
    project.write("workflow.toml", 'target_langs = ["en", "ru"]\n')
    project.write("releases/note.md", SOURCE)

    assert standings(project) == {
        ("note", lang): ("never built", None, ["not-built", "untranslated"])
        for lang in ("en", "ru")
    }


def test_drafts_are_withheld(project):
    project.write("releases/note.md", SOURCE)
    project.run("releases/note.md", "--to", "en", "--engine", "identity")

    assert standings(project)[NOTE][0] == "withheld"


def test_an_error_withholds_what_people_approved(current):
    approve(current, {"La France ne cédera pas.": "France will yield."})
    build(current)

    assert standings(current) == {NOTE: ("withheld", 0, ["errors"])}


def test_without_its_ledger_nobody_knows_what_an_edition_was_made_from(current):
    (current.root / "editions/ledger.jsonl").unlink()

    assert standings(current) == {NOTE: ("stale", None, ["unrecorded"])}


def test_the_glossary_changes_nothing_for_approved_words(current):
    current.write("glossary/house.csv", "id,fr,en\nT1,séance,meeting\n")

    assert standings(current) == {NOTE: ("current", 0, [])}


def test_other_formats_of_the_ledger_are_told_beside_markdown(current):
    ledger = current.read("editions/ledger.jsonl")
    current.write("editions/ledger.jsonl", ledger + ledger.replace("note.md", "note.html", 1))

    result = current.run("status", "--check")

    assert (result.code, result.out.splitlines()[-1]) == (
        1,
        "editions/en/note.html: never built (the file that the ledger names is gone)",
    )


def test_check_tells_a_line_for_each_that_is_not_current(current):
    current.write("releases/note.md", SOURCE.replace("Lisbonne", "Porto"))

    result = current.run("status", "--check", "-q")

    assert (result.code, result.out) == (1, WHY_STALE)


def test_without_check_the_table_is_all_and_the_exit_code_0(current):
    current.write("releases/note.md", SOURCE.replace("Lisbonne", "Porto"))

    result = current.run("status")

    assert (result.code, len(result.out.splitlines())) == (0, 2)
    assert result.err == "1 in all: 1 stale; next: translate diff note\n"


def test_files_without_a_release_are_told(current):
    (current.root / "releases/note.md").rename(current.root / "releases/autre.md")

    result = current.run("status", "--json")

    assert json.loads(result.out)["strays"] == [REVIEW, EDITION]


def test_a_release_elsewhere_is_found_through_the_ledger(project):
    project.write("workflow.toml", "")
    project.write("notes/note.md", SOURCE)
    project.run("notes/note.md", "--to", "en", "--engine", "identity")

    assert list(standings(project)) == [NOTE]


def test_folders_of_years_are_looked_through(project):
    project.write("releases/2025/note.md", SOURCE)
    project.write("releases/.trash/other.md", SOURCE)
    project.run("releases/2025/note.md", "--to", "en", "--engine", "identity")

    assert list(standings(project)) == [NOTE]


def test_a_file_that_cannot_be_read_does_not_hide_the_others(current):
    current.write("releases/broken.md", b"\xff\xfe")
    current.write("locales/ru/LC_MESSAGES/note.po", 'msgid "a\n')

    result = current.run("status", "--json")

    document = json.loads(result.out)
    assert result.code == 1
    assert [each["lang"] for each in document["releases"]] == ["en"]
    assert {each["slug"] for each in document["errors"]} == {"source-encoding", "po-syntax"}


def test_a_folder_that_is_no_language_does_not_hide_the_others(current):
    current.write("locales/qq_old/LC_MESSAGES/note.po", "")

    result = current.run("status")

    assert (result.code, len(result.out.splitlines())) == (1, 2)
    assert 'locales/qq_old: error: unknown language "qq_old"' in result.err


@pytest.mark.parametrize("source", ["../outside.md", "/etc/hostname"])
def test_a_ledger_leads_to_no_file_outside_the_workspace(current, source):
    ledger = current.read("editions/ledger.jsonl")
    line = json.loads(ledger) | {"slug": "outside", "edition": "x.md", "source": source}
    current.write("../outside.md", SOURCE)
    current.write("editions/ledger.jsonl", ledger + json.dumps(line) + "\n")

    assert list(standings(current)) == [NOTE]


def test_one_release_in_one_language(current):
    current.write("releases/other.md", SOURCE)

    assert list(standings(current, "note", "--to", "ru")) == [("note", "ru")]
    assert list(standings(current, "releases/note.md")) == [NOTE]


def test_an_unknown_release_is_an_error(current):
    result = current.run("status", "nota")

    assert (result.code, "[release-unknown]" in result.err) == (1, True)


def test_an_empty_workspace_is_in_step(project):
    project.write("workflow.toml", "")

    result = project.run("status", "--check")

    assert (result.code, result.out, result.err) == (0, "", "")


def test_looking_changes_no_file(current):
    current.write("releases/note.md", SOURCE.replace("Lisbonne", "Porto"))
    before = current.files()

    current.run("status", "--check")

    assert current.files() == before


@pytest.mark.parametrize(
    "kept",
    ["", "[]", pytest.param("[" * 100_000, id="deep"), "{}", '{"a": 1}', '{"a": {"status": "x"}}'],
)
def test_what_earlier_runs_kept_may_be_lost_or_damaged(current, kept):
    before = standings(current)
    current.write(".workflow/status.json", kept)

    assert standings(current) == before


def test_what_was_kept_is_found_again_by_content(current):
    before = standings(current)
    kept = current.read(".workflow/status.json")
    current.write("releases/note.md", SOURCE.replace("Lisbonne", "Porto"))
    standings(current)
    current.write("releases/note.md", SOURCE)

    assert (standings(current), current.read(".workflow/status.json")) == (before, kept)


def test_the_ledger_tells_who_made_an_edition(current):
    (line,) = map(json.loads, current.read("editions/ledger.jsonl").splitlines())

    assert {name: line[name] for name in ("engines", "translators", "reviewed", "drafts")} == {
        "engines": ["identity"],
        "translators": [],
        "reviewed": 2,
        "drafts": 0,
    }
    assert (len(line["segments"]), len(line["targets"])) == (2, 2)


def test_the_ledger_names_who_signed_the_review_file(current):
    text = current.read(REVIEW)
    signed = text.replace("Automatically generated", "Nadia Ferrand <nadia@press.example.org>")
    current.write(REVIEW, signed)

    build(current)

    (line,) = map(json.loads, current.read("editions/ledger.jsonl").splitlines())
    assert line["translators"] == ["Nadia Ferrand <nadia@press.example.org>"]


def test_editions_before_one_that_is_refused_are_written_and_noted(project):
    for name in "ab":
        project.write(f"releases/{name}.md", "Bonjour.\n")
    arguments = ("releases/a.md", "releases/b.md", "--to", "en", "--engine", "identity", "-q")
    project.run(*arguments)
    for name in "ab":
        approve(project, {"Bonjour.": "Good morning."}, f"locales/en/LC_MESSAGES/{name}.po")
    project.write("editions/en/b.versions.jsonl", "broken\n")

    result = project.run(*arguments)

    lines = map(json.loads, project.read("editions/ledger.jsonl").splitlines())
    assert (result.code, "[versions-invalid]" in result.err) == (1, True)
    assert [line["status"] for line in lines] == ["reviewed", "draft"]
    assert "Good morning." in project.read("editions/en/a.md")


def test_by_risk_the_worst_comes_first_and_what_is_well_approved_not_at_all(current):
    current.write("releases/other.md", "Le sommet se tient le 3 novembre 2025.\n\nBonjour.\n")
    current.run("releases/other.md", "--to", "en", "--engine", "identity", "-q")
    wrong = {
        "Le sommet se tient le 3 novembre 2025.": "The summit is on 13 November 2025.",
        "Bonjour.": "Good morning.",
    }
    approve(current, wrong, "locales/en/LC_MESSAGES/other.po")
    current.write("releases/draft.md", "Au revoir.\n")
    current.run("releases/draft.md", "--to", "en", "--engine", "identity", "-q")

    document = json.loads(current.run("status", "--by-risk", "--json").out)

    told = [(each["slug"], each["state"], each["source"]) for each in document["segments"]]
    risks = [each["risk"] for each in document["segments"]]
    assert told == [
        ("other", "reviewed", "Le sommet se tient le 3 novembre 2025."),
        ("draft", "draft", "Au revoir."),
    ]
    assert risks == sorted(risks, reverse=True)


def test_by_risk_is_for_people_a_line_a_sentence(current):
    approve(current, {"La France ne cédera pas.": "France will yield."})

    result = current.run("status", "releases/note.md", "--by-risk")

    line = r' *\d+  locales/en/LC_MESSAGES/note\.po:\d+: \w+ \(negation\): "La .*" → "France .*"\n'
    assert (result.code, bool(re.fullmatch(line, result.out))) == (0, True)


def test_by_risk_and_check_are_two_questions(current):
    assert current.run("status", "--check", "--by-risk").code == 2
