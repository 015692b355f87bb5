"""Mr and Ms before a name: what becomes of them when the name before which they stand changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Gender
from workflow.model import Span
from workflow.reuse.edits import Edit
from workflow.reuse.units import NAME

if TYPE_CHECKING:
    from workflow.reuse.units import Unit

_GENDERS = {
    **dict.fromkeys(("M", "Mr"), Gender.MASC),
    **dict.fromkeys(("Mme", "Mlle", "Mrs", "Ms"), Gender.FEMN),
}
_BEFORE = {
    "en": re.compile(r"(?<!\w)(?P<word>Mr\.?|Mrs\.?|Ms\.?)(?P<gap>[\s\u00a0]+)$"),
    "ru": re.compile(
        r"(?<!\w)(?P<word>г-(?:н[аоуе]?м?|ж[аиеу]|жой)|господин(?:ом|[ауе])?|госпож(?:ой|[аиеу])"
        r")(?P<gap>[\s\u00a0]+)$",
        re.IGNORECASE,
    ),
}
_ENGLISH = {Gender.MASC: "Mr", Gender.FEMN: "Ms"}
_RUSSIAN = {
    Gender.MASC: ("г-н", "г-на", "г-ну", "г-на", "г-ном", "г-не"),
    Gender.FEMN: ("г-жа", "г-жи", "г-же", "г-жу", "г-жой", "г-же"),
}
_FULL = {
    Gender.MASC: ("господин", "господина", "господину", "господина", "господином", "господине"),
    Gender.FEMN: ("госпожа", "госпожи", "госпоже", "госпожу", "госпожой", "госпоже"),
}
_CASES = tuple(Case)


def gender_of_title(unit: Unit) -> Gender | None:
    """Return what the M. or Mme of a source name shows; None where there is neither."""
    return _GENDERS.get(unit.prelude.rstrip("."))


def title_edits(
    text: str, name: Span, *, old: Unit, new: Unit, language: str, case: Case | None
) -> tuple[Edit, ...] | None:
    """Return the edits of the title before the name at `name`; None where no rule is sure.

    A translation that leaves titles out goes on doing so.
    """
    if old.family != NAME or old.prelude == new.prelude:
        return ()
    before, after = gender_of_title(old), gender_of_title(new)
    pattern = _BEFORE.get(language)
    several = (before is None) != (not old.prelude) or (after is None) != (not new.prelude)
    if pattern is None or several:  # MM., Mmes: titles of several people.
        return None
    match = pattern.search(text, 0, name.start)
    if match is None:
        return () if before else _inserted(name, after, language, case, text)
    whole, title = Span(*match.span()), Span(*match.span("word"))
    word = _swapped(match["word"], after, language, case) if after else ""
    edit = Edit(title if after else whole, word)
    return (edit,) if word or after is None else None


def _inserted(
    name: Span, gender: Gender | None, language: str, case: Case | None, text: str
) -> tuple[Edit, ...] | None:
    if gender is None:
        return ()
    word = _ENGLISH[gender] if language == "en" else ""
    if language == "ru" and case is not None:
        word = _RUSSIAN[gender][_CASES.index(case)]
        word = word.capitalize() if not text[: name.start].strip() else word
    return (Edit(Span(name.start, name.start), f"{word} "),) if word else None


def _swapped(word: str, gender: Gender, language: str, case: Case | None) -> str:
    if language == "en":
        return _ENGLISH[gender] + ("." if word.endswith(".") else "")
    low = word.casefold()
    forms = _RUSSIAN if low.startswith("г-") else _FULL
    other = Gender.FEMN if gender is Gender.MASC else Gender.MASC
    fitting = [each for each, form in zip(_CASES, forms[other], strict=True) if form == low]
    chosen = case if case in fitting or not fitting else fitting[0]
    if chosen is None:
        return ""
    form = forms[gender][_CASES.index(chosen)]
    return form[:1].upper() + form[1:] if word[:1].isupper() else form
