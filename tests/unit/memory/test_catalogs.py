"""What a review file puts into the memory."""

from __future__ import annotations

import pytest

from workflow.catalog.pofile import parse_catalog
from workflow.memory.catalogs import place_of, tmx_date, units_of_catalog
from workflow.memory.keys import key_of

HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Last-Translator: {}\\n"
"PO-Revision-Date: 2025-03-04 10:00+0100\\n"

"""


def units(entries, by="Léa"):
    catalog = parse_catalog(HEADER.format(by) + entries, "a.po")
    return list(units_of_catalog(catalog, source_lang="fr", target_lang="en"))


def test_an_approved_entry_comes_with_its_neighbours_and_its_translator():
    (found,) = units(
        'msgctxt "title"\nmsgid "Titre"\nmsgstr ""\n\n'
        'msgctxt "title 2"\nmsgid "Un."\nmsgstr "One."\n\n#, fuzzy\nmsgid "Deux."\nmsgstr "2"\n'
    )

    assert (found.source, found.target, found.place) == ("Un.", "One.", "title")
    assert (found.before, found.after) == (key_of("Titre"), key_of("Deux."))
    assert (found.by, found.date) == ("Léa", "20250304T090000Z")


@pytest.mark.parametrize(
    "entry",
    [
        '#, fuzzy\nmsgid "Un."\nmsgstr "One."\n',
        'msgid "Un."\nmsgstr ""\n',
        'msgid "Un."\nmsgstr "~"\n',
        '#, fuzzy\n#~ msgid "Un."\n#~ msgstr "One."\n',
        '#~ msgid "Un."\n#~ msgstr "~"\n',
        'msgid "un"\nmsgid_plural "uns"\nmsgstr[0] "one"\nmsgstr[1] "ones"\n',
    ],
)
def test_what_nobody_approved_or_is_no_pair_stays_out(entry):
    assert units(entry) == []


def test_the_host_of_a_folded_sentence_stays_out():
    found = units(
        'msgid "Un."\nmsgstr "One and two."\n\nmsgid "Deux."\nmsgstr "~"\n\n'
        'msgid "Trois."\nmsgstr "Three."\n'
    )

    assert [unit.source for unit in found] == ["Trois."]


def test_an_approved_obsolete_entry_is_kept_as_old():
    assert [(unit.target, unit.is_old) for unit in units('#~ msgid "Un."\n#~ msgstr "One."\n')] == [
        ("One.", True)
    ]


def test_a_machine_is_no_translator():
    (found,) = units('msgid "Un."\nmsgstr "One."\n', by="Automatically generated")

    assert found.by == ""


@pytest.mark.parametrize(
    "text", ["", "yesterday", "1970-01-01 00:00+0000", "2025-99-01 10:00+0100"]
)
def test_what_is_no_date_is_none(text):
    assert tmx_date(text) == ""


@pytest.mark.parametrize(
    ("context", "place"), [(None, ""), ("2", ""), ("title", "title"), ("title 3", "title")]
)
def test_a_place_has_no_number(context, place):
    assert place_of(context) == place
