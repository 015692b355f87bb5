from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.catalog import (
    extract_entries,
    format_catalog,
    make_template,
    merge,
    parse_catalog,
    with_draft,
)
from workflow.errors import CatalogError
from workflow.model import Catalog, Draft, Entry, Position, Segment, Span, State
from workflow.settings import Project

CHARACTERS = st.one_of(
    st.sampled_from('\n\t"\\ #~,|-«»—é%{}\u00a0\u202f\u2028\u0301'),
    st.characters(codec="utf-8", exclude_characters="\0\r"),
)
TEXTS = st.text(CHARACTERS, max_size=60)
LINES = TEXTS.map(lambda text: text.replace("\n", ""))
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)
FLAGS = st.sets(st.sampled_from(["fuzzy", "no-wrap", "c-format", "x"])).map(sorted).map(tuple)


def lists(strategy, size=3):
    return st.lists(strategy, max_size=size).map(tuple)


ENTRIES = st.builds(
    Entry,
    msgid=TEXTS,
    msgstr=TEXTS,
    msgctxt=st.none() | TEXTS,
    comments=lists(LINES),
    extracted=lists(LINES),
    references=lists(WORDS),
    flags=FLAGS,
    previous_msgid=st.none() | TEXTS,
    previous_msgctxt=st.none() | TEXTS,
    obsolete=st.booleans(),
).filter(lambda entry: entry.key != (None, ""))
CATALOGS = st.builds(
    Catalog,
    header=lists(st.tuples(WORDS, LINES)).map(lambda fields: (("Language", "ru"), *fields)),
    entries=st.lists(ENTRIES, max_size=6, unique_by=lambda entry: entry.key).map(tuple),
    header_comments=lists(LINES),
    header_fuzzy=st.booleans(),
)
SEGMENTS = st.lists(
    st.builds(
        Segment,
        text=st.sampled_from(["Oui.", "Non.", "Paris,\nle 3", "Fin"]),
        context=st.sampled_from(["", "", "title", "2"]),
        block=st.just(0),
        span=st.just(Span(0, 1)),
        position=st.builds(Position, path=st.just("a b.md"), line=st.integers(1, 9)),
        comments=lists(LINES, size=1),
    ),
    max_size=6,
)


def template_of(segments):
    return make_template(segments, slug="sommet", project=Project(), source_lang="fr")


@settings(max_examples=100)
@given(CATALOGS, st.sampled_from([0, 20, 79]))
def test_round_trip(catalog, width):
    assert parse_catalog(format_catalog(catalog, width=width), "a.po") == catalog


@settings(max_examples=50)
@given(CATALOGS, st.sampled_from([0, 79]))
def test_stability_of_the_text(catalog, width):
    text = format_catalog(catalog, width=width)
    assert format_catalog(parse_catalog(text, "a.po"), width=width) == text


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *("msgid", "msgctxt", "msgid_plural", "msgstr", "msgstr[0]", "msgstr[1]"),
            *(' "a"', '"b\\n"', '"', "\\", "\n", "\n", "\n", " ", "x"),
            *("#~ ", "#| ", "# c", "#, fuzzy", "======="),
        ]
    ),
    max_size=30,
).map("".join)


def error_of(text):
    try:
        parse_catalog(text, "a.po")
    except CatalogError as error:
        return error
    return None


@settings(max_examples=200)
@given(FRAGMENTS)
def test_any_text_is_read_or_refused_with_its_place(text):
    error = error_of(text)
    if error:
        assert 1 <= error.position.line <= text.count("\n") + 1
        assert error.position.column >= 1
        assert error.hint
    else:
        catalog = parse_catalog(text, "a.po")
        assert parse_catalog(format_catalog(catalog), "a.po") == catalog


@settings(max_examples=50)
@given(SEGMENTS)
def test_each_segment_has_one_entry_with_a_key_of_its_own(segments):
    entries = extract_entries(segments)
    assert [entry.msgid for entry in entries] == [segment.text for segment in segments]
    assert len({entry.key for entry in entries}) == len(entries)


@settings(max_examples=50)
@given(SEGMENTS, CATALOGS)
def test_stability_of_a_merge(segments, old):
    template = template_of(segments)
    once = merge(template, old, lang="ru")
    assert merge(template, once, lang="ru") == once
    reread = parse_catalog(format_catalog(once), "a.po")
    assert merge(template, reread, lang="ru") == once


@settings(max_examples=100)
@given(st.lists(st.tuples(SEGMENTS, st.sets(st.integers(0, 5))), min_size=1, max_size=6))
def test_review_is_safe(edits):
    catalog, reviewed = None, set()
    for edit, (segments, chosen) in enumerate(edits):
        catalog = merge(template_of(segments), catalog, lang="ru")
        entries = list(catalog.entries)
        for i in chosen:
            if i < len(entries) and entries[i].state is State.UNTRANSLATED:
                entries[i] = replace(entries[i], msgstr=f"перевод {edit}.{i}")
                reviewed.add((entries[i].msgid, entries[i].msgstr))
        drafted = (
            with_draft(entry, Draft(text="черновик", origin="x"))
            if entry.state is State.UNTRANSLATED
            else entry
            for entry in entries
        )
        catalog = replace(catalog, entries=tuple(drafted))
        kept = {(entry.msgid, entry.msgstr) for entry in catalog.entries if not entry.fuzzy}
        assert reviewed <= kept
        assert len({entry.key for entry in catalog.entries}) == len(catalog.entries)
