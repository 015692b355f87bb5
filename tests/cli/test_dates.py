"""Dates of the front matter: read where they can mean one day only, else refused, by every verb."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import RELEASE

VERBS = [("build",), ("check",), ("status",), ("publish", "--at", "2026-01-01T00:00Z")]


def with_date(line):
    return RELEASE.replace("date: 2025-11-03", line)


@pytest.mark.parametrize("date", ["3 novembre 2099", "November 3, 2099", "3 ноября 2099 г."])
def test_a_release_of_a_coming_day_in_words_is_not_public_yet(newsroom, date):
    newsroom.write("vienne", with_date(f"date: {date}"))
    newsroom.review("vienne", "en")

    result = newsroom.publish("--json")

    editions = json.loads(result.out)["editions"]
    assert {(each["shown"], each["reason"]) for each in editions} == {("nothing", "not public yet")}
    assert json.loads(result.out)["next_release"].startswith("2099-11-03T00:00")


def test_releases_stand_in_the_order_of_their_days_however_they_are_written(newsroom):
    newsroom.write("plus-ancien", with_date("date: 3 mars 2024").replace("Vienne", "Rome"))
    newsroom.write("plus-recent", with_date("date: 2024-03-04").replace("Vienne", "Oslo"))

    assert newsroom.publish().code == 0
    page = newsroom.page("fr/index.html")

    assert page.index("Oslo") < page.index("Rome")


def test_templates_have_the_day_of_the_release(newsroom):
    newsroom.write("vienne", with_date("Date: 3 novembre 2025"))
    newsroom.review("vienne", "en")

    template = newsroom.project.read("locales/vienne.pot")

    assert '"POT-Creation-Date: 2025-11-03 00:00+0000\\n"' in template


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("date: lundi 3 novembre 2099", "date-invalid"),
        ("updated: bientôt", "date-invalid"),
        ("date: [2025-11-03]", "date-invalid"),
        ("Embargo: demain", "embargo-invalid"),
    ],
)
def test_a_date_that_cannot_be_read_is_refused(newsroom, verb, line, slug):
    newsroom.write("vienne", with_date(line))
    newsroom.review("vienne", "en", "ru")

    result = newsroom.project.run(verb[0], "--workspace", newsroom.root, *verb[1:])

    lines = result.err.splitlines()
    at = next(number for number, said in enumerate(lines) if "no date" in said)
    error, hint = lines[at : at + 2]
    assert result.code == 1
    assert error.startswith("releases/vienne.md:3: error: ")
    assert error.endswith(f" is no date [{slug}]")
    assert hint.startswith(f"hint: write it as {line.partition(':')[0].lower()}: 2025-11-03")
    assert result.err.count(f"[{slug}]") == 1


def test_the_other_releases_are_built(newsroom):
    newsroom.write("vienne", with_date("date: bientôt"))
    newsroom.write("berne")
    newsroom.review("vienne", "en")
    newsroom.review("berne", "en")

    result = newsroom.project.run("build", "--workspace", newsroom.root, "--json")

    document = json.loads(result.out)
    assert result.code == 1
    assert [each["slug"] for each in document["editions"]] == ["berne"]
    assert [each["position"] for each in document["errors"]] == ["releases/vienne.md:3"]


def test_a_release_is_drafted_all_the_same(newsroom):
    newsroom.write("vienne", with_date("date: bientôt"))

    result = newsroom.project.run(
        newsroom.root / "releases/vienne.md", "--to", "en", "--engine", "pseudo"
    )

    assert result.code == 0
