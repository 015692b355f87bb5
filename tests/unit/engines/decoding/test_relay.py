"""A run into a language that has no model from French: reviewed English is a better start."""

from __future__ import annotations

import polib
import pytest

from workflow.engines.registry import EngineChoice, open_relay

SOURCE = "La séance est levée hier soir. Le ministre a ouvert la séance.\n\nParis, le 3 mai 2024\n"
RELAYED = "draft: argos translate-en_ru 0.1, from the reviewed English"
CHAINED = "draft: argos translate-fr_en 0.1 + argos translate-en_ru 0.1"


@pytest.fixture
def models(packages_folder, toy_package_of):
    """Install models that talk nonsense."""

    def install(*pairs):
        for pair in pairs:
            (packages_folder / "-".join(pair)).symlink_to(toy_package_of(pair))

    return install


def translate(project, lang):
    return project.run("releases/note.md", "--to", lang, "--no-glossary", "-q")


def catalog(project, lang):
    return polib.pofile(str(project.root / f"locales/{lang}/LC_MESSAGES/note.po"))


def approve(project, lang, texts):
    book = catalog(project, lang)
    for entry in book:
        if entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
            entry.flags = []
    book.save()


def origins(project):
    lines = (entry.tcomment.splitlines()[0] for entry in catalog(project, "ru"))
    return [line.partition(", score")[0] for line in lines]


def test_a_sentence_whose_english_is_approved_is_drafted_from_it(project, models):
    models(("fr", "en"), ("en", "ru"))
    project.write("releases/note.md", SOURCE)
    translate(project, "en")
    approve(project, "en", {"La séance est levée hier soir.": "The meeting rose last night."})

    result = translate(project, "ru")

    assert (result.code, origins(project)) == (0, [RELAYED, CHAINED, "draft: rule: dateline"])


def test_approved_english_needs_no_model_from_french(project, models):
    models(("en", "ru"))
    project.write("releases/note.md", "La séance est levée hier soir.\n")
    translate(project, "en")
    approve(project, "en", {"La séance est levée hier soir.": "The meeting rose last night."})

    result = translate(project, "ru")

    assert (result.code, origins(project)) == (0, [RELAYED])


def test_english_that_was_folded_says_more_than_its_sentence(project, models):
    models(("fr", "en"), ("en", "ru"))
    project.write("releases/note.md", SOURCE)
    translate(project, "en")
    folded = {
        "La séance est levée hier soir.": "The meeting, opened by the minister, rose last night.",
        "Le ministre a ouvert la séance.": "~",
    }
    approve(project, "en", folded)

    translate(project, "ru")

    assert origins(project)[:2] == [CHAINED, CHAINED]


def test_a_relayed_draft_awaits_a_person_like_any_other(project, models):
    models(("fr", "en"), ("en", "ru"))
    project.write("releases/note.md", SOURCE)
    translate(project, "en")
    approve(project, "en", {"La séance est levée hier soir.": "The meeting rose last night."})

    translate(project, "ru")

    assert catalog(project, "ru")[0].fuzzy


@pytest.mark.parametrize(
    ("installed", "choice"),
    [
        ([("fr", "ru"), ("en", "ru")], EngineChoice()),
        ([("fr", "en")], EngineChoice()),
        ([("en", "ru")], EngineChoice(name="pseudo")),
        ([("en", "ru")], EngineChoice(model="translate-en_ru")),
    ],
    ids=["a direct model", "no second model", "an engine for proofs", "a model that was named"],
)
def test_no_relay_with(models, installed, choice):
    models(*installed)

    assert open_relay(choice, source="fr", target="ru") is None
