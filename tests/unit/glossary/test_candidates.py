"""Candidates: what is proposed, in which order, and what the glossary already has."""

from __future__ import annotations

import pytest

from workflow.glossary import Glossary, extract_candidates
from workflow.model import LangTag

FR = LangTag("fr")


def texts(*sources, glossary=None):
    return [c.text for c in extract_candidates(sources, FR, glossary or Glossary())]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Hier, le Forum de la mer Rouge a siégé.", []),
        ("Hier, le Forum de la Mer Rouge a siégé.", ["Forum de la Mer Rouge"]),
        ("Il visite l'Institut du Monde arabe (IMA).", ["Institut du Monde arabe"]),
        ("Selon la FIDH, rien ne change.", ["FIDH"]),
        ("Mme Anne Duval arrive.", ["Anne Duval"]),
        ("Demain Paris sera en fête, demain soir.", []),
        ("Le Premier a parlé. Ensuite Paul, et ensuite Anne.", []),
        ("Jean Dupont arrive.", ["Jean Dupont"]),
        ("Chapitre IV et article V", []),
        ("Nomination – Jean Petit", ["Jean Petit"]),
        ("Le Haut\nConseil siège.", ["Haut Conseil"]),
        ("", []),
    ],
)
def test_what_stands_out_is_proposed(source, expected):
    assert texts(source) == expected


def test_the_frequent_and_the_expanded_come_first():
    found = extract_candidates(
        ["Le Haut Conseil. Avec le Haut Conseil, la FIDH et l'Institut agricole mondial (IAM)."] * 2
        + ["L'IAM, oui."],
        FR,
        Glossary(),
    )
    assert [(c.text, c.acronym, c.kind.value, c.count) for c in found] == [
        ("Institut agricole mondial", "IAM", "acronym with expansion", 3),
        ("Haut Conseil", "", "name", 4),
        ("FIDH", "", "acronym", 2),
    ]


def test_what_the_glossary_has_is_left_out(load):
    glossary = load("id,kind,fr,en\na,organisation,Haut Conseil,High Council\n")
    assert texts("Avec le Haut Conseil du Nord.", glossary=glossary) == ["Haut Conseil du Nord"]
    assert texts("Avec le Haut Conseil.", glossary=glossary) == []


def test_spellings_are_counted_together():
    [found] = extract_candidates(["Avec l'État Major. Avec l'Etat Major."], FR, Glossary())
    assert (found.text, found.count) == ("Etat Major", 2)
    assert found.example == "Avec l'État Major. Avec l'Etat Major."
