from dataclasses import replace

import pytest

from workflow.catalog import (
    format_catalog,
    header_value,
    make_template,
    merge,
    parse_catalog,
)
from workflow.errors import CatalogError
from workflow.languages import plural_forms
from workflow.model import Catalog, Entry, State
from workflow.settings import Project


def template(*entries, slug="sommet", date=""):
    empty = make_template([], slug=slug, project=Project(), source_lang="fr", date=date)
    return replace(empty, entries=entries)


def catalog(*entries, header=()):
    return Catalog(header=header, entries=entries)


def texts(merged):
    return [(entry.msgctxt, entry.msgid, entry.msgstr, entry.obsolete) for entry in merged.entries]


def test_a_new_file_has_a_header_that_no_tool_finds_fault_with():
    merged = merge(template(Entry(msgid="Oui"), date="2017-11-03"), None, lang="pt-BR", team="Rio")
    assert merged == Catalog(
        header=(
            ("Project-Id-Version", "sommet"),
            ("Report-Msgid-Bugs-To", ""),
            ("POT-Creation-Date", "2017-11-03 00:00+0000"),
            ("PO-Revision-Date", "2017-11-03 00:00+0000"),
            ("Last-Translator", "Automatically generated"),
            ("Language-Team", "Rio"),
            ("Language", "pt_BR"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
            ("X-Source-Language", "fr"),
            ("X-Trianon-Release", "sommet"),
            ("X-Trianon-Messages", "e3b0c44298fc1c14"),
        ),
        header_comments=("Translations of the release sommet.",),
        entries=(Entry(msgid="Oui"),),
    )


def test_texts_flags_and_own_comments_stay_and_the_rest_comes_from_the_template():
    old = catalog(
        Entry(msgid="b", msgstr="B", comments=("note",), references=("x:9",), extracted=("old",)),
        Entry(
            msgid="a",
            msgstr="A",
            flags=("c-format", "fuzzy", "no-wrap"),
            previous_msgid="aa",
            previous_msgctxt="cc",
        ),
        Entry(msgid="c", msgstr="C", previous_msgid="left by a careless editor"),
        Entry(msgid="d", flags=("fuzzy",), comments=("question",)),
    )
    new = template(
        Entry(msgid="a", references=("x:1",), extracted=("new",)),
        Entry(msgid="b", references=("x:2",)),
        Entry(msgid="c"),
        Entry(msgid="d"),
        Entry(msgid="e"),
    )
    assert merge(new, old, lang="ru").entries == (
        Entry(
            msgid="a",
            msgstr="A",
            references=("x:1",),
            extracted=("new",),
            flags=("fuzzy", "no-wrap"),
            previous_msgid="aa",
            previous_msgctxt="cc",
        ),
        Entry(msgid="b", msgstr="B", comments=("note",), references=("x:2",)),
        Entry(msgid="c", msgstr="C"),
        Entry(msgid="d", comments=("question",)),
        Entry(msgid="e"),
    )


def test_what_left_the_source_becomes_obsolete_if_it_is_translated_and_comes_back():
    old = catalog(
        Entry(msgid="gone", msgstr="A", comments=("note",), references=("x:1",), extracted=("y",)),
        Entry(msgid="never translated"),
        Entry(msgid="plural", msgid_plural="plurals", msgstr_plural=("B",)),
    )
    without = merge(template(Entry(msgid="new")), old, lang="ru")
    assert without.entries == (
        Entry(msgid="new"),
        Entry(msgid="gone", msgstr="A", comments=("note",), obsolete=True),
        Entry(msgid="plural", msgid_plural="plurals", msgstr_plural=("B",), obsolete=True),
    )
    back = merge(template(Entry(msgid="gone"), Entry(msgid="plural")), without, lang="ru")
    assert back.entries == (
        Entry(msgid="gone", msgstr="A", comments=("note",)),
        Entry(msgid="plural", msgid_plural="plurals", msgstr_plural=("B",)),
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            [(None, "A"), ("2", "B")],
            [None],
            [(None, "A", False), ("2", "B", True)],
            id="the first repeat keeps its own text",
        ),
        pytest.param(
            [(None, ""), ("2", "B")], [None], [(None, "B", False)], id="the only text is taken over"
        ),
        pytest.param(
            [("title 3", "B")], ["title"], [("title", "B", False)], id="so it is in a context"
        ),
        pytest.param(
            [("title", "B")],
            [None],
            [(None, "", False), ("title", "B", True)],
            id="another context is another place",
        ),
        pytest.param(
            [("2", "B"), ("3", "C")],
            [None],
            [(None, "", False), ("2", "B", True), ("3", "C", True)],
            id="two texts for one place are no answer",
        ),
        pytest.param(
            [("4", "B")],
            [None, "2"],
            [(None, "", False), ("2", "", False), ("4", "B", True)],
            id="nor is one text for two places",
        ),
    ],
)
def test_a_changed_number_of_a_repeat_keeps_the_text_where_it_is_clear(old, new, expected):
    merged = merge(
        template(*(Entry(msgid="Oui", msgctxt=context) for context in new)),
        catalog(*(Entry(msgid="Oui", msgctxt=context, msgstr=text) for context, text in old)),
        lang="ru",
    )
    assert [(entry.msgctxt, entry.msgstr, entry.obsolete) for entry in merged.entries] == expected


