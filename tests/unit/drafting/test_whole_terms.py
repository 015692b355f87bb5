"""Lines that are a term of the glossary and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.drafting.pipeline import draft_units
from workflow.drafting.units import Languages, Treatment, Unit
from workflow.drafting.whole_terms import render_term
from workflow.glossary.enforcement.opening import open_house
from workflow.glossary.load import load_glossary
from workflow.model import LangTag, LineKind

CASES = Path(__file__).resolve().parents[2] / "cases/drafting/whole_terms.tsv"
FRENCH = LangTag("fr")
GLOSSARY = """\
id,kind,enforce,fr,fr_admitted,fr_acronym,en,en_acronym,ru,ru_grammar
lunch,concept,strict,déjeuner de travail,,,working lunch,,рабочий обед,
council,organisation,strict,Conseil de sécurité,Conseil de sécurité des Nations Unies,CSNU,\
Security Council,UNSC,Совет Безопасности,
alone,concept,avoid,tête-à-tête,,,private meeting,,встреча с глазу на глаз,
russian,concept,strict,mot sans anglais,,,,,слово,
"""


@pytest.fixture(scope="module")
def glossary(tmp_path_factory):
    path = tmp_path_factory.mktemp("glossary") / "terms.csv"
    path.write_text(GLOSSARY, encoding="utf-8")
    return load_glossary([path])


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        title, *rest = line.split("\t")
        yield pytest.param(*rest, id=title)


@pytest.mark.parametrize(("lang", "source", "expected"), list(cases()))
def test_whole_terms(glossary, lang, source, expected):
    house = open_house(glossary, source_lang=FRENCH, target_lang=LangTag(lang))
    target = render_term(source, house=house, target_lang=LangTag(lang))
    assert target == (None if expected == "-" else expected)


def test_a_term_over_the_lines_of_a_letterhead_keeps_its_lines(glossary):
    english = LangTag("en")
    house = open_house(glossary, source_lang=FRENCH, target_lang=english)

    (draft,) = draft_units(
        [Unit(text="CONSEIL\nDE SÉCURITÉ", kind=LineKind.LETTERHEAD)],
        engine=None,
        languages=Languages(source=FRENCH, target=english),
        treatment=Treatment(house=house),
    )

    assert draft.text == "SECURITY\nCOUNCIL"
