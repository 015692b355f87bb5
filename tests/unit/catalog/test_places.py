from workflow.catalog.parser import parse_file
from workflow.catalog.places import find_text
from workflow.model import Position

FILE = r"""
msgid ""
msgstr "Language: en\n"

# a comment with "quotes"
#: releases/a.md:3
#, fuzzy
#| msgid "before"
msgid "un"
msgstr ""
"one \"two\" "
"three\n"
"four"

msgctxt "title"
msgid "deux" msgstr "five"

msgid "trois"
msgid_plural "plusieurs"
msgstr[0] "six"
msgstr[1] "seven"

#~ msgid "quatre"
#~ msgstr "eight"
"""


def place(key, offset):
    return find_text(parse_file(FILE, "a.po"), key, path="a.po").at(offset)


def at(line, column):
    return Position(path="a.po", line=line, column=column)


def test_the_place_of_a_character_is_inside_the_quotes_of_its_line():
    text = 'one "two" three\nfour'

    found = [place((None, "un"), text.index(word)) for word in ("one", "two", "three", "four")]

    assert found == [at(11, 2), at(11, 8), at(12, 2), at(13, 2)]


def test_the_end_of_a_text_is_behind_its_last_character():
    assert place((None, "un"), 99) == at(13, 6)


def test_keywords_on_one_line_are_told_apart():
    assert place(("title", "deux"), 0) == at(16, 22)


def test_the_first_form_of_a_plural_is_the_text():
    assert place((None, "trois"), 1) == at(20, 13)


def test_an_obsolete_entry_has_places_too():
    assert place((None, "quatre"), 0) == at(24, 12)


def test_an_unknown_entry_has_none():
    assert find_text(parse_file(FILE, "a.po"), (None, "cinq"), path="a.po") is None
