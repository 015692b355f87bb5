"""Numbers in a Russian text: два министра, пять министров, с тремя министрами.

After a number in the nominative or accusative the noun tells two, three and four from the rest, and
a fraction asks for the genitive singular; in the other cases noun and number agree. What case a
number in digits stands in is told by the noun's form and by the word before; where they do not
tell, nothing is changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Gender, Number
from workflow.glossary.morphology.russian.context import can_modify, gap_before
from workflow.glossary.morphology.russian.lexicon import Reading, fold, inflected, read_word
from workflow.glossary.morphology.words import (
    Word,
    capitalized,
    split_words,
    starts_sentence,
    with_capitals_of,
    words_within,
)
from workflow.model import Span
from workflow.reuse.edits import Edit
from workflow.reuse.repairs.wording import in_digits, in_words

if TYPE_CHECKING:
    from decimal import Decimal

    from workflow.model import LangTag
    from workflow.reuse.repairs.quantities import Quantity

ONE, FEW, MANY, PART = "one", "few", "many", "part"
_SCALES = {10**3: "тысяча", 10**6: "миллион", 10**9: "миллиард", 10**12: "триллион"}
_SHORT = {10**3: "тыс.", 10**6: "млн", 10**9: "млрд", 10**12: "трлн"}
_TO_ACCUSATIVE = frozenset("в во на за через про по спустя под".split())
_TO_GENITIVE = frozenset(
    "около до от из без для после против более менее свыше больше меньше порядка среди у с со"
    " ради вместо кроме размере объеме количестве сумме течение протяжении численностью".split()
)
_GENITIVE_VERBS = ("достиг", "лиши", "требов", "требу", "каса", "добива", "добил", "избе")
_FULL = {"год": "лет", "человек": "человек", "раз": "раз"}
"""Genitive plurals after a number that differ from the plain ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """The noun that a number counts, with its modifiers."""

    noun: Word
    readings: tuple[Reading, ...]
    modifiers: tuple[Word, ...] = ()

    @property
    def reading(self) -> Reading:
        """The likeliest reading of the noun."""
        return self.readings[0]


def class_of(value: Decimal) -> str:
    """Return which form of a noun a number asks for."""
    if value != int(value):
        return PART
    tens, units = divmod(int(value) % 100, 10)
    if tens == 1 or units == 0 or units > 4:  # noqa: PLR2004 - 2, 3 and 4 are few
        return MANY
    return ONE if units == 1 else FEW


def write_number(text: str, old: Quantity, new: Quantity, lang: LangTag) -> tuple[Edit, ...] | None:
    """Return the edits that state `new` where `text` has `old`; None where no rule is sure."""
    if old.ordinal or new.ordinal:
        return _ordinal(text, old, new, lang)
    words = split_words(text)
    if old.scale_span is not None and _is_short(old.scale_span.of(text)):
        return _short(text, old, new, lang)
    if (new.scale > 1) != (old.scale > 1):
        return _rescaled(text, words, old, new, lang)
    counted = _find_counted(words, old)
    mantissas = old.mantissa, new.mantissa
    case = _case(words, old, counted, class_of(mantissas[0]))
    number = _number(text, old, new, counted, case, lang)
    if number is None:
        return None
    edits = [Edit(old.span, number)]
    if new.scale != old.scale or class_of(mantissas[0]) != class_of(mantissas[1]):
        nouns = _recount(counted, old, new, case, text)
        if nouns is None:
            return None
        edits += nouns
    return tuple(edits)


def _is_short(scale: str) -> bool:
    return fold(scale).rstrip(".") in {"тыс", "млн", "млрд", "трлн", "k", "m"}


def _short(text: str, old: Quantity, new: Quantity, lang: LangTag) -> tuple[Edit, ...] | None:
    """Write 1,5 млн, 2 млрд, which never decline."""
    if old.scale_span is None or new.scale not in _SHORT or old.words:
        return None
    number = in_digits(new.mantissa, lang, model=old.span.of(text))
    edits = [Edit(old.span, number)]
    if new.scale != old.scale:
        edits.append(Edit(old.scale_span, _SHORT[new.scale]))
    return tuple(edits)


def _rescaled(
    text: str, words: tuple[Word, ...], old: Quantity, new: Quantity, lang: LangTag
) -> tuple[Edit, ...] | None:
    """Write a number with a scale where there was none, or the reverse."""
    counted = _find_counted(words, old)
    case = _case(words, old, counted, class_of(old.mantissa))
    if case is not Case.NOMN or old.words or counted is None:
        return None
    if new.scale > 1:
        scale = _scale_form(new, case)
        noun = _noun_in(counted.reading, Case.GENT, Number.PLUR)
        if scale is None or noun is None or counted.modifiers:
            return None
        number = in_digits(new.mantissa, lang, model=old.span.of(text)) + f" {scale}"
        return (Edit(old.span, number), Edit(counted.noun.span, noun))
    if class_of(new.value) is not MANY:
        return None
    number = in_digits(new.value, lang, model="")
    return (Edit(Span(old.span.start, old.end), number),)


