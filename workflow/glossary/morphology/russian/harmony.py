"""Find adjectives and nouns side by side that do not go together, and put them right.

A weak engine writes ``незаконного передачи`` and ``к своевременному проведение``. Adjectives and
the noun right after them must agree in some case that the preposition before them governs, if there
is one. Where they do not, they are put into each case and number that their words show; what
changes the fewest words is proposed. How often people's sentences are doubted: docs/decisions.md.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Discord, Number
from workflow.glossary.morphology.russian.beside import lone_adjective
from workflow.glossary.morphology.russian.context import agree, gap_before, sure_readings
from workflow.glossary.morphology.russian.endings import PACKAGE
from workflow.glossary.morphology.russian.lexicon import Reading, agreed, fold, inflected, read_word
from workflow.glossary.morphology.tables import load_table
from workflow.glossary.morphology.words import Word, is_acronym, split_words, with_capitals_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINING = frozenset({"и", "или", "а", "но", "также", "либо", "ни", "как"})
_APART = frozenset({"самым", "такое", "настоящим", "последнего", "последнему", "последней"})
"""Of ``тем самым``, ``что такое``, "hereby" and "the latter": they stand before any noun."""
_DIRECT = frozenset({Case.NOMN, Case.ACCS})
_VOWELS = "аеиоуыэюяйь"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """Adjectives and their noun, unbroken."""

    words: tuple[Word, ...]
    noun: tuple[Reading, ...]
    """Readings of the last word."""
    governed: frozenset[Case] | None
    """Cases that the preposition before it asks for; None where there is none."""
    is_joined: bool
    """Another adjective is joined to the first: both may share a plural noun."""

    @property
    def span(self) -> Span:
        return Span(self.words[0].span.start, self.words[-1].span.end)


def find_discords(text: str) -> tuple[Discord, ...]:
    """Return the phrases of `text` whose words do not go together, with what would."""
    return tuple(
        Discord(span=phrase.span, repairs=repairs)
        for phrase in _iter_phrases(split_words(text))
        if not _goes_together(phrase) and (repairs := _repairs(phrase))
    )


def _iter_phrases(words: tuple[Word, ...]) -> Iterator[_Phrase]:
    for last, word in enumerate(words):
        noun = _sure_noun(word)
        if not noun:
            continue
        first = last
        while first and words[first].adjoins and _is_adjective(words, first - 1, noun):
            first -= 1
        before = words[first - 1] if first and words[first].adjoins else None
        governed = _governed_by(before) if before else None
        if first == last and (governed is None or _may_be_undeclined(word)):
            continue
        if _is_counted(words, first) or _leads_elsewhere(words, first, last, noun):
            continue
        yield _Phrase(
            words=words[first : last + 1],
            noun=noun,
            governed=governed,
            is_joined=_is_joined(words, first - (governed is not None))
            or _is_joined(words, last + 1),
        )


def _sure_noun(word: Word) -> tuple[Reading, ...]:
    """Return the readings of a word that is a declined common noun or place, and nothing else."""
    readings = read_word(word.text)
    if is_acronym(word.text) or not all(each.is_noun and each.known for each in readings):
        return ()
    if any("Fixd" in each.tags or each.is_name or each.lemma == "друг" for each in readings):
        return ()
    return readings + _offices(readings)


def _offices(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the accusatives of who many can be: ``кандидат в президенты``."""
    return tuple(
        replace(each, case=Case.ACCS, animate=False)
        for each in readings
        if each.case is Case.NOMN and each.number is Number.PLUR and each.animate
    )


def _is_adjective(words: tuple[Word, ...], index: int, noun: tuple[Reading, ...]) -> bool:
    """Tell whether a word is an adjective for sure, or a passive participle that governs no noun.

    ``подписанное президентом`` and, after a comma, ``выделенные департаменту`` do.
    """
    if lone_adjective(words, index) is not None:
        return True
    readings = read_word(words[index].text)
    governed = {Case.ABLT, Case.DATV} if gap_before(words, index) else {Case.ABLT}
    is_passive = all(each.kind == "PRTF" and "pssv" in each.tags for each in readings)
    return is_passive and governed.isdisjoint(each.case for each in noun)


def _may_be_undeclined(word: Word) -> bool:
    """Tell whether a name may stay as it is: ``из Бангладеш``, ``в Кот-д'Ивуаре``."""
    return word.text[0].isupper() and word.lower[-1] not in _VOWELS


def _is_counted(words: tuple[Word, ...], first: int) -> bool:
    """Tell whether a number stands before the phrase: ``два новых договора``, ``3 новых``."""
    if not first or not words[first].adjoins:
        return False
    word = words[first - 1]
    return any(map(str.isdigit, word.text)) or any(
        each.kind == "NUMR" for each in read_word(word.text)
    )


