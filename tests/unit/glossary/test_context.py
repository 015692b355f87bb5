"""The guard language: what it reads, what it refuses, when a guard holds."""

from __future__ import annotations

import pytest

from workflow.glossary.context import GuardError, parse_guard
from workflow.glossary.tokens import tokenize

HOLDS = [
    ("capital", "le Conseil", True),
    ("capital", "le conseil", False),
    ("lower case", "le conseil", True),
    ("sentence start", "Fin. Le conseil", False),
    ("sentence start", "Fin. Conseil", True),
    ("sentence start", "Conseil", True),
    ("sentence start", "une phrase assez longue conseil", False),
    ("not after: sans, par", "sans conseil", False),
    ("not after: sans, par", "sans, conseil", True),
    ("after: d'un commun", "d’un commun conseil", True),
    ("before: de (la) guerre/paix", "conseil de la paix", True),
    ("before: de (la) guerre/paix", "conseil de paix", True),
    ("before: de (la) guerre/paix", "conseil de la mer", False),
    ("not before: municip*", "conseil municipal", False),
    ("before: #", "conseil 12", True),
    ("before: #", "conseil IV", True),
    ("before: #", "conseil de", False),
    ("before: de ^ ^", "conseil de Jean Martin", True),
    ("before: de ^ ^", "conseil de Jean-Claude", True),
    ("before: de ^", "conseil de la paix", False),
    ("before: ^", "conseil UE", False),
    ("before within 4: à", "conseil aux autres à venir", True),
    ("before within 4: à", "conseil un deux trois quatre à", False),
    ("before within 4: à", "conseil. Un à", False),
    ("after within 3: le", "le tout petit conseil", True),
    ("capital; not before: d'", "Conseil d'avenir", False),
    ("capital OR after: le", "le conseil", True),
    ("capital OR after: le", "un conseil", False),
]


@pytest.mark.parametrize(("guard", "text", "expected"), HOLDS)
def test_a_guard_holds(guard, text, expected):
    tokens = tokenize(text)
    place = next(i for i, word in enumerate(tokens.words) if word.lower() == "conseil")
    broken = parse_guard(guard).failure(tokens, place, place + 1)
    assert (broken == "") is expected


def test_the_broken_clause_is_named():
    tokens = tokenize("un conseil")
    assert parse_guard("not after: un; capital").failure(tokens, 1, 2) == "not after: un"


@pytest.mark.parametrize(
    "guard",
    [
        "cap",
        "after",
        "after:",
        "not",
        "capital; ; OR",
        "capital OR ",
        "before: (",
        "L~re",
        "before: a/",
    ],
)
def test_an_unreadable_guard_is_refused(guard):
    with pytest.raises(GuardError):
        parse_guard(guard)


def test_a_phrase_that_stands_for_too_many_is_refused():
    with pytest.raises(GuardError, match="more than 500"):
        parse_guard("after: " + " ".join(["a/b/c/d"] * 8))


def test_a_guard_tells_whether_it_asks_for_a_capital():
    assert parse_guard("capital; after: le").needs_capital
    assert not parse_guard("capital OR after: le").needs_capital
