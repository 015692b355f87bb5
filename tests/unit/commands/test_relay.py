"""Drafts from approved English: what the model reads, and what the release says against it."""

from __future__ import annotations

import pytest

from workflow.commands.faults import Faults
from workflow.commands.gaps import Means, draft_gaps
from workflow.commands.relay import Relay, prepare_relay
from workflow.commands.releases import read_release
from workflow.commands.review import open_review
from workflow.commands.terms import open_terms
from workflow.drafting.units import Languages
from workflow.engines.registry import EngineChoice
from workflow.model import Hypothesis, LangTag
from workflow.settings import load_settings
from workflow.workspace import Workspace

FRENCH, ENGLISH, RUSSIAN = LangTag("fr"), LangTag("en"), LangTag("ru")
DIRECT = Languages(source=FRENCH, target=RUSSIAN)
SECOND = Languages(source=ENGLISH, target=RUSSIAN)
GLOSSARY = "id,fr,en,ru\nT1,cessez-le-feu,ceasefire,прекращение огня\n"


class Phrasebook:
    """An engine that knows a few sentences by heart."""

    name = "phrasebook 1"
    source_lang = ENGLISH
    target_lang = RUSSIAN

    def __init__(self, sentences):
        self.sentences = sentences
        self.asked = []

    def translate(self, texts, **_):
        self.asked += texts
        return tuple((Hypothesis(text=self.sentences[text], score=-0.1),) for text in texts)

    def score(self, pairs):
        return (-0.1,) * len(pairs)


@pytest.fixture
def relayed(project):
    """Draft one French sentence through its English; return what was asked and its entry."""

    def run(french, english, russian, *, glossary=""):
        project.write("releases/note.md", french + "\n")
        if glossary:
            project.write("glossary/house.csv", glossary)
        workspace = Workspace(settings=load_settings(project.root, {}))
        release = read_release(project.root / "releases/note.md", workspace)
        review = open_review(release, RUSSIAN, workspace)
        houses = [
            open_terms(workspace, source_lang=lang, target_lang=RUSSIAN) if glossary else None
            for lang in (FRENCH, ENGLISH)
        ]
        engine = Phrasebook({english: russian})
        relay = Relay(
            engine=engine,
            languages=SECOND,
            house=houses[1],
            texts={release.slug: {(None, french): english} if english else {}},
        )
        reviews, error = draft_gaps(
            [review],
            languages=DIRECT,
            means=Means(choice=EngineChoice(model="none"), house=houses[0], relay=relay),
            progress=lambda _done, _total: None,
        )
        assert error is None
        return engine.asked, reviews[0].entries[0]

    return run


def test_the_model_reads_the_english_that_was_approved(relayed):
    asked, entry = relayed("Le ministre est parti.", "The minister left.", "Министр уехал.")

    assert (asked, entry.msgstr, entry.comments, entry.fuzzy) == (
        ["The minister left."],
        "Министр уехал.",
        ("draft: phrasebook 1, from the reviewed English, score -0.10",),
        True,
    )


def test_a_fact_is_compared_with_the_release_not_only_with_the_english(relayed):
    _, entry = relayed(
        "Le sommet a réuni 27 pays.",
        "The summit brought together 25 countries.",
        "В саммите участвовали 25 стран.",
    )

    assert [line for line in entry.comments if "27" in line and "[fact-" in line]


def test_a_term_that_the_english_lost_is_missed(relayed):
    _, entry = relayed(
        "La France appelle à un cessez-le-feu.",
        "France calls for a truce.",
        "Франция призывает к перемирию.",
        glossary=GLOSSARY,
    )

    assert 'draft warning: "cessez-le-feu" is not rendered [term-missing]' in entry.comments


def test_a_term_that_the_english_says_is_put_into_the_draft(relayed):
    _, entry = relayed(
        "La France appelle à un cessez-le-feu.",
        "France calls for a ceasefire.",
        "Франция призывает к прекращению огня.",
        glossary=GLOSSARY,
    )

    assert not [line for line in entry.comments if "warning" in line]


def test_what_a_rule_is_sure_of_is_not_for_the_model(relayed):
    asked, entry = relayed("Paris, le 3 novembre 2017", "Paris, 3 November 2017", "")

    assert (asked, entry.comments) == ([], ("draft: rule: dateline",))


def test_without_gaps_nothing_is_prepared(project):
    workspace = Workspace(settings=load_settings(project.root, {}))

    prepared = prepare_relay(
        [],
        languages=DIRECT,
        choice=EngineChoice(),
        has_glossary=True,
        workspace=workspace,
        faults=Faults(),
    )

    assert prepared == (None, ())
