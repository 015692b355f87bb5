"""What language a family name is of, as far as its letters and the given name beside it tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.facts.transcription.lists import MANY

if TYPE_CHECKING:
    from collections.abc import Sequence

_STRICT = frozenset({"fr"})
"""Languages whose spelling leaves no choice."""
_ACCENTED = frozenset({"cs", "sh"})
"""The same, where the accents are there."""
_LETTERS = (
    ("cs", re.compile("[řěůňťďľĺ]|ý$")),
    ("pl", re.compile("[łąęśźżń]|rz|sz|cz")),
    ("sh", re.compile("[đ]|[čćš].*ć$|[^aeiou]ić$|ić$")),
    ("tr", re.compile("[ğış]")),
    ("es", re.compile("[ñíóá]|[aeiou]ez$|éz$")),
    ("pt", re.compile("[ãõ]")),
    ("de", re.compile("[äßö]|sch[lmnrw]|sch$|mann$|ü")),
)
"""What shows that a name is no French one; for names without a telling given name."""
_FRENCH = re.compile(
    "[éèêçûîœ]|eau|ault|aud$|oux$|oi[xst]?$|iers?$|ieu|eui|eil$|ouill|aille|gn[aeoé]|[bdtv]re$"
    "|ulle$|let$|^qu|ette$|elle$|aine$|ont$|[^r]ant$|(?<![wa])ard$|ville$|bourg$|court$"
    "|que$|eu[sx]e?$|(?<!c)ain$|oin$|[^fm]our[dt]?$|^d['’]|[aio]net$|[^bi]ot$|hon$|rand$|llan$"
    "|[il]lon$|gue$|ières$|ierre"
)
"""What shows that a name is a French one."""
_FOREIGN = re.compile("[kw]|sch|sh|tz|nn$|ff$|rg$|stein|(?<![ghi])er$|y[bcdfglmnprst]|ing$")
"""What may be French or not, whatever the given name is: Juncker."""


def is_french(family: str, before: Sequence[str]) -> bool:
    """Tell whether a family name looks French, or has a French article or preposition."""
    return bool(_FRENCH.search(family.lower())) or not {"du", "Du", "Le", "des"}.isdisjoint(before)


def is_strict(word: str, language: str) -> bool:
    """Tell whether a spelling leaves no choice; Hašek may stand there as Hasek."""
    if language == "pl":
        return True
    if language in _ACCENTED:
        return not word.isascii() or not re.search("[clszr]", word)
    return language in _STRICT and not _FOREIGN.search(word.lower())


def language_of(word: str, language: str) -> str:
    """Return the language a family name is read in, empty where nothing tells.

    Its own letters count more than its company: Thierry Lopez has a Spanish name.
    """
    low = word.lower()
    if language not in {"fr", MANY}:
        return language
    shown = next((lang for lang, signs in _LETTERS if signs.search(low)), "")
    if shown or language == "fr":
        return shown or language
    return "fr" if _FRENCH.search(low) else ""
