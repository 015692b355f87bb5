"""`translate glossary …`, `explain` and `lines --drafts`: output, files and exit codes."""

from __future__ import annotations

import json

import pytest

TERMS = """\
id,kind,fr,fr_acronym,en,en_forbidden,en_acronym,ru,ru_grammar
cs,organisation,Conseil de sécurité,,Security Council,Safety Council,,Совет Безопасности,head: совет
onu,organisation,Organisation des Nations Unies,ONU,United Nations,UNO,UN,\
Организация Объединенных Наций,head: организация
"""


@pytest.fixture
def workspace(project):
    project.write("glossary/terms.csv", TERMS)
    project.write("workflow.toml", 'target_langs = ["en", "ru"]\n')
    return project


def test_a_sound_glossary_passes_its_check(workspace):
    result = workspace.run("glossary", "check")

    assert (result.code, result.err) == (0, "1 files, 2 terms: 0 errors, 0 warnings, 0 remarks\n")


def test_check_names_file_and_row(workspace):
    workspace.write("glossary/more.csv", "id,kind,fr,en\nx,spaceship,fusée,rocket\n")

    result = workspace.run("glossary", "check")

    assert result.code == 1
    assert "glossary/more.csv:2:2: error" in result.err
    assert "[glossary-unknown-value]" in result.err


def test_a_glossary_in_error_stops_a_run(workspace):
    workspace.write("glossary/more.csv", "id,kind,fr,en\nx,spaceship,fusée,rocket\n")
    workspace.write("fr.txt", "Bonjour.\n")
    workspace.write("en.txt", "Good morning.\n")

    result = workspace.run("lines", "fr.txt", "--to", "en", "--drafts", "en.txt")

    assert result.code == 1
    assert "glossary/more.csv:2:2: error" in result.err


def test_match_shows_terms_and_reasons(workspace):
    result = workspace.run("glossary", "match", "Le Conseil de securité vote.", "--json")

    found = json.loads(result.out)
    assert [(each["id"], each["words"]) for each in found["terms"]] == []

    result = workspace.run("glossary", "match", "Le CONSEIL DE SÉCURITÉ vote.")

    assert result.out.startswith('"CONSEIL DE SÉCURITÉ" = cs Conseil de sécurité: preferred form')


def test_inflect_prints_the_paradigm(workspace):
    result = workspace.run("glossary", "inflect", "Совет Безопасности", "--lang", "ru")

    assert "gent\tСовета Безопасности" in result.out.splitlines()[1]


def test_inflect_refuses_a_language_without_grammar(workspace):
    result = workspace.run("glossary", "inflect", "Sicherheitsrat", "--lang", "de")

    assert (result.code, "[glossary-no-grammar]" in result.err) == (1, True)


def test_extract_lists_what_the_glossary_lacks(workspace):
    workspace.write("a.md", "Le Conseil de sécurité et l'Alliance pour le Sahel (APS) votent.\n")

    result = workspace.run("glossary", "extract", "a.md", "--json")

    assert [each["text"] for each in json.loads(result.out)["candidates"]] == [
        "Alliance pour le Sahel"
    ]


@pytest.mark.parametrize("layout", ["tbx", "omegat", "deepl", "matecat"])
def test_what_is_exported_can_be_imported(workspace, layout):
    out = workspace.run("glossary", "export", "--format", layout, "--to", "en", "-o", "terms.out")
    back = workspace.run("glossary", "import", "terms.out", "--format", layout, "-o", "back.csv")

    assert (out.code, back.code) == (0, 0)
    assert "Security Council" in workspace.read("back.csv")


def test_an_import_overwrites_nothing(workspace):
    workspace.run("glossary", "export", "-o", "terms.tbx", "--to", "en")

    result = workspace.run("glossary", "import", "terms.tbx", "-o", "glossary/terms.csv")

    assert (result.code, "[glossary-exists]" in result.err) == (1, True)
    assert workspace.read("glossary/terms.csv") == TERMS


def test_drafts_get_their_terms(workspace):
    workspace.write("fr.txt", "Le Conseil de sécurité se réunit.\n\nVive l'ONU !\n")
    workspace.write("en.txt", "The Safety Council is meeting.\n\nLong live the UN!\n")

    result = workspace.run("lines", "fr.txt", "--to", "en", "--drafts", "en.txt", "-o", "out.txt")

    assert (result.code, workspace.read("out.txt")) == (
        0,
        "The Security Council is meeting.\n\nLong live the UN!\n",
    )


def test_no_glossary_leaves_drafts_as_they_are(workspace):
    workspace.write("fr.txt", "Le Conseil de sécurité.")
    workspace.write("en.txt", "The Safety Council.")

    result = workspace.run("lines", "fr.txt", "--to", "en", "--drafts", "en.txt", "--no-glossary")

    assert result.out == "The Safety Council."


def test_drafts_must_have_as_many_lines(workspace):
    workspace.write("fr.txt", "Un.\nDeux.")
    workspace.write("en.txt", "One.")

    result = workspace.run("lines", "fr.txt", "--to", "en", "--drafts", "en.txt")

    assert (result.code, "[drafts-mismatch]" in result.err) == (1, True)


EDIT = '"Safety Council" → "Security Council" (cs, forbidden form replaced, score -0.01)'
PO = f"""\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

# draft: argos, score -0.20
# term: {EDIT}
#, fuzzy
msgid "Le Conseil de sécurité et l'ONU."
msgstr "The Security Council and the world."
"""


def test_explain_shows_terms_changes_and_what_is_unmet(workspace):
    workspace.write("locales/en/LC_MESSAGES/a.po", PO)

    result = workspace.run("explain", "a", "--to", "en")

    assert (result.code, result.out.splitlines()) == (
        0,
        [
            "1  Le Conseil de sécurité et l'ONU.",
            "   → The Security Council and the world.",
            '   cs  "Conseil de sécurité": "Security Council"',
            '   onu  "ONU": not said, expected "UN"',
            f"   changed: {EDIT}",
        ],
    )


@pytest.mark.parametrize(
    ("arguments", "slug"),
    [
        (("b", "--to", "en"), "po-missing"),
        (("a", "--to", "en", "--segment", "9"), "segment-unknown"),
    ],
)
def test_explain_says_what_is_missing(workspace, arguments, slug):
    workspace.write("locales/en/LC_MESSAGES/a.po", PO)

    result = workspace.run("explain", *arguments)

    assert (result.code, f"[{slug}]" in result.err) == (1, True)
