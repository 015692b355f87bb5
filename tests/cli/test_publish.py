"""What readers get of releases, as they are written, reviewed, corrected and withdrawn."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.cli.conftest import RELEASE
from workflow.cli.main import run

CORRECTED = """\
---
title: Réunion à Vienne
date: 2025-11-03
corrected: 2025-11-05
correction: Le nom de la ville a été corrigé.
---

La ministre a reçu les ambassadeurs. Ils ont parlé de la guerre.
"""


def test_the_source_and_reviewed_translations_are_published(newsroom):
    newsroom.write("vienne")
    newsroom.review("vienne", "en", "ru")

    assert newsroom.shown() == {"fr/vienne": "page", "en/vienne": "page", "ru/vienne": "page"}
    assert "The Minister received the ambassadors." in newsroom.page("en/vienne.html")


def test_a_draft_is_not_published(newsroom):
    newsroom.write("vienne")
    newsroom.review("vienne", "en", approves=False)

    assert newsroom.shown() == {"fr/vienne": "page", "en/vienne": "nothing"}
    assert not any(b"ambassadors" in content for content in newsroom.site().values())


def test_a_draft_that_is_allowed_says_so_in_the_readers_language(newsroom):
    newsroom.write("vienne")
    newsroom.review("vienne", "ru", approves=False)
    newsroom.shown("--allow-drafts")

    page = newsroom.page("ru/vienne.html")
    assert "Машинный перевод, не проверен редактором." in page
    assert '<meta name="robots" content="noindex">' in page


def test_passages_without_translation_are_marked_in_an_allowed_draft(newsroom):
    newsroom.write("vienne")
    words = {"Réunion à Vienne": {"en": "Meeting in Vienna"}}
    newsroom.review("vienne", "en", words=words)
    newsroom.shown("--allow-drafts")

    page = newsroom.page("en/vienne.html")
    assert '<p lang="fr" dir="ltr">La ministre a reçu les ambassadeurs.' in page
    assert "Passages that are not translated yet are in French." in page


def test_title_and_correction_that_are_not_translated_say_their_language(newsroom):
    more = "corrected: 2025-11-05\ncorrection: Le nom de la ville a été corrigé.\n---"
    newsroom.write("vienne", RELEASE.replace("---\n\n", f"{more}\n\n"))
    words = {"Ils ont parlé de la paix.": {"ar": "وتحدثوا عن السلام."}}
    newsroom.review("vienne", "ar", words=words)
    newsroom.shown("--allow-drafts")

    page = newsroom.page("ar/vienne.html")
    assert '<h1 lang="fr" dir="ltr"><bdi>Réunion à Vienne</bdi></h1>' in page
    assert '<p lang="fr" dir="ltr"><bdi>Le nom de la ville a été corrigé.</bdi></p>' in page
    assert "<h1><bdi>" in newsroom.page("fr/vienne.html")


def test_a_reviewed_text_with_an_error_is_not_published(newsroom):
    newsroom.write("vienne", "---\ntitle: Réunion à Vienne\n---\n\nIls étaient 12.\n")
    wrong = {
        "Réunion à Vienne": {"en": "Meeting in Vienna"},
        "Ils étaient 12.": {"en": "There were 13 of them."},
    }
    newsroom.review("vienne", "en", words=wrong)

    result = newsroom.publish("--json")

    edition = json.loads(result.out)["editions"][1]
    assert (edition["shown"], edition["reason"]) == ("nothing", "a check found an error")
    assert "fact-number" in edition["faults"][0]


@pytest.mark.parametrize(
    ("stale", "shown", "says", "has_text"),
    [
        ("withhold", "withheld", "being brought up to date", False),
        (
            "keep",
            "kept",
            "follows the French text of 3 November 2025, which was corrected on 5 November 2025",
            True,
        ),
        ("withdraw", "withdrawn", "withdrawn", False),
    ],
)
def test_a_translation_whose_source_changed_follows_the_policy(
    newsroom, stale, shown, says, has_text
):
    newsroom.project.write("workflow.toml", f'[site]\nstale = "{stale}"\n')
    newsroom.write("vienne")
    newsroom.review("vienne", "en")
    newsroom.shown()
    newsroom.write("vienne", CORRECTED)

    assert newsroom.shown() == {"fr/vienne": "page", "en/vienne": shown}
    page = newsroom.page("en/vienne.html")
    assert says in page
    assert ("They spoke about peace." in page) == has_text
    assert 'href="../fr/vienne.html"' in page


def test_a_translation_that_catches_up_is_published_with_the_correction(newsroom):
    newsroom.write("vienne")
    newsroom.review("vienne", "en")
    newsroom.shown()
    newsroom.write("vienne", CORRECTED.replace("la guerre", "la paix"))
    newsroom.review("vienne", "en")

    assert newsroom.shown()["en/vienne"] == "page"
    page = newsroom.page("en/vienne.html")
    assert "Corrected on 5 November 2025." in page
    assert "The name of the city was corrected." in page
    feed = newsroom.page("en/feed.xml")
    assert "Corrected on 5 November 2025. The name of the city was corrected." in feed
    assert "<updated>2025-11-05T00:00:00Z</updated>" in feed


def test_a_release_that_disappears_leaves_a_notice(newsroom):
    newsroom.write("vienne")
    newsroom.review("vienne", "en")
    newsroom.shown()
    (newsroom.root / "releases" / "vienne.md").unlink()

    assert newsroom.shown() == {"fr/vienne": "withdrawn", "en/vienne": "withdrawn"}
    assert "Ce communiqué a été retiré." in newsroom.page("fr/vienne.html")
    assert "ambassadors" not in newsroom.page("en/vienne.html")
    assert "vienne" not in newsroom.page("en/index.html")


def test_a_release_is_withdrawn_on_the_day_that_it_states(newsroom):
    newsroom.write("vienne")
    newsroom.shown()
    newsroom.write("vienne", "---\ntitle: Réunion à Vienne\nwithdrawn: 2025-12-01\n---\n\nTexte.\n")

    assert newsroom.shown("--at", "2025-11-30") == {"fr/vienne": "page"}
    assert newsroom.shown() == {"fr/vienne": "withdrawn"}
    assert "1er décembre 2025" in newsroom.page("fr/vienne.html")


def test_a_withdrawn_release_can_come_back(newsroom):
    path = newsroom.write("vienne")
    newsroom.shown()
    path.unlink()
    newsroom.shown()
    newsroom.write("vienne")

    assert newsroom.shown() == {"fr/vienne": "page"}


# --- Embargo -----------------------------------------------------------------------------------

EMBARGOED = "---\ntitle: Secret\nembargo: 2026-02-01T10:00+01:00\n---\n\nLe texte secret.\n"


def test_before_its_embargo_a_release_leaves_no_trace(newsroom):
    newsroom.write("vienne")
    newsroom.write("secret", EMBARGOED)
    newsroom.shown("--at", "2026-02-01T08:59:59Z")

    everything = {**newsroom.site(), "names": "\n".join(newsroom.site()).encode()}
    assert [name for name, text in everything.items() if b"ecret" in text.lower()] == []
    record = newsroom.project.read("editions/published.jsonl")
    assert "secret" not in record


def test_after_its_embargo_a_release_is_public(newsroom):
    newsroom.write("secret", EMBARGOED)

    assert newsroom.shown("--at", "2026-02-01T10:00+01:00") == {"fr/secret": "page"}


def test_the_next_embargo_is_announced_to_the_publisher(newsroom):
    newsroom.write("secret", EMBARGOED)

    assert "next release: 2026-02-01T10:00+01:00" in newsroom.publish().err


def test_an_embargo_that_cannot_be_read_stops_everything(newsroom):
    newsroom.write("secret", EMBARGOED.replace("2026-02-01T10:00+01:00", "demain matin"))

    result = newsroom.publish()

    assert result.code == 1
    assert 'releases/secret.md:3: error: "embargo: demain matin" is no date' in result.err
    assert not (newsroom.root / "site").exists()


@pytest.mark.parametrize("line", ["date: 2026-02-01", "publish: 2026-02-01", "draft: true"])
def test_other_keys_hold_a_release_back_too(newsroom, line):
    newsroom.write("vienne", f"---\ntitle: Vienne\n{line}\n---\n\nTexte.\n")

    assert newsroom.shown() == {"fr/vienne": "nothing"}


def test_a_time_that_is_none_is_a_usage_error(newsroom):
    newsroom.write("vienne")

    assert newsroom.publish("--at", "soon").code == 2


# --- In step -----------------------------------------------------------------------------------


def test_publishing_again_changes_nothing(newsroom):
    newsroom.write("vienne")
    newsroom.review("vienne", "en")
    newsroom.publish()
    before = newsroom.project.files()

    result = newsroom.publish()

    assert "nothing has changed" in result.out
    assert newsroom.project.files() == before


def test_only_what_changed_is_written(newsroom):
    for slug in ("vienne", "paris"):
        newsroom.write(slug)
    newsroom.publish()
    newsroom.write("paris", CORRECTED)

    written = json.loads(newsroom.publish("--json").out)["written"]

    assert "fr/paris.html" in written
    assert "fr/vienne.html" not in written


def test_the_cache_may_be_deleted(newsroom):
    newsroom.write("vienne")
    newsroom.review("vienne", "en")
    newsroom.publish()
    before = newsroom.site()
    shutil.rmtree(newsroom.root / ".workflow")
    newsroom.publish()

    assert newsroom.site() == before


def test_two_machines_publish_the_same_bytes(newsroom, tmp_path):
    newsroom.write("vienne")
    newsroom.review("vienne", "en", "ar")
    newsroom.publish()
    newsroom.write("vienne", CORRECTED)
    newsroom.publish()
    twin = tmp_path / "elsewhere" / "copy"
    shutil.copytree(newsroom.root, twin, ignore=shutil.ignore_patterns("site", ".workflow"))

    assert run(["publish", "--workspace", str(twin), "--at", "2026-01-01T00:00Z"]) == 0

    manifest = (twin / "site" / "manifest.json").read_bytes()
    assert manifest == newsroom.site()["manifest.json"]


def test_check_finds_what_is_missing_changed_and_foreign(newsroom):
    newsroom.write("vienne")
    newsroom.publish()
    assert newsroom.publish("--check").code == 0
    site = newsroom.root / "site"
    (site / "fr" / "feed.xml").unlink()
    (site / "fr" / "vienne.html").write_text("tampered", encoding="utf-8")
    (site / "fr" / "extra.html").write_text("foreign", encoding="utf-8")

    result = newsroom.publish("--check")

    assert result.code == 1
    assert result.out.splitlines() == [
        "missing: fr/feed.xml",
        "changed: fr/vienne.html",
        "foreign: fr/extra.html",
    ]


def test_check_finds_a_site_that_is_behind_its_sources(newsroom):
    newsroom.write("vienne")
    newsroom.publish()
    newsroom.write("vienne", CORRECTED)

    assert "changed: fr/vienne.html" in newsroom.publish("--check").out


def test_a_damaged_page_is_mended(newsroom):
    newsroom.write("vienne")
    newsroom.publish()
    before = newsroom.site()
    (newsroom.root / "site" / "fr" / "vienne.html").write_text("tampered", encoding="utf-8")
    newsroom.publish()

    assert newsroom.site() == before


def test_the_manifest_names_every_file(newsroom):
    newsroom.write("vienne")
    newsroom.publish()

    files = json.loads(newsroom.site()["manifest.json"])["files"]

    assert [file["path"] for file in files] == sorted(newsroom.site().keys() - {"manifest.json"})


# --- Foreign folders and names -----------------------------------------------------------------


def test_a_folder_with_files_of_others_is_left_alone(newsroom):
    newsroom.write("vienne")
    newsroom.project.write("site/thesis.odt", "precious")

    result = newsroom.publish()

    assert result.code == 1
    assert '"thesis.odt" in this folder is not from a site' in result.err
    assert "[site-foreign]" in result.err
    assert list(newsroom.site()) == ["thesis.odt"]


def test_a_file_put_into_the_site_is_not_deleted(newsroom):
    newsroom.write("vienne")
    newsroom.publish()
    newsroom.project.write("site/fr/notes.txt", "precious")
    newsroom.write("vienne", CORRECTED)

    assert newsroom.publish().code == 1
    assert newsroom.project.read("site/fr/notes.txt") == "precious"


def test_the_folders_litter_of_systems_is_no_obstacle(newsroom):
    newsroom.write("vienne")
    newsroom.project.write("site/.DS_Store", "")

    assert newsroom.publish().code == 0


def test_a_manifest_of_something_else_is_not_believed(newsroom):
    newsroom.write("vienne")
    newsroom.project.write("site/manifest.json", '{"name": "an app"}')

    assert "[site-foreign]" in newsroom.publish().err


def test_static_files_of_the_workspace_become_part_of_the_site(newsroom):
    newsroom.write("vienne")
    newsroom.project.write("templates/site/static/robots.txt", "User-agent: *\n")

    assert newsroom.publish().code == 0
    assert newsroom.page("robots.txt") == "User-agent: *\n"


def test_a_static_file_cannot_take_the_place_of_a_page(newsroom):
    newsroom.write("vienne")
    newsroom.project.write("templates/site/static/fr/Index.html", "mine")

    assert "[site-twins]" in newsroom.publish().err


@pytest.mark.parametrize(
    ("names", "slug"),
    [
        (["index"], "slug-reserved"),
        (["search"], "slug-reserved"),
        (["index-2"], "slug-reserved"),
        (["CON.press"], "slug-reserved"),
        (["aux"], "slug-impossible"),
        (["n" * 220], "slug-reserved"),
        (["Paris", "paris"], "slug-collision"),
        (["caf\u00e9", "cafe\u0301"], "slug-collision"),
    ],
)
def test_names_that_cannot_stand_side_by_side_are_refused(newsroom, names, slug):
    for name in names:
        newsroom.write(name)

    result = newsroom.publish()

    assert result.code == 1
    assert f"[{slug}]" in result.err
    assert not (newsroom.root / "site").exists()


def test_a_published_text_that_was_changed_by_hand_is_not_shown(newsroom):
    newsroom.project.write("workflow.toml", '[site]\nstale = "keep"\n')
    newsroom.write("vienne")
    newsroom.review("vienne", "en")
    newsroom.publish()
    newsroom.write("vienne", CORRECTED)
    newsroom.project.write("editions/published/en/vienne.md", "Machine text.\n")

    result = newsroom.publish()

    assert result.code == 1
    assert "[published-changed]" in result.err


def test_a_record_that_is_none_is_refused(newsroom):
    newsroom.write("vienne")
    newsroom.project.write("editions/published.jsonl", '{"slug": "x"}\n')

    assert "[published-invalid]" in newsroom.publish().err


def test_an_empty_workspace_gives_an_empty_site(newsroom):
    (newsroom.root / "releases").mkdir()

    assert newsroom.shown() == {}
    assert "index.html" in newsroom.site()


# --- Templates ---------------------------------------------------------------------------------


def test_a_template_of_the_workspace_replaces_ours(newsroom):
    newsroom.write("vienne")
    newsroom.project.write("templates/site/page.html", "<title>{{ article.title }}</title>\n")
    newsroom.publish()

    assert newsroom.page("fr/vienne.html") == "<title>Réunion à Vienne</title>\n"


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{{ nothing }}", "'nothing' is undefined"),
        ("\n{% if %}", "templates/site/page.html:2"),
        ("{{ ''.__class__ }}", "template-invalid"),
        ("{{ 1 / 0 }}", "division by zero"),
    ],
)
def test_a_template_that_cannot_be_used_is_an_error_with_its_place(newsroom, template, says):
    newsroom.write("vienne")
    newsroom.project.write("templates/site/page.html", template)

    result = newsroom.publish()

    assert result.code == 1
    assert says in result.err
    assert not (newsroom.root / "site").exists()


def test_a_file_that_no_page_uses_is_refused(newsroom):
    newsroom.write("vienne")
    newsroom.project.write("templates/site/logo.svg", "<svg/>")

    assert "[template-unknown]" in newsroom.publish().err


# --- Killed at any moment ----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_a_killed_run_leaves_the_old_site_or_the_new_one(newsroom):
    for number in range(12):
        newsroom.write(f"vienne-{number}")
    newsroom.publish()
    old = newsroom.site()
    for number in range(12):
        newsroom.write(f"vienne-{number}", CORRECTED)
    twin = newsroom.root.parent / "twin"
    shutil.copytree(newsroom.root, twin)
    assert run(["publish", "--workspace", str(twin), "--at", "2026-01-01T00:00Z"]) == 0
    files = [path for path in (twin / "site").rglob("*") if path.is_file()]
    new = {path.relative_to(twin / "site").as_posix(): path.read_bytes() for path in files}

    command = [sys.executable, "-m", "workflow", "publish", "--at", "2026-01-01T00:00Z", "-q"]
    seen = set()
    for step in range(12):
        process = subprocess.Popen(
            [*command, "--workspace", str(newsroom.root)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.DEVNULL,
        )
        time.sleep(0.25 + step * 0.12)
        process.send_signal(signal.SIGKILL)
        process.wait()
        site = newsroom.site()
        assert site in (old, new)
        seen.add(site == new)
    assert newsroom.publish().code == 0
    assert newsroom.site() == new
    left = [path.name for path in newsroom.root.iterdir() if "workflow-" in path.name]
    assert left == []
