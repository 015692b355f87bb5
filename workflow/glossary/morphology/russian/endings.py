"""Decline by ending what no dictionary holds: ``Идлиб``, ``зарин``, ``Гутерриш``.

The endings are a table; what does not fit it (``Осло``, ``Баку``, ``Того``) does not decline.
"""

from __future__ import annotations

import functools

from workflow.glossary.morphology.base import Case, Gender, Number
from workflow.glossary.morphology.tables import load_rows

PACKAGE = "workflow.glossary.morphology.russian"
_VOWELS = "аеёиоуыэюя"
_CONSONANT_LIKE = "йь"


def guess_gender(word: str) -> Gender | None:
    """Return the gender that the ending of a nominative singular shows, None if it declines not.

    Foreign names in -о, -е, -и, -у, -ю, -э do not decline, whatever their gender is.
    """
    last = word.lower()[-1:]
    if last in _CONSONANT_LIKE or (last.isalpha() and last not in _VOWELS):
        return Gender.MASC
    if last in "ая" and word.lower()[-2:] not in {"уа", "оа", "еа", "эа"}:
        return Gender.FEMN
    return None


@functools.lru_cache(maxsize=4096)
def decline_by_ending(
    word: str, *, case: Case, number: Number, gender: Gender | None, animate: bool
) -> str | None:
    """Return the regular form of `word`; None where the table has no row for it.

    With `number` plural, `word` must itself be a plural: a name without singular.
    """
    if case is Case.NOMN:
        return word
    wanted = "plur" if number is Number.PLUR else str(gender)
    for kind, ending, strip, *endings in load_rows(PACKAGE, "endings.tsv"):
        if kind == wanted and word.lower().endswith(ending.strip("-")):
            if ending == "-" and word[-1:].lower() in _VOWELS + "ь":
                return None
            column = _column(case, animate=animate)
            stem = word[: len(word) - int(strip)]
            return stem + endings[column].strip("-")
    return None


def _column(case: Case, *, animate: bool) -> int:
    order = (Case.GENT, Case.DATV, Case.ACCS, Case.ABLT, Case.LOCT)
    position = order.index(case)
    return position + (position > order.index(Case.ACCS) or (case is Case.ACCS and animate))
