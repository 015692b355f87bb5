"""The terminal speaks the language that the environment asks for, as gettext would choose it."""

from __future__ import annotations

import copy
import json
import pickle
import re

import pytest

from workflow.messages.interface import interface_lang, say
from workflow.messages.update import FOLDER, read_po
from workflow.model import LangTag
from workflow.wording import Text, joined, paragraphs, tr, trn

FR = LangTag("fr")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "fr_CA@euro"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "frp_FR.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
        ({"LC_MESSAGES": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr"}, "fr"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "en:fr"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": ""}, "fr"),
        ({"LC_ALL": "C", "LANGUAGE": "fr"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "fr_FR"}, "en"),
        ({"LANGUAGE": "fr"}, "fr"),
    ],
)
def test_the_language_is_chosen_in_the_order_of_gettext(environment, expected):
    assert interface_lang(environment) == expected


def test_a_text_is_said_in_french_with_its_values():
    text = tr('unknown language "{text}"', text="xx")

    assert (str(text), say(text, FR)) == (
        'unknown language "xx"',
        "langue inconnue «\u00a0xx\u00a0»",
    )


def test_a_text_within_a_text_is_said_in_french_too():
    text = tr("error: {message} [{slug}]", message=tr("no such file"), slug="source-missing")

    assert say(text, FR) == "erreur\u00a0: ce fichier n’existe pas [source-missing]"


def test_an_exception_within_a_text_is_said_in_french_too():
    text = tr(
        '"{key}" must be {error}, not {quoted}',
        key="a",
        error=TypeError(tr("a whole number")),
        quoted=1,
    )

    assert say(text, FR) == "«\u00a0a\u00a0» doit être un nombre entier, et non 1"


def test_joined_texts_are_each_said_in_french():
    text = joined([tr("no such file"), tr("no such model is installed")])

    assert (text, say(text, FR)) == (
        "no such file; no such model is installed",
        "ce fichier n’existe pas\u00a0; aucun modèle de ce nom n’est installé",
    )


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        (0, "0 segments", "0 segment"),
        (1, "1 segment", "1 segment"),
        (2, "2 segments", "2 segments"),
    ],
)
def test_plurals_follow_the_language(count, english, french):
    text = trn("{count} segment", "{count} segments", count)

    assert (text, say(text, FR)) == (english, french)


@pytest.mark.parametrize("text", ["plain", tr("a text that no catalogue knows")])
def test_what_has_no_translation_stays_as_it_is(text):
    assert say(text, FR) == text


def test_values_are_not_read_for_placeholders():
    assert say(tr("proof: {path}", path="{path}{0}"), FR) == "épreuve\u00a0: {path}{0}"


def test_a_text_is_english_for_programs():
    text = tr("mended: {path}", path="a.md")

    assert json.dumps({"message": text}) == '{"message": "mended: a.md"}'


def pickled(text):
    return pickle.loads(pickle.dumps(text))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("remake", [copy.copy, copy.deepcopy, pickled])
def test_a_copy_of_a_text_can_be_said_too(remake):
    again = remake(trn("{count} segment", "{count} segments", 2))

    assert (again, say(again, FR), type(again)) == ("2 segments", "2 segments", Text)


def test_paragraphs_are_joined_lines():
    assert paragraphs("""One
        line.

        Two.
        """) == ("One line.", "Two.")


@pytest.mark.parametrize("domain", ["cli", "click"])
def test_french_has_no_break_spaces_and_curly_apostrophes(domain):
    """No-break spaces stand before : ; ? ! » and after «; commands and paths are left alone."""
    said = [
        text
        for message in read_po(FOLDER / "fr" / "LC_MESSAGES" / f"{domain}.po")
        if message.id
        for text in ([message.string] if isinstance(message.string, str) else message.string)
    ]

    wrong = [
        text
        for text in said
        if re.search(r" [:;?!»]|« |[^\W\d_]'[^\W\d_]|[\w)][;?!](?:\s|$)", text)
    ]

    assert wrong == []
