"""Exchange formats: what other tools write is read, what is hostile is refused."""

from __future__ import annotations

import pytest

from workflow.errors import GlossaryError
from workflow.glossary import Enforce, Kind, Term, Wording
from workflow.glossary.exchange.cells import guarded, unguarded
from workflow.glossary.exchange.deepl import read_deepl, write_deepl
from workflow.glossary.exchange.matecat import read_matecat, write_matecat
from workflow.glossary.exchange.omegat import read_omegat, write_omegat
from workflow.glossary.exchange.pairs import Pair, pairs_of, terms_of
from workflow.glossary.exchange.tbx import read_tbx, write_tbx
from workflow.model import LangTag

FR, EN = LangTag("fr"), LangTag("en")
UN = Term(
    id="un",
    kind=Kind.ORGANISATION,
    authority="UN",
    note="since 1945",
    wordings=(
        Wording(lang=FR, preferred="Nations Unies", acronym="ONU"),
        Wording(lang=EN, preferred="United Nations", forbidden=("UNO",), acronym="UN"),
    ),
)
MARTIF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="fr"><martifHeader/><text><body>
<termEntry id="c1"><langSet xml:lang="fr"><tig><term>  cessez-le-feu </term></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>truce</term>
<termNote type="administrativeStatus">notRecommended</termNote></termGrp></ntig>
<tig><term>ceasefire</term></tig></langSet>
<langSet xml:lang="xx-nowhere"><tig><term>?</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_tbx_round_trip():
    assert read_tbx(write_tbx([UN], source_lang=FR)) == (UN,)


def test_tbx_is_written_in_dct_style():
    text = write_tbx([UN], source_lang=FR)
    assert 'style="dct"' in text
    assert "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>" in text


def test_older_martif_is_read():
    [term] = read_tbx(MARTIF)
    assert term.id == "c1"
    assert term.enforce is Enforce.SOFT
    assert [(w.lang, w.preferred, w.forbidden) for w in term.wordings] == [
        ("fr", "cessez-le-feu", ()),
        ("en", "ceasefire", ("truce",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE tbx [<!ENTITY a "aaaa">]><tbx>&a;</tbx>',
        '<!DOCTYPE tbx SYSTEM "x.dtd" [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx/>',
        "<tbx><text>",
        "<html/>",
        "",
        "<tbx>&undefined;</tbx>",
    ],
)
def test_hostile_or_foreign_xml_is_refused(text):
    with pytest.raises(GlossaryError) as error:
        read_tbx(text)
    assert error.value.slug == "glossary-import"


def test_pairs_answer_an_acronym_with_an_acronym():
    pairs = list(pairs_of([UN], source_lang=FR, target_lang=EN))
    assert [(p.source, p.target) for p in pairs] == [
        ("Nations Unies", "United Nations"),
        ("ONU", "UN"),
    ]
    assert list(pairs_of([UN], source_lang=FR, target_lang=LangTag("de"))) == []


def test_imported_pairs_are_soft_terms():
    pair = Pair(source="un", target="one", comment="c", source_lang=FR, target_lang=EN)
    [term] = terms_of([pair], prefix="omegat")
    assert (term.id, term.enforce, term.note) == ("omegat-1", Enforce.SOFT, "c")
    assert (term.preferred(FR), term.preferred(EN)) == ("un", "one")


def test_omegat_lines():
    text = "\ufeff# comment\nun\tone\tfirst\tmore\r\nalone\n\n deux \t two \n"
    pairs = read_omegat(text, source_lang=FR, target_lang=EN)
    assert [(p.source, p.target, p.comment) for p in pairs] == [
        ("un", "one", "first more"),
        ("deux", "two", ""),
    ]
    assert write_omegat(pairs) == "un\tone\tfirst more\ndeux\ttwo\n"


def test_deepl_needs_its_languages():
    assert read_deepl('"un, deux",one,FR,en\n')[0].source == "un, deux"
    for bad in ("un,one\n", "un,one,fr,nowhere-land\n", '"un,one,fr,en\n'):
        with pytest.raises(GlossaryError):
            read_deepl(bad)


def test_deepl_loses_no_word_to_a_mark_of_byte_order():
    pair = Pair(source="\ufeffaccord", target="agreement", source_lang=FR, target_lang=EN)

    assert read_deepl(write_deepl([pair]))[0].source == "accord"
    assert write_deepl([pair])[0] != "\ufeff"


def test_deepl_has_each_source_once():
    pairs = [
        Pair(source="un", target=target, source_lang=FR, target_lang=EN) for target in ("one", "a")
    ]
    assert write_deepl(pairs) == "un,one,fr,en\n"


def test_matecat_keeps_forbidden_forms():
    text = write_matecat([UN], langs=[FR, EN])
    assert text.splitlines()[0].startswith("Forbidden,Domain,Subdomain,Definition,fr,Notes")
    [term] = read_matecat(text)
    assert term.note == "since 1945"
    assert term.wording(EN).forbidden == ("UNO",)
    assert read_matecat("") == ()
    with pytest.raises(GlossaryError):
        read_matecat("Forbidden,Domain\nTRUE,x\n")


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1", "''@", "'", "a=b"])
def test_no_cell_is_a_formula_and_every_cell_comes_back(value):
    assert guarded(value)[0] not in "=+-@\t\r"
    assert unguarded(guarded(value)) == value
