"""How alike two names sound, whatever alphabet and language spells them.

Every language spells the consonants of a foreign name by its own habits (Poutine, Putin, Путин;
Khrouchtchev, Khrushchev, Хрущёв), and adds silent letters or case endings. A name is reduced to a
skeleton of consonant classes, and skeletons are compared by edit distance; where the skeletons are
short, the vowels decide.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata

from workflow.facts.lexicon import fold, read_data

_SURE = 0.75
"""From this similarity on, two words are taken for the same name."""
_SHORT = 3
"""Skeletons below this length prove little by themselves."""
_LONGEST = 40


def is_same_name(left: str, right: str, left_lang: str, right_lang: str) -> bool:
    """Tell whether two words may be spellings of one name.

    >>> is_same_name("Poutine", "Путиным", "fr", "ru")
    True
    """
    return similarity(left, right, left_lang, right_lang) >= _SURE


@functools.lru_cache(maxsize=65536)
def similarity(left: str, right: str, left_lang: str, right_lang: str) -> float:
    """Return from 0 to 1 how alike two words sound."""
    if fold(left) == fold(right):  # Čech is spelt Cech where the type has no háček
        return 1.0
    ours = _readings(left, left_lang)
    theirs = _readings(right, right_lang)
    return max(_similarity(one, other) for one in ours for other in theirs)


@functools.lru_cache(maxsize=65536)
def _readings(word: str, lang: str) -> tuple[str, ...]:
    """Return how a word may sound: by the rules of its text's language, or as a foreign name."""
    stems = _stems(word, lang)
    sounds = [sound(stem, lang) for stem in stems]
    sounds += [sound(stem, _FOREIGN) for stem in stems if _script_of(stem, lang) != "ru"]
    return tuple(dict.fromkeys(sounds))


_FOREIGN = "foreign"
"""The table of names that keep the letters of their own language: Mongi, Jakub."""


def _stems(word: str, lang: str) -> tuple[str, ...]:
    """Return a word and the word without its Russian case ending or its silent French one."""
    stem = _CASES.sub("", word)
    if lang == "fr":
        stem = _SILENT.sub("", stem)
    return (word,) if stem == word else (word, stem)


_CASES = re.compile(
    r"(?<=[а-яё]{2})(?:ами|ями|ого|ому|ым|ом|ем|ой|ей|ых|ах|[аеиоуыюяь])$", re.IGNORECASE
)
_SILENT = re.compile(r"(?<=[a-zà-ÿ]{2})(?:es|[sxtdpze])$", re.IGNORECASE)
"""Two letters at least stay before an ending."""


def _similarity(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    bones, others = skeleton(one), skeleton(other)
    vocal = _alike(one, other)
    if min(len(bones), len(others)) < _SHORT:
        return vocal if _begin_alike(bones, others) else vocal / 2
    if _is_start(bones, others) or _is_start(others, bones):
        return max(0.9, vocal) if vocal >= 0.4 else 0.6  # noqa: PLR2004 - "Mali" and "Malouines"
    return (2 * _alike(bones, others) + vocal) / 3


@functools.lru_cache(maxsize=65536)
def sound(word: str, lang: str) -> str:
    """Return a rough phonetic spelling in a to z, S for ch/sh, Z for j/zh."""
    low = "^" + unicodedata.normalize("NFC", word.casefold())[:_LONGEST]
    rules = _rules(_script_of(low, lang))
    spelled = []
    index = 0
    while index < len(low):
        for width in (4, 3, 2, 1):
            chunk = low[index : index + width]
            if len(chunk) == width and chunk in rules:
                spelled.append(rules[chunk])
                index += width
                break
        else:
            base = unicodedata.normalize("NFD", low[index])[0]
            spelled.append(rules.get(base, base if base.isalnum() else ""))
            index += 1
    return _squeeze("".join(spelled))


def skeleton(sounds: str) -> str:
    """Return the consonant classes of a phonetic spelling, "a" first where it opens on a vowel."""
    bones = "".join(_CLASSES.get(char, "") for char in sounds)
    opening = "a" if sounds[0] in _VOWELS else ""
    return opening + _squeeze(bones)


_VOWELS = "aeiouy"
_CLASSES = {
    **dict.fromkeys("bp", "p"),
    **dict.fromkeys("vfw", "f"),
    **dict.fromkeys("gkq", "k"),
    **dict.fromkeys("dt", "t"),
    **dict.fromkeys("szcSZ", "s"),
    **{char: char for char in "lmnr0123456789"},
}


def _script_of(word: str, lang: str) -> str:
    """Return the table to read `word` with: a Latin name in a Russian text is read as English."""
    cyrillic = any("\u0400" <= char <= "\u04ff" for char in word)
    if cyrillic:
        return "ru"
    return "en" if lang == "ru" else lang


@functools.cache
def _rules(lang: str) -> dict[str, str]:
    table = tomllib.loads(read_data("sounds.toml"))
    rules: dict[str, str] = {**table["latin"], **table.get(lang, {})}
    return rules


def _squeeze(text: str) -> str:
    return "".join(char for at, char in enumerate(text) if at == 0 or text[at - 1] != char)


def _begin_alike(left: str, right: str) -> bool:
    return bool(left) and bool(right) and left[0] == right[0]


def _is_start(short: str, long: str) -> bool:
    """Tell whether a skeleton is the other one with an ending of at most two consonants."""
    return long.startswith(short) and len(long) - len(short) <= len("sk")


def _alike(left: str, right: str) -> float:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only where names are compared

    return Levenshtein.normalized_similarity(left, right)
