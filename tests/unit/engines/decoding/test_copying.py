"""The engines without a model: identity and pseudo."""

from __future__ import annotations

import pytest

from workflow.engines.identity import IdentityEngine
from workflow.engines.pseudo import PseudoEngine, mark_text
from workflow.model import LangTag

FRENCH, ENGLISH = LangTag("fr"), LangTag("en")


@pytest.mark.parametrize("engine_type", [IdentityEngine, PseudoEngine])
def test_every_text_has_one_certain_hypothesis(engine_type):
    engine = engine_type(source_lang=FRENCH, target_lang=ENGLISH)
    seen = []
    answers = engine.translate(["Un mot", "", "Deux"], progress=seen.append)
    assert [len(each) for each in answers] == [1, 1, 1]
    assert answers[1][0].text == ""
    assert seen == [3]
    assert engine.score([("a", "b")]) == (0.0,)
    assert engine.name in {"identity", "pseudo"}


def test_identity_links_each_word_to_itself():
    (hypothesis,) = IdentityEngine(source_lang=FRENCH, target_lang=ENGLISH).translate(["L'or"])[0]
    assert hypothesis.text == "L'or"
    assert [(link.source, link.target) for link in hypothesis.links] == [
        (link.source, link.source) for link in hypothesis.links
    ]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Le 3 mai 2017", "ĽĽë 3 ṁääï 2017"),
        ("12,5 % (45 €)", "12,5 % (45 €)"),
        ("", ""),
        ("我", "我我"),
        ("Q", "QQ"),
        ("👍🏽 !", "👍🏽 !"),
    ],
)
def test_pseudo_marks_words_and_keeps_the_rest(text, marked):
    assert mark_text(text).text == marked


@pytest.mark.parametrize("text", ["Генеральная Ассамблея", "مرحبا بالعالم", "नमस्ते", "สวัสดี", "ΑΒΓ"])
def test_pseudo_marks_every_script(text):
    marked = mark_text(text)
    for link in marked.links:
        assert link.source.of(text) != link.target.of(marked.text)
