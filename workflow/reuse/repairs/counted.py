"""The Russian noun that a number counts, and the case that both stand in.

After a number in the nominative or accusative the noun tells two, three and four from the rest, and
a fraction asks for the genitive singular; in the other cases noun and number agree. What case a
number in digits stands in is told by the noun's form and by the word before; where they do not
tell, it is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Gender, Number
from workflow.glossary.morphology.russian.context import can_modify, gap_before
from workflow.glossary.morphology.russian.lexicon import Reading, fold, inflected, read_word
from workflow.glossary.morphology.words import Word, split_words, with_capitals_of, words_within
from workflow.reuse.edits import Edit

if TYPE_CHECKING:
    from decimal import Decimal

    from workflow.reuse.repairs.quantities import Quantity

ONE, FEW, MANY, PART = "one", "few", "many", "part"
"""Classes of numbers: 21; 2, 3, 4, 22; 5, 11, 100; 1,5."""

_TO_ACCUSATIVE = frozenset({"в", "во", "на", "за", "через", "про", "по", "спустя", "под", "сумму"})
_TO_GENITIVE = frozenset(
    {
        *("около", "до", "от", "из", "без", "для", "после", "против", "среди", "у", "с", "со"),
        *("ради", "вместо", "кроме", "более", "менее", "свыше", "больше", "меньше", "порядка"),
        # в размере, на сумму: nouns after which a number is their genitive.
        *("размере", "объеме", "количестве", "сумме", "течение", "протяжении", "численностью"),
    }
)
_GENITIVE_VERBS = ("достиг", "лиши", "требов", "требу", "каса", "добива", "добил", "избе")
_FULL = {"год": "лет", "человек": "человек", "раз": "раз"}
"""Genitive plurals after a number that differ from the plain ones."""
_ROW = 3
"""Adjectives that are looked past for the noun."""
_LIKELY = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The noun that a number counts, with its modifiers."""

    noun: Word
    readings: tuple[Reading, ...]
    modifiers: tuple[Word, ...] = ()

    @property
    def reading(self) -> Reading:
        """The likeliest reading of the noun."""
        return self.readings[0]

    @property
    def is_plain(self) -> bool:
        """Tell whether nominative and accusative singular are the same form."""
        return self.reading.gender is not Gender.FEMN and not self.reading.animate

    def cases(self, number: Number) -> set[Case]:
        """Return the cases that the noun's form can be in one number."""
        return {r.case for r in self.readings if r.number is number and r.case is not None}


def class_of(value: Decimal) -> str:
    """Return which form of a noun a number asks for.

    >>> from decimal import Decimal
    >>> [class_of(Decimal(each)) for each in ("21", "3", "12", "1.5")]
    ['one', 'few', 'many', 'part']
    """
    if value != int(value):
        return PART
    tens, units = divmod(int(value) % 100, 10)
    if tens == 1 or units == 0 or units > 4:  # noqa: PLR2004 - 2, 3 and 4 are few
        return MANY
    return ONE if units == 1 else FEW


def find_counted(words: tuple[Word, ...], quantity: Quantity) -> Counted | None:
    """Return the noun after a number: its scale word where it has one."""
    if quantity.scale_span is not None:
        start, _ = words_within(words, quantity.scale_span)
        return _as_counted(words, start, ())
    _, index = words_within(words, quantity.span)
    modifiers: list[Word] = []
    while index < len(words) and not gap_before(words, index) and len(modifiers) < _ROW:
        counted = _as_counted(words, index, tuple(modifiers))
        if counted is not None or not can_modify(words[index]):
            return counted
        modifiers.append(words[index])
        index += 1
    return None


def _as_counted(words: tuple[Word, ...], index: int, modifiers: tuple[Word, ...]) -> Counted | None:
    readings = read_word(words[index].text)
    nouns = tuple(each for each in readings if each.is_noun and each.score > _LIKELY)
    if not nouns or "Fixd" in nouns[0].tags or readings[0].is_modifier or not nouns[0].known:
        return None
    return Counted(noun=words[index], readings=nouns, modifiers=modifiers)


# --- The case ---------------------------------------------------------------------------------


def case_of(words: tuple[Word, ...], quantity: Quantity, counted: Counted | None) -> Case | None:
    """Return the case of the number, nominative for the accusative too; None where unknown."""
    start, end = words_within(words, quantity.span)
    kind = class_of(quantity.mantissa)
    if quantity.words:
        return _case_of_words(words, start, end, counted, kind) if start < end else None
    return _case_of_digits(words, start, counted, kind) if counted else None


def _case_of_digits(
    words: tuple[Word, ...], start: int, counted: Counted, kind: str
) -> Case | None:
    singular, plural = counted.cases(Number.SING), counted.cases(Number.PLUR)
    if kind == FEW and Case.GENT in singular:
        return Case.NOMN
    if kind == ONE:
        direct = Case.NOMN in singular and counted.is_plain
        return Case.NOMN if direct else Case.GENT if singular == {Case.GENT} else None
    if Case.GENT in (plural if kind == MANY else singular):
        return governed(words, start, counted)
    oblique = plural - {Case.NOMN, Case.ACCS}
    return next(iter(oblique)) if len(oblique) == 1 and kind != PART else None


