"""`translate check`: findings on drafts and on people's words, with places and exit codes."""

from __future__ import annotations

import json

HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: note\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: A. Person <a@press.example.org>\\n"
"Language-Team: none\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def entry(msgid, msgstr, *, fuzzy=False):
    return ("#, fuzzy\n" if fuzzy else "") + f'msgid "{msgid}"\nmsgstr "{msgstr}"\n'


def write(project, *entries, lang="en"):
    project.write(f"locales/{lang}/LC_MESSAGES/note.po", HEADER + "\n".join(entries))


def codes(result):
    return [each["code"] for each in json.loads(result.out)["findings"]]


def test_a_right_translation_has_no_finding(project):
    write(project, entry("La séance ouvrira à 14 h 30.", "The meeting will open at 2:30 p.m."))

    result = project.run("check")

    assert (result.code, result.out) == (0, "")


def test_a_wrong_date_in_reviewed_words_is_an_error_with_its_line(project):
    write(project, entry("Il viendra le 13 novembre 2017.", "He will come on 3 November 2017."))

    result = project.run("check", "note", "--to", "en")

    assert result.code == 1
    assert result.out.startswith("locales/en/LC_MESSAGES/note.po:14:17: error: ")
    assert "[fact-date]" in result.out


def test_a_lost_negation_is_found(project):
    write(project, entry("La France ne cédera pas.", "France will yield."))

    assert "negation" in codes(project.run("check", "--json"))


def test_a_forbidden_term_in_reviewed_words_is_found(project):
    project.write(
        "glossary/terms.csv",
        "id,kind,fr,en,en_forbidden\n"
        "T1,organisation,Conseil de sécurité,Security Council,Safety Council\n",
    )
    write(project, entry("Le Conseil de sécurité a voté.", "The Safety Council voted."))

    result = project.run("check")

    assert "Security Council" in result.out


def test_drafts_are_checked_and_folds_are_not(project):
    write(
        project,
        entry("Il y a 12 pays.", "There are 13 countries.", fuzzy=True),
        entry("Il y a 14 pays.", "~"),
    )

    assert codes(project.run("check", "--json")) == ["fact-number"]


def test_a_release_without_review_file_is_named(project):
    result = project.run("check", "none")

    assert (result.code, "[po-missing]" in result.err) == (1, True)
