"""`translate memory …`, and what `translate FILE` recalls: output, files and exit codes."""

from __future__ import annotations

import json

import polib
import pytest

FIRST = """\
---
title: Rencontre à Quito
date: 2025-03-04
---

La ministre a reçu le Premier ministre le 3 novembre. La France ne cédera pas.

Les deux parties ont salué l'accès humanitaire.
"""
TRANSLATED = {
    "Rencontre à Quito": "Meeting in Quito",
    "La ministre a reçu le Premier ministre le 3 novembre.": (
        "The Minister received the Prime Minister on 3 November."
    ),
    "La France ne cédera pas.": "France will not yield.",
    "Les deux parties ont salué l'accès humanitaire.": (
        "Both parties welcomed humanitarian access."
    ),
}
PO = "locales/en/LC_MESSAGES/{}.po"


@pytest.fixture
def workspace(project, monkeypatch, tmp_path):
    """Return a workspace with one approved release, on a machine without models."""
    from argostranslate import settings

    # The library reads its environment once, when a first test of the process imports it.
    monkeypatch.setattr(settings, "package_dirs", [tmp_path / "no-models"])
    project.write("releases/premier.md", FIRST)
    project.run("releases/premier.md", "--to", "en")
    approve(project, "premier", TRANSLATED)
    return project


def approve(project, slug, texts):
    """Do what a translator does: write the msgstr and clear the flag."""
    catalog = polib.pofile(str(project.root / PO.format(slug)))
    for entry in catalog:
        if entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    catalog.save()


def recalled(project, body, *options):
    """Translate a second release and return its entries by their sources."""
    project.write("releases/second.md", body)
    project.run("releases/second.md", "--to", "en", *options)
    return {entry.msgid: entry for entry in polib.pofile(str(project.root / PO.format("second")))}


def test_a_sentence_said_before_is_offered_again_and_awaits_a_person(workspace):
    entry = recalled(workspace, "La France ne cédera pas.\n")["La France ne cédera pas."]

    assert (entry.msgstr, entry.fuzzy) == ("France will not yield.", True)
    assert entry.tcomment == "draft: memory: exact, from premier of 2025-03-04"


def test_the_same_neighbours_are_told(workspace):
    entries = recalled(workspace, FIRST.replace("Rencontre", "Entretien"))

    assert "exact in context" in entries["La France ne cédera pas."].tcomment


def test_another_date_is_repaired_and_the_old_source_shown(workspace):
    source = "La ministre a reçu le Premier ministre le 13 novembre."

    entry = recalled(workspace, f"{source}\n")[source]

    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (
        "The Minister received the Prime Minister on 13 November.",
        True,
        "La ministre a reçu le Premier ministre le 3 novembre.",
    )


@pytest.mark.parametrize(
    "source",
    [
        "La France cédera.",
        "La ministre n'a pas reçu le Premier ministre le 3 novembre.",
        "La ministre devrait avoir reçu le Premier ministre le 3 novembre.",
    ],
)
def test_the_contrary_is_never_answered_with_what_was_said(workspace, source):
    entry = recalled(workspace, f"{source}\n")[source]

    assert (entry.msgstr, entry.tcomment) == ("", "")


def test_no_memory_means_none(workspace):
    entries = recalled(workspace, "La France ne cédera pas.\n", "--no-memory")

    assert entries["La France ne cédera pas."].msgstr == ""


def test_another_translation_of_the_same_sentence_is_told(workspace):
    workspace.write("releases/troisieme.md", "La France ne cédera pas.\n")
    workspace.run("releases/troisieme.md", "--to", "en")
    approve(workspace, "troisieme", {"La France ne cédera pas.": "France shall not give way."})

    comment = recalled(workspace, "La France ne cédera pas.\n")["La France ne cédera pas."].tcomment

    assert 'draft warning: the memory also has "' in comment


def test_a_withdrawn_approval_leaves_the_memory(workspace):
    before = workspace.run("memory", "search", "cédera", "--json")
    path = workspace.root / PO.format("premier")
    catalog = polib.pofile(str(path))
    catalog.find("La France ne cédera pas.").flags.append("fuzzy")
    catalog.save()

    after = workspace.run("memory", "search", "cédera", "--json")

    assert [json.loads(result.out)["total"] for result in (before, after)] == [1, 0]
    assert (before.code, after.code) == (0, 1)


