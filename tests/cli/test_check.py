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
    assert result.out.startswith("locales/en/LC_MESSAGES/note.po:13:25: error: ")
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


def test_drafts_are_checked_with_what_is_folded_into_them(project):
    write(
        project,
        entry("Il y a 12 pays.", "There are 13 countries, then 14.", fuzzy=True),
        entry("Il y a 14 pays.", "~"),
    )

    assert codes(project.run("check", "--json")) == ["fact-number"]


def test_a_release_without_review_file_is_named(project):
    result = project.run("check", "none")

    assert (result.code, "[po-missing]" in result.err) == (1, True)


# --- Places, acceptances, switches -----------------------------------------------------------

WRONG = entry("Il y a 45 blessés.", "There are 54 wounded.")


def test_a_finding_shows_the_words_of_both_files(project):
    project.write("releases/note.md", "# Note\n\nIl y a\n45 blessés.\n")
    write(project, "#: releases/note.md:3\n" + WRONG)

    assert project.run("check", "note").out == (
        'locales/en/LC_MESSAGES/note.po:14:19: error: number changed: the source has "45",'
        ' the target "54" [fact-number]\n'
        'source: releases/note.md:4:1: "45" → "54"\n'
        'hint: expected "45"\n'
    )


def test_json_has_the_fragments_with_their_places(project):
    project.write("releases/note.md", "Il y a 45 blessés.\n")
    write(project, "#: releases/note.md:1\n" + WRONG)

    (finding,) = json.loads(project.run("check", "--json").out)["findings"]

    assert finding["source"] == {
        "path": "releases/note.md",
        "line": 1,
        "column": 8,
        "fragment": "45",
        "text": "Il y a 45 blessés.",
    }
    assert finding["target"]["fragment"] == "54"


def test_a_reference_out_of_the_workspace_is_not_followed(project):
    (project.root.parent / "secret.md").write_text("Il y a 45 blessés.", encoding="utf-8")
    write(project, "#: ../secret.md:1\n" + WRONG)

    (finding,) = json.loads(project.run("check", "--json").out)["findings"]

    assert finding["source"]["column"] == 0


def test_an_accepted_finding_is_listed_and_refuses_nothing(project):
    write(project, "# check:ignore fact-number: a misprint of the source\n" + WRONG)

    result = project.run("check")

    assert (result.code, result.err) == (
        0,
        "1 review file: 0 errors, 0 warnings, 0 remarks, 1 accepted\n",
    )
    assert "note.po:14:19: accepted: number changed" in result.out
    assert "\naccepted: a misprint of the source\n" in result.out


def test_accepted_findings_are_apart_in_json(project):
    write(project, "# check:ignore fact-number: a misprint\n" + WRONG)

    document = json.loads(project.run("check", "--json").out)

    assert (document["findings"], document["accepted"][0]["accepted"]) == ([], "a misprint")


def test_a_glossary_finding_is_accepted_too(project):
    project.write(
        "glossary/terms.csv",
        "id,kind,fr,en\nT1,organisation,Conseil de sécurité,Security Council\n",
    )
    write(
        project,
        "# check:ignore term-missing: a quotation\n"
        + entry("Le Conseil de sécurité a voté.", "The members all voted."),
    )

    document = json.loads(project.run("check", "--json").out)

    assert [each["code"] for each in document["accepted"]] == ["term-missing"]
    assert document["findings"] == []


def test_the_settings_weigh_and_silence(project):
    project.write("workflow.toml", '[checks.severity]\nfact-number = "warning"\n')
    write(project, WRONG)

    result = project.run("check")
    project.write("workflow.toml", '[checks.severity]\nfact-number = "off"\n')
    silent = project.run("check")

    assert (result.code, ": warning: " in result.out) == (0, True)
    assert (silent.code, silent.out) == (0, "")


def test_an_unknown_code_in_the_settings_is_refused_with_the_nearest(project):
    project.write("workflow.toml", '[checks.severity]\nfact-nummer = "off"\n')
    write(project, WRONG)

    result = project.run("check")

    assert (result.code, "[settings-value]" in result.err) == (1, True)
    assert 'did you mean "fact-number"' in result.err


# --- Outputs -----------------------------------------------------------------------------------


def test_sarif_and_html_are_written_beside_the_table(project):
    write(project, WRONG)

    result = project.run("check", "--sarif", "out/f.sarif", "--html", "f.html", "-q")

    assert result.code == 1
    assert json.loads(project.read("out/f.sarif"))["version"] == "2.1.0"
    assert "<mark>54</mark>" in project.read("f.html")
    assert "[fact-number]" in result.out


def test_standard_output_holds_one_document(project):
    write(project, WRONG)

    page = project.run("check", "--html", "-")
    both = project.run("check", "--html", "-", "--json")

    assert page.out.startswith("<!DOCTYPE html>")
    assert page.out.endswith("</html>\n")
    assert both.code == 2


# --- Mending -----------------------------------------------------------------------------------

LOOSE = entry("Vraiment ?", "Really ?", fuzzy=True) + "\n" + entry("Oui !", "Yes !")


