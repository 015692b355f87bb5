"""`translate FILE --to LANG`: files, output and exit codes."""

from __future__ import annotations

import json

import polib
import pytest
from argostranslate import settings

SOURCE = """\
---
title: Entretien avec le Premier ministre
date: 2025-03-04
---

# Entretien

Le Président a reçu le Premier ministre. La France **ne cédera pas**.

- Premier point ;
- second point.
"""


def approve(project, name, texts):
    """Do what a translator does: write the msgstr and clear the flag."""
    catalog = polib.pofile(str(project.root / name))
    for entry in catalog:
        if entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    catalog.save()


def test_a_run_writes_template_review_file_edition_and_ledger(project):
    project.write("releases/entretien.md", SOURCE)

    result = project.run("releases/entretien.md", "--to", "en", "--engine", "pseudo")

    assert (result.code, sorted(project.files())) == (
        0,
        [
            "editions/en/entretien.md",
            "editions/ledger.jsonl",
            "locales/en/LC_MESSAGES/entretien.po",
            "locales/entretien.pot",
            "releases/entretien.md",
        ],
    )


def test_identity_gives_the_source_back_below_three_front_matter_keys(project):
    project.write("releases/entretien.md", SOURCE)

    project.run("releases/entretien.md", "--to", "en", "--engine", "identity")

    added = "lang: en\nsource: releases/entretien.md\nstatus: draft\n"
    assert project.read("editions/en/entretien.md") == SOURCE.replace("---\n\n", added + "---\n\n")


def test_every_machine_text_is_fuzzy(project):
    project.write("releases/entretien.md", SOURCE)

    project.run("releases/entretien.md", "--to", "en", "--engine", "pseudo")

    catalog = polib.pofile(str(project.root / "locales/en/LC_MESSAGES/entretien.po"))
    assert [entry.msgid for entry in catalog if not entry.fuzzy] == []


def test_approved_words_reach_the_edition_and_are_never_overwritten(project):
    project.write("releases/entretien.md", SOURCE)
    project.run("releases/entretien.md", "--to", "en", "--engine", "pseudo")
    words = {"La France **ne cédera pas**.": "France **will not yield**."}
    approve(project, "locales/en/LC_MESSAGES/entretien.po", words)

    first = project.run("releases/entretien.md", "--to", "en", "--engine", "pseudo")
    edition = project.read("editions/en/entretien.md")
    project.run("releases/entretien.md", "--to", "en", "--engine", "identity")

    assert (first.code, "France **will not yield**." in edition) == (0, True)
    assert project.read("editions/en/entretien.md") == edition


def test_a_second_run_changes_no_byte(project):
    project.write("releases/entretien.md", SOURCE)
    project.run("releases/entretien.md", "--to", "en", "--to", "ru", "--engine", "pseudo")
    before = project.files()

    project.run("releases/entretien.md", "--to", "en", "--to", "ru", "--engine", "pseudo")

    assert project.files() == before


def test_reviewed_everywhere_is_status_reviewed(project):
    project.write("releases/note.md", "Bonjour.\n")
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    approve(project, "locales/en/LC_MESSAGES/note.po", {"Bonjour.": "Good morning."})

    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")

    assert project.read("editions/en/note.md") == (
        "---\nlang: en\nsource: releases/note.md\nstatus: reviewed\n---\nGood morning.\n"
    )


def test_several_files_and_languages_in_one_run(project):
    project.write("releases/a.md", "Bonjour.\n")
    project.write("releases/b.md", "Au revoir.\n")

    result = project.run(
        "releases/a.md", "releases/b.md", "--to", "en", "--to", "ru", "--engine", "pseudo", "--json"
    )

    made = [(each["slug"], each["lang"]) for each in json.loads(result.out)["editions"]]
    assert made == [("a", "en"), ("b", "en"), ("a", "ru"), ("b", "ru")]


def test_a_language_without_model_still_gets_its_review_file(project, monkeypatch):
    monkeypatch.setattr(settings, "package_dirs", [project.root / "no-models"])
    project.write("releases/note.md", "Paris, le 3 novembre 2017\n\nBonjour à tous.\n")

    result = project.run("releases/note.md", "--to", "ru")

    catalog = polib.pofile(str(project.root / "locales/ru/LC_MESSAGES/note.po"))
    assert (result.code, [entry.msgstr for entry in catalog]) == (
        1,
        ["Париж, 3 ноября 2017 года", ""],
    )
    assert "translate models install fr-ru" in result.err


@pytest.mark.parametrize("flag", ["--quiet", "-q"])
def test_quiet_says_nothing_when_all_is_well(project, flag):
    project.write("releases/note.md", "Bonjour.\n")

    result = project.run("releases/note.md", "--to", "en", "--engine", "pseudo", flag)

    assert (result.code, result.out, result.err) == (0, "", "")


@pytest.mark.parametrize(
    "source",
    [
        '![carte](a.png "vue")\n',
        '[![carte](a.png "vue")](https://a.example)\n',
        "![carte](a.png)\n",
    ],
)
def test_an_image_alone_in_its_paragraph_is_translated(project, source):
    project.write("releases/note.md", source)

    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")

    edition = project.read("editions/en/note.md")
    assert ("](a.png" in edition, "carte" in edition, "vue" in edition) == (True, False, False)


