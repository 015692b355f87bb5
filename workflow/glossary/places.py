"""Countries, languages and currencies from CLDR, as terms beside those of the glossary files.

A row of a file that bears a term's id (``territory-CI``) or its source form takes its place; CLDR
then only lends the languages that the row leaves empty. ``glossary/places-overrides.csv`` holds
the rows in which diplomacy differs from CLDR's short names.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING

from workflow.glossary.context import parse_guard
from workflow.glossary.terms import Enforce, Kind, Term, Wording
from workflow.glossary.tokens import normal
from workflow.languages import base_of
from workflow.model import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from babel import Locale

    from workflow.model import LangTag

_POSITION = Position(path="CLDR")
_CODE_LENGTH = 2


def add_places(
    terms: Sequence[Term], *, langs: Sequence[LangTag], source_lang: LangTag
) -> tuple[Term, ...]:
    """Return `terms`, languages they lack filled in from CLDR, and CLDR's other terms after."""
    cldr = cldr_terms(tuple(dict.fromkeys([source_lang, *langs])))
    by_id = {term.id: term for term in cldr}
    by_name = {normal(term.preferred(source_lang)): term for term in cldr}
    known = {
        _key(form.text)
        for term in terms
        if (wording := term.wording(source_lang))
        for form in wording.forms()
    }
    filled = []
    used = set()
    for term in terms:
        twin = by_id.get(term.id) or by_name.get(normal(term.preferred(source_lang)))
        if twin and (term.kind is Kind.PLACE or twin.id == term.id):
            used.add(twin.id)
            filled.append(_filled(term, twin))
        else:
            filled.append(term)
    rest = (t for t in cldr if t.id not in used and _key(t.preferred(source_lang)) not in known)
    return (*filled, *rest)


def _key(text: str) -> str:
    """Return a name as it is compared: *français*, the language, is not *Français*, the man."""
    return text.replace("’", "'")


def _filled(term: Term, twin: Term) -> Term:
    """Return `term` with the wordings of `twin` in the languages that it lacks."""
    present = {wording.lang for wording in term.wordings}
    lent = tuple(wording for wording in twin.wordings if wording.lang not in present)
    return replace(term, wordings=(*term.wordings, *lent)) if lent else term


@functools.lru_cache(maxsize=8)
def cldr_terms(langs: tuple[LangTag, ...]) -> tuple[Term, ...]:
    """Return the terms that CLDR gives in `langs`, the first of which is the source language."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - loads data files

    locales: list[tuple[LangTag, Locale]] = []
    for lang in langs:
        try:
            locales.append((lang, Locale.parse(lang.replace("-", "_"))))
        except (UnknownLocaleError, ValueError):
            continue
    return (*_territories(locales), *_languages(locales), *_currencies(locales))


def _territories(locales: Sequence[tuple[LangTag, Locale]]) -> Iterator[Term]:
    excluded = set(_data()["excluded_territories"].split())
    for code in sorted(_codes(locales, "territories") - excluded):
        names = (
            (lang, written_out(_plain(locale.territories.get(code, "")), lang))
            for lang, locale in locales
        )
        yield from _term(f"territory-{code}", names, kind=Kind.PLACE, enforce=Enforce.STRICT)


def _languages(locales: Sequence[tuple[LangTag, Locale]]) -> Iterator[Term]:
    guards = _data()["language_guards"]
    for code in sorted(_codes(locales, "languages")):
        names = ((lang, _plain(locale.languages.get(code, ""))) for lang, locale in locales)
        yield from _term(
            f"language-{code}", names, kind=Kind.CONCEPT, enforce=Enforce.SOFT, guards=guards
        )


def _codes(locales: Sequence[tuple[LangTag, Locale]], what: str) -> set[str]:
    names = getattr(locales[0][1], what) if locales else {}
    return {code for code in names if len(code) == _CODE_LENGTH and code.isalpha()}


def _currencies(locales: Sequence[tuple[LangTag, Locale]]) -> Iterator[Term]:
    """Yield the currencies that are legal tender somewhere today."""
    from babel.core import get_global  # noqa: PLC0415 - loads data files
    from babel.numbers import get_currency_name  # noqa: PLC0415 - the same

    guards = _data()["currency_guards"]
    current = {
        code
        for currencies in get_global("territory_currencies").values()
        for code, _start, end, tender in currencies
        if tender and not end
    }
    for code in sorted(current):
        names = ((lang, get_currency_name(code, count=1, locale=loc)) for lang, loc in locales)
        known = ((lang, name) for lang, name in names if name != code)
        yield from _term(
            f"currency-{code}", known, kind=Kind.CONCEPT, enforce=Enforce.SOFT, guards=guards
        )


def _term(
    term_id: str,
    names: Iterable[tuple[LangTag, str]],
    *,
    kind: Kind,
    enforce: Enforce,
    guards: dict[str, str] | None = None,
) -> Iterator[Term]:
    wordings = tuple(
        Wording(
            lang=lang,
            preferred=name,
            guard=parse_guard(guards[lang]) if guards and lang in guards else None,
        )
        for lang, name in names
        if name
    )
    if len(wordings) > 1:
        yield Term(
            id=term_id,
            kind=kind,
            enforce=enforce,
            wordings=wordings,
            authority="CLDR",
            position=_POSITION,
        )


def _plain(name: str) -> str:
    """Return a CLDR name without its explanation or ampersand: ``Myanmar (Birmanie)``."""
    return name.partition(" (")[0].replace("’", "'").replace(" & ", " and ")


def written_out(name: str, lang: LangTag) -> str:
    """Return a name of CLDR without its abbreviations: ``Фарерские о-ва`` are islands."""
    full = _data()["abbreviations"].get(base_of(lang), {})
    return " ".join(full.get(word, word) for word in name.split(" ")) if full else name


@functools.cache
def _data() -> dict[str, Any]:
    file = resources.files("workflow.glossary") / "places.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
