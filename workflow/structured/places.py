"""Cities and countries in other languages: a table of our own, then CLDR's territories.

The table holds the capitals, the seats of the United Nations and the cities where diplomacy
meets; a column a language, several source forms separated by ``|``.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from workflow.languages import base_of
from workflow.model import LangTag
from workflow.structured.data import fold, load_rows

_COUNTRY = re.compile(r"(?P<city>[^()]+?) ?\((?P<country>[^()]+)\)")


def is_known(name: str, lang: LangTag) -> bool:
    """Tell whether `name` is a city of the table or a country."""
    return fold(name) in _cities(base_of(lang)) or fold(name) in _countries(base_of(lang))


def has_cities(lang: LangTag) -> bool:
    """Tell whether the table has a column for a language."""
    return bool(_cities(base_of(lang)))


def translate_place(name: str, *, source_lang: LangTag, target_lang: LangTag) -> str | None:
    """Return the place's name in the target language, None when it is not known.

    "Genève (Suisse)" is translated part by part.
    """
    match = _COUNTRY.fullmatch(name)
    if match:
        parts = [
            translate_place(part, source_lang=source_lang, target_lang=target_lang)
            for part in match.groups()
        ]
        return f"{parts[0]} ({parts[1]})" if all(parts) else None
    return _city(name, source_lang, base_of(target_lang)) or _country(
        name, source_lang, target_lang
    )


def place_in(name: str, *, source_lang: LangTag, target_lang: LangTag) -> str | None:
    """Return "in" with the place's name in its case, where the table has it: "в Париже"."""
    return _city(name, source_lang, f"{base_of(target_lang)}_in")


def known_names(lang: LangTag) -> tuple[str, ...]:
    """Return the names of all known places in a language, as it writes them."""
    cities = [name for row in load_rows("places.csv") for name in _forms(row, base_of(lang))]
    return (*cities, *_territories(base_of(lang)).values())


def writes_latin(lang: LangTag) -> bool:
    """Tell whether names in Latin letters stay as they are in a language."""
    name = next(iter(_territories(base_of(lang)).values()), "")
    return bool(name) and "LATIN" in unicodedata.name(name[0], "")


def _city(name: str, source_lang: LangTag, column: str) -> str | None:
    row = _cities(base_of(source_lang)).get(fold(name))
    if row is None:
        return None
    if column in row:
        return row[column].partition("|")[0]
    # A language without a column: a name that French and English share is that of all who write
    # Latin letters.
    shared = row["fr"] == row["en"] and "_" not in column and writes_latin(LangTag(column))
    return row["en"] if shared else None


def _country(name: str, source_lang: LangTag, target_lang: LangTag) -> str | None:
    code = _countries(base_of(source_lang)).get(fold(name))
    return _territories(base_of(target_lang)).get(code) if code else None


def _forms(row: dict[str, str], column: str) -> list[str]:
    return row.get(column, "").split("|") if row.get(column) else []


@functools.cache
def _cities(base: LangTag) -> dict[str, dict[str, str]]:
    rows = load_rows("places.csv")
    return {fold(form): row for row in rows for form in _forms(row, base)}


@functools.cache
def _countries(base: LangTag) -> dict[str, str]:
    return {fold(name): code for code, name in _territories(base).items()}


@functools.cache
def _territories(base: LangTag) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only structured lines need it

    try:
        locale = Locale.parse(base)
    except (UnknownLocaleError, ValueError):
        return {}
    # Numbered territories are continents and groupings, not places that a line is dated from.
    return {code: name for code, name in locale.territories.items() if code.isalpha()}
