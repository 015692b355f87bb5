"""Which people and places have no answer on the other side."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from workflow.facts.lexicon import fold, is_common, load_lexicon
from workflow.facts.plain_words import plain_words
from workflow.facts.referents import STATE, is_referred_to
from workflow.facts.sides import unique, words_of
from workflow.facts.transcription.rules import transcribe_word
from workflow.facts.transliterate import is_same_name, similarity
from workflow.facts.values import DifferenceKind, Fact, FactDifference, FactKind
from workflow.model import LangTag, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.facts.sides import Side

_LONG_ENOUGH = 4
"""Letters at least that cognates have in common at their beginning."""
_COGNATE = 0.95
"""From this similarity on, a common word may answer for a name."""
_BEGINNING = 0.7
"""The share of a word that it has in common with its cognate: *Olympic*, "olympique"."""

_FRENCH_TITLE = re.compile(r"(?<![.!?:] )(?<!^)\b(?:La |Le |Les |L['’])([A-ZÀ-Þ][\w-]+)")


def compare_names(source: Side, target: Side) -> list[FactDifference]:
    """Compare names by sound and places by what they are."""
    lost = [fact for fact in _names(source) if _name_missing(fact, source, target)]
    added = [fact for fact in _names(target) if _name_missing(fact, target, source)]
    lost = [fact for fact in lost if not _is_english_phrase(fact, target)]
    lost, added = (
        [fact for fact in lost if added or not _is_told_shorter(fact, source, target)],
        [fact for fact in added if lost or not _is_referred(fact, source)],
    )
    differences = []
    for fact in unique(lost):
        partner = next((other for other in added if other.kind is fact.kind), None)
        if partner is not None:
            added.remove(partner)
        kind = DifferenceKind.CHANGED if partner else DifferenceKind.LOST
        # A name may be said by an adjective, an office or a pronoun; another country's may not.
        certain = partner is not None and _are_states(fact, partner)
        differences.append(FactDifference(kind=kind, source=fact, target=partner, certain=certain))
    differences.extend(
        FactDifference(kind=DifferenceKind.ADDED, target=fact, certain=False)
        for fact in unique(added)
    )
    told = {word for each in differences if each.target for word in words_of(each.target)}
    titles = [
        each
        for each in _compare_titles(source, target)
        if told.isdisjoint(plain_words(each.fact.text))
    ]
    return [*differences, *titles, *_compare_adjectives(source, target)]


def _is_english_phrase(fact: Fact, other: Side) -> bool:
    """Tell whether a name is made of English words, which Russian translates: *Young Leaders*."""
    words = words_of(fact)
    return (
        other.language == "ru"
        and fact.kind is FactKind.NAME
        and all(word.isascii() and is_common("en", fold(word)) for word in words)
    )


def _is_told_shorter(fact: Fact, side: Side, other: Side) -> bool:
    """Tell whether the other side, which names nobody else, has the name in a shorter form."""
    return _is_surname_said(fact, side, other) or _is_referred(fact, other)


def _is_referred(fact: Fact, other: Side) -> bool:
    """Tell whether a country or an organisation is "the country", "the Organization" there."""
    code = fact.value
    if code != "UN" and _is_state(fact):
        code = STATE
        if any(map(_is_state, other.facts)):
            return False  # "le gouvernement soudanais" is no other country's
    return is_referred_to(code, plain_words(other.text), other.language)


def _is_surname_said(fact: Fact, side: Side, other: Side) -> bool:
    """Tell whether a full name is said by its last word: "Simone Weil" is "Weil" from then on.

    Where another name stands before that word, it is another person of the same name.
    """
    surname = _surname(fact, side) if fact.kind is FactKind.NAME else ""
    spoken = plain_words(other.text)
    said = [
        at
        for at, word in enumerate(spoken)
        if surname and word[0].isupper() and _is_said(surname, side, [word], other.language)
    ]
    return bool(said) and not any(
        _is_foreign(word, fact, other, side)
        for at in said
        for word in _capitals_before(spoken, at, other.language)
    )


def _surname(fact: Fact, side: Side) -> str:
    """Return the last word of a full name, "" where the name is one word and none follows it."""
    words = words_of(fact)
    behind = plain_words(side.text[fact.span.end :])[:1]
    if behind and behind[0][0].isupper() and side.text[fact.span.end :][:1].isspace():
        return behind[0]  # a word that is a common one besides: Elizabeth Stone
    return words[-1] if len(words) > 1 else ""


def _capitals_before(words: Sequence[str], at: int, language: str) -> Iterator[str]:
    """Yield the words with a capital that stand together before a word, but for an opening one."""
    while at and words[at - 1][0].isupper():
        at -= 1
        if at or not is_common(language, fold(words[at])):
            yield words[at]


def _is_foreign(word: str, fact: Fact, side: Side, other: Side) -> bool:
    """Tell whether a word with a capital is said by no word of the other side."""
    if not word[:1].isupper() or fold(word) in load_lexicon(LangTag(side.language)).titles:
        return False
    return not _is_said(word, side, plain_words(other.text), other.language) and not _has_cognate(
        word, fact, side, other
    )


def _compare_adjectives(source: Side, target: Side) -> list[FactDifference]:
    """Report "russes" for "Ukrainian": an adjective may be lost, but not be of another country."""
    lost = [fact for fact in _adjectives(source) if _name_missing(fact, source, target)]
    added = [fact for fact in _adjectives(target) if _name_missing(fact, target, source)]
    return [
        FactDifference(kind=DifferenceKind.CHANGED, source=one, target=other, certain=False)
        for one, other in zip(unique(lost), unique(added), strict=False)
    ]


def _compare_titles(source: Side, target: Side) -> list[FactDifference]:
    """Report "La Défense" for "La Dépêche": what stays French is copied as it is, or wrong."""
    if source.language != "fr" or target.language != "en":
        return []
    said = fold(source.text).replace("’", "'")
    return [
        FactDifference(
            kind=DifferenceKind.ADDED,
            target=Fact(
                kind=FactKind.NAME,
                span=Span(*found.span()),
                text=found.group(),
                value=found.group(),
            ),
            certain=False,
        )
        for found in _FRENCH_TITLE.finditer(target.text)
        if fold(found[1]) not in said
    ]


def _adjectives(side: Side) -> list[Fact]:
    return [fact for fact in side.facts if fact.kind is FactKind.PLACE and not fact.firm]


def _names(side: Side) -> list[Fact]:
    return side.firm((FactKind.NAME, FactKind.PLACE))


def _name_missing(fact: Fact, side: Side, other: Side) -> bool:
    """Tell whether some word of a name has no like on the other side."""
    keys = [atom for atom in fact.atoms if atom.startswith("@")]
    if any(key in other.atoms for key in keys):
        return False
    spoken = _words_beside(other, fact) if _is_state(fact) else other.words
    found = (
        _is_said(word, side, spoken, other.language) or _has_cognate(word, fact, side, other)
        for word in words_of(fact)
    )
    return not (any(found) if keys else all(found))


def _is_state(fact: Fact) -> bool:
    """Tell whether the fact is a country that CLDR has a code for, and no city or region."""
    return fact.kind is FactKind.PLACE and len(fact.value) == 2 and fact.value.isalpha()  # noqa: PLR2004 - ISO 3166 alpha-2


def _are_states(one: Fact, other: Fact) -> bool:
    return _is_state(one) and _is_state(other) and not _may_be(one, other)


def _words_beside(other: Side, state: Fact) -> list[str]:
    """Return the words of the other side that no other country's name is made of.

    *Korea* says *Corée*, but not where it is *South Korea* and the source has *Corée du Nord*.
    """
    words = Counter(other.words)
    for fact in other.facts:
        if _is_state(fact) and fact.value != state.value and not _may_be(fact, state):
            words.subtract(words_of(fact))
    return list(words.elements())


def _may_be(one: Fact, other: Fact) -> bool:
    """Tell whether a short name may stand for either: *Congo*, *Saint-Martin*."""
    pair = {one.value, other.value}
    return pair == {"MF", "SX"} or (
        pair == {"CD", "CG"} and 1 in {len(words_of(one)), len(words_of(other))}
    )


def _has_cognate(word: str, fact: Fact, side: Side, other: Side) -> bool:
    """Tell whether a word in small letters is like a name: *Buddhist*, "bouddhiste"."""
    if len(word) < _LONG_ENOUGH or any(_is_state(each) for each in other.facts if _is_state(fact)):
        return False
    return any(
        _is_cognate(word, each, side.language, other.language)
        for each in plain_words(other.text)
        if len(each) >= _LONG_ENOUGH and each.islower()
    )


def _is_cognate(name: str, word: str, language: str, other: str) -> bool:
    """Tell whether a name and a common word sound alike, or begin alike."""
    if similarity(name, word, language, other) >= _COGNATE:
        return True
    letters = zip(fold(name), fold(word), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters))
    return shared >= max(_LONG_ENOUGH, _BEGINNING * min(len(name), len(word)))


def _is_said(word: str, side: Side, spoken: Sequence[str], language: str) -> bool:
    if fold(word) in map(fold, spoken):
        return True  # as most names are between languages of one alphabet
    if any(is_same_name(word, each, side.language, language) for each in spoken):
        return True
    # Лефевр is all that is heard of Lefebvre.
    pairs = ((word, each) if language == "ru" else (each, word) for each in spoken)
    foreign = side.language if language == "ru" else language
    return "ru" in {side.language, language} and any(
        (heard := transcribe_word(name, foreign)) is not None
        and is_same_name(heard, russian, "ru", "ru")
        for name, russian in pairs
    )
