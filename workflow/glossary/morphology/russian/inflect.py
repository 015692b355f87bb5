"""Put a whole term into a case and number: head, modifiers, second heads and names together."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from workflow.glossary.morphology.base import Case, Gender, Number, Paradigm, Phrase
from workflow.glossary.morphology.russian.endings import PACKAGE
from workflow.glossary.morphology.russian.lexicon import agreed, fold, read_word
from workflow.glossary.morphology.russian.names import decline_name, gender_of
from workflow.glossary.morphology.russian.nouns import Noun, decline_noun
from workflow.glossary.morphology.russian.phrase import Modifier, Structure, load_structure
from workflow.glossary.morphology.tables import load_table
from workflow.glossary.morphology.words import Word, is_acronym, split_words, with_capitals_of
from workflow.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What adjectives, pronouns and verbs take over from a noun."""

    number: Number
    gender: Gender | None
    animate: bool


_BRACKETS = re.compile(r"\((\w[^()]*)\)$")


@functools.lru_cache(maxsize=8192)
def inflect_term(
    term: Phrase,
    *,
    case: Case,
    number: Number | None = None,
    after: str = "",
    counted: bool = False,
) -> str | None:
    """Return `term` in `case`; `after` is the preposition before it, for ``в Крыму``.

    `counted` is for the genitive singular after two, three and four, whose adjectives are plural:
    ``два вооруженных конфликта``.

    None where the term has no such form: no plural, no head known, a verb.
    """
    own = number_of(term)
    wanted = own if own is Number.SING and _is_mass(term) else number or own
    if own is None or wanted is None or (own is Number.PLUR and wanted is Number.SING):
        return None
    prescribed = term.prescribed(case, wanted)
    if prescribed is not None:
        return prescribed
    if is_invariable(term) or (case is Case.NOMN and wanted is own):
        return term.text
    if term.person:
        return decline_name(term.text, case=case, gender=term.gender) if wanted is own else None
    form = _from_structure(term, case=case, number=wanted, after=fold(after), counted=counted)
    return form if form is None or "ё" in term.text.lower() else form.translate(_WITHOUT_YO)


_WITHOUT_YO = str.maketrans("ёЁ", "еЕ")


def _from_structure(
    term: Phrase, *, case: Case, number: Number, after: str, counted: bool
) -> str | None:
    structure = load_structure(term)
    if structure is None:
        return None
    form = _inflect(structure, case=case, number=number, after=after, counted=counted)
    return None if form is None else _with_brackets(form, case)


def agreement_of(term: Phrase, *, number: Number | None = None) -> Agreement | None:
    """Return what words that depend on `term` agree with; None where nothing tells its gender."""
    wanted = number or number_of(term) or Number.SING
    if term.person:
        return Agreement(number=wanted, gender=term.gender or gender_of(term.text), animate=True)
    structure = load_structure(term)
    noun = structure.noun if structure else None
    gender = term.gender or (noun.gender if noun else None)
    if is_invariable(term) and is_acronym(term.text) and term.gender is None:
        return None
    if gender is None and noun is not None and noun.animate:
        gender = Gender.MASC
    if gender is None and wanted is Number.SING:
        return None
    animate = term.animate if term.animate is not None else bool(noun and noun.animate)
    return Agreement(number=wanted, gender=gender, animate=animate)


def number_of(term: Phrase) -> Number | None:
    """Return the number of the dictionary form; None where the term is no noun phrase."""
    if term.number is not None:
        return term.number
    if is_invariable(term) or term.person:
        return Number.SING
    structure = load_structure(term)
    return structure.noun.number if structure else None


@functools.lru_cache(maxsize=2048)
def _is_mass(term: Phrase) -> bool:
    """Tell whether the head of a term is hardly ever a plural: ``помощь``."""
    structure = load_structure(term)
    reading = structure.noun.reading if structure is not None else None
    return reading is not None and reading.lemma in load_table(PACKAGE, "mass.tsv")


