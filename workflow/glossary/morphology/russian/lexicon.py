"""Words of the Russian dictionary: every reading of a form, and the other forms of a reading.

The only module that touches pymorphy3. Readings are cached, since a text repeats its words, and
the dictionary (16 MB, 0.1 s) is loaded with the first word.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workflow.glossary.morphology.base import Case, Gender, Number
from workflow.glossary.morphology.russian.endings import PACKAGE, guess_gender
from workflow.glossary.morphology.tables import load_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

_CASES = {
    **{str(case): case for case in Case},
    "gen1": Case.GENT,
    "gen2": Case.GENT,
    "acc2": Case.ACCS,
    "loc1": Case.LOCT,
    "loc2": Case.LOCT,
    "voct": Case.NOMN,
}
MODIFIER_KINDS = frozenset({"ADJF", "PRTF"})
"""Parts of speech that agree with a noun in gender, number and case."""
_NAME_TAGS = frozenset({"Name", "Surn", "Patr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to understand a word form, in OpenCorpora's terms."""

    lemma: str
    """Dictionary form, ё written е."""
    kind: str
    """Part of speech: NOUN, ADJF, PRTF, VERB, PREP…; ``""`` for what is no Russian word."""
    case: Case | None
    number: Number | None
    gender: Gender | None
    """None in the plural of adjectives, and for nouns of common or no gender."""
    animate: bool | None
    tags: frozenset[str]
    score: float
    known: bool
    """The dictionary holds the word; otherwise the reading is guessed from its ending."""
    source: Any = field(compare=False, repr=False)
    """The reading as pymorphy3 has it; only this module looks inside."""

    @property
    def is_noun(self) -> bool:
        """Tell whether this is a noun (adjectives used as nouns are not)."""
        return self.kind == "NOUN"

    @property
    def is_modifier(self) -> bool:
        """Tell whether this agrees with a noun: adjective, participle, ordinal, pronoun."""
        return self.kind in MODIFIER_KINDS

    @property
    def is_name(self) -> bool:
        """Tell whether this is a given name, patronymic or surname."""
        return not _NAME_TAGS.isdisjoint(self.tags)


_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_FOREIGN = Reading(
    lemma="",
    kind="",
    case=None,
    number=None,
    gender=None,
    animate=None,
    tags=frozenset(),
    score=1.0,
    known=False,
    source=None,
)


def fold(word: str) -> str:
    """Return `word` in lower case, ё written е, dashes and apostrophes plain.

    >>> fold("Вооружённые")
    'вооруженные'
    """
    return word.lower().translate(_FOLDED)


_FOLDED = str.maketrans({"ё": "е", "‐": "-", "‑": "-", "’": "'"})


@functools.lru_cache(maxsize=65536)
def read_word(word: str) -> tuple[Reading, ...]:
    """Return every reading of `word`, likeliest first; one without kind where it is not Russian.

    A single letter is a conjunction or a preposition, never the noun that abbreviates a year, and
    ``все`` before a noun is "all", not the particle that ``всё`` is far more often.
    """
    if not _CYRILLIC.search(word):
        return (_FOREIGN,)
    readings = tuple(_reading(parse) for parse in _analyzer().parse(word.lower()))
    unlikely = "NOUN" if len(word) == 1 else "PRCL" if word.lower() == "все" else ""
    likely = tuple(reading for reading in readings if reading.kind != unlikely)
    if not any(reading.known and not reading.is_name for reading in readings):
        likely = _listed_forms().get(fold(word), ()) or likely
    return likely or readings


def is_listed(word: str) -> bool:
    """Tell whether the dictionary holds this form, written with е or with ё."""
    return bool(_analyzer().word_is_known(word))


def has_reading(word: str, tags: frozenset[str]) -> bool:
    """Tell whether the dictionary knows the word as something that is all of `tags`."""
    return any(reading.known and reading.tags >= tags for reading in read_word(word))


@functools.cache
def _listed_forms() -> dict[str, tuple[Reading, ...]]:
    """Return the readings of the forms in forms.tsv, for words that the dictionary lacks."""
    found: dict[str, list[Reading]] = {}
    for lemma, *forms in load_rows(PACKAGE, "forms.tsv"):
        number = Number.PLUR if forms[-1] == "plur" else Number.SING
        for case, form in zip(Case, (lemma, *forms), strict=False):
            if forms != ["="]:
                found.setdefault(form, []).append(_listed(lemma, case, number))
    return {form: tuple(readings) for form, readings in found.items()}


def _listed(lemma: str, case: Case, number: Number) -> Reading:
    return Reading(
        lemma=lemma,
        kind="NOUN",
        case=case,
        number=number,
        gender=guess_gender(lemma),
        animate=False,
        tags=frozenset(),
        score=1.0,
        known=False,
        source=None,
    )


def inflected(reading: Reading, grammemes: Iterable[object]) -> str | None:
    """Return the form of `reading` that has `grammemes`, in lower case, or None."""
    return _inflected(reading.source, frozenset(map(str, grammemes)))


def agreed(
    reading: Reading, *, case: Case, number: Number, gender: Gender | None, animate: bool
) -> str | None:
    """Return the form of an adjective or participle that goes with such a noun."""
    if case is Case.ACCS and (number is Number.PLUR or gender in {Gender.MASC, None}):
        case = Case.GENT if animate else Case.NOMN
    return inflected(
        reading, {case, number, gender or Gender.MASC} if number is Number.SING else {case, number}
    )


@functools.lru_cache(maxsize=65536)
def _inflected(parse: Any, grammemes: frozenset[str]) -> str | None:  # noqa: ANN401 - pymorphy3 is untyped
    form = parse.inflect(grammemes)
    return str(form.word) if form is not None else None


def _reading(parse: Any) -> Reading:  # noqa: ANN401 - pymorphy3 is untyped
    tag = parse.tag
    return Reading(
        lemma=fold(parse.normal_form),
        kind=str(tag.POS or ""),
        case=_CASES.get(str(tag.case)),
        number=Number(tag.number) if tag.number else None,
        gender=Gender(tag.gender) if tag.gender else None,
        animate={"anim": True, "inan": False}.get(str(tag.animacy)),
        tags=frozenset(map(str, tag.grammemes)),
        score=float(parse.score),
        known=bool(parse.is_known),
        source=parse,
    )


@functools.cache
def _analyzer() -> Any:  # noqa: ANN401 - pymorphy3 is untyped
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - 16 MB of dictionaries

    return MorphAnalyzer(lang="ru")