def _case_of_words(
    words: tuple[Word, ...], start: int, end: int, counted: Counted | None, kind: str
) -> Case | None:
    cases = {r.case for r in read_word(words[end - 1].text) if r.kind == "NUMR"}
    animate = counted is not None and bool(counted.reading.animate)
    if Case.NOMN in cases:
        # "Пять министров" come, or are seen: three of them would stand in two cases.
        return governed(words, start, counted) if animate and kind == MANY else Case.NOMN
    if counted is not None:
        cases &= counted.cases(Number.PLUR)
    if Case.GENT in cases and cases <= {Case.GENT, Case.ACCS}:
        return governed(words, start, counted) if animate else Case.GENT
    return next(iter(cases)) if len(cases) == 1 else None


def governed(words: tuple[Word, ...], start: int, counted: Counted | None) -> Case | None:
    """Return what the word before a number shows: genitive, or nominative for a direct case."""
    if start == 0 or gap_before(words, start):
        return Case.NOMN
    low = fold(words[start - 1].text)
    if low in _TO_GENITIVE or low in _TO_ACCUSATIVE:
        return Case.GENT if low in _TO_GENITIVE else Case.NOMN
    reading = read_word(words[start - 1].text)[0]
    if reading.kind in {"VERB", "INFN", "GRND", "PRTS"}:
        return _after_verb(reading, counted)
    if reading.is_modifier:
        readings = read_word(words[start - 1].text)
        cases = {each.case for each in readings if each.is_modifier}
        return Case.NOMN if Case.NOMN in cases else Case.GENT if cases == {Case.GENT} else None
    joins = low in {"и", "или", "чем"}
    return Case.NOMN if reading.kind in {"ADVB", "PRCL", "CONJ"} and not joins else None


def _after_verb(verb: Reading, counted: Counted | None) -> Case | None:
    if verb.lemma.startswith(_GENITIVE_VERBS):
        return Case.GENT
    # Whom one sees stands in another form than who comes.
    is_seen = counted is not None and counted.reading.animate and "tran" in verb.tags
    return None if is_seen else Case.NOMN


# --- The noun after another number ------------------------------------------------------------


def recount(
    counted: Counted, old: Quantity, new: Quantity, case: Case | None, text: str
) -> tuple[Edit, ...] | None:
    """Return the edits of a counted noun for another class of number; None where none is sure.

    A scale word is counted like any noun, and may be another one afterwards.
    """
    kinds = class_of(old.mantissa), class_of(new.mantissa)
    if case is None or (counted.modifiers and {PART, ONE} & set(kinds)):
        return None
    if ONE in kinds and case is Case.NOMN and not _is_object(text, old, counted):
        return None
    form = _form_after(kinds[1], case)
    reading = counted.reading if new.scale == old.scale else scale_reading(new)
    noun = noun_in(reading, *form) if form and reading else None
    modifiers = _modifiers(counted, kinds[1]) if case is Case.NOMN else ()
    if noun is None or modifiers is None:
        return None
    noun = noun if "ё" in text else noun.replace("ё", "е")
    return (Edit(counted.noun.span, with_capitals_of(noun, counted.noun.text)), *modifiers)


def _form_after(kind: str, case: Case) -> tuple[Case, Number] | None:
    """Return in which case and number a noun stands after a number that stands in `case`."""
    if kind == PART:
        return (Case.GENT, Number.SING) if case in {Case.NOMN, Case.GENT} else None
    if kind == ONE:
        return case, Number.SING
    if case is Case.NOMN:
        return Case.GENT, Number.SING if kind == FEW else Number.PLUR
    return case, Number.PLUR


def _is_object(text: str, old: Quantity, counted: Counted) -> bool:
    """Tell whether a number ending in one changes neither the noun's accusative nor a verb."""
    words = split_words(text)
    start, _ = words_within(words, old.span)
    if not start or gap_before(words, start):
        return False
    before = read_word(words[start - 1].text)[0]
    return before.kind in {"PREP", "VERB", "INFN", "GRND", "ADVB"} and counted.is_plain


def _modifiers(counted: Counted, kind: str) -> tuple[Edit, ...] | None:
    """Return the edits of adjectives: две новые страны, три новых договора, пять новых стран."""
    edits = []
    few = kind == FEW and counted.reading.gender is Gender.FEMN
    for word in counted.modifiers:
        reading = next((r for r in read_word(word.text) if r.is_modifier), None)
        case = Case.NOMN if few else Case.GENT
        form = inflected(reading, {case, Number.PLUR}) if reading else None
        if form is None:
            return None
        if fold(form) != fold(word.text):
            edits.append(Edit(word.span, with_capitals_of(form, word.text)))
    return tuple(edits)


def noun_in(reading: Reading, case: Case, number: Number) -> str | None:
    """Return a noun in a form, as it stands after numbers: пять лет, сто человек."""
    if case is Case.GENT and number is Number.PLUR and reading.lemma in _FULL:
        return _FULL[reading.lemma]
    return inflected(reading, {case, number})


_SCALES = {10**3: "тысяча", 10**6: "миллион", 10**9: "миллиард", 10**12: "триллион"}


def scale_reading(quantity: Quantity) -> Reading | None:
    """Return the noun of a number's scale."""
    readings = read_word(_SCALES.get(quantity.scale, "-"))
    return next((reading for reading in readings if reading.is_noun), None)
