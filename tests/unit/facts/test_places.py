"""No state is taken for another one: the names of all of them, in pairs that look alike."""

from __future__ import annotations

import pytest
from babel import Locale

from workflow.facts import DifferenceKind, compare_facts, extract_facts
from workflow.model import LangTag

FRENCH = LangTag("fr")
SENTENCES = {
    "fr": "La délégation vient de loin ({}).",
    "en": "The delegation comes from afar ({}).",
    "ru": "Делегация прибыла издалека ({}).",
}
# Territories that nobody lives in, and names that CLDR tells apart by a remark or by "U.S.".
LEFT_OUT = {
    "AQ",
    "BV",
    "HM",
    "UM",
    "TA",
    "CP",
    "DG",
    "EA",
    "IC",
    "AC",
    "EU",
    "EZ",
    "UN",
    "SX",
    "TF",
    "VG",
    "VI",
}
NAMES = {
    lang: {
        code: name
        for code, name in Locale(lang).territories.items()
        if len(code) == 2 and code.isalpha() and code < "XA" and code not in LEFT_OUT
    }
    for lang in SENTENCES
}


def _differences(source, target, lang):
    return compare_facts(
        extract_facts(SENTENCES["fr"].format(source), FRENCH),
        extract_facts(SENTENCES[lang].format(target), LangTag(lang)),
        FRENCH,
        LangTag(lang),
    )


def _alike(lang):
    french, other = NAMES["fr"], NAMES[lang]
    return [
        (one, two)
        for one in french
        for two in french
        if one != two and (french[one][:4] == french[two][:4] or other[one][:4] == other[two][:4])
    ]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_state_passes_for_one_with_a_like_name(lang):
    missed = [
        (NAMES["fr"][one], NAMES[lang][two])
        for one, two in _alike(lang)
        if not _differences(NAMES["fr"][one], NAMES[lang][two], lang)
    ]

    assert missed == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_nearly_every_state_answers_to_its_own_name(lang):
    strange = [
        NAMES[lang][code]
        for code in NAMES["fr"]
        if any(
            difference.kind is DifferenceKind.CHANGED
            for difference in _differences(NAMES["fr"][code], NAMES[lang][code], lang)
        )
    ]

    assert strange == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Niger", "Nigeria"),
        ("Niger", "Нигерия"),
        ("Soudan", "South Sudan"),
        ("Corée du Nord", "South Korea"),
        ("Congo-Kinshasa", "Congo-Brazzaville"),
        ("Guinée équatoriale", "Гвинея"),
        ("Autriche", "Australia"),
        ("Malte", "Мальдивы"),
        ("République dominicaine", "Dominica"),
    ],
)
def test_one_state_for_another_is_certain(source, target):
    lang = "en" if target.isascii() else "ru"

    [difference] = _differences(source, target, lang)

    assert (difference.kind, difference.certain) == (DifferenceKind.CHANGED, True)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Corée", "Republic of Korea"),
        ("RDC", "Democratic Republic of the Congo"),
        ("Congo-Kinshasa", "Congo"),
        ("Émirats arabes unis", "UAE"),
        ("Émirats arabes unis", "ОАЭ"),
        ("Algérie", "Алжир"),
        ("Alger", "Алжир"),
        ("Mexique", "Mexico"),
        ("Arabie saoudite", "Саудовская Аравия"),
    ],
)
def test_a_state_is_known_by_its_other_names(source, target):
    lang = "en" if target.isascii() else "ru"

    assert _differences(source, target, lang) == ()
