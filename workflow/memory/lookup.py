"""Ask the memory: the same text, a text of the same shape, a text that is near.

A look-up is for one pair of languages and never answers with another one. ``fr`` finds what is
``fr-FR`` and the other way round; ``pt-BR`` does not find ``pt-PT``, nor ``zh`` ``zh-Hant``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.languages import is_same_language
from workflow.memory.candidates import candidates_for
from workflow.memory.database import reading
from workflow.memory.keys import key_of, shape_key
from workflow.memory.ranking import match_of, ranked
from workflow.memory.rows import MOST_VALUES, fetch_numbered, fetch_rows
from workflow.memory.tables import UNITS
from workflow.memory.values import Match, MatchKind, Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import ColumnElement

    from workflow.memory.rows import Row
    from workflow.memory.store import Store
    from workflow.model import LangTag

FLOOR = 60.0
"""Likeness below which a translation is of no help to anybody."""
_COMPARED = 64
"""Candidates whose text is compared."""
_MOST_OF_A_SHAPE = 200


class Lookup:
    """The memory of one pair of languages."""

    def __init__(self, store: Store, *, source_lang: LangTag, target_lang: LangTag) -> None:
        """Find out which of the memory's pairs are this one."""
        self._store = store
        self._source_lang = source_lang
        self._pairs = tuple(
            number
            for number, source, target in store.pairs()
            if is_same_language(source_lang, source) and is_same_language(target_lang, target)
        )

    def exact(self, queries: Iterable[Query]) -> tuple[tuple[Match, ...], ...]:
        """Return for each query the translations of exactly its text, the best first."""
        asked = tuple(queries)
        found = self._rows_of(UNITS.c.source_key, {key_of(query.text) for query in asked})
        by_source: dict[str, list[Row]] = {}
        for row in found:
            by_source.setdefault(row.source, []).append(row)
        return tuple(
            ranked(match_of(row, query, shape_key=0) for row in by_source.get(query.text, ()))
            for query in asked
        )

    def near(
        self, query: Query | str, *, limit: int = 5, floor: float = FLOOR
    ) -> tuple[Match, ...]:
        """Return other texts of the same shape, then those like `query`, the best first.

        A near one has at least `floor` of likeness before penalties are taken off, and so is
        not lost for being imported; one of the same shape is returned whatever its likeness.
        """
        asked = Query(text=query) if isinstance(query, str) else query
        shape = shape_key(asked.text, self._source_lang)
        rows = self._rows_of(UNITS.c.shape_key, {shape}, limit=_MOST_OF_A_SHAPE) if shape else []
        rows += self._candidates(asked.text)
        distinct = {row.number: row for row in rows if row.source != asked.text}
        matches = (match_of(row, asked, shape_key=shape) for row in distinct.values())
        kept = (
            (match, is_same_place)
            for match, is_same_place in matches
            if match.kind is MatchKind.SHAPE or match.likeness >= floor
        )
        return ranked(kept)[:limit]

    def translations_of(self, texts: Iterable[str]) -> Mapping[str, tuple[Match, ...]]:
        """Return the reviewed translations of each text that has any, for consistency checks."""
        asked = tuple(dict.fromkeys(texts))
        found = self.exact(Query(text=text) for text in asked)
        reviewed = (tuple(match for match in matches if match.reviewed) for matches in found)
        return {text: each for text, each in zip(asked, reviewed, strict=True) if each}

    def sources_of(self, targets: Iterable[str]) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Return what each translation was approved for: source texts, each with its origin."""
        asked = sorted(set(targets))
        found: dict[str, dict[tuple[str, str], None]] = {}
        with reading(self._store.engine) as connection:
            for start in range(0, len(asked) if self._pairs else 0, MOST_VALUES):
                rows = fetch_rows(
                    connection,
                    UNITS.c.target.in_(asked[start : start + MOST_VALUES]),
                    UNITS.c.pair.in_(self._pairs),
                    UNITS.c.reviewed,
                )
                for row in rows:
                    found.setdefault(row.target, {})[row.source, row.origin] = None
        return {target: tuple(sorted(pairs)) for target, pairs in found.items()}

    def _candidates(self, text: str) -> list[Row]:
        with reading(self._store.engine) as connection:
            candidates = candidates_for(connection)
            numbers = [
                number
                for pair in self._pairs
                for number in candidates.find_near(connection, text, pair=pair, limit=_COMPARED)
            ]
            return fetch_numbered(connection, numbers)

    def _rows_of(
        self, column: ColumnElement[int], keys: Iterable[int], *, limit: int | None = None
    ) -> list[Row]:
        if not self._pairs:
            return []
        wanted = sorted(keys)
        rows: list[Row] = []
        with reading(self._store.engine) as connection:
            for start in range(0, len(wanted), MOST_VALUES):
                part = wanted[start : start + MOST_VALUES]
                rows += fetch_rows(
                    connection, column.in_(part), UNITS.c.pair.in_(self._pairs), limit=limit
                )
        return rows
