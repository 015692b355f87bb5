"""What readers of a page are told, in their language."""

from __future__ import annotations

import io
from gettext import GNUTranslations

import pytest
from babel.messages import Catalog

from workflow.messages import PUBLIC_LANGS, Strings, public_strings
from workflow.messages.update import compile_catalog
from workflow.model import LangTag

PAGE = "Page {number} of {total}"


def strings_saying(lang, **said):
    """Return strings with translations of our own, right or wrong."""
    catalog = Catalog(locale=lang)
    for msgid, msgstr in said.values():
        catalog.add(msgid, msgstr)
    messages = GNUTranslations(io.BytesIO(compile_catalog(catalog)))
    return Strings(lang=LangTag(lang), messages=messages)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", "Page 2 sur 9"),
        ("en", "Page 2 of 9"),
        ("ru", "Страница 2 из 9"),
        ("es", "Página 2 de 9"),
        ("de", "Seite 2 von 9"),
        ("ar", "الصفحة 2 من 9"),
        ("zh", "第2页，共9页"),
    ],
)
def test_a_string_is_said_in_the_language(lang, expected):
    assert public_strings(LangTag(lang)).gettext(PAGE, number=2, total=9) == expected


@pytest.mark.parametrize(
    ("lang", "spoken", "direction"),
    [
        ("fr-CA", "fr", "ltr"),
        ("zh-Hant", "zh", "ltr"),
        ("ar-EG", "ar", "rtl"),
        ("pt-BR", "en", "ltr"),
        ("fa", "en", "ltr"),
    ],
)
def test_the_base_language_then_english_speak_for_a_language_without_catalogue(
    lang, spoken, direction
):
    strings = public_strings(LangTag(lang))

    assert (strings.lang, strings.direction) == (spoken, direction)


def test_every_public_language_has_a_catalogue_of_its_own():
    assert [public_strings(lang).lang for lang in PUBLIC_LANGS] == list(PUBLIC_LANGS)


def test_a_string_that_no_catalogue_knows_is_said_in_english():
    assert public_strings(LangTag("ru")).gettext("Nothing {what}", what="new") == "Nothing new"


def test_a_translation_that_asks_for_another_value_gives_way_to_english():
    strings = strings_saying("fr", page=(PAGE, "Page {numero} sur {total}"))

    assert strings.gettext(PAGE, number=2, total=9) == "Page 2 of 9"


def test_stray_braces_of_a_translation_stay_text():
    strings = strings_saying("fr", page=(PAGE, "{ Page {number} {} %s {0!r} {total}"))

    assert strings.gettext(PAGE, number=2, total=9) == "{ Page 2 {} %s {0!r} 9"


def test_braces_in_a_value_are_not_filled():
    actual = public_strings(LangTag("en")).gettext(PAGE, number="{total}", total=9)

    assert actual == "Page {total} of 9"


def test_plurals_follow_the_language():
    strings = strings_saying(
        "ru",
        releases=(
            ("{count} release", "{count} releases"),
            ("{count} релиз", "{count} релиза", "{count} релизов"),
        ),
    )

    said = [
        strings.ngettext("{count} release", "{count} releases", count) for count in (1, 2, 5, 21)
    ]

    assert said == ["1 релиз", "2 релиза", "5 релизов", "21 релиз"]


def test_a_plural_that_no_catalogue_knows_is_english():
    strings = public_strings(LangTag("ru"))

    said = [strings.ngettext("{count} crane", "{count} cranes", count) for count in (1, 5)]

    assert said == ["1 crane", "5 cranes"]


def test_context_tells_meanings_apart():
    assert public_strings(LangTag("ru")).pgettext("unknown context", "Search") == "Search"
