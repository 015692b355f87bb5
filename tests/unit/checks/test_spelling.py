from __future__ import annotations

import pytest

from workflow.checks import CHECKS, Options, Pair, run_checks
from workflow.checks.dictionaries import (
    dictionary_folders,
    find_dictionary,
    is_usable,
    open_wordlist,
)
from workflow.model import LangTag, Position

SPELLING = [check for check in CHECKS if check.code == "spelling"]


class Known:
    """Knows the words it was given."""

    def __init__(self, *words):
        self.words = set(words)

    def knows(self, word):
        return word in self.words or word.casefold() in self.words

    def suggest(self, word):
        return tuple(sorted(known for known in self.words if known[:2] == word[:2]))


def found(source, target, speller, *, target_lang="en", source_lang="fr"):
    pair = Pair(
        source=source,
        target=target,
        source_lang=LangTag(source_lang),
        target_lang=LangTag(target_lang),
        position=Position(path="a.po"),
    )
    return run_checks([pair], options=Options(speller=speller), among=SPELLING)


ENGLISH = Known("the", "minister", "said", "no", "a", "ceasefire", "of", "and")
FRENCH = Known("le", "ministre", "a", "dit", "non", "l", "accord", "l'accord")
RUSSIAN = Known("министр", "сказал", "нет", "перемирие")


@pytest.mark.parametrize(
    ("lang", "speller", "target", "words"),
    [
        ("en", ENGLISH, "The ministar said no.", ["ministar"]),
        ("en", ENGLISH, "Teh minister said no. Sayd no.", ["Teh", "Sayd"]),
        ("en", ENGLISH, "The **ministar** said no and the ministar said no.", ["ministar"]),
        ("fr", FRENCH, "Le minsitre a dit non.", ["minsitre"]),
        ("fr", FRENCH, "Le ministre a dit l'acord.", ["l'acord"]),
        ("ru", RUSSIAN, "Министр скзал нет.", ["скзал"]),
    ],
)
def test_a_misspelling_is_found(lang, speller, target, words):
    source = "One, two." if lang == "fr" else "Un, deux."
    source_lang = "en" if lang == "fr" else "fr"

    findings = found(source, target, speller, target_lang=lang, source_lang=source_lang)

    assert [finding.target.fragment for finding in findings] == words


@pytest.mark.parametrize(
    ("lang", "speller", "source", "target"),
    [
        ("en", ENGLISH, "Un.", "The minister Zzxq said no."),
        ("en", ENGLISH, "Un.", "The OPCW and the OSCE said no."),
        ("en", ENGLISH, "Un.", "The minister said 12th, a.m., `xqzz`, https://xqzz.example/xqzz."),
        ("en", ENGLISH, "Un.", "The minister @xqzz said #xqzz no xq."),
        ("en", ENGLISH, "Le rapprochement.", "The minister said rapprochement."),
        ("en", ENGLISH, "Zzxq a dit.", "Zzxq said no."),
        ("en", ENGLISH, "Un.", "The minister said перемирие."),
        ("fr", FRENCH, "One.", "Le ministre d'Assad a dit l'accord."),
        ("ru", RUSSIAN, "Un.", "Макрон сказал нет."),
        ("ru", RUSSIAN, "Un.", "Министр сказал ceasefire."),
    ],
)
def test_what_is_no_misspelling_is_let_pass(lang, speller, source, target):
    assert found(source, target, speller, target_lang=lang) == ()


def test_nothing_is_said_without_a_dictionary():
    assert found("Un.", "The ministar said no.", None) == ()


def test_near_words_are_suggested():
    (finding,) = found("Un.", "The minisyer said no.", ENGLISH)

    assert finding.hint == 'perhaps "minister"'


# --- Dictionaries ------------------------------------------------------------------------------


def test_a_dictionary_is_found_by_language_and_country(dictionaries):
    for name in ("en_US", "ru_RU"):
        (dictionaries / f"{name}.aff").touch()
        (dictionaries / f"{name}.dic").touch()

    names = [
        path and path.stem
        for path in (
            find_dictionary(LangTag(tag), [dictionaries])
            for tag in ("en", "en-US", "en-AU", "ru", "fr")
        )
    ]

    assert names == ["en_GB", "en_US", "en_GB", "ru_RU", None]


def test_the_folders_of_dicpath_come_first(tmp_path):
    assert dictionary_folders({"DICPATH": str(tmp_path)})[0] == tmp_path


@pytest.mark.usefixtures("dictionaries")
def test_affixes_forbidden_words_and_the_house_are_heard():
    words = open_wordlist(LangTag("en"), own=["Élysée Palace"])

    told = {
        word: words.knows(word)
        for word in ("ceasefires", "Ceasefire", "teh", "État", "palace", "the-minister", "the-xq")
    }

    assert told == {
        "ceasefires": True,
        "Ceasefire": True,
        "teh": False,
        "État": True,
        "palace": True,
        "the-minister": True,
        "the-xq": False,
    }


@pytest.mark.usefixtures("dictionaries")
def test_the_nearest_words_are_suggested():
    assert open_wordlist(LangTag("en")).suggest("minster") == ("minister",)


@pytest.mark.parametrize("junk", [b"", b"\xff\xfe\x00", b"SET no-such-encoding\n", b"SFX A Y 9\n"])
def test_a_broken_dictionary_knows_every_word(dictionaries, junk):
    (dictionaries / "en_GB.aff").write_bytes(junk)
    (dictionaries / "en_GB.dic").write_bytes(b"\xff\xff")
    words = open_wordlist(LangTag("en"))

    assert words.knows("xqzz") or is_usable(words.path)
    assert isinstance(words.suggest("xqzz"), tuple)


def test_entries_are_known_however_their_lines_are_written(dictionaries):
    (dictionaries / "en_GB.aff").write_text("SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n", encoding="utf-8")
    (dictionaries / "en_GB.dic").write_text(
        "5\ncat/S po:noun\ncat\tpo:verb\nkm\\/h\nMcBride/S\n", encoding="utf-8"
    )
    words = open_wordlist(LangTag("en"))

    known = [word for word in ("cat", "cats", "km/h", "MCBRIDE", "cta", "km") if words.knows(word)]

    assert known == ["cat", "cats", "km/h", "MCBRIDE"]


def test_an_entry_that_cannot_be_read_accuses_no_word(dictionaries):
    (dictionaries / "en_GB.aff").write_text("SET UTF-8\nFLAG num\n", encoding="utf-8")
    (dictionaries / "en_GB.dic").write_text("2\ncat/x\ndog\n", encoding="utf-8")
    words = open_wordlist(LangTag("en"))

    assert [words.knows(word) for word in ("cat", "dog", "bird")] == [True, True, False]