def test_similar_sentences_are_not_taken_for_each_other():
    old = catalog(Entry(msgid="Le Conseil a rappelé.", msgstr="Совет напомнил."))
    merged = merge(template(Entry(msgid="Le Conseil n’a pas rappelé.")), old, lang="ru")
    assert texts(merged) == [
        (None, "Le Conseil n’a pas rappelé.", "", False),
        (None, "Le Conseil a rappelé.", "Совет напомнил.", True),
    ]


def test_the_header_of_the_translator_stays():
    header = (
        ("Language-Team", "ru"),
        ("POT-Creation-Date", "2001-01-01 00:00+0000"),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("X-Poedit-Bookmarks", "1,2"),
        ("PO-Revision-Date", "2017-11-04 09:12+0100"),
        ("content-type", "text/plain; charset=UTF-8"),
        ("Language", ""),
    )
    old = replace(catalog(header=header), header_comments=("Équipe russe",), header_fuzzy=True)
    merged = merge(template(date="2017-11-03"), old, lang="ru")
    assert (merged.header_comments, merged.header_fuzzy) == (("Équipe russe",), False)
    assert merged.header == (
        ("Language-Team", "ru"),
        ("POT-Creation-Date", "2017-11-03 00:00+0000"),
        ("Last-Translator", "Automatically generated"),
        ("X-Poedit-Bookmarks", "1,2"),
        ("PO-Revision-Date", "2017-11-04 09:12+0100"),
        ("content-type", "text/plain; charset=UTF-8"),
        ("Language", "ru"),
        ("Project-Id-Version", "sommet"),
        ("Report-Msgid-Bugs-To", ""),
        ("MIME-Version", "1.0"),
        ("Content-Transfer-Encoding", "8bit"),
        (
            "Plural-Forms",
            plural_forms("ru"),
        ),
        ("X-Source-Language", "fr"),
        ("X-Trianon-Release", "sommet"),
        ("X-Trianon-Messages", "e3b0c44298fc1c14"),
    )


def test_a_merge_that_changes_nothing_writes_the_same_bytes():
    new = template(Entry(msgid="a", references=("x:1",)), date="2017-11-03")
    old = replace(merge(new, None, lang="ru"), entries=(Entry(msgid="a", msgstr="A"),))
    text = format_catalog(merge(new, old, lang="ru"))
    assert format_catalog(merge(new, parse_catalog(text, "a.po"), lang="ru")) == text


