"""Numbers in a Russian text: два министра, пять министров, с тремя министрами."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Gender, Number
from workflow.glossary.morphology.russian.context import gap_before
from workflow.glossary.morphology.russian.lexicon import Reading, fold, inflected, read_word
from workflow.glossary.morphology.words import (
    Word,
    capitalized,
    split_words,
    starts_sentence,
    words_within,
)
from workflow.model import Span
from workflow.reuse.edits import Edit
from workflow.reuse.repairs.counted import (
    MANY,
    ONE,
    Counted,
    case_of,
    class_of,
    find_counted,
    governed,
    noun_in,
    recount,
    scale_reading,
)
from workflow.reuse.repairs.wording import in_digits, in_words

if TYPE_CHECKING:
    from workflow.model import LangTag
    from workflow.reuse.repairs.quantities import Quantity

_SHORT = {10**3: "тыс.", 10**6: "млн", 10**9: "млрд", 10**12: "трлн"}
_SHORT_FORMS = frozenset({"тыс", "млн", "млрд", "трлн"})
_SPELLED = 10
"""Numbers up to this are written in words where the old one was."""
_UNDECLINED = frozenset({"", "PREP", "CONJ", "PRCL", "ADVB"})


def write_number(text: str, old: Quantity, new: Quantity, lang: LangTag) -> tuple[Edit, ...] | None:
    """Return the edits that state `new` where `text` has `old`; None where no rule is sure."""
    if old.ordinal or new.ordinal:
        return _ordinal(text, old, new, lang)
    if old.scale_span is not None and fold(old.scale_span.of(text)).rstrip(".") in _SHORT_FORMS:
        return _short(text, old, new, lang)
    words = split_words(text)
    if (new.scale > 1) != (old.scale > 1):
        return _rescaled(text, words, old, new, lang)
    counted = find_counted(words, old)
    case = case_of(words, old, counted)
    number = _number(text, old, new, _gender(new, counted), case, lang)
    nouns = _nouns(text, old, new, counted, case)
    return None if number is None or nouns is None else (Edit(old.span, number), *nouns)


def _nouns(
    text: str, old: Quantity, new: Quantity, counted: Counted | None, case: Case | None
) -> tuple[Edit, ...] | None:
    """Return the edits of what is counted; () where it stays as it is."""
    if new.scale == old.scale and class_of(new.mantissa) == class_of(old.mantissa):
        return ()
    if counted is not None:
        return recount(counted, old, new, case, text)
    if new.scale != old.scale:
        return None
    words = split_words(text)
    _, index = words_within(words, old.span)
    if index >= len(words) or gap_before(words, index):
        return ()
    following = read_word(words[index].text)[0]
    return () if following.kind in _UNDECLINED or "Fixd" in following.tags else None


def _short(text: str, old: Quantity, new: Quantity, lang: LangTag) -> tuple[Edit, ...] | None:
    """Write 1,5 млн, 2 млрд, which never decline."""
    if old.scale_span is None or new.scale not in _SHORT or old.words:
        return None
    number = Edit(old.span, in_digits(new.mantissa, lang, model=old.span.of(text)))
    if new.scale == old.scale:
        return (number,)
    return (number, Edit(old.scale_span, _SHORT[new.scale]))


def _rescaled(
    text: str, words: tuple[Word, ...], old: Quantity, new: Quantity, lang: LangTag
) -> tuple[Edit, ...] | None:
    """Write a number with a scale where there was none, or the reverse, in a direct case."""
    counted = find_counted(words, old)
    start, after = words_within(words, Span(old.span.start, old.end))
    fixed = after < len(words) and "Fixd" in read_word(words[after].text)[0].tags
    case = case_of(words, old, counted) if counted else governed(words, start, None)
    if case is not Case.NOMN or old.words or not (counted or fixed):
        return None
    if new.scale == 1:
        number = in_digits(new.value, lang, model="")
        done = class_of(new.value) == MANY or fixed
        return (Edit(Span(old.span.start, old.end), number),) if done else None
    scale = _scale_form(new)
    noun = noun_in(counted.reading, Case.GENT, Number.PLUR) if counted else ""
    if scale is None or noun is None or (counted and counted.modifiers):
        return None
    number = in_digits(new.mantissa, lang, model=old.span.of(text))
    edit = Edit(old.span, f"{number} {scale}")
    return (edit, Edit(counted.noun.span, noun)) if counted else (edit,)


def _scale_form(new: Quantity) -> str | None:
    reading, kind = scale_reading(new), class_of(new.mantissa)
    if reading is None or kind == ONE:
        return None
    return noun_in(reading, Case.GENT, Number.PLUR if kind == MANY else Number.SING)


def _number(
    text: str,
    old: Quantity,
    new: Quantity,
    gender: Gender | None,
    case: Case | None,
    lang: LangTag,
) -> str | None:
    shown = old.span.of(text)
    words = in_words(new.mantissa, lang)
    opens = starts_sentence(text, old.span.start)
    if not (old.words and words and (new.words or new.mantissa <= _SPELLED or opens)):
        return None if old.words and opens else in_digits(new.mantissa, lang, model=shown)
    if case is None or class_of(new.mantissa) == ONE:
        return None
    forms = [_decline(word, case, gender) for word in words]
    return None if None in forms else _joined(forms, text, shown)


def _joined(forms: list[str | None], text: str, model: str) -> str:
    """Return words with the capital of `model`, ё only where the text writes it."""
    number = " ".join(form for form in forms if form)
    number = number if "ё" in text else number.replace("ё", "е")
    return capitalized(number) if model[:1].isupper() else number


def _gender(new: Quantity, counted: Counted | None) -> Gender | None:
    if new.scale > 1:
        return Gender.FEMN if new.scale == 10**3 else Gender.MASC
    return counted.reading.gender if counted else None


def _decline(word: str, case: Case, gender: Gender | None) -> str | None:
    if case is Case.NOMN:
        return "две" if word == "два" and gender is Gender.FEMN else word
    reading = next((r for r in read_word(word) if r.kind == "NUMR"), None)
    return inflected(reading, {case}) if reading else None


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
    forms = {inflected(model, _grammemes(reading)) for reading in last}
    if len(forms) != 1 or None in forms:
        return None
    return (Edit(old.span, _joined([*words[:-1], *forms], text, shown)),)


def _grammemes(reading: Reading) -> set[str]:
    """Return what makes another adjective agree as this reading does."""
    wanted = {str(each) for each in (reading.case, reading.number, reading.gender) if each}
    if reading.case is Case.ACCS and reading.animate is not None:
        wanted.add("anim" if reading.animate else "inan")
    return wanted
