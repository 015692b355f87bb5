"""Articles, resolutions, paragraphs and other numbered things; Roman numerals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.facts.number_words import Numeral
from workflow.facts.values import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.facts.sentence import Sentence

_ROMAN = re.compile(
    r"(?=[IVXL])(?P<roman>(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?P<mark>e|ème|er|re|th|st|nd|rd)?",
    re.ASCII,
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_CYRILLIC_ROMAN = str.maketrans("ХІ", "XI")
_SECTION_SIGNS = frozenset({"§", "§§"})


def read_resolutions(sentence: Sentence) -> None:
    """Take "résolution 2254 (2015)" before its year is read as a date."""
    for numeral in sentence.numerals:
        if _head_before(sentence, numeral.first)[0] == "resolution":
            _read_reference(sentence, numeral)


def read_references(sentence: Sentence) -> None:
    """Take Roman numerals and the numbers that a word such as "article" introduces."""
    for numeral in [*_romans(sentence), *sentence.free()]:
        if sentence.is_free(numeral):
            _read_reference(sentence, numeral)


def _romans(sentence: Sentence) -> Iterator[Numeral]:
    for index in sentence.telling:
        token = sentence.tokens[index]
        if token.kind != "word" or index in sentence.taken or not token.text[0].isupper():
            continue
        match = _ROMAN.fullmatch(token.text.translate(_CYRILLIC_ROMAN))
        if match is None or not match["roman"]:
            continue
        if len(match["roman"]) == 1 and not _is_clear(sentence, index, match):
            continue
        value = str(_roman_value(match["roman"]))
        numeral = Numeral(value, index, index + 1, ordinal=bool(match["mark"]))
        if _head_before(sentence, index)[0]:
            yield numeral
        else:
            kind = FactKind.ORDINAL if match["mark"] else FactKind.NUMBER
            # "François Ier" is "Francis I", whose letter says nothing by itself.
            is_firm = match["roman"] != "I"
            sentence.add(kind, index, index + 1, value=value, atoms=(value,), firm=is_firm)


def _is_clear(sentence: Sentence, index: int, match: re.Match[str]) -> bool:
    """Tell a one-letter numeral from a word: annexe I, Ve siècle, but "Le" and "I think"."""
    marked = (bool(match["mark"]) and match["roman"] in "VX") or match[0] in {"Ier", "Ire"}
    return marked or bool(_head_before(sentence, index)[0])


def _roman_value(text: str) -> int:
    values = [_ROMAN_VALUES[char] for char in text]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


def _head_before(sentence: Sentence, index: int) -> tuple[str, int]:
    """Return what introduces the number at `index` ("article", "no.", "§") and where it stands."""
    at = index - 1
    while at >= 0 and sentence.tokens[at].text in {".", "°", "º"}:
        at -= 1
    if at < 0:
        return "", index
    token = sentence.tokens[at]
    if token.text in _SECTION_SIGNS:
        return "paragraph", at
    head = sentence.lexicon.heads.get(token.low, "")
    if head == "number" and token.low == "n" and not _is_degree(sentence, at + 1):
        return "", index
    return head, at


def _is_degree(sentence: Sentence, index: int) -> bool:
    return sentence.low(index) in {"°", "º"}


def _read_reference(sentence: Sentence, numeral: Numeral) -> None:
    head, first = _head_before(sentence, numeral.first)
    if not head:
        return
    end = numeral.end
    value, atoms = f"{head} {numeral.value}", [numeral.value]
    # The year of "résolution 2254 (2015)" is part of the number.
    year = sentence.starting.get(end + 1)
    if (
        head == "resolution"
        and year
        and sentence.low(end) == "("
        and sentence.low(year.end) == ")"
        and sentence.is_free(year)
    ):
        value, end = f"{value} ({year.value})", year.end + 1
        atoms.append(year.value)
    sentence.add(FactKind.REFERENCE, first, end, value=value, atoms=atoms, words=numeral.words)
    _read_list(sentence, head, end)


def _read_list(sentence: Sentence, head: str, end: int) -> None:
    """Take the further numbers of "articles 5, 6 et 7"."""
    joints = sentence.lexicon.lists | sentence.lexicon.ranges
    while sentence.low(end) in joints:
        following = sentence.starting.get(end + 1)
        if following is None or not sentence.is_free(following) or following.words:
            return
        if following.scaled or sentence.low(following.end) in sentence.lexicon.units:
            return
        sentence.add(
            FactKind.REFERENCE,
            following.first,
            following.end,
            value=f"{head} {following.value}",
            atoms=(following.value,),
        )
        end = following.end
