"""`translate proof`: the page is written where it was asked for."""

from __future__ import annotations

import pytest

SOURCE = "---\ntitle: Sommet\n---\n\nLe 3 mai 2025, il ne viendra pas.\n"


@pytest.fixture
def translated(project):
    project.write("releases/sommet.md", SOURCE)
    project.run("releases/sommet.md", "--to", "en", "--engine", "pseudo")
    return project


def test_the_page_is_named_after_release_and_language(translated):
    before = set(translated.files())

    result = translated.run("proof", "sommet", "--to", "en")

    assert (result.code, result.err) == (0, "proof: sommet.en.proof.html\n")
    assert set(translated.files()) - before == {"sommet.en.proof.html"}


def test_the_page_goes_where_it_is_told(translated):
    translated.run("proof", "sommet", "--to", "en", "-o", "out/page.html", "--quiet")

    assert translated.read("out/page.html").startswith("<!doctype html>")


def test_the_page_goes_to_standard_output(translated):
    result = translated.run("proof", "releases/sommet.md", "--to", "en", "-o", "-")

    assert result.out.startswith("<!doctype html>")


def test_the_same_files_give_the_same_bytes(translated):
    pages = [translated.run("proof", "sommet", "--to", "en", "-o", "-").out for _ in range(2)]

    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("arguments", "slug"),
    [
        (("other", "--to", "en"), "release-unknown"),
        (("../sommet", "--to", "en"), "release-unknown"),
        (("sommet", "--to", "ru"), "po-missing"),
    ],
)
def test_what_is_not_there_is_told(translated, arguments, slug):
    result = translated.run("proof", *arguments)

    assert result.code == 1
    assert f"[{slug}]" in result.err
