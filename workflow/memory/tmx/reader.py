"""Make translations of a TMX file, version 1.1 to 1.4b.

Codes of other tools within a segment (``bpt``, ``ept``, ``ph``, ``it``, ``ut``) are left out with
their content, ``hi`` keeps its words. A unit in several languages gives a pair for each of them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workflow.errors import SettingsError
from workflow.languages import is_same_language, parse_lang
from workflow.memory.tmx.parser import parse_xml
from workflow.memory.values import NO_CONTEXT, Unit
from workflow.model import LangTag
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LONGEST = 20_000
"""Characters of a segment; a longer one is no sentence, and its unit is passed over."""
STATE, CONTEXT, PLACE = "x-trianon-state", "x-trianon-context", "x-trianon-place"
"""Properties that hold what TMX has no word for."""
UNREVIEWED, OBSOLETE = "unreviewed", "obsolete"

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_MACHINES = frozenset({"mt", "mt!", "machine translation"})
_NOT_REVIEWED = frozenset({"draft", "mt", UNREVIEWED, "rejectedtranslation"})
_STATES = frozenset({STATE, "x-confirmationlevel", "x-status", "x-state", "x-origin"})
_MOST_VARIANTS = 200
_MOST_PROPERTIES = 64
_LONGEST_NAME = 200
_KEY = re.compile(r"-?\d{1,19}")
_DATE = re.compile(r"\d{8}T\d{6}Z")


@dataclass(slots=True)
class Skipped:
    """Why units of a file were passed over, counted while it is read."""

    no_pair: int = 0
    """Units without a text in two languages that are known."""
    too_long: int = 0


def read_tmx(path: Path, *, source_lang: LangTag, skipped: Skipped | None = None) -> Iterator[Unit]:
    """Yield the translations of a file while it is read, however large it is.

    Each unit gives the pairs from `source_lang`; where it has no text in it, those from the
    language that the file says it was translated from. Raises `MemoryStoreError`
    (``memory-import``).
    """
    return parse_xml(path, _Units(source_lang, skipped if skipped is not None else Skipped()))


@dataclass(slots=True)
class _Variant:
    """One ``tuv``: a text in a language."""

    lang: LangTag | None
    by: str
    date: str
    parts: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        return unicodedata.normalize("NFC", "".join(self.parts)).strip()


@dataclass(slots=True)
class _Open:
    """One ``tu`` that is being read."""

    source_lang: str
    by: str
    date: str
    variants: list[_Variant] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


class _Units:
    """Follows the elements of a TMX file and gathers its units."""

    def __init__(self, source_lang: LangTag, skipped: Skipped) -> None:
        self._source_lang = source_lang
        self._skipped = skipped
        self._file_lang = ""
        self._path: list[str] = []
        self._unit: _Open | None = None
        self._hidden = 0
        """How many elements around the current text hide it."""
        self._property = ""
        self._done: list[Unit] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2].casefold()
        if not self._path and name != "tmx":
            raise ValueError(tr('the root element is "{name}", not tmx', name=tag[:40]))
        self._path.append(name)
        if name == "header":
            self._file_lang = attributes.get("srclang", "")
        elif name == "tu":
            self._open_unit(attributes)
        elif name == "tuv" and self._unit:
            self._unit.variants.append(_variant(attributes))
            if len(self._unit.variants) > _MOST_VARIANTS:
                raise ValueError(tr("a unit has more than {most} texts", most=_MOST_VARIANTS))
        elif name == "prop" and self._unit:
            self._property = attributes.get("type", "").casefold()[:_LONGEST_NAME]
        elif name in _CODES or self._hidden:
            self._note_break(name, attributes)
            self._hidden += 1

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2].casefold()
        self._path.pop()
        if self._hidden:
            self._hidden -= 1
        elif name == "tu" and self._unit:
            self._close_unit(self._unit)
            self._unit = None
        elif name == "prop":
            self._property = ""

    def text(self, data: str) -> None:
        if self._unit is None or self._hidden:
            return
        if self._property:
            properties = self._unit.properties
            if self._property in properties or len(properties) < _MOST_PROPERTIES:
                whole = properties.get(self._property, "") + data
                properties[self._property] = whole[:_LONGEST_NAME]
        elif "seg" in self._path and self._unit.variants:
            variant = self._unit.variants[-1]
            variant.length += len(data)
            if variant.length <= LONGEST:
                variant.parts.append(data)

    def taken(self) -> Iterator[Unit]:
        yield from self._done
        self._done.clear()

    def _open_unit(self, attributes: Mapping[str, str]) -> None:
        self._unit = _Open(
            source_lang=attributes.get("srclang") or self._file_lang,
            by=_person(attributes),
            date=_date(attributes),
        )

    def _note_break(self, name: str, attributes: Mapping[str, str]) -> None:
        """Keep a line break, the one code that is text."""
        is_break = name == "ph" and attributes.get("type", "").casefold() in {"lb", "x-br"}
        if is_break and not self._hidden and self._unit and self._unit.variants:
            self._unit.variants[-1].length += 1
            self._unit.variants[-1].parts.append("\n")

    def _close_unit(self, unit: _Open) -> None:
        if any(variant.length > LONGEST for variant in unit.variants):
            self._skipped.too_long += 1
            return
        texts = {
            variant.lang: variant for variant in unit.variants if variant.lang and variant.text
        }
        pairs = list(_pairs(tuple(texts), self._source_lang, unit.source_lang))
        if not pairs:
            self._skipped.no_pair += 1
        for source_lang, target_lang in pairs:
            known = _known(unit, texts[target_lang])
            self._done.append(
                replace(
                    known,
                    source=texts[source_lang].text,
                    target=texts[target_lang].text,
                    source_lang=source_lang,
                    target_lang=target_lang,
                )
            )


def _variant(attributes: Mapping[str, str]) -> _Variant:
    return _Variant(
        lang=_language(attributes.get("xml:lang") or attributes.get("lang") or ""),
        by=_person(attributes),
        date=_date(attributes),
    )


@functools.lru_cache(maxsize=256)
def _language(text: str) -> LangTag | None:
    try:
        return parse_lang(text)
    except SettingsError:
        return None


def _pairs(
    langs: tuple[LangTag, ...], wanted: LangTag, declared: str
) -> Iterator[tuple[LangTag, LangTag]]:
    """Yield source and target of each pair that a unit holds."""
    sources = [lang for lang in langs if is_same_language(wanted, lang)]
    if not sources:
        original = _language(declared)
        sources = [lang for lang in langs if original and is_same_language(original, lang)]
    for source in sources or langs[:1]:
        for target in langs:
            if not is_same_language(source, target):
                yield source, target


def _known(unit: _Open, target: _Variant) -> Unit:
    """Return what the file says of a translation, its texts left out."""
    before, _, after = unit.properties.get(CONTEXT, "").partition(" ")
    states = {unit.properties[name].strip().casefold() for name in _STATES & set(unit.properties)}
    by = target.by or unit.by
    is_machine = by.casefold() in _MACHINES
    return Unit(
        source="",
        target="",
        source_lang=_UNKNOWN,
        target_lang=_UNKNOWN,
        before=_number(before),
        after=_number(after),
        place=unit.properties.get(PLACE, ""),
        reviewed=not (is_machine or states & _NOT_REVIEWED),
        is_old=OBSOLETE in states,
        by=by,
        date=target.date or unit.date,
    )


_UNKNOWN = LangTag("und")


def _number(text: str) -> int:
    """Return a key of 64 bits; anything else is no key."""
    number = int(text) if _KEY.fullmatch(text) else NO_CONTEXT
    return number if -(2**63) <= number < 2**63 else NO_CONTEXT


def _person(attributes: Mapping[str, str]) -> str:
    name = attributes.get("changeid") or attributes.get("creationid") or ""
    return " ".join(name[:_LONGEST_NAME].split())


def _date(attributes: Mapping[str, str]) -> str:
    date = attributes.get("changedate") or attributes.get("creationdate") or ""
    return date if _DATE.fullmatch(date) else ""
