"""A release that repeats an older one: what the memory gives it, and what it must not.

Two languages, the tools that translators use, a glossary with two presidents, and no model: each
sentence is accounted for by status, diff and editions at each step of its life.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace

import pytest

from workflow.catalog import read_catalog, write_catalog
from workflow.model import State

pytestmark = [
    pytest.mark.gettext,
    pytest.mark.skipif(not shutil.which("msgmerge"), reason="GNU gettext is not installed"),
]

GLOSSARY = """\
id,kind,enforce,fr,en,ru,ru_grammar
P1,person,strict,Ilham Aliyev,Ilham Aliyev,Ильхам Алиев,masculine
P2,person,strict,Aleksandar Vučić,Aleksandar Vučić,Александр Вучич,masculine
"""
CALL = "Le Président s'est entretenu par téléphone avec {}."
FIRST = f"""\
---
title: Entretien avec le Président de l'Azerbaïdjan
date: 2024-05-02
---

Paris, le 2 mai 2024

{CALL.format("Ilham Aliyev, Président de l'Azerbaïdjan")} La délégation arrivera le 3 mai 2024.

Le ministre a rappelé son soutien aux pêcheurs. La France condamne l'attaque.
"""
SECOND = f"""\
---
title: Entretien avec le Président de la Serbie
date: 2024-06-09
---

Paris, le 9 juin 2024

{CALL.format("Aleksandar Vučić, Président de la Serbie")} La délégation arrivera le 13 juin 2024.

Le ministre n'a pas rappelé son soutien aux pêcheurs. La France condamne l'attaque.
"""
DENIED = "Le ministre n'a pas rappelé son soutien aux pêcheurs."
ARRIVAL = "La délégation arrivera le 13 juin 2024."
APPROVED = {
    "en": {
        "Entretien avec le Président de l'Azerbaïdjan": "Call with the President of Azerbaijan",
        "Paris, le 2 mai 2024": "Paris, 2 May 2024",
        CALL.format("Ilham Aliyev, Président de l'Azerbaïdjan"): (
            "The President spoke by telephone with Ilham Aliyev, President of Azerbaijan."
        ),
        "La délégation arrivera le 3 mai 2024.": "The delegation will arrive on 3 May 2024.",
        "Le ministre a rappelé son soutien aux pêcheurs.": (
            "The Minister reaffirmed his support for fishers."
        ),
        "La France condamne l'attaque.": "France condemns the attack.",
    },
    "ru": {
        "Entretien avec le Président de l'Azerbaïdjan": "Разговор с Президентом Азербайджана",
        "Paris, le 2 mai 2024": "Париж, 2 мая 2024 года",
        CALL.format("Ilham Aliyev, Président de l'Azerbaïdjan"): (
            "Президент поговорил по телефону с Ильхамом Алиевым, Президентом Азербайджана."
        ),
        "La délégation arrivera le 3 mai 2024.": "Делегация прибудет 3 мая 2024 года.",
        "Le ministre a rappelé son soutien aux pêcheurs.": "Министр подтвердил поддержку рыбакам.",
        "La France condamne l'attaque.": "Франция осуждает нападение.",
    },
}
OFFERED = {
    "en": {
        "Entretien avec le Président de la Serbie": "Call with the President of Serbia",
        "Paris, le 9 juin 2024": "Paris, 9 June 2024",
        CALL.format("Aleksandar Vučić, Président de la Serbie"): (
            "The President spoke by telephone with Aleksandar Vučić, President of Serbia."
        ),
        ARRIVAL: "The delegation will arrive on 13 June 2024.",
        DENIED: "",
        "La France condamne l'attaque.": "France condemns the attack.",
    },
    "ru": {
        "Entretien avec le Président de la Serbie": "Разговор с Президентом Сербии",
        "Paris, le 9 juin 2024": "Париж, 9 июня 2024 года",
        CALL.format("Aleksandar Vučić, Président de la Serbie"): (
            "Президент поговорил по телефону с Александром Вучичем, Президентом Сербии."
        ),
        ARRIVAL: "Делегация прибудет 13 июня 2024 года.",
        DENIED: "",
        "La France condamne l'attaque.": "Франция осуждает нападение.",
    },
}
ANSWERS = {
    "en": {DENIED: "The Minister did not reaffirm his support for fishers."},
    "ru": {DENIED: "Министр не подтвердил поддержку рыбакам."},
}
LANGS = ("en", "ru")


def translate(project, slug):
    result = project.run(f"releases/{slug}.md", "--to", "en", "--to", "ru")
    assert "[bug]" not in result.err
    return result


def review_of(slug, lang):
    return f"locales/{lang}/LC_MESSAGES/{slug}.po"


def entries_of(project, slug, lang):
    entries = read_catalog(project.root / review_of(slug, lang)).entries
    return {entry.msgid: entry for entry in entries if not entry.obsolete}


def texts_of(project, slug, lang):
    return {source: entry.msgstr for source, entry in entries_of(project, slug, lang).items()}


def approved_of(project, slug, lang):
    """Return every approved text of a file, obsolete ones too."""
    entries = read_catalog(project.root / review_of(slug, lang)).entries
    return {(e.msgid, e.msgstr) for e in entries if e.msgstr and not e.fuzzy}


def approve(project, slug, lang, answers):
    """Do what a translator does: fill what is empty, clear the flag of the rest."""
    path = project.root / review_of(slug, lang)
    catalog = read_catalog(path)
    entries = (
        replace(e, msgstr=answers.get(e.msgid, e.msgstr), flags=(), previous_msgid=None)
        for e in catalog.entries
        if not e.obsolete
    )
    left = (e for e in catalog.entries if e.obsolete)
    write_catalog(path, replace(catalog, entries=(*entries, *left)))


def save_with_tools(project, slug, lang):
    """Save a file again as editors, robots and a colleague's msgmerge do."""
    name = review_of(slug, lang)
    for command in (
        ["msgcat", "--width=50", "--sort-output", name],
        ["msgmerge", "--quiet", "--previous", name, f"locales/{slug}.pot"],
    ):
        done = subprocess.run(command, cwd=project.root, capture_output=True, check=True)
        project.write(name, done.stdout)


