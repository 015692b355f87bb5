from __future__ import annotations

import pytest

from workflow.model import LangTag
from workflow.reuse import Change, Difference, classify


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Il signe.", "Il signe.", Difference(change=Change.SAME)),
        ("L'Etat", "L’État", Difference(change=Change.TYPOGRAPHY)),
        (
            "Il signera le 3 mai.",
            "Il signera le 4 mai.",
            Difference(change=Change.FACT, removed=("3 mai",), added=("4 mai",)),
        ),
        (
            "Il signe le texte.",
            "Il ne signe pas le texte.",
            Difference(change=Change.POLARITY, added=("ne", "pas")),
        ),
        (
            "Il signe ce texte court.",
            "Il relit ce texte court.",
            Difference(change=Change.WORDING, removed=("signe",), added=("relit",)),
        ),
    ],
)
def test_a_change_is_classed_with_what_differs(old, new, expected):
    assert classify(old, new, lang=LangTag("fr")) == expected


@pytest.mark.parametrize(
    ("lang", "old", "new", "expected"),
    [
        ("en", "He will sign.", "He will not sign.", Change.POLARITY),
        ("en", "The text is acceptable.", "The text is unacceptable.", Change.POLARITY),
        ("en", "It ends on 3 May.", "It ends on 4 May.", Change.FACT),
        ("ru", "Он подпишет договор.", "Он не подпишет договор.", Change.POLARITY),
        ("ru", "Встреча 3 мая", "Встреча 4 мая", Change.FACT),
        ("de", "Er kommt am 3. Mai.", "Er kommt am 4. Mai.", Change.FACT),
        ("de", "Die Äpfel", "Die Apfel", Change.WORDING),
    ],
)
def test_other_source_languages_are_classed_too(lang, old, new, expected):
    assert classify(old, new, lang=LangTag(lang)).change is expected


def test_the_value_is_the_word_for_reviewers():
    assert Change.POLARITY == "negation or modality"
