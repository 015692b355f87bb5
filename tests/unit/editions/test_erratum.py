"""The notice for readers: their language, their date, words that Markdown leaves alone."""

from __future__ import annotations

import datetime as dt

import pytest
from markdown_it import MarkdownIt

from workflow.editions.changes import find_changes
from workflow.editions.erratum import (
    Correction,
    Erratum,
    find_corrections,
    join_folds,
    render_erratum,
)
from workflow.editions.versions import Sentence
from workflow.messages import PUBLIC_LANGS

WRONG = Correction("wrong", "right")


def notice(lang="en", corrections=(WRONG,), title="The *summit*"):
    erratum = Erratum(
        lang=lang,
        title=title,
        source="releases/note.md",
        date=dt.date(2025, 9, 20),
        corrections=tuple(corrections),
    )
    return render_erratum(erratum).decode()


def test_a_notice_quotes_what_was_wrong_and_what_is_right():
    assert notice() == (
        "---\n"
        "date: 2025-09-20\n"
        "title: Correction of September 20, 2025 to the press release “The *summit*”\n"
        "lang: en\n"
        "source: releases/note.md\n"
        "---\n\n"
        "# Erratum\n\n"
        "Correction of September 20, 2025 to the press release “The \\*summit\\*”\n\n"
        "Instead of:\n\n> wrong\n\nRead:\n\n> right\n"
    )


@pytest.mark.parametrize("lang", [lang for lang in PUBLIC_LANGS if lang != "en"])
def test_every_language_of_the_service_has_words_of_its_own(lang):
    blocks, english = (notice(each).split("\n\n")[1:] for each in (lang, "en"))

    # "Erratum" is the French word, too.
    assert set(blocks[1:]) & set(english[1:]) == {"> wrong", "> right\n"}


def test_what_was_added_or_removed_is_said_so():
    text = notice(corrections=[Correction("", "new"), Correction("old", "")])

    assert text.partition("# ")[2].split("\n\n")[2:] == [
        "This sentence was added:",
        "> new",
        "This sentence was removed:",
        "> old\n",
    ]


@pytest.mark.parametrize(
    "text",
    ["*a* _b_ `c`", "1. un", "- deux", "# trois", "<b>", "[a](b) ![c](d)", "&amp;", "a | b", "---"],
)
def test_quoted_words_show_as_they_are(text):
    made = notice(corrections=[Correction(text, text + "!")])

    tokens = MarkdownIt("commonmark").enable("table").parse(made.split("---\n", 2)[2])
    shown = [
        "".join(child.content for child in token.children)
        for token in tokens
        if token.type == "inline"
    ]
    assert shown[3::2] == [text, text + "!"]


def sentence(source, target, **fields):
    return Sentence(context="", source=source, target=target, **fields)


def test_markup_alone_is_no_error():
    changes = find_changes([sentence("a", "**one** word")], [sentence("a", "one word")])

    assert find_corrections(changes, "en", in_source=False) == ()


@pytest.mark.parametrize(
    ("old", "new", "is_error"),
    [
        ("L'accord : « oui »", "L’accord\u00a0: «\u00a0oui\u00a0»", False),
        ("L'accord du 3 mai", "L'accord du 13 mai", True),
        ("La France cède.", "La France ne cède pas.", True),
        ("La séance est levée.", "Le public est prié de sortir.", True),
    ],
)
def test_typography_is_no_error(old, new, is_error):
    changes = find_changes([sentence(old, "A")], [sentence(new, "A")])

    assert bool(find_corrections(changes, "fr", in_source=True)) is is_error


def test_a_correction_of_the_source_alone_is_told_in_its_language_alone():
    changes = find_changes([sentence("Une fote.", "Same.")], [sentence("Une faute.", "Same.")])

    assert find_corrections(changes, "en", in_source=False) == ()
    assert find_corrections(changes, "fr", in_source=True) == (
        Correction("Une fote.", "Une faute."),
    )


def test_a_value_of_the_front_matter_is_no_markdown():
    old = sentence("a", "2 * 3 * 4", is_markdown=False)
    new = sentence("a", "2 * 3", is_markdown=False)

    found = find_corrections(find_changes([old], [new]), "en", in_source=False)

    assert found == (Correction("2 * 3 * 4", "2 * 3"),)


def test_a_folded_sentence_belongs_to_the_one_before():
    folded = [sentence("Un.", "One and two."), sentence("Deux.", "~"), sentence("Trois.", "Three.")]

    assert join_folds(folded) == (sentence("Un. Deux.", "One and two."), folded[2])
