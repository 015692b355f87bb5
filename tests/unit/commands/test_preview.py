"""What the preview shows: the files as they are, errors as pages; nothing is written."""

from __future__ import annotations

import html5lib
import pytest

from workflow.commands.preview import Preview

SOURCE = """---
title: Sommet de Lisbonne
date: 2025-05-06
---

Le sommet ouvrira le 6 mai.

Il ne sera pas public.
"""


def parse(answer):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(answer.body.decode())


def text_of(answer):
    return " ".join("".join(parse(answer).itertext()).split())


@pytest.fixture
def preview(project):
    project.write("releases/sommet.md", SOURCE)
    project.run("releases/sommet.md", "--to", "en", "--engine", "pseudo")
    return Preview(project.root)


def test_the_list_names_releases_languages_and_states(preview):
    answer = preview("/")

    assert answer.status == 200
    links = [link.get("href") for link in parse(answer).iter("a")]
    assert links == ["/site/", "/source/sommet", "/edition/en/sommet", "/proof/en/sommet"]
    assert "English edition · proof 0 3 0" in text_of(answer)


@pytest.mark.parametrize("path", ["/source/sommet", "/edition/en/sommet", "/proof/en/sommet"])
def test_every_page_is_valid_and_reloads(preview, path):
    scripts = [script.get("src") for script in parse(preview(path)).iter("script")]

    assert scripts == ["/-/reload.js"]
    assert preview(scripts[0]).media_type == "text/javascript; charset=utf-8"


def test_a_draft_edition_says_so_in_its_language(preview):
    tree = parse(preview("/edition/en/sommet"))

    assert tree.get("lang") == "en"
    assert "Machine translation, not reviewed." in text_of(preview("/edition/en/sommet"))


@pytest.mark.parametrize(
    "path",
    [
        "/edition/en/other",
        "/edition/xx/sommet",
        "/edition/en/../sommet",
        "/proof/en/..",
        "/source/../workflow",
        "/../../etc/passwd",
        "/source/%2e%2e",
        "/edition/en",
        "/edition/en/sommet/more",
        "//source/sommet",
        "/source/sommet\0",
        "/-/else",
    ],
)
def test_only_what_is_listed_can_be_asked_for(preview, path):
    assert preview(path) is None


def test_nothing_is_written(preview, project):
    before = project.files()

    for path in ("/", "/source/sommet", "/edition/en/sommet", "/proof/en/sommet", "/-/version"):
        preview(path)

    assert project.files() == before


def test_a_changed_file_changes_the_version_and_the_page(preview, project):
    first, page = preview("/-/version").body, preview("/source/sommet").body
    project.write("releases/sommet.md", SOURCE.replace("6 mai", "16 mai"))

    assert preview("/-/version").body != first
    assert preview("/source/sommet").body != page


def test_an_approved_text_shows_at_once(preview, project):
    path = "locales/en/LC_MESSAGES/sommet.po"
    project.write(path, project.read(path).replace("#, fuzzy\n", ""))

    assert "English edition · proof 3 0 0" in text_of(preview("/"))
    assert "Machine translation" not in text_of(preview("/edition/en/sommet"))


@pytest.mark.parametrize(
    ("name", "text", "page", "slug"),
    [
        ("releases/sommet.md", b"\xff", "/source/sommet", "source-encoding"),
        ("locales/en/LC_MESSAGES/sommet.po", b"msgid", "/edition/en/sommet", "po-"),
        ("glossary/a.csv", b"\xff\n", "/proof/en/sommet", "glossary-"),
        ("workflow.toml", b"beam = -1\n", "/", "settings-value"),
    ],
)
def test_a_broken_file_is_told_on_the_page_and_heals(preview, project, name, text, page, slug):
    good = project.read(name) if (project.root / name).exists() else None
    healthy = preview(page).body
    project.write(name, text)

    broken = preview(page)
    assert (broken.status, slug in text_of(broken)) == (500, True)
    assert "Mend it and save" in text_of(broken)
    if good is None:
        (project.root / name).unlink()
    else:
        project.write(name, good)
    assert preview(page).body == healthy


def test_the_list_still_shows_the_other_releases_when_one_is_broken(preview, project):
    project.write("releases/autre.md", b"\xff")

    answer = preview("/")

    assert answer.status == 200
    assert "source-encoding" in text_of(answer)
    assert "/edition/en/sommet" in [link.get("href") for link in parse(answer).iter("a")]


def test_problems_are_told_for_the_terminal(preview, project):
    assert list(preview.problems()) == []
    project.write("releases/sommet.md", b"\xff")

    assert "source-encoding" in {error.slug for error in preview.problems()}


def test_an_empty_workspace_has_a_page(project):
    assert "There is no release" in text_of(Preview(project.root)("/"))


def test_a_folder_that_is_no_language_s_is_passed_over(preview, project):
    project.write("locales/backup/LC_MESSAGES/sommet.po", "")

    assert preview("/").status == 200


def test_hostile_titles_are_only_shown(project):
    project.write("releases/a.md", "---\ntitle: '<script>alert(1)</script>'\n---\n\nUn.\n")

    tree = parse(Preview(project.root)("/"))

    assert [script.get("src") for script in tree.iter("script")] == ["/-/reload.js"]


# --- The site ----------------------------------------------------------------------------------


DRAFT = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#, fuzzy
msgctxt "title"
msgid "Sommet de Lisbonne"
msgstr "Lisbon Summit"

#, fuzzy
msgid "Le sommet ouvrira le 6 mai."
msgstr "The summit will open on 6 May."

#, fuzzy
msgid "Il ne sera pas public."
msgstr "It will not be public."
"""


def test_the_site_is_shown_with_its_drafts(preview, project):
    project.write("locales/en/LC_MESSAGES/sommet.po", DRAFT)

    page = preview("/site/en/sommet.html")

    assert page.status == 200
    assert "Machine translation, not reviewed." in text_of(page)
    assert "/-/reload.js" in [script.get("src") for script in parse(page).iter("script")]


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/site/", "text/html; charset=utf-8"),
        ("/site/fr/", "text/html; charset=utf-8"),
        ("/site/fr/index.html", "text/html; charset=utf-8"),
        ("/site/fr/search.js", "text/javascript; charset=utf-8"),
    ],
)
def test_the_files_of_the_site_have_their_types(preview, path, media_type):
    answer = preview(path)

    assert (answer.status, answer.media_type) == (200, media_type)


@pytest.mark.parametrize("path", ["/site/none.html", "/site/../workflow.toml", "/site/en/../x"])
def test_the_site_has_its_own_page_for_what_is_not_there(preview, path):
    answer = preview(path)

    assert answer.status == 404
    assert "Page introuvable" in text_of(answer)


def test_the_site_follows_the_files(preview, project):
    preview("/site/fr/sommet.html")
    project.write("releases/sommet.md", SOURCE.replace("6 mai", "16 mai"))

    assert "16 mai" in text_of(preview("/site/fr/sommet.html"))


def test_the_site_is_not_written(preview, project):
    before = project.files()

    preview("/site/fr/sommet.html")

    assert project.files() == before
