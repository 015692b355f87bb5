"""What holds for any glossary and any text."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.glossary import (
    Enforce,
    Glossary,
    Kind,
    Matcher,
    Term,
    TermChecker,
    Wording,
    check_terms,
)
from workflow.glossary.context import GuardError, parse_guard
from workflow.glossary.exchange.deepl import read_deepl, write_deepl
from workflow.glossary.exchange.matecat import read_matecat, write_matecat
from workflow.glossary.exchange.omegat import read_omegat, write_omegat
from workflow.glossary.exchange.pairs import Pair, one_line
from workflow.glossary.exchange.tbx import read_tbx, write_tbx
from workflow.glossary.hints import format_grammar, parse_grammar
from workflow.glossary.table import parse_table
from workflow.glossary.terms import Grammar
from workflow.glossary.tokens import tokenize
from workflow.model import LangTag, Position

FR, EN = LangTag("fr"), LangTag("en")
_SAMPLE = """
Conseil conseil État Etat de du des la l' sécurité Paris ONU accord prendre note se féliciter
Совет 联合国 الأمم =x -y 'z 🙂 zone-franche
"""
WORDS = st.sampled_from([*_SAMPLE.split(), "e\u0301tat"])
FORMS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(WORDS | st.sampled_from([",", ".", "\n", "\u00a0", "«"]), max_size=25).map(
    " ".join
)
LINES = st.text(min_size=1, max_size=12).map(one_line).filter(bool)


@st.composite
def glossaries(draw):
    terms = []
    for number in range(draw(st.integers(1, 6))):
        wordings = tuple(
            Wording(
                lang=lang, preferred=draw(FORMS), admitted=tuple(draw(st.lists(FORMS, max_size=2)))
            )
            for lang in (FR, EN)
        )
        kind, enforce = draw(st.sampled_from(Kind)), draw(st.sampled_from(Enforce))
        terms.append(Term(id=f"t{number}", kind=kind, enforce=enforce, wordings=wordings))
    return Glossary(terms=tuple(terms))


@settings(max_examples=30)
@given(glossaries(), TEXTS)
def test_spans_are_ordered_and_exclusive_and_within_the_text(glossary, text):
    hits = Matcher(glossary, FR).find(text)
    ends = [0, *(hit.span.end for hit in hits)]
    assert all(end <= hit.span.start < hit.span.end for end, hit in zip(ends, hits, strict=False))
    assert not hits or hits[-1].span.end <= len(text)


@settings(max_examples=30)
@given(glossaries(), TEXTS)
def test_determinism(glossary, text):
    assert Matcher(glossary, FR).find(text) == Matcher(glossary, FR).find(text)


@settings(max_examples=30)
@given(glossaries(), TEXTS, TEXTS)
def test_glossary_holds(glossary, source, target):
    """An allowed form of every term of the source is in the target, or there is a finding."""
    checker = TermChecker(glossary, FR, EN)
    findings = check_terms(
        source, target, checker=checker, position=Position(path="sommet.po", line=1)
    )
    unmet = [item for item in checker.renderings(source, target) if item.target is None]
    assert bool(findings) == bool(unmet)


@given(FORMS.filter(lambda form: tokenize(form).words))
def test_a_dictionary_form_finds_itself(form):
    wording = Wording(lang=EN, preferred=form)
    glossary = Glossary(terms=(Term(id="a", wordings=(wording,)),))
    assert [hit.term.id for hit in Matcher(glossary, EN).find(f"« {form} »")] == ["a"]


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_words_lie_at_their_offsets(text):
    tokens = tokenize(text)
    spans = zip(tokens.starts, tokens.ends, strict=True)
    assert [text[start:end] for start, end in spans] == list(tokens.words)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_file_gives_rows_or_findings(data):
    table = parse_table(data, path="terms.csv")
    assert all(len(row.cells) == len(table.header) for row in table.rows)


@given(st.text(max_size=60))
def test_any_guard_is_read_or_refused(text):
    with contextlib.suppress(GuardError):
        assert parse_guard(text).text == text


@given(
    st.builds(
        Grammar,
        head=st.sampled_from(["", "совет"]),
        gender=st.sampled_from(["", "masc", "femn", "neut"]),
        number=st.sampled_from(["", "sing", "plur"]),
        animate=st.sampled_from([None, True, False]),
        invariable=st.booleans(),
        forms=st.sampled_from([(), (("gent", "совета"), ("gent.plur", "советов"))]),
    )
)
def test_hints_round_trip(grammar):
    assert parse_grammar(format_grammar(grammar)) == grammar


# --- round_trip of the exchange formats ----------------------------------------------------------

PAIRS = st.lists(
    st.builds(
        Pair,
        source=LINES,
        target=LINES,
        comment=st.text(max_size=8).map(one_line),
        source_lang=st.just(FR),
        target_lang=st.just(EN),
    ),
    max_size=6,
)


@given(PAIRS)
def test_omegat_round_trip(pairs):
    assert read_omegat(write_omegat(pairs), source_lang=FR, target_lang=EN) == tuple(pairs)


@given(PAIRS)
def test_deepl_round_trip(pairs):
    first = {}
    for pair in pairs:
        first.setdefault(pair.source, (pair.source, pair.target))
    read = read_deepl(write_deepl(pairs))
    assert [(pair.source, pair.target) for pair in read] == list(first.values())


XML_LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    min_size=1,
    max_size=9,
).map(one_line)
XML_LINES = XML_LINES.filter(lambda text: text and "\ufffe" not in text and "\uffff" not in text)


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(XML_LINES, XML_LINES, XML_LINES, XML_LINES, st.sampled_from(Kind)),
        max_size=4,
        unique_by=lambda row: row[0],
    )
)
def test_tbx_and_matecat_round_trip(rows):
    terms = tuple(
        Term(
            id=f"t{number}",
            kind=kind,
            enforce=Enforce.SOFT,
            note=note,
            wordings=(
                Wording(lang=FR, preferred=source),
                Wording(lang=EN, preferred=target, forbidden=(wrong,)),
            ),
        )
        for number, (source, target, wrong, note, kind) in enumerate(rows)
    )
    assert read_tbx(write_tbx(terms, source_lang=FR)) == terms
    sheet = read_matecat(write_matecat(terms, langs=[FR, EN]))
    assert [(t.wordings, t.note) for t in sheet] == [(t.wordings, t.note) for t in terms]
