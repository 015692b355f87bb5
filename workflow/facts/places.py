"""Countries and places whose names differ between languages, with their adjectives.

Country names are CLDR's; ``data/places.csv`` adds official long forms, adjectives (lower case:
they may answer for the name on the other side) and the cities and regions that are translated.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts.lexicon import fold, read_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.facts.tokens import Token

_WORD = re.compile(r"[^\W\d_]+")
_PASSED = frozenset("-‑–—'’.")
_PREFIX = 3
_ENDINGS = re.compile(
    r"""[аеиійоуыьюяї]?
    |[оеёыи]й|[оеё]ю|[оеёыиаяі]м|[аяоеи]в|[аяыиі]х|[аяыи]ми
    |[оеё]го|[оеё]му|[ая]я|[оеы]е|[ую]ю|ью|ією
    |[aeiouyąęóůě]{1,3}|ie[mj]?|ch|mi|em|om|ów|ou|ům""",
    re.VERBOSE,
)
"""What cases put behind a stem: республик-ами."""
_ADJECTIVE_ENDING = 6


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place named by a range of tokens."""

    code: str
    first: int
    end: int
    adjective: bool
    also: tuple[str, ...] = ()
    """Other places of the same name: "Алжир" is the country and its capital."""

    @property
    def person(self) -> bool:
        """Tell whether this is a given name, not a place."""
        return self.code.startswith("+")


@dataclass(frozen=True, slots=True)
class _Name:
    code: str
    stems: tuple[str, ...]
    exact: bool
    adjective: bool
    ends_in_capital: bool
    """*La Réunion* is an island, *la réunion* is none; *Arabie saoudite* has one capital only."""

    def matches(self, word: str, at: int) -> bool:
        stem = self.stems[at]
        if self.adjective:
            return word.startswith(stem) and len(word) <= len(stem) + _ADJECTIVE_ENDING
        if self.exact:
            return word in {stem, stem + "s"}
        # "Первая" is not Peru, "Конгресс" not Congo, "Кубок" not Cuba.
        return word.startswith(stem) and bool(_ENDINGS.fullmatch(word, len(stem)))


def find_place(tokens: Sequence[Token], index: int, language: str) -> PlaceHit | None:
    """Return the longest place name that begins at a word."""
    token = tokens[index]
    for name in _candidates(token.low, language):
        if not name.adjective and not token.text[0].isupper():
            continue
        end = _match(tokens, index, name)
        if end > index:
            also = tuple(
                other.code
                for other in _candidates(token.low, language)
                if other.stems == name.stems
                and other.adjective is name.adjective
                and other.code != name.code
            )
            return PlaceHit(name.code, index, end, name.adjective, also)
    return None


def may_open_place(low: str, language: str) -> bool:
    """Tell whether a folded word may be the first of the name of a place."""
    return bool(_candidates(low, language))


def _match(tokens: Sequence[Token], index: int, name: _Name) -> int:
    """Return the token after the name, or `index` where it does not stand here."""
    at = index
    for number in range(len(name.stems)):
        while at > index and at < len(tokens) and tokens[at].text in _PASSED:
            at += 1
        if at >= len(tokens) or not name.matches(tokens[at].low, number):
            return index
        at += 1
    return at if not name.ends_in_capital or tokens[at - 1].text[0].isupper() else index


@functools.lru_cache(maxsize=32768)
def _candidates(word: str, language: str) -> tuple[_Name, ...]:
    """Return the names that may begin with a folded word, longest first."""
    names = _index(language).get(word[:_PREFIX], ())
    return tuple(name for name in names if name.matches(word, 0))


@functools.cache
def _index(language: str) -> dict[str, tuple[_Name, ...]]:
    index: dict[str, list[_Name]] = {}
    known = (*_own_names(language), *_country_names(language))
    spelled = {name.stems for name in known}
    cities = (name for name in _city_names(language) if name.stems not in spelled)
    for name in (*known, *cities):
        for prefix in _prefixes(name.stems[0]):
            index.setdefault(prefix, []).append(name)
    return {
        prefix: tuple(sorted(names, key=lambda name: (-len("".join(name.stems)), name.adjective)))
        for prefix, names in index.items()
    }


def _prefixes(stem: str) -> Iterator[str]:
    yield stem[:_PREFIX]
    if len(stem) < _PREFIX:
        # A stem shorter than the key: its endings begin inside the key.
        yield from (stem + letter for letter in "абвгдеийлмноруыэюяaeioust")


def _country_names(language: str) -> Iterator[_Name]:
    from babel import Locale  # noqa: PLC0415 - keeps `--help` fast

    for code, text in Locale.parse(language).territories.items():
        if code.isalpha():
            yield _name(code, re.sub(r"\(.*\)", "", text), language)


def _city_names(language: str) -> Iterator[_Name]:
    """Yield the cities that CLDR names for time zones: capitals and other large ones."""
    from babel import Locale  # noqa: PLC0415 - keeps `--help` fast
    from babel.core import get_global  # noqa: PLC0415 - as above

    local, english = (Locale.parse(tag).time_zones for tag in (language, "en"))
    for zone in get_global("zone_territories"):
        region, _, own = zone.rpartition("/")
        if region not in _CITY_REGIONS:
            continue
        plain = own.replace("_", " ")
        name = local.get(zone, {}).get("city")
        code = "=" + english.get(zone, {}).get("city", plain)
        if name or not _is_inflected(language):
            yield _name(code, name or plain, language)


_CITY_REGIONS = frozenset({"Africa", "America", "Asia", "Australia", "Europe"})


def _own_names(language: str) -> Iterator[_Name]:
    for row in csv.DictReader(io.StringIO(read_data("places.csv"))):
        names = [name for name in (row.get(language) or "").split("|") if name]
        code = row["code"]
        if not code.isalpha():
            code += row["en"].partition("|")[0]
        yield from (_name(code, name, language) for name in names)


def _name(code: str, text: str, language: str) -> _Name:
    written = _WORD.findall(text) or [text]
    words = [fold(word) for word in written]
    # English adjectives carry a capital: the data marks them with a tilde.
    adjective = text[:1].islower() or text.startswith("~")
    inflected = _is_inflected(language)
    stems = words if adjective or not inflected else [_stem(word) for word in words]
    return _Name(
        code,
        tuple(stems),
        exact=not inflected,
        adjective=adjective,
        ends_in_capital=not adjective and written[-1][:1].isupper(),
    )


def _is_inflected(language: str) -> bool:
    return language in {"ru", "uk", "be", "pl", "cs"}


def _stem(word: str) -> str:
    """Cut the ending that cases change, keeping enough to know the word by."""
    # "Нигерия" keeps its и, or it would be the Niger.
    stem = re.sub(r"(?:ая|ое|ые|ый|(?<=[кгхжшщчн])(?:ий|ие)|(?<=и)[яеий]|[аяоеыиьйу])$", "", word)
    return stem if len(stem) >= _PREFIX - 1 else word


def place_keys(code: str) -> str:
    """Return the atom of a place."""
    return f"@{code}"
