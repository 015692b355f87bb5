"""`translate diff`: what a correction touches, before and after its review, and the erratum."""

from __future__ import annotations

import json

import polib
import pytest

SOURCE = """\
---
title: Sommet de Lisbonne
---

Le sommet se tient le 3 novembre 2025. La France ne cédera pas.

La séance est levée.
"""
WORDS = {
    "Sommet de Lisbonne": "Lisbon summit",
    "Le sommet se tient le 3 novembre 2025.": "The summit is on 3 November 2025.",
    "Le sommet se tient le 13 novembre 2025.": "The summit is on 13 November 2025.",
    "La France ne cédera pas.": "France will not yield.",
    "La séance est levée.": "The meeting rose.",
}


def approve(project, words=None):
    path = project.root / "locales/en/LC_MESSAGES/note.po"
    book = polib.pofile(str(path))
    for entry in book:
        if entry.msgid in WORDS and not entry.obsolete:
            entry.msgstr = {**WORDS, **(words or {})}[entry.msgid]
            entry.flags = []
    book.save()


def build(project):
    return project.run("releases/note.md", "--to", "en", "--engine", "identity", "-q")


def correct(project, old="3 novembre", new="13 novembre"):
    project.write("releases/note.md", project.read("releases/note.md").replace(old, new))


@pytest.fixture
def published(project):
    """A workspace with one release that is approved and built."""
    project.write("releases/note.md", SOURCE)
    build(project)
    approve(project)
    build(project)
    return project


def test_nothing_differs_from_what_readers_have(published):
    result = published.run("diff", "note")

    assert (result.code, result.out) == (
        0,
        "note → en: sentences that differ from reviewed version 1: 0\n",
    )


def test_a_correction_is_shown_at_once(published):
    correct(published)

    assert published.run("diff", "note").out == (
        "note → en: sentences that differ from reviewed version 1: 1\n"
        "  releases/note.md:5:1: changed (draft, not approved)\n"
        "    source  Le sommet se tient le [-3-]{+13+} novembre 2025.\n"
        "    en      The summit is on [-3-]{+13+} November 2025.\n"
    )


def test_a_sentence_said_otherwise_has_no_translation_yet(published):
    correct(published, "La séance est levée.", "La presse est invitée à midi.")

    assert published.run("diff", "note").out.splitlines()[1:] == [
        "  releases/note.md:7:1: changed (no translation yet)",
        "    source  La [-séance-]{+presse+} est [-levée-]{+invitée à midi+}.",
        "    en      [-The meeting rose.-]",
    ]


def test_a_correction_is_shown_when_it_is_drafted(published):
    correct(published)
    build(published)

    lines = published.run("diff", "note").out.splitlines()

    assert lines[1] == "  releases/note.md:5:1: changed (draft, not approved)"


def test_a_correction_is_shown_when_it_is_approved_and_built(published):
    correct(published)
    build(published)
    approve(published)
    build(published)

    assert published.run("diff", "note").out == (
        "note → en: sentences that differ from reviewed version 1: 1\n"
        "  releases/note.md:5:1: changed (approved)\n"
        "    source  Le sommet se tient le [-3-]{+13+} novembre 2025.\n"
        "    en      The summit is on [-3-]{+13+} November 2025.\n"
    )


def test_a_better_word_of_the_translator_is_shown(published):
    approve(published, {"La séance est levée.": "The meeting was adjourned."})

    assert published.run("diff", "note").out.splitlines()[1:] == [
        "  releases/note.md:7:1: reworded (approved)",
        "    source  La séance est levée.",
        "    en      The meeting [-rose-]{+was adjourned+}.",
    ]


def test_before_the_first_review_the_edition_on_the_disk_is_compared(project):
    project.write("releases/note.md", SOURCE)
    build(project)
    correct(project)

    lines = project.run("diff", "note").out.splitlines()

    assert lines[0] == "note → en: sentences that differ from the draft edition: 1"
    assert lines[3] == "    en      [-Le sommet se tient le 3 novembre 2025.-]"


def test_a_release_that_was_never_built_has_nothing_to_compare(project):
    project.write("workflow.toml", 'target_langs = ["en"]\n')
    project.write("releases/note.md", SOURCE)

    assert project.run("diff", "note").out == "note → en: no edition to compare with\n"


def test_a_workspace_without_languages_has_nothing_to_compare(project):
    project.write("releases/note.md", SOURCE)

    result = project.run("diff", "note")

    assert (result.code, "[target-missing]" in result.err) == (1, True)


def test_json_has_old_and_new_words_and_their_state(published):
    correct(published)

    document = json.loads(published.run("diff", "note", "--json").out)

    assert document == {
        "editions": [
            {
                "slug": "note",
                "lang": "en",
                "since": 1,
                "changes": [
                    {
                        "kind": "changed",
                        "position": "releases/note.md:5:1",
                        "old_source": "Le sommet se tient le 3 novembre 2025.",
                        "new_source": "Le sommet se tient le 13 novembre 2025.",
                        "old_target": "The summit is on 3 November 2025.",
                        "new_target": "The summit is on 13 November 2025.",
                        "state": "draft",
                    }
                ],
            }
        ],
        "errata": [],
    }