# --- What is counted, and in which case -------------------------------------------------------


def _find_counted(words: tuple[Word, ...], old: Quantity) -> _Counted | None:
    """Return the noun after a number: its scale word where it has one."""
    if old.scale_span is not None:
        start, _ = words_within(words, old.scale_span)
        return _as_counted(words, start, ())
    _, index = words_within(words, old.span)
    modifiers: list[Word] = []
    while index < len(words) and not gap_before(words, index) and len(modifiers) < 3:  # noqa: PLR2004 - no longer row is common
        counted = _as_counted(words, index, tuple(modifiers))
        if counted is not None:
            return counted
        if not can_modify(words[index]):
            return None
        modifiers.append(words[index])
        index += 1
    return None


def _as_counted(
    words: tuple[Word, ...], index: int, modifiers: tuple[Word, ...]
) -> _Counted | None:
    readings = read_word(words[index].text)
    nouns = tuple(each for each in readings if each.is_noun and each.score > 0.01)  # noqa: PLR2004 - far-fetched
    if not nouns or "Fixd" in nouns[0].tags or readings[0].is_modifier or not nouns[0].known:
        return None
    return _Counted(noun=words[index], readings=nouns, modifiers=modifiers)


def _case(
    words: tuple[Word, ...], old: Quantity, counted: _Counted | None, kind: str
) -> Case | None:
    """Return the case of the number: nominative for the accusative too; None where unknown."""
    start, end = words_within(words, old.span)
    if old.words:
        return _case_in_words(words, start, end, counted, kind)
    if counted is None:
        return None
    singular = {r.case for r in counted.readings if r.number is Number.SING}
    plural = {r.case for r in counted.readings if r.number is Number.PLUR}
    if kind == FEW and Case.GENT in singular:
        return Case.NOMN
    if kind == ONE:
        return Case.NOMN if Case.NOMN in singular and _is_plain(counted.reading) else None
    if (kind == MANY and Case.GENT in plural) or (kind == PART and Case.GENT in singular):
        return _governed(words, start, counted)
    oblique = plural - {Case.NOMN, Case.ACCS}
    return next(iter(oblique)) if len(oblique) == 1 and kind != PART else None


def _is_plain(reading: Reading) -> bool:
    """Tell whether nominative and accusative of a noun are the same form."""
    return reading.gender is not Gender.FEMN and not reading.animate


def _case_in_words(
    words: tuple[Word, ...], start: int, end: int, counted: _Counted | None, kind: str
) -> Case | None:
    if start >= end:
        return None
    last = [r for r in read_word(words[end - 1].text) if r.kind == "NUMR"]
    cases = {reading.case for reading in last}
    if Case.NOMN in cases:
        return Case.NOMN
    if counted is None:
        return next(iter(cases)) if len(cases) == 1 else None
    plural = {r.case for r in counted.readings if r.number is Number.PLUR}
    fitting = cases & plural - {Case.NOMN}
    if fitting == {Case.GENT, Case.ACCS} or (fitting == {Case.GENT} and kind == FEW):
        animate = bool(counted.reading.animate)
        return _governed(words, start, counted) if animate else Case.GENT
    return next(iter(fitting)) if len(fitting) == 1 else None


def _governed(words: tuple[Word, ...], start: int, counted: _Counted) -> Case | None:
    """Return what the word before a number shows: genitive, or nominative for a direct case."""
    if start == 0 or gap_before(words, start):
        return Case.NOMN
    before = words[start - 1]
    low, reading = fold(before.text), read_word(before.text)[0]
    if low in _TO_GENITIVE:
        return Case.GENT
    if low in _TO_ACCUSATIVE:
        return Case.NOMN
    if reading.kind in {"VERB", "INFN", "GRND", "PRTS"}:
        if reading.lemma.startswith(_GENITIVE_VERBS):
            return Case.GENT
        # Whom one sees stands in another form than who comes.
        animate = counted.reading.animate and "tran" in reading.tags
        return None if animate else Case.NOMN
    if low == "сумму":
        return Case.NOMN
    if reading.kind in {"ADVB", "PRCL", "CONJ"}:
        return Case.NOMN if low not in {"и", "или", "чем"} else None
    if reading.is_modifier:
        cases = {each.case for each in read_word(before.text) if each.is_modifier}
        return Case.NOMN if Case.NOMN in cases else Case.GENT if cases == {Case.GENT} else None
    return None


# --- The new number ---------------------------------------------------------------------------


def _number(  # noqa: PLR0913 - the number and all that its form depends on
    text: str,
    old: Quantity,
    new: Quantity,
    counted: _Counted | None,
    case: Case | None,
    lang: LangTag,
) -> str | None:
    shown = old.span.of(text)
    words = in_words(new.mantissa, lang)
    opens = starts_sentence(text, old.span.start)
    if not old.words or not words or not (new.words or new.mantissa <= 10 or opens):  # noqa: PLR2004 - what is spelled out
        return None if old.words and opens else in_digits(new.mantissa, lang, model=shown)
    if case is None or class_of(new.mantissa) == ONE:
        return None
    gender = _scale_gender(new) or (counted.reading.gender if counted else None)
    forms = [_decline(word, case, gender) for word in words]
    if None in forms:
        return None
    number = " ".join(form for form in forms if form)
    number = number if "ё" in text else number.replace("ё", "е")
    return capitalized(number) if shown[:1].isupper() else number