def is_invariable(term: Phrase) -> bool:
    """Tell whether the term never changes: said so, an acronym, or not in Cyrillic letters."""
    if term.invariable:
        return True
    words = split_words(term.text)
    return bool(words) and (
        (
            is_acronym(words[0].text)
            and all(is_acronym(word.text) or word.text.isdigit() for word in words)
        )
        or not any("а" <= char <= "я" for char in fold(term.text))
    )


def why_not(term: Phrase) -> str | None:
    """Return why `term` cannot be inflected, None where it can."""
    if is_invariable(term) or term.person:
        return None
    if term.verb:
        return tr("a formula that begins with a verb takes the form of the verb it replaces")
    structure = load_structure(term)
    if structure is None:
        return _headless(split_words(term.text))
    missing = [case for case in Case if inflect_term(term, case=case) is None]
    if missing:
        return tr('"{text}" has no {case} form', text=structure.noun.text, case=missing[0])
    return None


def _headless(words: tuple[Word, ...]) -> str:
    if not words:
        return tr("the term has no words")
    if read_word(words[0].text)[0].kind in {"INFN", "VERB", "GRND", "PREP"}:
        return tr('"{text}" begins no noun phrase: a verb or a preposition', text=words[0].text)
    return tr("no head noun in the nominative is found")


def paradigm_of(term: Phrase) -> Paradigm:
    """Return the six cases of `term` in the numbers that it has."""
    own = number_of(term)
    numbers = [own] if own is Number.PLUR or term.person or is_invariable(term) else list(Number)
    return Paradigm(
        columns=tuple(str(number) for number in numbers),
        rows=tuple(
            (
                str(case),
                tuple(inflect_term(term, case=case, number=number) for number in numbers),
            )
            for case in Case
        ),
    )


def _inflect(
    structure: Structure, *, case: Case, number: Number, after: str, counted: bool
) -> str | None:
    forms = [word.text for word in structure.words]
    nouns = dict(structure.nouns)
    for index, noun in structure.nouns:
        form = _noun_form(noun, case=case, number=_number_for(noun, structure, number), after=after)
        if form is None:
            return None
        forms[index] = form
    for index, modifier in structure.modifiers:
        noun = nouns[modifier.head]
        plural = Number.PLUR if counted else _number_for(noun, structure, number)
        form = _modifier_form(modifier, noun, case, plural)
        if form is None:
            return None
        forms[index] = with_capitals_of(form, structure.words[index].text)
    text = "".join(word.before + form for word, form in zip(structure.words, forms, strict=True))
    return _with_name(structure, text, case) + structure.tail


def _with_brackets(form: str, case: Case) -> str:
    """Decline a second name in brackets: ``Ирана (Исламской Республики)``."""
    match = _BRACKETS.search(form)
    inner = match and inflect_term(Phrase(text=match[1]), case=case)
    return f"{form[: match.start(1)]}{inner})" if match and inner else form


def _number_for(noun: Noun, structure: Structure, number: Number) -> Number:
    """A second head keeps its own number (``стрелковое оружие и легкие вооружения``)."""
    return number if noun.number is structure.noun.number else noun.number


def _noun_form(noun: Noun, *, case: Case, number: Number, after: str) -> str | None:
    if case is Case.LOCT and number is Number.SING and after:
        form, prepositions = load_table(PACKAGE, "locative.tsv").get(fold(noun.text), ("", ""))
        if after in prepositions.split(","):
            return with_capitals_of(form, noun.text)
    return decline_noun(noun, case=case, number=number)


def _modifier_form(modifier: Modifier, noun: Noun, case: Case, number: Number) -> str | None:
    return agreed(
        modifier.reading,
        case=case,
        number=number,
        gender=noun.gender or modifier.reading.gender,
        animate=noun.animate,
    )


def _with_name(structure: Structure, text: str, case: Case) -> str:
    if not structure.name:
        return text
    words = structure.words[structure.name.start :]
    name = "".join((word.before if number else "") + word.text for number, word in enumerate(words))
    return text.removesuffix(name) + decline_name(name, case=case)