def test_what_the_author_wrote_under_a_key_of_ours_is_kept(project):
    project.write("releases/note.md", "---\nsource: AFP\nlang: fr\n---\nUn texte.\n")

    project.run("releases/note.md", "--to", "en", "--engine", "identity")

    assert project.read("editions/en/note.md") == (
        "---\nsource: releases/note.md\nlang: en\nrelease_lang: fr\nrelease_source: AFP\n"
        "status: draft\n---\nUn texte.\n"
    )


def fold(project):
    project.write("releases/note.md", "Il a plu hier. Le vent soufflait.\n")
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    folded = {"Il a plu hier.": "It rained and blew.", "Le vent soufflait.": "~"}
    approve(project, "locales/en/LC_MESSAGES/note.po", folded)
    project.run("releases/note.md", "--to", "en", "--engine", "identity")
    return project.read("editions/en/note.md")


def test_a_fold_is_taken_back_when_another_sentence_is_before_it(project):
    before = fold(project)

    project.write("releases/note.md", "Nous vous remercions. Le vent soufflait.\n")
    project.run("releases/note.md", "--to", "en", "--engine", "identity")

    assert before.endswith("\nIt rained and blew.\n")
    assert project.read("editions/en/note.md").endswith(
        "\nNous vous remercions. Le vent soufflait.\n"
    )


def test_the_workspace_is_that_of_the_file(project):
    project.write("press/releases/note.md", "Bonjour.\n")

    project.run("press/releases/note.md", "--to", "en", "--engine", "pseudo")

    assert "press/editions/en/note.md" in project.files()


def test_json_tells_errors_too(project):
    result = project.run("releases/none.md", "--to", "en", "--json")

    assert (result.code, json.loads(result.out)["errors"][0]["slug"]) == (1, "source-missing")


def test_a_corrected_source_keeps_what_is_safe_and_says_so(project):
    project.write("releases/note.md", "L'accord tient. Le vent souffle le 3 mai.\n")
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    words = {
        "L'accord tient.": "The deal holds.",
        "Le vent souffle le 3 mai.": "The wind blows on 3 May.",
    }
    approve(project, "locales/en/LC_MESSAGES/note.po", words)

    project.write("releases/note.md", "L’accord tient. Le vent souffle le 4 mai.\n")
    result = project.run("releases/note.md", "--to", "en", "--engine", "pseudo", "--json")

    (made,) = json.loads(result.out)["editions"]
    assert made["carried"] == {
        "kept": 1,
        "repaired": 1,
        "offered": 0,
        "withheld": 0,
        "retired": 0,
    }
    assert "note.po: the source changed; approved texts: 1 kept, 1 repaired" in result.err
    assert project.read("editions/en/note.md").endswith(
        "The deal holds. The wind blows on 4 May.\n"
    )


def test_approved_repeats_stay_at_their_places(project):
    project.write("releases/note.md", "Ont-ils signé ? Non.\n\nSont-ils partis ? Non.\n")
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    path = project.root / "locales/en/LC_MESSAGES/note.po"
    catalog = polib.pofile(str(path))
    for entry, text in zip(
        catalog, ["Did they sign?", "They did not.", "Have they left?", "No."], strict=True
    ):
        entry.msgstr, entry.flags = text, []
    catalog.save()

    project.write("releases/note.md", "Sont-ils partis ? Non.\n")
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")

    assert project.read("editions/en/note.md").endswith("\nHave they left? No.\n")


PORT = "Le ministre a visité le port de pêche de la ville."


def drafted_then(project, change):
    """Draft a release, let `change` work on its only entry, correct the source, run again."""
    project.write("releases/port.md", f"{PORT}\n")
    project.run("releases/port.md", "--to", "en", "--engine", "pseudo")
    path = project.root / "locales/en/LC_MESSAGES/port.po"
    book = polib.pofile(str(path))
    change(book[0])
    book.save()
    project.run("releases/port.md", "--to", "en", "--engine", "pseudo")  # nothing changes yet
    project.write("releases/port.md", f"{PORT.replace('de pêche', 'de commerce')}\n")
    project.run("releases/port.md", "--to", "en", "--engine", "pseudo")
    return polib.pofile(str(path))


def test_words_that_a_person_wrote_are_offered_again_although_they_left_the_flag(project):
    words = "The Minister visited the fishing harbour of the town."

    book = drafted_then(project, lambda entry: setattr(entry, "msgstr", words))

    (entry,) = [each for each in book if not each.obsolete]
    assert (entry.msgstr, entry.fuzzy) == (words, True)
    assert entry.tcomment.startswith("source changed (wording)")


def test_a_draft_that_nobody_touched_leaves_with_its_sentence(project):
    book = drafted_then(project, lambda _: None)

    (entry,) = book
    assert ("de commerce" in entry.msgid, entry.fuzzy) == (True, True)


def test_a_draft_of_an_unknown_run_is_kept(project):
    project.write("releases/port.md", f"{PORT}\n")
    project.run("releases/port.md", "--to", "en", "--engine", "pseudo")
    (project.root / "editions/ledger.jsonl").unlink()
    project.write("releases/port.md", f"{PORT.replace('de pêche', 'de commerce')}\n")
    project.run("releases/port.md", "--to", "en", "--engine", "pseudo")

    book = polib.pofile(str(project.root / "locales/en/LC_MESSAGES/port.po"))
    assert [entry.msgid for entry in book if entry.obsolete] == [PORT]
