from __future__ import annotations

import pytest

from workflow.model import LangTag
from workflow.structured import rebreak, to_capitals, to_sentence_case

FR = LangTag("fr")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PRÉSIDENCE DE LA RÉPUBLIQUE", "Présidence de la République"),
        ("PRESIDENCE DE LA REPUBLIQUE", "Présidence de la République"),
        ("VISITE D'ETAT AUX ETATS-UNIS", "Visite d'État aux États-Unis"),
        ("ENTRETIEN AVEC M. JEAN PETIT", "Entretien avec M. Jean Petit"),
        ("MME ANNE DE LATTRE REÇOIT LE PRESIDENT", "Mme Anne de lattre reçoit le président"),
        ("L'ONU, L'OTAN ET LA CGT", "L'ONU, l'OTAN et la CGT"),
        ("G7 : LES ENJEUX DU XXIE SIECLE", "G7 : les enjeux du XXIe siecle"),
        ("LE 1ER MAI", "Le 1er mai"),
        ("FRANCE. ALLEMAGNE. LES ACCORDS", "France. Allemagne. Les accords"),
        ("SITE WWW.EXEMPLE.FR", "Site WWW.EXEMPLE.FR"),
        ("Déjà en minuscules", "Déjà en minuscules"),
        ("", ""),
    ],
)
def test_what_is_known_gets_its_case_back(text, expected):
    assert to_sentence_case(text, FR) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "À l'État, élu le 1er mai", "À L'ÉTAT, ÉLU LE 1er MAI"),
        ("fr", "XXIe siècle", "XXIe SIÈCLE"),
        ("fr", "écrire à a@b.fr", "ÉCRIRE À a@b.fr"),
        ("tr", "istanbul ışık", "İSTANBUL IŞIK"),
        ("el", "Παρίσι", "ΠΑΡΙΣΙ"),
        ("de", "Straße", "STRASSE"),
        ("ru", "пресса", "ПРЕССА"),
    ],
)
def test_capitals_follow_the_language(lang, text, expected):
    assert to_capitals(text, LangTag(lang)) == expected


@pytest.mark.parametrize(
    ("text", "lines", "source_lines", "expected"),
    [
        ("Presidency of the Republic", 3, (), "Presidency\nof the\nRepublic"),
        ("Presidency of the Republic", 1, (), "Presidency of the Republic"),
        ("Office", 3, (), "Office"),
        (
            "Ministry of Europe and Foreign Affairs",
            2,
            (),
            "Ministry of Europe\nand Foreign Affairs",
        ),
        ("a bb ccc dddd", 2, ("x", "xxxxxxxxx"), "a\nbb ccc dddd"),
        ("法国外交部", 2, (), "法国\n外交部"),
        ("", 2, (), ""),
    ],
)
def test_lines_come_out_even(text, lines, source_lines, expected):
    assert rebreak(text, lines=lines, source_lines=source_lines) == expected