def others(slug, *, declared=True, name="autre"):
    header = (("Project-Id-Version", name), ("X-Trianon-Release", slug if declared else ""))
    entries = [Entry(msgid=f"{slug} {n}", msgstr="x") for n in range(3)]
    return catalog(*entries, Entry(msgid="Oui", msgstr="yes"), header=header)


def test_the_file_of_another_release_is_refused():
    with pytest.raises(CatalogError) as caught:
        merge(template(Entry(msgid="Oui")), others("g7"), lang="en", path="en/sommet.po")
    assert f"{caught.value}\nhint: {caught.value.hint}" == (
        'en/sommet.po:1: error: the file holds the translations of "g7", not of "sommet"'
        " [po-foreign]\nhint: put the right file here, or, if the release was renamed, write"
        ' "X-Trianon-Release: sommet" in the file\'s header'
    )


def test_a_file_without_our_header_is_foreign_when_it_shares_nothing():
    with pytest.raises(CatalogError) as caught:
        merge(template(Entry(msgid="Non")), others("g7", declared=False), lang="en")
    assert caught.value.slug == "po-foreign"


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ((Entry(msgid="Oui"),), others("g7", declared=False)),
        ((Entry(msgid="Non"),), others("g7", declared=False, name="sommet")),
        ((Entry(msgid="Non"),), others("g7", declared=False, name="PACKAGE VERSION")),
        ((Entry(msgid="Oui"), Entry(msgid="g7 0")), others("g7")),
        ((Entry(msgid="Non"),), others("sommet")),
    ],
    ids=["shares a message", "same name", "no name", "renamed release", "rewritten release"],
)
def test_a_file_of_ours_is_accepted(new, old):
    merged = merge(template(*new), old, lang="en")
    assert header_value(merged, "X-Trianon-Release") == "sommet"


@pytest.mark.parametrize(("declared", "lang"), [("ru_RU", "ru"), ("pt", "pt-BR"), ("??", "en")])
def test_a_region_does_not_make_another_language(declared, lang):
    merge(template(), catalog(header=(("Language", declared),)), lang=lang)


def test_the_file_of_another_language_is_refused():
    with pytest.raises(CatalogError) as caught:
        merge(template(), catalog(header=(("Language", "ru"),)), lang="en", path="en/a.po")
    assert str(caught.value) == (
        'en/a.po:1: error: the file is in the language "ru", not in "en" [po-language]'
    )


def test_line_feeds_that_an_editor_left_at_the_edges_go():
    old = catalog(Entry(msgid="Oui", msgstr="\nYes\nindeed\n"))

    merged = merge(template(Entry(msgid="Oui")), old, lang="en")

    assert texts(merged) == [(None, "Oui", "Yes\nindeed", False)]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\n", " \t\n"])
def test_white_space_that_somebody_approved_is_no_translation(blank):
    old = catalog(Entry(msgid="Elle viendra.", msgstr=blank))

    (entry,) = merge(template(Entry(msgid="Elle viendra.")), old, lang="en").entries

    assert (old.entries[0].state, entry.state) == (State.UNTRANSLATED, State.UNTRANSLATED)
    assert entry.msgstr == ""


def test_a_mark_that_msgmerge_copied_with_its_guess_accepts_nothing():
    guess = Entry(
        msgid="Le 3 mai.",
        msgstr="On 14 May.",
        comments=("check:ignore fact-number: agreed",),
        flags=("fuzzy",),
        previous_msgid="Le 13 mai.",
    )
    once = merge(template(Entry(msgid="Le 3 mai.")), catalog(guess), lang="en")
    assert once.entries[0].comments == ("was check:ignore fact-number: agreed",)

    again = replace(once.entries[0], comments=(*once.entries[0].comments, *guess.comments))
    twice = merge(template(Entry(msgid="Le 3 mai.")), replace(once, entries=(again,)), lang="en")
    assert twice.entries[0].comments == again.comments
