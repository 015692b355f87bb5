"""In which case the engine wrote a name that it mangled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.facts.lexicon import fold
from workflow.glossary.morphology.base import Case, Gender

if TYPE_CHECKING:
    from workflow.facts.transcription import NamePart

UNDECLINED = ("о", "е", "ё", "и", "у", "ю", "ы", "э")
"""Endings of names that never decline."""
_FIRST = ("а", "я")
_SPELLED = {"е": "e", "а": "a", "и": "iy", "о": "o", "у": "u", "ы": "y"}
_FIRST_DECLENSION = (
    (("а", "я"), (Case.NOMN,)),
    (("ы", "и"), (Case.GENT, Case.DATV, Case.LOCT)),
    (("е",), (Case.DATV, Case.LOCT)),
    (("у", "ю"), (Case.ACCS,)),
    (("ой", "ей"), (Case.ABLT,)),
)
_SECOND_DECLENSION = (
    (("ом", "ем", "ём", "ым", "им"), (Case.ABLT,)),
    (("а", "я"), (Case.GENT, Case.ACCS)),
    (("у", "ю"), (Case.DATV,)),
    (("е",), (Case.LOCT,)),
    (tuple("бвгджзйклмнпрстфхцчшщьbcdfghjklmnpqrstvwxz"), (Case.NOMN,)),
)
"""Cases by the endings of names in -а and of men's names in a consonant."""
_REACH = 60
"""Characters before a name that are searched for its preposition."""
_BEFORE_LOCATIVE = re.compile(
    r"(?<!\w)(?:в|во|на|о|об|обо|при)[ \u00a0](?:\S+[ \u00a0]){0,6}$", re.IGNORECASE
)


def cases_shown(word: str, part: NamePart, gender: Gender | None) -> tuple[Case, ...]:
    """Return the cases that the ending of a mangled word may be in; empty where it tells nothing.

    An ending that is a letter of the source (Faure as Фауре) is none of Russian grammar.
    """
    russian = part.russian
    if russian.endswith(UNDECLINED) or (gender is Gender.FEMN and not russian.endswith(_FIRST)):
        return ()
    if fold(part.text)[-1] in _SPELLED.get(word[-1], ""):
        return (Case.NOMN,) if russian.endswith(_FIRST) and word.endswith(_FIRST) else ()
    endings = _FIRST_DECLENSION if russian.endswith(_FIRST) else _SECOND_DECLENSION
    return next((cases for ending, cases in endings if word.endswith(ending)), ())


def may_be_locative(before: str) -> bool:
    """Tell whether a preposition of the locative, which never stands alone, is near enough."""
    return bool(_BEFORE_LOCATIVE.search(before[-_REACH:]))


def case_of_title(before: str) -> Case | None:
    """Return the case of the title that stands before a name, None for none: г-на, г-жой."""
    title = _TITLE.search(before[-_REACH:])
    return _TITLES[title[1]] if title else None


_TITLES = {
    "н": Case.NOMN,
    "на": Case.GENT,
    "ну": Case.DATV,
    "ном": Case.ABLT,
    "не": Case.LOCT,
    "жа": Case.NOMN,
    "жи": Case.GENT,
    "же": Case.DATV,
    "жу": Case.ACCS,
    "жой": Case.ABLT,
}
_TITLE = re.compile(r"(?<!\w)[Гг][-‐‑](н|на|ну|ном|не|жа|жи|же|жу|жой)\.?[ \u00a0]$")