def test_a_folded_sentence_and_its_host_are_not_remembered(workspace):
    host = "La ministre a reçu le Premier ministre le 3 novembre."
    both = "The Minister received the Prime Minister on 3 November; France will not yield."
    approve(workspace, "premier", {host: both, "La France ne cédera pas.": "~"})

    entries = recalled(workspace, f"{host}\n\nLa France ne cédera pas.\n")

    assert [entry.msgstr for entry in entries.values()] == ["", ""]


def test_a_damaged_memory_stops_a_run_with_what_mends_it(workspace):
    before = workspace.files()
    workspace.write(".workflow/memory.sqlite", b"spoilt\n" * 1000)

    stopped = workspace.run("releases/premier.md", "--to", "en")
    unharmed = workspace.run("releases/premier.md", "--to", "en", "--no-memory")
    rebuilt = workspace.run("memory", "rebuild")
    again = workspace.run("releases/premier.md", "--to", "en")

    assert (stopped.code, "[memory-damaged]" in stopped.err) == (1, True)
    assert "translate memory rebuild" in stopped.err
    assert (unharmed.code, rebuilt.code, again.code) == (0, 0, 0)
    assert workspace.files().keys() - before.keys() == {"editions/en/premier.versions.jsonl"}


def test_a_review_file_that_cannot_be_read_is_named_and_the_others_are_read(workspace):
    workspace.write(PO.format("broken"), 'msgid "a\n')

    result = workspace.run("memory", "rebuild")
    status = workspace.run("memory", "status", "--json")

    assert (result.code, f"{PO.format('broken')}:1" in result.err) == (1, True)
    assert json.loads(status.out)["pairs"] == [
        {"source": "fr", "target": "en", "translations": 4, "reviewed": 4}
    ]


def test_search_shows_both_sides_and_where_the_words_stand(workspace):
    result = workspace.run("memory", "search", "ACCES humanit")

    assert (result.code, result.out) == (
        0,
        (
            "premier, reviewed, 2025-03-04\n"
            "  fr: Les deux parties ont salué l'⟦accès humanitaire⟧.\n"
            "  en: Both parties welcomed humanitarian access.\n"
        ),
    )


def test_search_looks_on_the_side_it_is_told(workspace):
    found = workspace.run("memory", "search", "parties", "--in", "en", "--json")

    assert [(hit["side"], hit["spans"]) for hit in json.loads(found.out)["hits"]] == [
        ("target", [[5, 12]])
    ]


def test_a_search_for_no_word_is_refused(workspace):
    assert "[search-empty]" in workspace.run("memory", "search", "?!").err


def test_what_is_exported_and_imported_elsewhere_is_the_same(workspace, tmp_path):
    first, second = tmp_path / "memoire.tmx", tmp_path / "again.tmx"
    workspace.run("memory", "export", first)
    for name in ("releases/premier.md", PO.format("premier")):
        (workspace.root / name).unlink()

    imported = workspace.run("memory", "import", first)
    workspace.run("memory", "export", second)

    assert imported.err == "memory/memoire.tmx: 4 translations\n"
    assert second.read_bytes() == first.read_bytes()
    assert workspace.root.joinpath("memory/memoire.tmx").read_bytes() == first.read_bytes()


def test_an_export_to_the_output_is_the_file(workspace, tmp_path):
    workspace.run("memory", "export", tmp_path / "a.tmx", "--to", "en")

    printed = workspace.run("memory", "export", "-", "--to", "en").out

    assert printed == (tmp_path / "a.tmx").read_text(encoding="utf-8")
    assert "<tu>" not in workspace.run("memory", "export", "-", "--to", "ru").out