def test_an_erratum_in_each_language(published):
    correct(published, "title: Sommet", "corrected: 2025-09-20\ntitle: Sommet")
    correct(published)
    build(published)
    approve(published)
    build(published)

    result = published.run("diff", "note", "--erratum")

    assert result.out.splitlines()[-2:] == [
        "erratum: editions/fr/note.erratum.md",
        "erratum: editions/en/note.erratum.md",
    ]
    assert published.read("editions/en/note.erratum.md") == (
        "---\n"
        "date: 2025-09-20\n"
        "title: Correction of September 20, 2025 to the press release “Lisbon summit”\n"
        "lang: en\n"
        "source: releases/note.md\n"
        "---\n\n"
        "# Erratum\n\n"
        "Correction of September 20, 2025 to the press release “Lisbon summit”\n\n"
        "Instead of:\n\n> The summit is on 3 November 2025.\n\n"
        "Read:\n\n> The summit is on 13 November 2025.\n"
    )
    assert "> Le sommet se tient le 13 novembre 2025." in published.read(
        "editions/fr/note.erratum.md"
    )


def test_an_erratum_for_one_language_in_a_file_with_a_date(published):
    correct(published)
    build(published)
    approve(published)

    result = published.run(
        *("diff", "note", "--to", "en", "--erratum", "--date", "2025-09-21", "-o", "notice.md")
    )

    assert (result.code, "date: 2025-09-21\n" in published.read("notice.md")) == (0, True)


def test_the_original_alone_waits_for_no_translator(published):
    correct(published)

    result = published.run("diff", "note", "--to", "fr", "--erratum", "--date", "2025-09-21")

    assert (result.code, result.out.splitlines()[-1]) == (0, "erratum: editions/fr/note.erratum.md")


@pytest.mark.parametrize(
    ("arguments", "slug"),
    [
        (["--erratum", "--to", "fr"], "erratum-undated"),
        (["--erratum", "--date", "2025-09-21"], "erratum-unreviewed"),
        (["--erratum", "--date", "2025-09-21", "-o", "a.md"], "erratum-unreviewed"),
    ],
)
def test_what_a_notice_may_not_say(published, arguments, slug):
    correct(published)
    before = published.files()

    result = published.run("diff", "note", *arguments)

    assert (result.code, f"[{slug}]" in result.err) == (1, True)
    assert published.files() == before


def test_one_file_holds_one_language(published):
    correct(published)
    build(published)
    approve(published)

    result = published.run("diff", "note", "--erratum", "--date", "2025-09-21", "-o", "a.md")

    assert (result.code, "[erratum-languages]" in result.err) == (1, True)


def test_nothing_wrong_is_no_notice(published):
    result = published.run("diff", "note", "--erratum", "--date", "2025-09-21")

    assert (result.code, "erratum:" in result.out) == (0, False)


def test_date_and_output_are_for_a_notice(published):
    assert published.run("diff", "note", "--date", "2025-09-21").code == 2


def test_every_reviewed_version_is_kept(published):
    correct(published)
    build(published)
    approve(published)
    build(published)
    build(published)

    lines = published.read("editions/en/note.versions.jsonl").splitlines()

    texts = [[each["target"] for each in json.loads(line)["sentences"]] for line in lines]
    assert [said[1] for said in texts] == [
        "The summit is on 3 November 2025.",
        "The summit is on 13 November 2025.",
    ]


def test_all_that_changed_since_the_first_version(published):
    correct(published)
    build(published)
    approve(published)
    build(published)
    approve(published, {"La séance est levée.": "The meeting was adjourned."})
    build(published)

    last = json.loads(published.run("diff", "note", "--json").out)["editions"][0]
    all_of_it = json.loads(published.run("diff", "note", "--since", "1", "--json").out)

    assert (last["since"], len(last["changes"])) == (2, 1)
    assert [change["kind"] for change in all_of_it["editions"][0]["changes"]] == [
        "changed",
        "reworded",
    ]


def test_a_version_that_is_not_there_is_an_error(published):
    result = published.run("diff", "note", "--since", "2")

    assert (result.code, "[version-unknown]" in result.err) == (1, True)


def test_a_damaged_record_is_refused_with_its_place(published):
    published.write("editions/en/note.versions.jsonl", "<<<<<<< ours\n")

    result = published.run("diff", "note")

    assert (result.code, "note.versions.jsonl:1: error" in result.err) == (1, True)


GLOSSARY = """\
id,kind,enforce,fr,en
T1,organisation,strict,comité des pêches,Fisheries Committee
T2,organisation,strict,comité des forêts,Forestry Committee
"""


def test_a_term_that_gave_way_to_another_is_shown_as_the_merge_will_repair_it(project):
    project.write("glossary/house.csv", GLOSSARY)
    project.write("releases/note.md", "La France salue le comité des pêches.\n")
    build(project)
    path = project.root / "locales/en/LC_MESSAGES/note.po"
    book = polib.pofile(str(path))
    book[0].msgstr, book[0].flags = "France welcomes the Fisheries Committee.", []
    book.save()
    build(project)
    correct(project, "pêches", "forêts")

    shown = json.loads(project.run("diff", "note", "--json").out)["editions"][0]["changes"][0]
    done = project.run("releases/note.md", "--to", "en", "-q")  # nothing is left to draft

    merged = polib.pofile(str(path))[0]
    assert (done.code, merged.msgstr) == (0, "France welcomes the Forestry Committee.")
    assert shown["new_target"] == merged.msgstr
