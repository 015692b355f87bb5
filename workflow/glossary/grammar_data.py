"""The grammar that matching needs, read from ``langs/<lang>.toml``: words and endings, no logic.

Adding a language is adding a file; a language without one is compared word by word as written.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from workflow.languages import base_of
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

Rules: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Pairs of an ending and its replacements; the first ending that fits decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegularVerb:
    """How verbs with one ending are conjugated."""

    ending: str
    forms: tuple[str, ...]
    stems: tuple[tuple[str, str], ...]
    """Regular expressions at the end of the stem, and what they become in some forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IrregularVerb:
    """A verb and all that end like it: whole forms, and stems that take the common endings."""

    verb: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GrammarData:
    """One language; every field may be empty. Words are in normal form."""

    function_words: frozenset[str] = frozenset()
    bare_links: frozenset[str] = frozenset()
    contractions: Mapping[str, tuple[str, ...]]
    alternations: tuple[frozenset[str], ...] = ()
    possessives: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    clitics: frozenset[str] = frozenset()
    insertable: frozenset[str] = frozenset()
    adverb_endings: tuple[str, ...] = ()
    max_inserted: int = 0
    reflexives: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()
    singular_determiners: frozenset[str] = frozenset()
    plural_determiners: frozenset[str] = frozenset()
    plurals: Rules = ()
    plural_exceptions: Mapping[str, tuple[str, ...]]
    feminines: Rules = ()
    feminine_exceptions: Mapping[str, tuple[str, ...]]
    acronym_plural: str = ""
    spellings: tuple[tuple[str, ...], ...] = ()
    regular: tuple[RegularVerb, ...] = ()
    irregular: tuple[IrregularVerb, ...] = ()
    lemmatiser: str = ""
    folds: tuple[tuple[str, str], ...] = ()
    """Letters that are written one for another: Russian ё and е."""
    equivalents: Mapping[str, str]
    """Variants of one word: Russian со and с."""
    name_links: frozenset[str] = frozenset()
    """Small words inside names: Mouvement *de la* paix."""
    honorifics: frozenset[str] = frozenset()
    glued: tuple[str, ...] = ()
    """Particles written together with the next word, longest first."""


@functools.cache
def grammar_data(lang: str) -> GrammarData:
    """Return the data of `lang`, of its base language, or the default."""
    folder = resources.files("workflow.glossary") / "langs"
    for name in (lang, base_of(LangTag(lang)), "default"):
        file = folder / f"{name}.toml"
        if file.is_file():
            return _parse(tomllib.loads(file.read_text(encoding="utf-8")))
    raise FileNotFoundError("langs/default.toml")


_SETS = [
    "function_words",
    "bare_links",
    "possessives",
    "articles",
    "prefixes",
    "clitics",
    "insertable",
    "reflexives",
    "auxiliaries",
    "participles",
    "singular_determiners",
    "plural_determiners",
    "name_links",
    "honorifics",
]


def _parse(raw: Mapping[str, Any]) -> GrammarData:
    endings = {name: text.split(" ") for name, text in raw.get("endings", {}).items()}
    return GrammarData(
        **{name: frozenset(raw.get(name, "").split()) for name in _SETS},
        contractions=_exceptions(raw.get("contractions", ())),
        alternations=tuple(frozenset(words.split()) for words in raw.get("alternations", ())),
        adverb_endings=tuple(raw.get("adverb_endings", "").split()),
        max_inserted=raw.get("max_inserted", 0),
        plurals=_rules(raw.get("plurals", ())),
        plural_exceptions=_exceptions(raw.get("plural_exceptions", ())),
        feminines=_rules(raw.get("feminines", ())),
        feminine_exceptions=_exceptions(raw.get("feminine_exceptions", ())),
        acronym_plural=raw.get("acronym_plural", ""),
        spellings=tuple(tuple(pair) for pair in raw.get("spellings", ())),
        regular=tuple(map(_regular, raw.get("regular", ()))),
        irregular=tuple(_irregular(verb, endings) for verb in raw.get("irregular", ())),
        lemmatiser=raw.get("lemmatiser", ""),
        folds=tuple(raw.get("folds", {}).items()),
        equivalents=MappingProxyType(raw.get("equivalents", {})),
        glued=tuple(sorted(raw.get("glued", "").split(), key=lambda text: (-len(text), text))),
    )


def _rules(pairs: Iterable[tuple[str, str]]) -> Rules:
    return tuple((ending, tuple(gives.split(" "))) for ending, gives in pairs)


def _exceptions(lines: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({word: tuple(forms) for word, *forms in map(str.split, lines)})


def _regular(verb: Mapping[str, Any]) -> RegularVerb:
    return RegularVerb(
        ending=verb["ending"],
        forms=tuple("" if form == "-" else form for form in verb["forms"].split()),
        stems=tuple((old, new) for old, new in verb["stems"]),
    )


def _irregular(verb: Mapping[str, str], endings: Mapping[str, list[str]]) -> IrregularVerb:
    built = [
        verb[tense] + ending
        for tense, common in endings.items()
        if tense in verb
        for ending in common
    ]
    whole = [*verb["present"].split(), *verb.get("past", "").split()]
    return IrregularVerb(verb=verb["verb"], forms=tuple(dict.fromkeys([*whole, *built])))