def _leads_elsewhere(
    words: tuple[Word, ...], first: int, last: int, noun: tuple[Reading, ...]
) -> bool:
    """Tell whether the adjectives may say something of another word than the noun after them.

    So do those that govern a noun, and what something is made: ``делает неясным вопрос``.
    """
    adjectives = words[first:last]
    if not adjectives or fold(adjectives[0].text) in _APART:
        return bool(adjectives)
    may_depend = any(each.case not in _DIRECT for each in noun)
    if may_depend and any(_governs(read_word(word.text)) for word in adjectives):
        return True
    says = bool(first) and _governs(sure_readings(words[first - 1]))
    return says and any(each.case is Case.ABLT for each in read_word(adjectives[0].text))


def _governs(readings: tuple[Reading, ...]) -> bool:
    """Tell whether other words than its noun may depend on an adjective or a verb."""
    listed = load_table(PACKAGE, "governing.tsv")
    return any(each.lemma in listed for each in readings)


def _is_joined(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether a comma or an "and" stands before the word at `index`."""
    return gap_before(words, index) == "," or (
        0 < index < len(words)
        and bool({fold(words[index].text), fold(words[index - 1].text)} & _JOINING)
    )


def _goes_together(phrase: _Phrase) -> bool:
    adjectives = [read_word(word.text) for word in phrase.words[:-1]]
    return any(
        (phrase.governed is None or noun.case in phrase.governed)
        and all(any(agree(each, noun) for each in readings) for readings in adjectives)
        for noun in phrase.noun
    ) or (phrase.is_joined and _is_shared(phrase))


def _is_shared(phrase: _Phrase) -> bool:
    """Tell whether only the number differs: two nouns share an adjective, or two adjectives one.

    ``(на местном и) мировом уровнях``, ``непрекращающиеся дискриминация (и насилие)``.
    """
    return any(
        adjective.case is noun.case and adjective.number is not noun.number
        for adjective in read_word(phrase.words[0].text)
        for noun in phrase.noun
        if len(phrase.words) > 1
    )


def _repairs(phrase: _Phrase) -> tuple[str, ...]:
    """Return the wordings of the phrase that agree and change the fewest words.

    Those in a case and number that every word shows come alone.
    """
    shown = [each for word in phrase.words for each in read_word(word.text) if each.case]
    cases = phrase.governed or {each.case for each in shown}
    numbers = {each.number for each in shown}
    shared = _shared(phrase)
    by_changes: defaultdict[int, dict[str, bool]] = defaultdict(dict)
    for case, number in product(Case, Number):
        forms = _forms(phrase, case, number) if case in cases and number in numbers else None
        if forms is not None:
            changed = sum(new != word.text for new, word in zip(forms, phrase.words, strict=True))
            wording = _joined(forms, phrase.words)
            is_shared = (case, number) in shared or by_changes[changed].get(wording, False)
            by_changes[changed][wording] = is_shared
    if not by_changes:
        return ()
    fewest = by_changes[min(by_changes)]
    return tuple(each for each, shown in fewest.items() if shown) or tuple(fewest)


def _shared(phrase: _Phrase) -> set[tuple[Case | None, Number | None]]:
    """Return the cases and numbers that every word of the phrase shows, whatever its gender."""
    shown = ({(each.case, each.number) for each in read_word(word.text)} for word in phrase.words)
    return set.intersection(*shown)


def _forms(phrase: _Phrase, case: Case, number: Number) -> tuple[str, ...] | None:
    """Return the words of the phrase in a case and number, None where one has no such form."""
    *adjectives, last = phrase.words
    standing = (each for each in phrase.noun if (each.case, each.number) == (case, number))
    noun = next(standing, None)
    lexeme = noun or phrase.noun[0]
    forms = [
        agreed(
            sure_readings(word)[0],
            case=case,
            number=number,
            gender=lexeme.gender,
            animate=bool(lexeme.animate),
        )
        for word in adjectives
    ]
    forms.append(last.text if noun else inflected(lexeme, {case, number}))
    if None in forms:
        return None
    return tuple(_dressed(form or "", word) for form, word in zip(forms, phrase.words, strict=True))


def _dressed(form: str, word: Word) -> str:
    """Return a form as its word is written: its capitals, and ё only where that has it."""
    if fold(form) == fold(word.text):
        return word.text
    return with_capitals_of(form if "ё" in word.lower else fold(form), word.text)


def _joined(forms: tuple[str, ...], words: tuple[Word, ...]) -> str:
    """Return forms with the spaces that stand between the words."""
    gaps = ("", *(word.before for word in words[1:]))
    return "".join(gap + form for gap, form in zip(gaps, forms, strict=True))


def _governed_by(preposition: Word) -> frozenset[Case] | None:
    """Return the cases that a preposition governs, None for what is none or may be an adverb."""
    row = load_table(PACKAGE, "prepositions.tsv").get(fold(preposition.text))
    if row is None or any(each.kind == "ADVB" for each in read_word(preposition.text)):
        return None
    return frozenset(map(Case, row[0].split(",")))
