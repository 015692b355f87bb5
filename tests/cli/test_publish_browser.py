"""A real browser opens the site from the disk: the search works, nothing hostile runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(os.environ.get("AXE_CORE", "/usr/share/nodejs/axe-core/axe.min.js"))
"""``npm install axe-core`` somewhere and name its ``axe.min.js``."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
]


def open_page(folder, url):
    """Return the document as it is once its scripts have run."""
    command = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder}",
        "--virtual-time-budget=4000",
        "--dump-dom",
        url,
    ]
    done = subprocess.run(command, capture_output=True, timeout=90, check=True)
    return done.stdout.decode()


@pytest.fixture(scope="module")
def site(quiet_newsroom):
    newsroom = quiet_newsroom
    newsroom.write("vienne")
    newsroom.review("vienne", "en", "ru", "ar", "zh")
    newsroom.write("autre", "---\ntitle: Élections à Óbidos\ndate: 2025-10-01\n---\n\nUn texte.\n")
    hostile = (
        '</script><script>document.title="run"</script><img src=x onerror=document.title="run">'
    )
    newsroom.write("hostile", f"---\ntitle: {json.dumps(hostile)}\n---\n\n{hostile}\n")
    newsroom.publish()
    return newsroom.root / "site"


def shown_by_search(site, tmp_path, lang, query):
    page = open_page(tmp_path, f"{(site / lang / 'search.html').as_uri()}?q={query}")
    items = re.findall(r'<li data-slug="([^"]+)"( hidden="")?>', page)
    return {slug for slug, hidden in items if not hidden}


@pytest.mark.parametrize(
    ("lang", "query", "expected"),
    [
        ("fr", "", {"vienne", "autre", "hostile"}),
        ("fr", "ELECT+obidos", {"autre"}),
        ("fr", "ambassad", {"vienne"}),
        ("fr", "rien+de+tel", set()),
        ("ru", "ПОСЛО", {"vienne"}),
        ("ar", "السُفراء", {"vienne"}),
        ("zh", "维也纳", {"vienne"}),
        ("zh", "纳维", set()),
    ],
)
def test_the_search_works_from_the_disk(site, tmp_path, lang, query, expected):
    assert shown_by_search(site, tmp_path, lang, query) == expected


@pytest.mark.parametrize("page", ["fr/hostile.html", "fr/index.html", "fr/search.html"])
def test_nothing_hostile_runs(site, tmp_path, page):
    document = open_page(tmp_path, (site / page).as_uri())

    assert re.search(r"<title>(.*?)</title>", document, re.DOTALL)[1] != "run"


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (AXE_CORE names it)")
@pytest.mark.parametrize(
    "page",
    ["index.html", "404.html", "fr/index.html", "fr/search.html", "fr/vienne.html"]
    + [f"{lang}/vienne.html" for lang in ("en", "ru", "ar", "zh")],
)
def test_axe_finds_nothing_serious(site, tmp_path, page):
    copy = tmp_path / "site"
    shutil.copytree(site, copy)

    assert found_by_axe(copy / page, tmp_path / "profile") == []


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (AXE_CORE names it)")
@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_axe_finds_nothing_serious_in_an_edition(site, quiet_newsroom, tmp_path, lang):
    quiet_newsroom.project.run(
        "build", "--workspace", site.parent, "vienne", "--to", lang, "--format", "html"
    )
    path = tmp_path / "edition.html"
    shutil.copy(site.parent / "editions" / lang / "vienne.html", path)

    assert found_by_axe(path, tmp_path / "profile") == []


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (AXE_CORE names it)")
def test_axe_finds_nothing_serious_in_a_proof(site, quiet_newsroom, tmp_path):
    path = tmp_path / "proof.html"
    quiet_newsroom.project.run(
        "proof", "--workspace", site.parent, "vienne", "--to", "en", "--output", path
    )

    assert found_by_axe(path, tmp_path / "profile") == []


def found_by_axe(path, profile):
    """Let axe run in a page, which is overwritten; return what it found and how much it weighs."""
    text = re.sub(r"<meta http-equiv=[^>]*>", "", path.read_text(encoding="utf-8"))
    script = (
        f'<script src="{AXE.as_uri()}"></script><script>axe.run().then(function (found) {{'
        "document.body.textContent = JSON.stringify(found.violations.map(function (each) {"
        "return [each.impact, each.id, each.nodes.map(function (node) {return node.html;})];}));"
        "});</script></body>"
    )
    path.write_text(text.replace("</body>", script), encoding="utf-8")

    document = open_page(profile, path.as_uri())

    found = re.search(r"<body[^>]*>(.*?)</body>", document, re.DOTALL)[1]
    assert found.startswith("["), "axe did not run"
    return [each for each in json.loads(found) if each[0] in {"serious", "critical"}]
