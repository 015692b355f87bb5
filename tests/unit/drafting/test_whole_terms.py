"""Lines that are a term of the glossary and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.drafting.terms import open_house
from workflow.drafting.whole_terms import render_term
from workflow.glossary.load import load_glossary
from workflow.model import LangTag

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
