"""Several languages behind one ``--to``."""

from __future__ import annotations

import pytest

from workflow.cli.languages import spread_languages

CASES = {
    "one language": ("a.md --to en", "a.md --to en"),
    "two languages": ("a.md --to en ru", "a.md --to en --to ru"),
    "a list": ("a.md --to en,ru", "a.md --to en --to ru"),
    "with a region": ("a.md --to pt-BR zh-Hant", "a.md --to pt-BR --to zh-Hant"),
    "an equals sign": ("--to=en,ru a.md", "--to en --to ru a.md"),
    "a file behind": ("--to en a.md b.md", "--to en a.md b.md"),
    "a file between": ("--to en a.md ru", "--to en a.md ru"),
    "an option behind": ("a.md --to en --json ru", "a.md --to en --json ru"),
    "the long way": ("a.md --to en --to ru", "a.md --to en --to ru"),
    "a release with a short name": ("check --to en onu", "check --to en onu"),
    "behind the end of options": ("--to en -- ru", "--to en -- ru"),
    "no value": ("a.md --to", "a.md --to"),
    "no language at all": ("status --json", "status --json"),
}


@pytest.mark.parametrize("title", CASES)
def test_each_language_gets_an_option_of_its_own(title, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    given, expected = CASES[title]

    assert spread_languages(given.split()) == expected.split()


def test_a_file_of_that_name_is_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ru").write_text("Un texte.\n", encoding="utf-8")

    assert spread_languages(["--to", "en", "ru"]) == ["--to", "en", "ru"]
