"""`translate migrate`: segments cut otherwise by another version keep what was approved."""

from __future__ import annotations

import json
from dataclasses import replace

from workflow.catalog import read_catalog, write_catalog
from workflow.catalog.headers import digest_keys
from workflow.model import Entry

NAME = "locales/en/LC_MESSAGES/note.po"
SOURCE = "Voir l'art. 5 du traité. La suite a été adoptée.\n"
APPROVED = {
    "Voir l'art. 5 du traité.": "See art. 5 of the Treaty.",
    "La suite a été adoptée.": "The rest was adopted.",
}


def older(project, *entries):
    """Leave files as another version of the rules would have made them."""
    project.write("releases/note.md", SOURCE)
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    digest = digest_keys(entries)
    for name, kept in (
        (NAME, entries),
        ("locales/note.pot", [Entry(msgid=e.msgid) for e in entries]),
    ):
        path = project.root / name
        catalog = read_catalog(path)
        changes = {"X-Trianon-Messages": digest, "X-Trianon-Segmentation": "0"}
        header = tuple((key, changes.get(key, value)) for key, value in catalog.header)
        write_catalog(path, replace(catalog, header=header, entries=tuple(kept)))


def entries(project):
    return [
        (entry.msgid, entry.msgstr, entry.fuzzy)
        for entry in read_catalog(project.root / NAME).entries
        if not entry.obsolete
    ]


def test_a_release_that_is_cut_as_before_is_left_as_it_is(project):
    project.write("releases/note.md", SOURCE)
    project.run("releases/note.md", "--to", "en", "--engine", "pseudo")
    before = project.files()

    result = project.run("migrate")

    assert (result.code, result.out, project.files()) == (0, "", before)


def test_sentences_that_are_joined_now_stay_approved(project):
    pieces = (
        Entry(msgid="Voir l'art.", msgstr="See art."),
        Entry(msgid="5 du traité.", msgstr="5 of the Treaty."),
        Entry(msgid="La suite a été adoptée.", msgstr="The rest was adopted."),
    )
    older(project, *pieces)

    result = project.run("migrate")

    assert (result.code, entries(project)) == (
        0,
        [(source, text, False) for source, text in APPROVED.items()],
    )
    assert "rules 0 → 1" in result.err


def test_a_sentence_that_is_split_now_is_offered_in_its_parts_and_named(project):
    whole = Entry(msgid=SOURCE.strip(), msgstr=" ".join(APPROVED.values()))
    older(project, whole)

    result = project.run("migrate")

    assert entries(project) == [(source, text, True) for source, text in APPROVED.items()]
    said = result.out.splitlines()[0]
    assert (result.code, said.split(": ")[0]) == (1, "locales/en/LC_MESSAGES/note.po:20")
    assert said.endswith(
        "is offered again, to be approved: its sentence was cut or joined [segment-not-carried]"
    )


def test_a_dry_run_reports_and_writes_nothing(project):
    older(project, Entry(msgid=SOURCE.strip(), msgstr="Everything at once"))
    before = project.files()

    result = project.run("migrate", "--dry-run", "--json")

    (file,) = json.loads(result.out)["files"]
    assert (result.code, file["made_by_rules"], file["carried"]["offered"]) == (1, 0, 1)
    assert project.files() == before


def test_a_text_whose_sentence_is_gone_is_named_and_kept(project):
    gone = Entry(msgid="Une tout autre affaire.", msgstr="Something else.")
    older(project, *(Entry(msgid=s, msgstr=t) for s, t in APPROVED.items()), gone)

    result = project.run("migrate")

    assert (result.code, "its sentence is no longer in the release" in result.out) == (1, True)
    assert read_catalog(project.root / NAME).entries[-1] == replace(gone, obsolete=True)


def test_a_workspace_without_review_files_is_told_so(project):
    project.write("releases/note.md", SOURCE)

    result = project.run("migrate")

    assert (result.code, "[po-missing]" in result.err) == (1, True)
