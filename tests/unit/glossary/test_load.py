"""Loading: what a row becomes, and what is said of a row that is wrong."""

from __future__ import annotations

import pytest

from workflow.errors import GlossaryError
from workflow.glossary import Enforce, Grammar, Kind, load_glossary
from workflow.model import LangTag, Severity

FR, EN, RU = LangTag("fr"), LangTag("en"), LangTag("ru")
HEADER = "id,kind,enforce,fr,fr_admitted,fr_guard,en,en_forbidden,ru,ru_grammar\n"

BAD = {
    "duplicate id": (
        HEADER + "a,,,un,,,one,,раз,\na,,,deux,,,two,,два,\n",
        ("glossary-duplicate-id", 3, 0),
    ),
    "contradiction": (
        HEADER + "a,,,accord,,,deal,,сделка,\nb,,,Accord,,,chord,,аккорд,\n",
        ("glossary-contradiction", 3, 0),
    ),
    "duplicate": (
        HEADER + "a,,,accord,,,deal,,сделка,\nb,,,pacte,accord,,deal,,сделка,\n",
        ("glossary-duplicate", 3, 0),
    ),
    "allowed and forbidden": (
        HEADER + "a,,,accord,,,deal,chord|deal,сделка,\n",
        ("glossary-forbidden-allowed", 2, 0),
    ),
    "one language only": (HEADER + "a,,,accord,,,,,,\n", ("glossary-missing-form", 2, 0)),
    "no preferred form": (
        HEADER + "a,,,accord,,,,chord,сделка,\n",
        ("glossary-missing-form", 2, 0),
    ),
    "too few cells": (HEADER + "a,,,accord\n", ("glossary-cells", 2, 0)),
    "too many cells": (HEADER + "a,,,accord,,,deal,,сделка,,x\n", ("glossary-cells", 2, 0)),
    "unclosed quotation mark": (HEADER + 'a,,,"accord,,,deal,,,\n', ("glossary-csv", 2, 0)),
    "formula": (HEADER + "a,,,accord,,,=HYPERLINK(1),,сделка,\n", ("glossary-formula", 2, 7)),
    "plus sign": (HEADER + "a,,,accord,,,+1,,сделка,\n", ("glossary-formula", 2, 7)),
    "tab": (HEADER + 'a,,,accord,,,"\t=1",,сделка,\n', ("glossary-formula", 2, 7)),
    "unknown kind": (
        HEADER + "a,thing,,accord,,,deal,,сделка,\n",
        ("glossary-unknown-value", 2, 2),
    ),
    "unknown enforcement": (
        HEADER + "a,,hard,accord,,,deal,,сделка,\n",
        ("glossary-unknown-value", 2, 3),
    ),
    "unknown hint": (
        HEADER + "a,,,accord,,,deal,,сделка,head\n",
        ("glossary-unknown-value", 2, 10),
    ),
    "bad guard": (HEADER + "a,,,accord,,cap,deal,,сделка,\n", ("glossary-guard", 2, 6)),
    "no id": (HEADER + ",,,accord,,,deal,,сделка,\n", ("glossary-row", 2, 1)),
    "no form": (HEADER + "a,,,,,,,,,\n", ("glossary-row", 2, 1)),
    "no word": (HEADER + "a,,,…,,,deal,,сделка,\n", ("glossary-empty-form", 2, 0)),
    "unknown column": ("id,fr,en,colour\na,un,one,red\n", ("glossary-unknown-column", 1, 4)),
    "column twice": ("id,fr,en,en\na,un,one,one\n", ("glossary-unknown-column", 1, 4)),
    "no id column": ("fr,en\nun,one\n", ("glossary-header", 1, 0)),
    "latin-1": ("id,fr,en\na,été,summer\n".encode("latin-1"), ("glossary-encoding", 2, 0)),
    "utf-16": ("id,fr,en\na,été,summer\n".encode("utf-16"), ("glossary-encoding", 1, 0)),
    "nul": (b"id,fr,en\na,un\0,one\n", ("glossary-encoding", 2, 0)),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_found_with_row_and_column(load, name):
    text, expected = BAD[name]
    findings = load(text).findings
    found = [(f.code, f.position.line, f.position.column) for f in findings]
    assert found == [expected]
    assert findings[0].position.path.endswith("terms.csv")


def test_a_row_in_error_is_left_out_and_the_others_are_used(load):
    glossary = load(HEADER + "a,thing,,un,,,one,,раз,\nb,,,deux,,,two,,два,\n")
    assert [term.id for term in glossary.terms] == ["b"]
    assert glossary.has_errors


def test_a_guard_tells_two_concepts_apart(load):
    text = HEADER + "a,,,accord,,,deal,,сделка,\nb,,,accord,,after: un,chord,,аккорд,\n"
    assert load(text).findings == ()


def test_a_term_inside_another_with_other_words_is_information(load):
    text = "id,fr,en\na,conseil,council\nb,conseil de guerre,court martial\n"
    [finding] = load(text).findings
    assert (finding.code, finding.severity) == ("glossary-nested", Severity.INFO)
    assert load("id,fr,en\na,conseil,council\nb,conseil de guerre,war council\n").findings == ()


def test_required_languages_must_be_there(load):
    text = "id,do_not_translate,fr,en,ru\na,,un,one,\nb,yes,Twitter,,\n"
    [finding] = load(text, required=(EN, RU)).findings
    assert finding.message == 'term "un" has no form in: ru'


def test_a_term_that_cannot_be_inflected_is_reported(load):
    findings = load(
        HEADER + "a,,,un,,,one,,раз,\n", can_inflect=lambda term: f"no paradigm for {term.id}"
    ).findings
    assert [f.message for f in findings] == ["no paradigm for a"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_reads_however_a_spreadsheet_saved_it(load, delimiter, end, mark):
    lines = ["id,fr,en", 'a,"État ",State', ",,"]
    glossary = load(mark + end.join(line.replace(",", delimiter) for line in lines) + end)
    assert glossary.findings == ()
    assert [term.preferred(FR) for term in glossary.terms] == ["État"]


def test_every_column_is_read(load):
    glossary = load(
        "id,kind,enforce,do_not_translate,authority,note,fr,fr_acronym,fr_guard,pt-BR,"
        "ru,ru_admitted,ru_grammar\n"
        "a,title,soft,yes,UN,a note,chef,C.,capital,chefe,глава,вождь | вождь|лидер,"
        '"head: глава | masculine | animate | gent: главы"\n'
    )
    [term] = glossary.terms
    assert (term.kind, term.enforce, term.do_not_translate) == (Kind.TITLE, Enforce.SOFT, True)
    assert (term.authority, term.note, term.position.line) == ("UN", "a note", 2)
    assert glossary.langs == ("fr", "pt-BR", "ru")
    russian = term.wording(RU)
    assert russian.admitted == ("вождь", "лидер")
    assert russian.grammar == Grammar(
        head="глава", gender="masc", animate=True, forms=(("gent", "главы"),)
    )
    assert russian.grammar.form("gent") == "главы"
    assert term.wording(FR).guard.needs_capital
    assert term.wording(LangTag("fr-CA")) == term.wording(FR)
    assert glossary.term("a") is term
    assert glossary.term("b") is None


def test_a_missing_file_stops_the_run(tmp_path):
    with pytest.raises(GlossaryError) as error:
        load_glossary([tmp_path / "none.csv"])
    assert error.value.slug == "glossary-unreadable"


def test_an_empty_file_is_an_empty_glossary(load):
    assert load("").terms == ()


def test_countries_come_from_cldr_unless_the_file_has_them(load):
    text = "id,kind,fr,en,ru\nx,place,Russie,Russia,Российская Федерация\n"
    text += "territory-MM,place,Birmanie,Burma,\n"
    terms = {term.id: term for term in load(text, places=True).terms}
    assert terms["x"].preferred(RU) == "Российская Федерация"
    assert "territory-RU" not in terms
    assert terms["territory-MM"].preferred(EN) == "Burma"
    assert terms["territory-MM"].preferred(RU) == "Мьянма"
    assert terms["territory-NP"].preferred(RU) == "Непал"
    assert terms["territory-FO"].preferred(RU) == "Фарерские острова"
    assert terms["currency-CHF"].preferred(EN) == "Swiss franc"
    assert terms["language-fr"].enforce is Enforce.SOFT
