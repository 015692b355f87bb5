"""Lines in capitals: set in small letters for the engine, and in capitals again after it.

An engine that learnt from running text reads "PRÉSIDENCE DE LA RÉPUBLIQUE" badly. What the
language's data and CLDR know gets its case back, and its accents, which capitals often lack.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

from workflow.languages import base_of
from workflow.structured.data import fold, load_table
from workflow.structured.places import known_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import LangTag

_WORD = re.compile(r"[^\W_]+")
_LITERAL = re.compile(r"(?:(?i:https?://|www\.))\S+|[^\s@]{1,64}@[^\s@]+|[@#]\w+")
_ROMAN = re.compile(r"(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{2,3})(?P<suffix>E|ER|RE|ÈME)?")
_NUMBERED = re.compile(r"\d+(?:ER|RE|E|ÈME|ND|NDE|ST|RD|TH|S)")
_SUFFIX = re.compile(r"(?<=\d)(?:er|re|e|ème|nd|nde)\b|(?<=\b[IVX])(?:er|re|e)\b|(?<=[IVX]{2})e\b")
_ENDS = ".!?…\n"
_LONGEST_LINE = 1000
_LONGEST_NAME = 6
_SHORT = 4


def is_capitals(text: str, lang: LangTag) -> bool:
    """Tell whether `text` is set in capitals; an acronym or a number alone is not."""
    plain = _LITERAL.sub(" ", text) if len(text) <= _LONGEST_LINE else text
    if not plain.isupper():
        return False
    vowels = load_table(lang, "capitals").text("vowels")
    words = [word for word in _WORD.findall(plain) if word.isalpha() and len(word) > 1]
    common = [word for word in words if not _special(word, base_of(lang), vowels)]
    return len(common) > 1 or any(len(word) > _SHORT for word in common)


def to_capitals(text: str, lang: LangTag) -> str:
    """Return `text` in capitals by the rules of `lang`; addresses and ordinals keep their case.

    >>> to_capitals("XXIe siècle à www.elysee.fr", "fr")
    'XXIe SIÈCLE À www.elysee.fr'
    """
    pieces: list[str] = []
    position = 0
    for kept in _kept(text):
        pieces += [_upper(text[position : kept.start()], base_of(lang)), kept[0]]
        position = kept.end()
    pieces.append(_upper(text[position:], base_of(lang)))
    return "".join(pieces)


def to_sentence_case(text: str, lang: LangTag) -> str:
    """Return a line in capitals as running text: acronyms, names and accents restored.

    What is not known is set in small letters; a text that is not in capitals is returned as it is.

    >>> to_sentence_case("PRESIDENCE DE LA REPUBLIQUE", "fr")
    'Présidence de la République'
    """
    if not text.isupper():
        return text
    words = list(_WORD.finditer(text))
    literal = [match.span() for match in _LITERAL.finditer(text)]
    pieces: list[str] = []
    position = 0
    for match, written in zip(words, _written(text, words, lang), strict=True):
        inside = any(start <= match.start() < end for start, end in literal)
        pieces += [text[position : match.start()], match[0] if inside else written]
        position = match.end()
    pieces.append(text[position:])
    return "".join(pieces)


def capitalise_name(name: str, lang: LangTag) -> str:
    """Return a name in capitals as names are written: "BORMES-LES-MIMOSAS"."""
    small = {fold(word) for word in load_table(lang, "dateline").words("particles")}
    if _key(name) in _known(base_of(lang)):
        return to_sentence_case(name, lang)

    def written(match: re.Match[str]) -> str:
        particle = match.start() > 0 and fold(match[0]) in small
        return match[0].lower() if particle else match[0].capitalize()

    return _WORD.sub(written, name)


def _kept(text: str) -> Iterator[re.Match[str]]:
    return (match for match in re.finditer(f"{_LITERAL.pattern}|{_SUFFIX.pattern}", text))


def _upper(text: str, base: LangTag) -> str:
    if base in {"tr", "az"}:
        return text.replace("i", "İ").replace("ı", "I").upper()
    if base == "el":
        # Greek capitals carry no accent: "Παρίσι" is "ΠΑΡΙΣΙ"; the dialytika stays.
        bare = unicodedata.normalize("NFD", text).replace("\u0301", "")
        return unicodedata.normalize("NFC", bare).upper()
    return text.upper()


def _written(text: str, words: list[re.Match[str]], lang: LangTag) -> Iterator[str]:
    """Yield each word in its case, names of several words first."""
    known = _known(base_of(lang))
    folded = [fold(match[0]) for match in words]
    index, in_name = 0, False
    while index < len(words):
        begins = _begins(text, words, index)
        length = _known_length(folded, index, known)
        if length:
            parts = known[tuple(folded[index : index + length])]
            yield _first(parts[0]) if begins else parts[0]
            yield from parts[1:]
            index += length
            in_name = False
            continue
        word, in_name = _single(words[index][0], lang, in_name=in_name)
        yield _first(word) if begins else word
        index += 1


def _single(word: str, lang: LangTag, *, in_name: bool) -> tuple[str, bool]:
    """Return a word that no list holds, and whether a name goes on after it."""
    table = load_table(lang, "capitals")
    titles = {title.upper(): title for title in table.words("titles")}
    if word in titles:
        return titles[word], True
    special = _special(word, base_of(lang), table.text("vowels"))
    if special:
        return special, in_name
    if in_name and fold(word) not in {fold(item) for item in table.words("function_words")}:
        return word.capitalize(), True
    return word.lower(), False


def _special(word: str, base: LangTag, vowels: str) -> str:
    """Return acronyms, roman numerals and ordinals as they are written; "" for other words."""
    roman = _ROMAN.fullmatch(word)
    if roman:
        suffix = roman["suffix"] or ""
        return word[: len(word) - len(suffix)] + suffix.lower()
    if _NUMBERED.fullmatch(word):
        return word.lower()
    # A word without a vowel is no word: SNCF, CGT.
    unspeakable = bool(vowels) and len(word) > 1 and not set(word.lower()) & set(vowels)
    digits = any(character.isdigit() for character in word)
    return word if digits or unspeakable or word in _acronyms(base) else ""


def _begins(text: str, words: list[re.Match[str]], index: int) -> bool:
    if index == 0:
        return True
    between = text[words[index - 1].end() : words[index].start()]
    return any(mark in between for mark in _ENDS)


def _first(word: str) -> str:
    return word[:1].upper() + word[1:]


def _known_length(folded: list[str], index: int, known: dict[tuple[str, ...], list[str]]) -> int:
    for length in range(min(_LONGEST_NAME, len(folded) - index), 0, -1):
        if tuple(folded[index : index + length]) in known:
            return length
    return 0


def _key(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _WORD.findall(name))


@functools.cache
def _acronyms(base: LangTag) -> frozenset[str]:
    return frozenset(load_table(base, "capitals").words("acronyms"))


@functools.cache
def _known(base: LangTag) -> dict[tuple[str, ...], list[str]]:
    """Return the words and names whose case and accents are known, by their folded words."""
    own = load_table(base, "capitals").words("words")
    return {_key(name): _WORD.findall(name) for name in (*known_names(base), *own)}