def test_drafts_are_mended_and_the_rest_of_the_file_stays(project):
    write(project, LOOSE)
    before = project.read("locales/en/LC_MESSAGES/note.po")

    result = project.run("check", "--fix")

    after = project.read("locales/en/LC_MESSAGES/note.po")
    assert after == before.replace("Really ?", "Really?")
    assert 'note.po:14:9: mended: "Really ?" → "Really?"' in result.out
    assert "[typography]" in result.out


def test_approved_texts_are_mended_on_request_and_once(project):
    write(project, LOOSE)

    first = json.loads(project.run("check", "--fix-reviewed", "--json").out)
    files = project.files()
    second = json.loads(project.run("check", "--fix-reviewed", "--json").out)

    assert [(each["before"], each["after"]) for each in first["mended"]] == [
        ("Really ?", "Really?"),
        ("Yes !", "Yes!"),
    ]
    assert (second["mended"], project.files()) == ([], files)


def test_nothing_is_written_without_being_asked(project):
    write(project, LOOSE)
    files = project.files()

    project.run("check")

    assert project.files() == files


def test_a_file_in_another_encoding_is_not_mended(project):
    text = HEADER.replace("UTF-8", "ISO-8859-1") + LOOSE + 'msgid "é"\nmsgstr "é"\n'
    path = project.write("locales/en/LC_MESSAGES/note.po", text.encode("latin-1"))
    before = path.read_bytes()

    result = project.run("check", "--fix")

    assert (result.code, path.read_bytes()) == (1, before)
    assert "[po-encoding]" in result.err


def write_release(project, slug, *entries, lang="en"):
    project.write(f"locales/{lang}/LC_MESSAGES/{slug}.po", HEADER + "\n".join(entries))


def test_two_releases_that_translate_one_sentence_otherwise_are_both_told(project):
    write_release(project, "one", entry("La séance est levée.", "The meeting is closed."))
    write_release(project, "two", entry("La séance est levée.", "The sitting is adjourned."))

    found = json.loads(project.run("check", "--json").out)["findings"]

    assert [(each["path"], each["code"], each["message"]) for each in found] == [
        (
            "locales/en/LC_MESSAGES/one.po",
            "memory-differs",
            'other releases say "The sitting is adjourned."',
        ),
        (
            "locales/en/LC_MESSAGES/two.po",
            "memory-differs",
            'other releases say "The meeting is closed."',
        ),
    ]


def test_one_translation_of_two_sentences_in_two_releases_is_told(project):
    write_release(project, "one", entry("La séance est levée.", "The meeting is closed."))
    write_release(project, "two", entry("La réunion est close.", "The meeting is closed."))

    assert codes(project.run("check", "two", "--json")) == ["memory-same-target"]


def test_a_draft_of_another_release_is_no_memory(project):
    write_release(project, "one", entry("La séance est levée.", "The meeting is closed."))
    write_release(project, "two", entry("La séance est levée.", "It is over.", fuzzy=True))

    assert codes(project.run("check", "one", "--json")) == []


def test_sentences_with_other_numbers_are_no_inconsistency(project):
    write_release(project, "one", entry("Il y a 45 blessés.", "There are 45 wounded."))
    write_release(project, "two", entry("Il y a 46 blessés.", "There are 46 injured."))

    assert codes(project.run("check", "--json")) == []


def test_the_memory_is_not_asked_where_nobody_wants_its_findings(project):
    project.write(
        "workflow.toml",
        '[checks.severity]\nmemory-differs = "off"\nmemory-same-target = "off"\n',
    )
    write_release(project, "one", entry("La séance est levée.", "The meeting is closed."))
    write_release(project, "two", entry("La séance est levée.", "The sitting is adjourned."))

    assert codes(project.run("check", "--json")) == []
    assert not (project.root / ".workflow" / "memory.sqlite").exists()


def test_a_memory_that_cannot_be_opened_does_not_stop_the_check(project):
    write_release(project, "one", entry("La séance est levée.", "The meeting is closed."))
    write_release(project, "two", entry("La séance est levée.", "The sitting is adjourned."))
    project.write(".workflow/memory.sqlite", "no database at all, " * 400)

    result = project.run("check", "--json")

    assert (result.code, codes(result)) == (0, [])
    assert "the memory is not compared" in result.err


def counts_of(project):
    """Return errors and warnings as check and status count them."""
    found = [
        each["severity"] for each in json.loads(project.run("check", "--json").out)["findings"]
    ]
    (row,) = json.loads(project.run("status", "--json").out)["releases"]
    return [(found.count("error"), found.count("warning")), (row["errors"], row["warnings"])]


def write_dictionary(folder):
    folder.mkdir()
    (folder / "en_GB.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (folder / "en_GB.dic").write_text("4\nthe\nmeeting\nis\nclosed\n", encoding="utf-8")


def test_check_and_status_count_the_same_errors_and_warnings(project, tmp_path, monkeypatch):
    write_dictionary(tmp_path / "words")
    monkeypatch.setenv("DICPATH", str(tmp_path / "words"))
    project.write("releases/note.md", "La séance est levée.\n")
    write(project, entry("La séance est levée.", "The meting meting is closed."))

    assert counts_of(project) == [(0, 1), (0, 1)]

    project.write("workflow.toml", '[checks.severity]\nspelling = "error"\n')

    assert counts_of(project) == [(1, 1), (1, 1)]
