"""What happens to an engine's answer on its way to a draft."""

from __future__ import annotations

import pytest

from workflow.drafting.guards import GuardWarning
from workflow.drafting.jobs import take_apart
from workflow.drafting.pipeline import draft_units
from workflow.drafting.stations import Choice, take_proposal, tell_doubts
from workflow.drafting.units import Languages, Treatment, Unit
from workflow.model import Hypothesis, LangTag, Link, Span

FRENCH, RUSSIAN = LangTag("fr"), LangTag("ru")


class Repeater:
    """An engine that knows one sentence, and links its words one by one."""

    name = "repeater"
    source_lang, target_lang = FRENCH, RUSSIAN

    def __init__(self, target):
        self._target = target

    def translate(self, texts, *, prefixes=None, progress=None):
        del prefixes, progress
        return tuple(
            (Hypothesis(text=self._target, score=-0.5, links=self._links(text)),) for text in texts
        )

    def score(self, pairs):
        return tuple(-0.5 for _ in pairs)

    def _links(self, source):
        return tuple(
            Link(source=one, target=other)
            for one, other in zip(spans(source), spans(self._target), strict=True)
        )


def spans(text):
    start = 0
    for word in text.split(" "):
        yield Span(start, start + len(word.rstrip(".")))
        start += len(word) + 1


def drafted(source, target):
    (draft,) = draft_units(
        [Unit(text=source)],
        engine=Repeater(target),
        languages=Languages(source=FRENCH, target=RUSSIAN),
        treatment=Treatment(),
    )
    return draft


def test_a_mangled_name_is_put_right_inside_its_markup_and_told():
    draft = drafted(
        "Le juge **Guillaume Lefebvre** est venu.", "Этот судья Гейль Лефебрь вот пришёл."
    )
    assert draft.text == "Этот судья **Гийом Лефевр** вот пришёл."
    assert [warning.rpartition(" ")[2] for warning in draft.warnings] == ["[draft-name]"]


@pytest.mark.parametrize("text", ["👍👍", "❤️", "* * *", "— — —", "…", "**!**"])
def test_what_holds_no_word_is_kept_and_no_engine_asked(text):
    draft = drafted(text, "Да!")

    assert (draft.text, draft.origin) == (text, "rule: no words")


def test_an_invented_word_that_was_a_name_is_not_told_of_twice():
    draft = drafted("Guillaume Lefebvre est venu.", "Гейльме Лефебрьев к нам.")
    assert [warning.rpartition(" ")[2] for warning in draft.warnings] == ["[draft-name]"]


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("Мы призываем к сдержанности.", ["draft-figure"]),
        ("Мы призываем к одержанию.", ["draft-no-word", "draft-figure"]),
    ],
)
def test_the_warning_of_an_invented_word_goes_with_the_word(target, left):
    languages = Languages(source=FRENCH, target=RUSSIAN)
    job = take_apart(Unit(text="Nous appelons à la retenue."), languages, is_literal=False)
    choice = Choice(
        Hypothesis(text=target, score=-0.5),
        fired=(
            GuardWarning("draft-no-word", '"одержанию" is no word of the language'),
            GuardWarning("draft-figure", "168 was put right"),
        ),
    )

    told = tell_doubts(job, choice, languages)

    assert [warning.code for warning in told.fired] == left


def test_the_engine_reads_of_an_appointment_only_what_happens():
    draft = drafted("**18 h 00** – Ministre *arrivé*.", "Министр прибывает.")
    assert draft.text == "**18:00**\u00a0— Министр *прибывает*."


def test_an_appointment_whose_event_a_rule_knows_needs_no_engine():
    (draft,) = draft_units(
        [Unit(text="**18 h 00** – Ouvert à la presse")],
        engine=None,
        languages=Languages(source=FRENCH, target=LangTag("en")),
        treatment=Treatment(),
    )
    assert draft.text == "**6:00 p.m.** – Open to the press"
    assert draft.origin == "rule: formula"


def test_a_proposal_taken_for_an_invented_word_of_the_first_is_doubted():
    languages = Languages(source=FRENCH, target=RUSSIAN)
    job = take_apart(Unit(text="Nous appelons à la retenue."), languages, is_literal=False)
    first = Hypothesis(text="Мы призываем к одержанию.", score=-0.5)
    second = Hypothesis(text="Мы призываем к одержимости.", score=-0.6)

    choice = take_proposal(job, (first, second), languages)

    assert choice.hypothesis == second
    assert [warning.code for warning in choice.fired] == ["draft-wavering"]
    assert "одержанию" in choice.fired[0].message


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Fin de citation\u00a0!", "End of quotation!"),
        ("«\u00a0Seul le prononcé fait foi\u00a0»", "“Check against delivery”"),
    ],
)
def test_a_rule_leaves_no_french_spaces_and_quotation_marks(source, expected):
    (draft,) = draft_units(
        [Unit(text=source)],
        engine=None,
        languages=Languages(source=FRENCH, target=LangTag("en")),
        treatment=Treatment(),
    )
    assert draft.text == expected
