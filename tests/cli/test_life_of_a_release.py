"""A scripted life of a release, with the tools that translators use; no approved word is lost.

Draft, review in a file that other tools saved again, a source corrected in many ways, a second
review, editions. After each step every approved sentence is accounted for.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest

from workflow.catalog import read_catalog, write_catalog

pytestmark = [
    pytest.mark.gettext,
    pytest.mark.skipif(not shutil.which("msgmerge"), reason="GNU gettext is not installed"),
]

SLUG = "rencontre"
SOURCE = f"releases/{SLUG}.md"
REVIEW = f"locales/en/LC_MESSAGES/{SLUG}.po"
TEMPLATE = f"locales/{SLUG}.pot"

FIRST = """\
---
title: Rencontre de Porto
date: 2024-05-02
---

# Rencontre de Porto

Porto, le 2 mai 2024

Le ministre a salué l'accord. La délégation arrivera le 3 mai 2024 à Porto. Elle a visité le port.

- Les deux pays signeront un traité.
- Une conférence de presse suivra.

Il a rappelé son soutien aux pêcheurs, et il a demandé une aide rapide.
"""
APPROVED = {
    "Rencontre de Porto": "Porto Meeting",
    "Porto, le 2 mai 2024": "Porto, 2 May 2024",
    "Le ministre a salué l'accord.": "The Minister welcomed the agreement.",
    "La délégation arrivera le 3 mai 2024 à Porto.": (
        "The delegation will arrive in Porto on 3 May 2024."
    ),
    "Elle a visité le port.": "It visited the harbour.",
    "Les deux pays signeront un traité.": "The two countries will sign a treaty.",
    "Une conférence de presse suivra.": "A press conference will follow.",
    "Il a rappelé son soutien aux pêcheurs, et il a demandé une aide rapide.": (
        "He reaffirmed his support for fishers, and he asked for swift aid."
    ),
}
CORRECTIONS = (
    ("Le ministre a salué l'accord.", "Le ministre a salué l’accord."),  # typography
    ("le 3 mai 2024", "le 13 mai 2024"),  # a date
    ("Elle a visité le port.", "Elle n'a pas visité le port."),  # a negation
    ("signeront un traité", "signeront un nouveau traité"),  # wording
    ("pêcheurs, et il a demandé", "pêcheurs. Il a demandé"),  # split
)


def translate(project, *arguments):
    result = project.run(SOURCE, "--to", "en", "--engine", "pseudo", *arguments)
    assert (result.code, "[bug]" in result.err) == (0, False)
    return result


def tool(project, *command):
    """Run a tool of gettext that replaces the review file, as an editor or a robot does."""
    done = subprocess.run(command, cwd=project.root, capture_output=True, check=True)
    project.write(REVIEW, done.stdout)


def approve(project, texts):
    """Do what a translator does: write each text and clear the flag."""
    path = project.root / REVIEW
    catalog = read_catalog(path)
    entries = (
        replace(entry, msgstr=texts[entry.msgid], flags=(), previous_msgid=None)
        if entry.msgid in texts and not entry.obsolete
        else entry
        for entry in catalog.entries
    )
    write_catalog(path, replace(catalog, entries=tuple(entries)))


def kept(project):
    """Return every text that stands in the file as approved, obsolete or not."""
    return {
        (entry.msgid, entry.msgstr)
        for entry in read_catalog(project.root / REVIEW).entries
        if entry.msgstr and not entry.fuzzy
    }


def active(project):
    return {
        entry.msgid: entry
        for entry in read_catalog(project.root / REVIEW).entries
        if not entry.obsolete
    }


def corrected(text):
    for old, new in CORRECTIONS:
        assert old in text
        text = text.replace(old, new)
    first, second = (
        "- Les deux pays signeront un nouveau traité.\n",
        "- Une conférence de presse suivra.\n",
    )
    return text.replace(first + second, second + first)  # moved


@pytest.fixture
def reviewed(project):
    """Return a workspace whose release is drafted and approved throughout."""
    project.write(SOURCE, FIRST)
    translate(project)
    approve(project, APPROVED)
    translate(project)
    assert "status: reviewed" in project.read(f"editions/en/{SLUG}.md")
    return project


RESAVES = {
    "msgcat wraps": ["msgcat", "--width=60", REVIEW],
    "msgcat sorts": ["msgcat", "--sort-output", REVIEW],
    "msgcat drops places": ["msgcat", "--no-location", REVIEW],
    "msgattrib drops flags and obsolete": ["msgattrib", "--no-obsolete", "--no-fuzzy", REVIEW],
    "msgmerge updates": ["msgmerge", "--quiet", "--no-fuzzy-matching", REVIEW, TEMPLATE],
    "msgconv": ["msgconv", "--to-code=UTF-8", REVIEW],
}


@pytest.mark.parametrize("command", RESAVES.values(), ids=RESAVES.keys())
def test_a_file_that_a_tool_saved_keeps_every_approval(reviewed, command):
    before, edition = kept(reviewed), reviewed.read(f"editions/en/{SLUG}.md")

    tool(reviewed, *command)
    result = translate(reviewed)

    assert (kept(reviewed), reviewed.read(f"editions/en/{SLUG}.md")) == (before, edition)
    assert "[po-segment" not in result.err


@pytest.mark.parametrize("command", RESAVES.values(), ids=RESAVES.keys())
def test_a_corrected_source_is_met_sentence_by_sentence(reviewed, command):
    before = kept(reviewed)
    tool(reviewed, *command)
    reviewed.write(SOURCE, corrected(FIRST))

    result = translate(reviewed)

    found = active(reviewed)
    moved = {("Le ministre a salué l'accord.", APPROVED["Le ministre a salué l'accord."])}
    assert before - moved <= kept(reviewed)
    assert {source: (e.msgstr, e.fuzzy) for source, e in found.items() if "pas" not in source} == {
        "Rencontre de Porto": ("Porto Meeting", False),
        "Porto, le 2 mai 2024": ("Porto, 2 May 2024", False),
        "Le ministre a salué l’accord.": ("The Minister welcomed the agreement.", False),
        "La délégation arrivera le 13 mai 2024 à Porto.": (
            "The delegation will arrive in Porto on 13 May 2024.",
            True,
        ),
        "Une conférence de presse suivra.": ("A press conference will follow.", False),
        "Les deux pays signeront un nouveau traité.": (
            "The two countries will sign a treaty.",
            True,
        ),
        "Il a rappelé son soutien aux pêcheurs.": (
            "He reaffirmed his support for fishers, and he asked for swift aid.",
            True,
        ),
        "Il a demandé une aide rapide.": ("~", True),
    }
    denied = found["Elle n'a pas visité le port."]
    assert (denied.fuzzy, "harbour" in denied.msgstr) == (True, False)
    assert "approved texts: 1 kept, 1 repaired, 2 offered, 1 withheld" in result.err


def test_a_sentence_that_a_tool_dropped_is_named(reviewed):
    tool(reviewed, "msggrep", "--invert-match", "--msgid", "-e", "visité le port", REVIEW)

    result = translate(reviewed)

    assert (
        'the message "Elle a visité le port." (paragraph, releases/rencontre.md:10)' in result.err
    )
    assert "[po-segment-lost]" in result.err


def test_messages_that_a_tool_altered_keep_their_approvals(reviewed):
    before, edition = kept(reviewed), reviewed.read(f"editions/en/{SLUG}.md")
    text = reviewed.read(REVIEW).replace("l'accord", "l’accord").replace("le port.", "le port. ")
    reviewed.write(REVIEW, text)

    result = translate(reviewed)

    assert (kept(reviewed), reviewed.read(f"editions/en/{SLUG}.md")) == (before, edition)
    assert result.err.count("[po-segment-altered]") == 2


def test_a_file_in_another_declared_charset_is_read(reviewed):
    before = kept(reviewed)
    tool(reviewed, "msgconv", "--to-code=ISO-8859-1", REVIEW)

    result = translate(reviewed)

    assert (kept(reviewed), "[po-segment" in result.err) == (before, False)


def test_a_file_whose_charset_was_mistaken_is_mended(reviewed):
    data = (reviewed.root / REVIEW).read_bytes()
    reviewed.write(REVIEW, data.decode("latin-1").encode("utf-8"))

    result = translate(reviewed)

    entry = active(reviewed)["Le ministre a salué l'accord."]
    assert (entry.msgstr, entry.fuzzy) == ("The Minister welcomed the agreement.", False)
    assert result.err.count("[po-segment-altered]") == 6


def test_a_file_that_an_editor_s_library_saved_keeps_every_approval(reviewed):
    import polib

    before, edition = kept(reviewed), reviewed.read(f"editions/en/{SLUG}.md")
    catalog = polib.pofile(str(reviewed.root / REVIEW), wrapwidth=60)
    catalog.metadata["PO-Revision-Date"] = "2024-05-03 10:00+0200"
    catalog.save()

    translate(reviewed)

    assert (kept(reviewed), reviewed.read(f"editions/en/{SLUG}.md")) == (before, edition)


def test_an_older_copy_put_in_place_is_met_by_the_source_of_today(reviewed):
    older = reviewed.read(REVIEW)
    reviewed.write(SOURCE, corrected(FIRST))
    translate(reviewed)
    now = active(reviewed)

    reviewed.write(REVIEW, older)
    result = translate(reviewed)

    assert (active(reviewed), "[po-segment" in result.err) == (now, False)


def test_two_translators_share_a_release(reviewed):
    reviewed.write(SOURCE, corrected(FIRST))
    translate(reviewed)
    sent = reviewed.read(REVIEW)
    denied, worded = "Elle n'a pas visité le port.", "Les deux pays signeront un nouveau traité."
    for name, texts in (
        ("anna.po", {denied: "It did not visit the port.", worded: "A new treaty will be signed."}),
        ("boris.po", {denied: "It did not visit the harbour."}),
    ):
        reviewed.write(REVIEW, sent)
        approve(reviewed, texts)
        reviewed.write(name, reviewed.read(REVIEW))
    reviewed.write("sent.po", sent)

    result = reviewed.run("merge-reviews", "anna.po", "boris.po", "--base", "sent.po", "-o", REVIEW)
    translate(reviewed)

    found = active(reviewed)
    assert (result.code, found[worded].state.value) == (1, "reviewed")
    assert (found[denied].msgstr, found[denied].fuzzy) == ("It did not visit the port.", True)
    assert 'other version (boris.po): "It did not visit the harbour."' in found[denied].comments


def test_the_second_review_leaves_a_reviewed_edition_and_no_comment_of_ours(reviewed):
    reviewed.write(SOURCE, corrected(FIRST))
    translate(reviewed)
    texts = {source: entry.msgstr for source, entry in active(reviewed).items() if entry.fuzzy}
    approve(
        reviewed,
        texts
        | {
            "Elle n'a pas visité le port.": "It did not visit the harbour.",
            "Les deux pays signeront un nouveau traité.": (
                "The two countries will sign a new treaty."
            ),
        },
    )

    translate(reviewed)

    edition = reviewed.read(f"editions/en/{SLUG}.md")
    comments = [line for entry in active(reviewed).values() for line in entry.comments]
    assert ("status: reviewed" in edition, "did not visit" in edition) == (True, True)
    assert edition.endswith("He reaffirmed his support for fishers, and he asked for swift aid.\n")
    assert [line for line in comments if line.startswith("source changed")] == []


def test_a_correction_taken_back_restores_every_approval(reviewed):
    edition, entries = reviewed.read(f"editions/en/{SLUG}.md"), active(reviewed)
    reviewed.write(SOURCE, corrected(FIRST))
    translate(reviewed)

    reviewed.write(SOURCE, FIRST)
    translate(reviewed)

    assert (reviewed.read(f"editions/en/{SLUG}.md"), active(reviewed)) == (edition, entries)


def test_what_msgmerge_guesses_is_never_approved(reviewed):
    reviewed.write(SOURCE, corrected(FIRST))
    project = reviewed
    project.run(SOURCE, "--to", "ru", "--engine", "pseudo")  # writes the new template
    tool(project, "msgmerge", "--quiet", "--previous", REVIEW, TEMPLATE)

    translate(project)

    denied = active(project)["Elle n'a pas visité le port."]
    assert denied.fuzzy


def test_the_files_compile_with_gettext(reviewed):
    reviewed.write(SOURCE, corrected(FIRST))
    translate(reviewed)

    done = subprocess.run(
        ["msgfmt", "--check", "--use-fuzzy", "-o", "/dev/null", REVIEW],
        cwd=reviewed.root,
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
