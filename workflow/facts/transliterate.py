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
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from workflow.facts.lexicon import fold, read_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SURE = 0.75
"""From this similarity on, two words are taken for the same name."""
_VERY_SURE = 0.9
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
    ours, theirs = _readings(left, left_lang), _readings(right, right_lang)
    best = max(_similarity(one, other) for one in ours for other in theirs)
    if best >= _SURE or _is_cyrillic(left) is _is_cyrillic(right):
        return best
    if _is_cyrillic(left):
        left, ours, theirs = right, theirs, ours
    return 1.0 if _is_spelt_anew(left, theirs) else best


@functools.lru_cache(maxsize=65536)
def _readings(word: str, lang: str) -> tuple[str, ...]:
    """Return how a word may sound: by the rules of its text's language, or as a foreign name."""
    if _is_cyrillic(word):
        return tuple(dict.fromkeys(sound(stem, "ru") for stem in _russian_stems(word)))
    stems = _latin_stems(word, lang)
    tables = (_table_of(lang), _FOREIGN)
    return tuple(dict.fromkeys(sound(stem, table) for table in tables for stem in stems))


def _is_spelt_anew(latin: str, russian: Sequence[str]) -> bool:
    """Tell whether a Latin name, by the sounds of where it comes from, is one in Cyrillic.

    So many readings must each be told more surely than those of the text's own language. Russian
    declines the last vowel away: Utah, в Юте.
    """
    named, declined = _readings_abroad(latin)
    return any(
        _similarity(one, other) >= _VERY_SURE for one in named for other in russian
    ) or not declined.isdisjoint(map(_voiceless, russian))


@functools.lru_cache(maxsize=65536)
def _readings_abroad(latin: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return how a name may sound where it comes from, and so without the vowel it may lose."""
    named = tuple(dict.fromkeys(sound(latin, table) for table in _ORIGINS))
    bare = _VOWEL.sub("", latin)
    declined = {_voiceless(sound(bare, table)) for table in (_FOREIGN, *_ORIGINS)}
    return named, frozenset(declined)


_FOREIGN = "foreign"
"""The table of names that keep the letters of their own language: Mongi, Jakub."""
_ORIGINS = ("english", "spanish", "german", "slavic", "asian")
"""Tables of the languages whose names Russian writes by their sound: Уотсон, Хави, Дзюн."""


def _russian_stems(word: str) -> tuple[str, ...]:
    """Return a word, and the word without its case ending, without the ending of an adjective."""
    return tuple(dict.fromkeys((word, _CASES.sub("", word), _ADJECTIVE.sub("", word))))


def _latin_stems(word: str, lang: str) -> tuple[str, ...]:
    """Return a word, and the word without the ending that is not heard in French."""
    return tuple(dict.fromkeys((word, _SILENT.sub("", word)))) if lang == "fr" else (word,)


_CASES = re.compile(
    r"(?<=[а-яё]{2})(?:ами|ями|ого|ому|ым|ом|ем|ой|ей|ых|ах|[аеиоуыюяь])$", re.IGNORECASE
)
_ADJECTIVE = re.compile(
    r"(?<=[а-яё]{3})(?:ов|ев|ан|ян|ин|ей)?ск(?:ий|ого|ому|ом|им|ая|ую|ой|ое|ие|их|ими)$",
    re.IGNORECASE,
)
"""Нобелевскую, Гарвардской: what the name has given its name to."""
_SILENT = re.compile(r"(?<=[a-zà-ÿ]{2})(?:es|(?<=e)r|[sxtdpze])$", re.IGNORECASE)
"""Two letters at least stay before an ending."""
_VOWEL = re.compile(r"(?<=[a-zà-ÿ]{2})[aeiouyáàéèíóú]h?$", re.IGNORECASE)
"""The ending that Russian declines: Utah, в Юте."""


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
    """Return a rough phonetic spelling in a to z, S for ch/sh, Z for j/zh, by the table `lang`."""
    low = "^" + unicodedata.normalize("NFC", word.casefold())[:_LONGEST]
    bare = low if low.isascii() else "".join(map(_bare, low))
    spellings = (low,) if low == bare else (low, bare)
    table = _load_table(lang)
    spelled = []
    index = 0
    while index < len(low):
        spelling, width = table.longest_rule(spellings, index)
        spelled.append(spelling)
        index += width
    return _squeeze("".join(spelled))


@dataclass(frozen=True, slots=True)
class _Table:
    """How the letters of a language sound."""

    rules: Mapping[str, str]
    widths: Mapping[str, tuple[int, ...]]
    """Lengths of the rules that begin with a letter, its accent left out, the longest first."""

    def longest_rule(self, spellings: Sequence[str], index: int) -> tuple[str, int]:
        """Return the sound of the letters at `index`, and how many they are.

        A letter with an accent that has no rule of its own is read as the letter: García as Garcia.
        """
        char = spellings[-1][index]
        for width in self.widths.get(char, ()):
            for text in spellings:
                chunk = text[index : index + width]
                if chunk in self.rules and len(chunk) == width:
                    return self.rules[chunk], width
        return (char if char.isalnum() else ""), 1


@functools.cache
def _load_table(lang: str) -> _Table:
    data = tomllib.loads(read_data("sounds.toml"))
    rules: dict[str, str] = {**data["latin"], **data.get(lang, {})}
    widths: dict[str, set[int]] = {}
    for letters in rules:
        widths.setdefault(_bare(letters[0]), set()).add(len(letters))
    return _Table(rules, {char: tuple(sorted(some, reverse=True)) for char, some in widths.items()})


def _bare(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


def _voiceless(sounds: str) -> str:
    """Return sounds with one letter for a voiced consonant and its pair: Luisa is Луиза."""
    return sounds.translate(_UNVOICED)


_UNVOICED = str.maketrans("bvgdzZ", "pfktsS")


@functools.lru_cache(maxsize=65536)
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


def _is_cyrillic(word: str) -> bool:
    return any("\u0400" <= char <= "\u04ff" for char in word)


def _table_of(lang: str) -> str:
    """Return the table for Latin words of a language: those in a Russian text read as English."""
    return "en" if lang == "ru" else lang


def _squeeze(text: str) -> str:
    return "".join(char for char, _ in groupby(text))


def _begin_alike(left: str, right: str) -> bool:
    return bool(left) and bool(right) and left[0] == right[0]


def _is_start(short: str, long: str) -> bool:
    """Tell whether a skeleton is the other one with an ending of at most two consonants."""
    return long.startswith(short) and len(long) - len(short) <= len("sk")


def _alike(left: str, right: str) -> float:
    return _measure()(left, right)


@functools.cache
def _measure() -> Callable[[str, str], float]:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only where names are compared

    return Levenshtein.normalized_similarity
