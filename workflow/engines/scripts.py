"""Writing systems: which one a letter belongs to and which ones a language is written in."""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.model import LangTag

_SCRIPTS_OF_CODE = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Beng": ("BENGALI",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Khmr": ("KHMER",),
    "Kore": ("HANGUL", "CJK"),
    "Laoo": ("LAO",),
    "Latn": ("LATIN",),
    "Mymr": ("MYANMAR",),
    "Thai": ("THAI",),
}
"""ISO 15924 codes, as CLDR gives them, and the first words of Unicode's character names."""


@functools.cache
def script_of(char: str) -> str:
    """Return the script of a letter (``LATIN``, ``CYRILLIC``, ``CJK``); "" for any other character.

    >>> script_of("я")
    'CYRILLIC'
    """
    if not char.isalpha() or unicodedata.category(char) == "Lm":
        return ""
    return unicodedata.name(char, "").partition(" ")[0]


@functools.cache
def scripts_of(lang: LangTag) -> tuple[str, ...]:
    """Return the scripts that a language is written in; empty where CLDR does not know."""
    from babel import Locale  # noqa: PLC0415 - keeps `--help` fast
    from babel.core import get_global  # noqa: PLC0415 - the same

    locale = Locale.parse(lang.replace("-", "_"))
    likely = get_global("likely_subtags")
    keys = (f"{locale.language}_{locale.territory}", locale.language)
    full = next((likely[key] for key in keys if key in likely), "")
    code = locale.script or next((part for part in full.split("_") if len(part) == 4), "")  # noqa: PLR2004 - script codes have four letters
    return _SCRIPTS_OF_CODE.get(code, ())