def _scale_gender(new: Quantity) -> Gender | None:
    return {1: None, 10**3: Gender.FEMN}.get(new.scale, Gender.MASC)


def _decline(word: str, case: Case, gender: Gender | None) -> str | None:
    if case is Case.NOMN:
        return "две" if word == "два" and gender is Gender.FEMN else word
    reading = next((r for r in read_word(word) if r.kind == "NUMR"), None)
    return inflected(reading, {case}) if reading else None


def _recount(
    counted: _Counted | None, old: Quantity, new: Quantity, case: Case | None, text: str
) -> tuple[Edit, ...] | None:
    """Return the edits of the counted noun for another class of number or another scale."""
    kind = class_of(new.mantissa)
    if counted is None:
        return None if new.scale != old.scale else _uncounted(text, old)
    if (
        case is None
        or kind == ONE
        or (counted.modifiers and PART in {kind, class_of(old.mantissa)})
    ):
        return None
    if kind == PART and case not in {Case.NOMN, Case.GENT}:
        return None
    reading = counted.reading
    if new.scale != old.scale:
        reading = next((r for r in read_word(_SCALES.get(new.scale, "")) if r.is_noun), reading)
    number = Number.SING if kind == PART or (case is Case.NOMN and kind == FEW) else Number.PLUR
    noun = _noun_in(reading, Case.GENT if case is Case.NOMN or kind == PART else case, number)
    modifiers = _modifiers(counted, kind) if case is Case.NOMN else ()
    if noun is None or modifiers is None:
        return None
    return (Edit(counted.noun.span, with_capitals_of(noun, counted.noun.text)), *modifiers)


def _uncounted(text: str, old: Quantity) -> tuple[Edit, ...] | None:
    """Return no edit where nothing declines after a number: a sign, an abbreviation, the end."""
    words = split_words(text)
    _, index = words_within(words, old.span)
    if index >= len(words) or gap_before(words, index):
        return ()
    first = read_word(words[index].text)[0]
    return (
        () if first.kind in {"", "PREP", "CONJ", "PRCL", "ADVB"} or "Fixd" in first.tags else None
    )


def _modifiers(counted: _Counted, kind: str) -> tuple[Edit, ...] | None:
    """Return the edits of adjectives: две новые страны, три новых договора, пять новых стран."""
    edits = []
    few = kind == FEW and counted.reading.gender is Gender.FEMN
    for word in counted.modifiers:
        reading = next((r for r in read_word(word.text) if r.is_modifier), None)
        case = Case.NOMN if few else Case.GENT
        form = inflected(reading, {case, Number.PLUR}) if reading else None
        if form is None:
            return None
        edits.append(Edit(word.span, with_capitals_of(form, word.text)))
    return tuple(
        edit for edit, word in zip(edits, counted.modifiers, strict=True) if edit.text != word.text
    )


def _noun_in(reading: Reading, case: Case, number: Number) -> str | None:
    if case is Case.GENT and number is Number.PLUR and reading.lemma in _FULL:
        return _FULL[reading.lemma]
    return inflected(reading, {case, number})


def _scale_form(new: Quantity, case: Case) -> str | None:
    reading = next((r for r in read_word(_SCALES.get(new.scale, "")) if r.is_noun), None)
    if reading is None or case is not Case.NOMN or class_of(new.mantissa) == ONE:
        return None
    kind = class_of(new.mantissa)
    return _noun_in(reading, Case.GENT, Number.PLUR if kind == MANY else Number.SING)


# --- Ordinals ---------------------------------------------------------------------------------


def _ordinal(text: str, old: Quantity, new: Quantity, lang: LangTag) -> tuple[Edit, ...] | None:
    """Write 70-я where there was 69-я, "семидесятая" where there was "шестьдесят девятая"."""
    shown = old.span.of(text)
    if new.value != int(new.value):
        return None
    digits = "".join(char for char in shown if char.isdecimal())
    if digits:
        return (Edit(old.span, shown.replace(digits, str(int(new.value)))),)
    words = in_words(new.value, lang, ordinal=True)
    last = [r for r in read_word(shown.split()[-1]) if r.kind == "ADJF"]
    if not words or not last:
        return None
    model = read_word(words[-1])[0]
    forms = {
        inflected(model, {m for m in (r.case, r.number, r.gender) if m} | _animacy(r)) for r in last
    }
    if len(forms) != 1 or None in forms:
        return None
    number = " ".join([*words[:-1], *(form for form in forms if form)])
    number = number if "ё" in text else number.replace("ё", "е")
    return (Edit(old.span, capitalized(number) if shown[:1].isupper() else number),)


def _animacy(reading: Reading) -> set[str]:
    if reading.case is not Case.ACCS or reading.animate is None:
        return set()
    return {"anim" if reading.animate else "inan"}