def standings(project):
    listed = json.loads(project.run("status", "--json").out)["releases"]
    return {
        (each["slug"], each["lang"]): (
            each["standing"],
            each["reviewed"],
            each["drafts"],
            each["untranslated"],
        )
        for each in listed
    }


@pytest.fixture
def house(project, monkeypatch, tmp_path):
    """Return a workspace whose first release is approved in both languages; it has no model."""
    from argostranslate import settings

    # The library reads its environment once, when a first test of the process imports it.
    monkeypatch.setattr(settings, "package_dirs", [tmp_path / "no-models"])
    project.write("glossary/house.csv", GLOSSARY)
    project.write("releases/premier.md", FIRST)
    translate(project, "premier")
    for lang in LANGS:
        approve(project, "premier", lang, APPROVED[lang])
        save_with_tools(project, "premier", lang)
    translate(project, "premier")
    return project


@pytest.fixture
def drafted(house):
    """Return the same with the second release drafted from the memory."""
    house.write("releases/second.md", SECOND)
    translate(house, "second")
    return house


@pytest.fixture
def finished(drafted):
    """Return the same with the second release approved, after tools saved its files."""
    for lang in LANGS:
        approve(drafted, "second", lang, ANSWERS[lang])
        save_with_tools(drafted, "second", lang)
    translate(drafted, "second")
    return drafted


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_release_is_current_once_it_is_approved(house, lang):
    assert texts_of(house, "premier", lang) == APPROVED[lang]
    assert standings(house)["premier", lang] == ("current", 6, 0, 0)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_repeated_is_offered_with_its_slots_rendered_anew(drafted, lang):
    assert texts_of(drafted, "second", lang) == OFFERED[lang]
    assert standings(drafted)["second", lang][1:] == (0, 5, 1)


@pytest.mark.parametrize("lang", LANGS)
def test_each_offer_is_fuzzy_and_says_what_differs(drafted, lang):
    entries = entries_of(drafted, "second", lang)
    told = " ".join(entries[ARRIVAL].comments)

    assert {e.state for e in entries.values()} == {State.DRAFT, State.UNTRANSLATED}
    assert "date changed: 3 mai 2024 → 13 juin 2024, repaired" in told
    assert entries[ARRIVAL].previous_msgid == "La délégation arrivera le 3 mai 2024."
    assert (entries[DENIED].msgstr, entries[DENIED].previous_msgid) == ("", None)


@pytest.mark.parametrize("lang", LANGS)
def test_drafting_the_second_release_leaves_the_first_as_it_was(house, lang):
    names = (review_of("premier", lang), f"editions/{lang}/premier.md")
    before = [house.read(name) for name in names]

    house.write("releases/second.md", SECOND)
    translate(house, "second")

    assert [house.read(name) for name in names] == before


@pytest.mark.parametrize("lang", LANGS)
def test_the_second_release_becomes_current_with_every_approval(finished, lang):
    edition = finished.read(f"editions/{lang}/second.md")

    assert texts_of(finished, "second", lang) == OFFERED[lang] | ANSWERS[lang]
    assert standings(finished)["second", lang] == ("current", 6, 0, 0)
    assert "status: reviewed" in edition
    assert all(text in edition for text in (OFFERED[lang] | ANSWERS[lang]).values())


@pytest.mark.parametrize("lang", LANGS)
def test_a_denial_approved_is_no_answer_to_the_affirmation(finished, lang):
    finished.write("releases/third.md", "Le ministre a rappelé son soutien aux pêcheurs.\n")
    translate(finished, "third")

    (text,) = texts_of(finished, "third", lang).values()
    assert text == APPROVED[lang]["Le ministre a rappelé son soutien aux pêcheurs."]


@pytest.mark.parametrize("lang", LANGS)
def test_a_correction_of_the_second_release_is_stale_then_told_then_repaired(finished, lang):
    before = approved_of(finished, "second", lang)
    finished.write("releases/second.md", SECOND.replace("13 juin", "14 juin"))

    assert standings(finished)["second", lang][:2] == ("stale", 5)
    assert standings(finished)["premier", lang] == ("current", 6, 0, 0)
    (change,) = json.loads(finished.run("diff", "second", "--to", lang, "--json").out)["editions"][
        0
    ]["changes"]
    assert (change["old_target"], change["new_target"]) == (
        OFFERED[lang][ARRIVAL],
        OFFERED[lang][ARRIVAL].replace("13", "14"),
    )

    translate(finished, "second")

    assert before <= approved_of(finished, "second", lang)
    assert texts_of(finished, "second", lang)[ARRIVAL.replace("13", "14")] == change["new_target"]
    assert "status: draft" in finished.read(f"editions/{lang}/second.md")


def test_nothing_moves_when_nothing_changed(finished):
    before = finished.files()

    translate(finished, "premier")
    translate(finished, "second")

    assert finished.files() == before
