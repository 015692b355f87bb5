import datetime as dt

import pytest

from workflow.model import LangTag
from workflow.site.article import article_from_json, article_to_json, read_article, shorten

FULL = """\
---
title: "Titre \u202e retourné"
description: Une description.
date: 2025-11-03
updated: 2025-11-04
corrected: 2025-11-05T10:00+01:00
correction: Une date.
reference: 2025/1
---

# Un titre dans le texte

Voir [là](autre.md) et ![](photos/a%20b.png).
"""


def read(text):
    return read_article(text, lang=LangTag("fr"), name="slug", zone=dt.UTC)


def test_what_a_release_says_of_itself():
    article = read(FULL)

    assert (article.title, article.lead, article.reference, article.correction) == (
        "Titre retourné",
        "Une description.",
        "2025/1",
        "Une date.",
    )
    assert (article.date.iso, article.corrected.iso) == ("2025-11-03", "2025-11-05T10:00:00+01:00")
    assert article.updated == article.corrected
    assert article.has_heading
    assert article.mentions == ("autre.md", "photos/a%20b.png")
    assert " voir " in article.words


@pytest.mark.parametrize(
    ("text", "title", "description"),
    [
        ("# Le **titre**\n\nParis.\n", "Le titre", "Paris."),
        ("## Un sous-titre\n", "Un sous-titre", ""),
        ("Un texte.\n", "slug", "Un texte."),
        ("---\ntitle:\n---\nA\n", "slug", "A"),
        ("Paris\n\n" + "Un texte assez long pour être le début. " * 3, "slug", None),
    ],
)
def test_a_release_without_front_matter_is_described_by_its_text(text, title, description):
    article = read(text)

    assert article.title == title
    assert article.description == description or description is None
    assert article.lead == ""


def test_an_article_is_remembered_whole():
    for text in (FULL, "Un texte.\n"):
        article = read(text)
        assert article_from_json(article_to_json(article)) == article


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("short", 10, "short"),
        ("one two three", 9, "one two…"),
        ("one, two", 6, "one…"),
        ("x" * 20, 10, "x" * 9 + "…"),
    ],
)
def test_texts_are_cut_at_words(text, length, expected):
    assert shorten(text, length) == expected
