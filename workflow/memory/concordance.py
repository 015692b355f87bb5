"""Where words stand in the memory: each place with its translation.

Words match the beginnings of words, one after the other, whatever their accents and capitals and
whatever stands between them: "acces humanitaire" finds « l'accès humanitaire ».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.languages import is_same_language
from workflow.memory.candidates import candidates_for
from workflow.memory.database import reading
from workflow.memory.keys import fold, is_unspaced, words_of
from workflow.memory.rows import fetch_numbered
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.memory.store import Store
    from workflow.model import LangTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A translation that holds the words."""

    source: str
    target: str
    source_lang: LangTag
    target_lang: LangTag
    in_target: bool
    """On which side the words stand."""
    spans: tuple[Span, ...]
    """Where, in that side."""
    origin: str
    reviewed: bool
    by: str
    date: str


def search(store: Store, words: str, *, lang: LangTag | None = None) -> tuple[Hit, ...]:
    """Return the places of `words` in texts of `lang`, or of any language.

    Reviewed translations come first, then the newest; a translation that stands in several places
    comes once.
    """
    hits = [
        hit
        for number, *langs in store.pairs()
        for in_target, side_lang in zip((False, True), langs, strict=True)
        if lang is None or is_same_language(lang, side_lang)
        for hit in _hits(store, words, number, langs=(langs[0], langs[1]), in_target=in_target)
    ]
    distinct: dict[tuple[str, ...], Hit] = {}
    for hit in sorted(hits, key=_worth, reverse=True):
        distinct.setdefault((hit.source, hit.target, hit.source_lang, hit.target_lang), hit)
    return tuple(distinct.values())


def _worth(hit: Hit) -> tuple[object, ...]:
    langs = (hit.source_lang, hit.target_lang)
    return (hit.reviewed, hit.date, hit.source, hit.target, langs, not hit.in_target, hit.origin)


def _hits(
    store: Store, words: str, pair: int, *, langs: tuple[LangTag, LangTag], in_target: bool
) -> Iterator[Hit]:
    """Yield the places of `words` in one side of one pair."""
    pattern = _pattern(words)
    with reading(store.engine) as connection:
        candidates = candidates_for(connection)
        found = candidates.find_words(connection, words, pair=pair, in_target=in_target)
        rows = fetch_numbered(connection, found)
    for row in rows:
        spans = _spans(row.target if in_target else row.source, pattern)
        if spans:
            yield Hit(
                source=row.source,
                target=row.target,
                source_lang=langs[0],
                target_lang=langs[1],
                in_target=in_target,
                spans=spans,
                origin=row.origin,
                reviewed=row.reviewed,
                by=row.by,
                date=row.date,
            )


def _pattern(words: str) -> re.Pattern[str]:
    """Return what the folded text must match: each word a beginning, then the rest of it."""
    pieces = ["" if is_unspaced(words_of(words)[0]) else r"(?<![^\W_])"]
    for word in words_of(words):
        if len(pieces) > 1:
            pieces.append(r"[\W_]*" if is_unspaced(word) else r"[\W_]+")
        pieces.append(re.escape(word) + ("" if is_unspaced(word) else r"[^\W_]*"))
    return re.compile("".join(pieces))


def _spans(text: str, pattern: re.Pattern[str]) -> tuple[Span, ...]:
    """Find the words in the folded text and return where they stand in the text itself."""
    folded = [fold(char) for char in text]
    offsets = [place for place, piece in enumerate(folded) for _ in piece]
    return tuple(
        Span(offsets[found.start()], offsets[found.end() - 1] + 1)
        for found in pattern.finditer("".join(folded))
        if found.group()
    )
