"""What an acronym is said by in words: its own words, the noun it goes by, its letters turned.

*ODA* is "l'aide publique au développement", of which French makes APD; UNFICYP goes on as "la
Force"; and French turns the letters of *MRI* round. None of these is a lost acronym.
"""

from __future__ import annotations

import functools
import tomllib
from typing import TYPE_CHECKING

from workflow.facts import acronyms
from workflow.facts.lexicon import fold, read_data
from workflow.facts.plain_words import plain_words
from workflow.facts.referents import is_referred_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workflow.facts.sides import Side

_LEAST = 3
"""Letters from which the first letters of words prove something."""
_JOINT = 4
"""Letters of the longest word that an acronym passes over: "pour", "from"."""


def is_spelled_out_there(forms: Iterable[str], other: Side) -> bool:
    """Tell whether the words of the other side spell one of the forms of an acronym."""
    words = plain_words(other.text)
    return any(is_spelled_out(each, words) for each in forms)


def is_announced(form: str, side: Side) -> bool:
    """Tell whether its text spells an acronym out right before it: "Newborn Care Package (NCP)"."""
    words = plain_words(side.text)
    window = 2 * len(form)
    return any(
        is_spelled_out(form, words[max(0, at - window) : at])
        for at, word in enumerate(words)
        if word.rstrip("s") == form
    )


def goes_by_another_word(form: str, side: Side, other: Side) -> bool:
    """Tell whether the other side goes on about what an acronym names: "the Fund", "télévisé"."""
    words = plain_words(other.text)
    return is_referred_to(form, words, other.language) or _goes_by_noun(
        form, side.language, words, other.language
    )


def is_spelled_out(acronym: str, words: Sequence[str]) -> bool:
    """Tell whether words that stand together begin with the letters of an acronym.

    >>> is_spelled_out("APD", ("l", "aide", "publique", "au", "développement"))
    True
    """
    letters = fold(acronym)
    if len(letters) < _LEAST or not letters.isalpha():
        return False
    return any(_begins(letters, words, at) for at in range(len(words)))


def _begins(letters: str, words: Sequence[str], at: int) -> bool:
    """Tell whether the words from `at` on spell the letters; short ones may be passed over."""
    left = letters
    while at < len(words) and left:
        if fold(words[at])[:1] == left[0] and _is_full(words[at]):
            left = left[1:]
        elif left == letters or len(words[at]) > _JOINT:
            return False
        at += 1
    return not left


def _is_full(word: str) -> bool:
    """Tell a word that an acronym takes a letter of from "de", "the" and the like."""
    return len(word) >= _JOINT or word[0].isupper()


def _goes_by_noun(form: str, language: str, words: Sequence[str], other: str) -> bool:
    """Tell whether a text goes on about an organisation by the noun of its name: "the Fund"."""
    nouns = {noun for each in {form, *_english(form, language)} for noun in _nouns(other, each)}
    return any(
        word[0].isupper()
        and fold(word).startswith(tuple(nouns))
        and _stands_alone(words, at, language=other)
        for at, word in enumerate(words)
    )


def _stands_alone(words: Sequence[str], at: int, *, language: str) -> bool:
    """Tell "la Force" from "la Force intérimaire", "the Council" from "the Security Council"."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if language == "en" and before.istitle() and len(before) > _LEAST:
        return False
    return not after.istitle() and fold(after) not in _kinds()["named"][language]


def _english(form: str, language: str) -> tuple[str, ...]:
    return () if language == "en" else acronyms.equivalents(form, language, "en")


def _nouns(language: str, acronym: str) -> tuple[str, ...]:
    return tuple(
        noun
        for kind in _kinds().values()
        if acronym in kind.get("acronyms", ())
        for noun in kind.get(language, ())
    )


@functools.cache
def _kinds() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(read_data("organisations.toml"))


def is_turned(one: str, other: str) -> bool:
    """Tell whether an acronym has the letters of another from a later one on, or backwards.

    >>> is_turned("IPN", "NPI"), is_turned("PRI", "ИРП"), is_turned("IBM", "IMB")
    (True, True, False)
    """
    if len(one) != len(other) or one == other:
        return False
    turns = [one[at:] + one[:at] for at in range(1, len(one))]
    return any(all(map(_is_letter, turn, other)) for turn in (*turns, one[::-1]))


def _is_letter(one: str, other: str) -> bool:
    return one == other or other in _CYRILLIC.get(one, "") or one in _CYRILLIC.get(other, "")


_CYRILLIC = {
    **dict(zip("ABDFGIKLMNOPRSTUVZ", "АБДФГИКЛМНОПРСТУВЗ", strict=True)),
    "C": "КСЦ",
    "E": "ЕЭ",
    "J": "ЮЙ",
    "H": "ХГ",
    "Q": "К",
    "W": "В",
}
"""How Russian writes the first letter of an international word."""