TMX = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="fr"/><body>
<tu><tuv xml:lang="fr"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>
</body></tmx>
"""


def test_an_import_outlives_the_cache(workspace):
    archive = workspace.write("archive.tmx", TMX.format("La séance est levée.", "Adjourned."))
    workspace.run("memory", "import", archive)
    for path in (workspace.root / ".workflow").iterdir():
        path.unlink()

    entries = recalled(workspace, "La séance est levée.\n")

    assert entries["La séance est levée."].msgstr == "Adjourned."
    assert "from archive.tmx (imported)" in entries["La séance est levée."].tcomment


def test_an_imported_text_that_loses_a_number_is_not_offered(workspace):
    archive = workspace.write(
        "archive.tmx", TMX.format("Il y a 14 blessés à Quito.", "There are 41 injured in Quito.")
    )
    workspace.run("memory", "import", archive)

    entries = recalled(workspace, "Il y a 14 blessés à Quito.\n")

    assert entries["Il y a 14 blessés à Quito."].msgstr == ""


def test_an_import_of_the_same_name_is_refused_unless_it_shall_replace(workspace):
    archive = workspace.write("archive.tmx", TMX.format("Un mot.", "A word."))
    workspace.run("memory", "import", archive)
    again = workspace.run("memory", "import", archive)
    workspace.write("archive.tmx", TMX.format("Un mot.", "One word."))

    refused = workspace.run("memory", "import", archive)
    before = workspace.run("memory", "search", "mot").out
    replaced = workspace.run("memory", "import", archive, "--replace")
    after = workspace.run("memory", "search", "mot").out

    assert (again.code, refused.code, replaced.code) == (0, 1, 0)
    assert "[memory-exists]" in refused.err
    assert ("A word." in before, "One word." in after, "A word." in after) == (True, True, False)


def test_a_refused_import_changes_nothing(workspace):
    good = workspace.write("archive.tmx", TMX.format("Un mot.", "A word."))
    workspace.run("memory", "import", good)
    files = workspace.files()
    cut = TMX.format("Un mot.", "Changed.")[:-20]

    for name, content in (("archive.tmx", cut), ("empty.tmx", TMX.format("", "")), ("a.txt", "x")):
        bad = workspace.root.parent / name
        bad.write_text(content, encoding="utf-8")
        result = workspace.run("memory", "import", bad, "--replace")
        assert (result.code, "[memory-import]" in result.err) == (1, True)

    assert workspace.files() == files
    assert "A word." in workspace.run("memory", "search", "mot").out


def test_a_review_file_from_elsewhere_is_kept_as_tmx(workspace):
    outside = workspace.write(
        "old.po",
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Un mot."\nmsgstr "A word."\n\n#, fuzzy\nmsgid "Deux."\nmsgstr "Three."\n',
    )

    unknown = workspace.run("memory", "import", outside)
    known = workspace.run("memory", "import", outside, "--to", "en")

    assert (unknown.code, "--to" in unknown.err) == (1, True)
    assert (known.code, known.err) == (0, "memory/old.en.tmx: 1 translations\n")


def test_a_file_that_leaves_the_folder_leaves_the_memory(workspace):
    archive = workspace.write("archive.tmx", TMX.format("Un mot.", "A word."))
    workspace.run("memory", "import", archive)
    (workspace.root / "memory/archive.tmx").unlink()

    assert workspace.run("memory", "search", "mot").code == 1


def test_a_password_stays_out_of_every_message(workspace):
    workspace.write(
        "workflow.toml", '[memory]\nurl = "postgresql://press:geheim@127.0.0.1:1/memory"\n'
    )
    for arguments in (("memory", "status"), ("memory", "rebuild"), ("releases/premier.md",)):
        result = workspace.run(*arguments, *(("--to", "en") if len(arguments) == 1 else ()))
        assert (result.code, "[memory-unavailable]" in result.err) == (1, True)
        assert "geheim" not in result.err + result.out
    workspace.write("workflow.toml", '[memory]\nurl = "postgresql://press:geheim@h/\\nx"\n')

    assert "geheim" not in workspace.run("memory", "status").err


def test_a_locked_workspace_can_still_be_searched(workspace):
    from workflow.storage import workspace_lock

    workspace.run("memory", "status")
    with workspace_lock(workspace.root, command="another"):
        found = workspace.run("memory", "search", "cédera")
        refused = workspace.run("memory", "import", "x.tmx")

    assert (found.code, "another run holds this workspace" in found.err) == (0, True)
    assert "[workspace-locked]" in refused.err
