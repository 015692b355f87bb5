from __future__ import annotations

from pathlib import Path

import pytest

from workflow.model import LangTag, LineKind
from workflow.structured import classify, finish, prepare, render_line

FR, EN, RU = LangTag("fr"), LangTag("en"), LangTag("ru")
CASES = Path(__file__).resolve().parents[2] / "cases/structured/lines.tsv"


def read_cases():
    for line in CASES.read_text("utf-8").splitlines():
        if not line.startswith("# "):
            yield tuple(field.replace("\\n", "\n") for field in line.split("\t"))


def render(text, kind, target):
    return render_line(text, kind, source_lang=FR, target_lang=target)


@pytest.mark.parametrize(("text", "kind", "en", "ru"), list(read_cases()))
def test_a_line_has_a_kind_and_targets_by_rule(text, kind, en, ru):
    found = classify(text, FR)
    targets = [render(text, found, target) or "-" for target in (EN, RU)]
    assert (found, *targets) == (kind, en, ru)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("fr", "Paris, le vendredi 3 novembre 2017 à 14\u00a0h\u00a030"),
        ("es", "Paris, viernes, 3 de noviembre de 2017, 14:30"),
        ("de", "Paris, Freitag, 3. November 2017, 14.30 Uhr"),
        ("en", "Paris, Friday, 3 November 2017, 2:30 p.m."),
    ],
)
def test_other_languages_are_data(target, expected):
    text = "Paris, le vendredi 3 novembre 2017 à 14 h 30"
    assert render(text, LineKind.DATELINE, LangTag(target)) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Moscow, November 3, 2017", "Moscou, le 3 novembre 2017"),
        ("en", "London, Friday, 3 November 2017 at 2:30 p.m.", None),
        ("ru", "Москва, 3 ноября 2017 г.", "Moscou, le 3 novembre 2017"),
        ("de", "Am 1. Mai 2018", "1er mai 2018"),
        ("es", "3 de noviembre de 2017", "3 novembre 2017"),
        ("zh", "2017年11月3日", "3 novembre 2017"),
    ],
)
def test_other_languages_are_read(lang, text, expected):
    expected = expected or "Londres, le vendredi 3 novembre 2017 à 14\u00a0h\u00a030"
    source = LangTag(lang)
    kind = classify(text, source)
    assert render_line(text, kind, source_lang=source, target_lang=FR) == expected


@pytest.mark.parametrize("target", ["ar", "zh", "pt", "xx"])
def test_a_place_without_a_name_there_leaves_the_line_to_the_engine(target):
    assert render("Moscou, le 3 mai 2018", LineKind.DATELINE, LangTag(target)) is None


def test_chinese_months_are_numbers():
    assert render("Le 3 mai 2018", LineKind.DATELINE, LangTag("zh")) == "2018年5月3日"


def test_the_glossary_may_name_a_place():
    names = {"Brégançon": "Брегансон"}
    target = render_line(
        "Brégançon, le 3 mai 2018",
        LineKind.DATELINE,
        source_lang=FR,
        target_lang=RU,
        place=names.get,
    )
    assert target == "Брегансон, 3 мая 2018 года"


@pytest.mark.parametrize("place", ["PARIS", "NEW YORK", "SAINT-PETERSBOURG", "BORMES-LES-MIMOSAS"])
def test_the_glossary_is_asked_for_a_place_as_names_are_written(place):
    asked = []
    render_line(
        f"{place}, LE 3 MAI 2018",
        LineKind.DATELINE,
        source_lang=FR,
        target_lang=EN,
        place=asked.append,
    )
    names = {"SAINT-PETERSBOURG": "Saint-Pétersbourg", "BORMES-LES-MIMOSAS": "Bormes-les-Mimosas"}
    assert asked == [names.get(place, place.title())]


def test_no_break_spaces_of_the_source_do_not_reach_english():
    text = "Lyon, le\u00a03\u00a0mai\u00a02018 à 14\u202fh\u202f30"
    assert render(text, classify(text, FR), EN) == "Lyon, 3 May 2018, 2:30 p.m."


def test_emphasis_around_a_line_is_kept():
    assert render("**Lyon, le 3 mai 2018**", LineKind.DATELINE, EN) == "**Lyon, 3 May 2018**"


@pytest.mark.parametrize("text", ["[www.a.fr](http://www.a.fr)", "<a@b.fr>"])
def test_a_link_alone_stays(text):
    assert render(text, LineKind.CONTACT, EN) == text


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("PRÉSIDENCE\nDE LA\nRÉPUBLIQUE", LineKind.LETTERHEAD, "Présidence de la République"),
        ("VISITE D'ETAT", LineKind.CAPITALS, "Visite d'État"),
        ("LYON, LE 3 MAI 2018", LineKind.DATELINE, "Lyon, le 3 mai 2018"),
        ("M. Petit part.", LineKind.PROSE, "M. Petit part."),
        ("01 09 60 22 00", LineKind.CONTACT, "01 09 60 22 00"),
    ],
)
def test_an_engine_reads_small_letters_on_one_line(text, kind, expected):
    assert prepare(text, kind, FR) == expected


@pytest.mark.parametrize(
    ("source", "target", "kind", "expected"),
    [
        (
            "PRÉSIDENCE\nDE LA\nRÉPUBLIQUE",
            "Presidency of the Republic",
            LineKind.LETTERHEAD,
            "PRESIDENCY\nOF THE\nREPUBLIC",
        ),
        (
            "Ministère\ndes Armées",
            "Ministry of the Armed Forces",
            LineKind.LETTERHEAD,
            "Ministry of\nthe Armed Forces",
        ),
        ("VISITE D'ÉTAT", "State visit.", LineKind.CAPITALS, "STATE VISIT"),
        ("Visite", "Visit", LineKind.CAPITALS, "Visit"),
        ("Lyon, le 3 mai", "Lyon, 3\u00a0May", LineKind.DATELINE, "Lyon, 3 May"),
        ("Il part.", "He leaves.", LineKind.PROSE, "He leaves."),
        ("COMMUNIQUÉ", "", LineKind.CAPITALS, ""),
    ],
)
def test_a_target_gets_the_shape_of_its_source(source, target, kind, expected):
    assert finish(source, target, kind, EN) == expected
