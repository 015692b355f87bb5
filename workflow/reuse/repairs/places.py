"""Names of places where no glossary has them: CLDR's and the fact gate's own."""

from __future__ import annotations

import csv
import functools
import io
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

from workflow.facts.lexicon import read_data
from workflow.glossary.morphology.base import Case, Phrase
from workflow.glossary.places import written_out
from workflow.languages import base_of

if TYPE_CHECKING:
    from workflow.model import LangTag


def place_name(code: str, lang: LangTag) -> str:
    """Return the name of a place by its code (``FR``, ``=Brussels``), "" where none is known."""
    own = _own(base_of(lang)).get(code, "")
    if own or not code:
        return own
    if code.startswith("="):
        return _cities(lang).get(code[1:], code[1:] if base_of(lang) == "en" else "")
    return _territories(lang).get(code, "")


def takes_on(name: str) -> bool:
    """Tell whether Russian says "на" before a place where it says "в" before others."""
    return _folded(name) in _prepositions()["on"]


def may_take_on(name: str) -> bool:
    """Tell whether "на" may have stood before a place: на Украине is written as much as в."""
    return takes_on(name) or _folded(name) in _prepositions()["either"]


def _folded(name: str) -> str:
    return name.casefold().replace("ё", "е")


def is_undeclined(name: str) -> bool:
    """Tell whether a Russian name is alike in every case: Мали, Баку, США."""
    from workflow.glossary.morphology.russian.inflect import inflect_term  # noqa: PLC0415 - 16 MB

    return inflect_term(Phrase(text=name), case=Case.ABLT) in {name, None}


@functools.cache
def _prepositions() -> dict[str, frozenset[str]]:
    file = resources.files("workflow.reuse") / "data" / "places.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8"))["ru"]
    return {name: frozenset(places) for name, places in lists.items()}


@functools.cache
def _own(language: str) -> dict[str, str]:
    """Return the long forms and cities of the fact gate: the first that is no adjective."""
    names: dict[str, str] = {}
    for row in csv.DictReader(io.StringIO(read_data("places.csv"))):
        code = row["code"]
        if code.isalpha() and code not in {"UN", "EU"}:
            continue
        code = code if code.isalpha() else code + row["en"].partition("|")[0]
        forms = (row.get(language) or "").split("|")
        name = next((form for form in forms if form[:1].isupper()), "")
        if name:
            names.setdefault(code, name)
    return names


@functools.cache
def _territories(lang: LangTag) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - keeps `--help` fast

    territories = Locale.parse(lang.replace("-", "_")).territories
    return {code: written_out(name.partition(" (")[0], lang) for code, name in territories.items()}


@functools.cache
def _cities(lang: LangTag) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - keeps `--help` fast

    local, english = (Locale.parse(tag).time_zones for tag in (lang.replace("-", "_"), "en"))
    cities = {}
    for zone, names in local.items():
        own = zone.rpartition("/")[2].replace("_", " ")
        if "city" in names:
            cities[english.get(zone, {}).get("city", own)] = names["city"]
    return cities
