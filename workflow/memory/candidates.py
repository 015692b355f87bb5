"""Which translations are worth comparing with a text: an index of words for each database.

SQLite: a full-text index (FTS5) of the beginnings of words and of each two neighbours, made of our
own terms. A term that many units have tells little, so at most `_MOST_OF_A_TERM` units of each are
read; those that share the rarest terms are compared. A sentence of common words only is found by
two halves of its terms, since a near sentence keeps one half whole. PostgreSQL: pg_trgm.
What is measured and what was rejected is in docs/decisions.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from math import log2
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import text

from workflow.memory.keys import terms_of
from workflow.memory.tables import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.engine import Connection

_MOST_OF_A_TERM = 300
_MOST_OF_COMMON_TERMS = 200
_SHORT = 7
"""Words of a sentence that is also looked for with each of its words left out."""
_LONG = 10
"""Words of a sentence whose pairs of neighbours are enough to find it."""
_FEWEST_COMMON = 4
_MOST_OF_A_SEARCH = 5000
_TRIGRAM_LIKENESS = 0.6
_WORDS = re.compile(r"[^\W_]+")
_LAST = "\U0010ffff"
_TERMS = f"{PREFIX}terms"

Indexed = tuple[int, int, str, str]
"""A unit as the index needs it: its number, the number of its pair, source and target."""


class Candidates(Protocol):
    """An index over sources and targets; what it answers is a first choice, to be examined."""

    def create(self, connection: Connection) -> None:
        """Make the index of an empty memory."""

    def add(self, connection: Connection, units: Sequence[Indexed]) -> None:
        """Index units."""

    def remove(self, connection: Connection, units: Sequence[Indexed]) -> None:
        """Take units out of the index; they are what they were when they were added."""

    def tidy(self, connection: Connection) -> None:
        """Make look-ups fast after many units were added."""

    def find_near(
        self, connection: Connection, source: str, *, pair: int, limit: int
    ) -> Sequence[int]:
        """Return the numbers of units whose source may be near, the likeliest first."""

    def find_words(
        self, connection: Connection, words: str, *, pair: int, in_target: bool
    ) -> Sequence[int]:
        """Return the numbers of units that may hold `words`, the newest first."""


def candidates_for(connection: Connection) -> Candidates:
    """Return the index of a database: the one it has, or for a new one the best it can have."""
    if connection.dialect.name == "postgresql":
        return Trigrams()
    made = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE name = ?", (_TERMS,)
    ).scalar()
    if made is None:
        has_fts5 = connection.exec_driver_sql(
            "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"
        ).scalar()
        return FullText() if has_fts5 else Postings()
    return FullText() if "fts5" in made else Postings()


class _Terms:
    """Look-ups by terms, whatever keeps them."""

    def find_near(
        self, connection: Connection, source: str, *, pair: int, limit: int
    ) -> Sequence[int]:
        """Return the units that share the rarest terms with `source`, the best first."""
        terms = _source_terms(source, pair)
        words = [term for term in terms if not _is_double(term)]
        if len(words) > _LONG:
            terms = tuple(term for term in terms if _is_double(term))
        weights: dict[int, float] = defaultdict(float)
        common = []
        for term in terms:
            found = self._units_of(connection, term)
            if len(found) >= _MOST_OF_A_TERM:
                common.append(term)
                continue
            weight = log2(4 * _MOST_OF_A_TERM / (1 + len(found)))
            for unit in found:
                weights[unit] += weight
        groups = _groups(words, common)
        for unit in self._units_of_any(connection, groups) if groups else ():
            weights[unit] += len(groups[0])
        return sorted(weights, key=lambda unit: (-weights[unit], -unit))[:limit]

    def find_words(
        self, connection: Connection, words: str, *, pair: int, in_target: bool
    ) -> Sequence[int]:
        """Return the units that have words beginning as all of `words` do."""
        side = _target_terms if in_target else _source_terms
        beginnings = [term for term in side(words, pair) if not _is_double(term)]
        return self._units_with(connection, beginnings) if beginnings else ()

    def _units_of(self, connection: Connection, term: str) -> Sequence[int]:
        raise NotImplementedError

    def _units_of_any(
        self, connection: Connection, groups: Sequence[Sequence[str]]
    ) -> Sequence[int]:
        """Return the units that have all the terms of one of the groups."""
        raise NotImplementedError

    def _units_with(self, connection: Connection, beginnings: Sequence[str]) -> Sequence[int]:
        """Return the units that have a term with each of the beginnings."""
        raise NotImplementedError


class FullText(_Terms):
    """SQLite's FTS5 as an inverted index of our own terms."""

    def create(self, connection: Connection) -> None:
        """Make the index, without copies of the texts and without positions."""
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {_TERMS} USING fts5("
            "terms, content='', detail=none, columnsize=0, tokenize=\"ascii tokenchars '_'\")"
        )

    def add(self, connection: Connection, units: Sequence[Indexed]) -> None:
        """Index units."""
        rows = [(unit, " ".join(terms)) for unit, terms in _all_terms(units)]
        connection.exec_driver_sql(f"INSERT INTO {_TERMS}(rowid, terms) VALUES (?, ?)", rows)  # noqa: S608 - a constant name

    def remove(self, connection: Connection, units: Sequence[Indexed]) -> None:
        """Give FTS5 the terms back that it was given: it has no copy of them."""
        rows = [(unit, " ".join(terms)) for unit, terms in _all_terms(units)]
        connection.exec_driver_sql(
            f"INSERT INTO {_TERMS}({_TERMS}, rowid, terms) VALUES ('delete', ?, ?)",  # noqa: S608 - a constant name
            rows,
        )

    def tidy(self, connection: Connection) -> None:
        """Merge the pieces of the index: look-ups take half the time."""
        connection.exec_driver_sql(f"INSERT INTO {_TERMS}({_TERMS}) VALUES ('optimize')")  # noqa: S608 - a constant name

    def _units_of(self, connection: Connection, term: str) -> Sequence[int]:
        return _match(connection, f'"{term}"', _MOST_OF_A_TERM)

    def _units_of_any(
        self, connection: Connection, groups: Sequence[Sequence[str]]
    ) -> Sequence[int]:
        parts = (" AND ".join(f'"{term}"' for term in group) for group in groups)
        return _match(connection, " OR ".join(f"({part})" for part in parts), _MOST_OF_COMMON_TERMS)

    def _units_with(self, connection: Connection, beginnings: Sequence[str]) -> Sequence[int]:
        expression = " AND ".join(f'"{beginning}"*' for beginning in beginnings)
        return _match(connection, expression, _MOST_OF_A_SEARCH)


class Postings(_Terms):
    """The same in a plain table, for an SQLite that was built without FTS5."""

    def create(self, connection: Connection) -> None:
        """Make the table."""
        connection.exec_driver_sql(
            f"CREATE TABLE {_TERMS} (term TEXT, unit INTEGER, PRIMARY KEY (term, unit))"
            " WITHOUT ROWID"
        )

    def add(self, connection: Connection, units: Sequence[Indexed]) -> None:
        """Index units."""
        rows = [(term, unit) for unit, terms in _all_terms(units) for term in terms]
        connection.exec_driver_sql(f"INSERT INTO {_TERMS} VALUES (?, ?)", sorted(rows))  # noqa: S608 - a constant name

    def remove(self, connection: Connection, units: Sequence[Indexed]) -> None:
        """Take the rows of the units out."""
        rows = [(term, unit) for unit, terms in _all_terms(units) for term in terms]
        connection.exec_driver_sql(f"DELETE FROM {_TERMS} WHERE term = ? AND unit = ?", rows)  # noqa: S608 - a constant name

    def tidy(self, connection: Connection) -> None:
        """Do nothing: a table needs no tidying."""

    def _units_of(self, connection: Connection, term: str) -> Sequence[int]:
        query = f"SELECT unit FROM {_TERMS} WHERE term = ? ORDER BY unit DESC LIMIT ?"  # noqa: S608 - a constant name
        return [row[0] for row in connection.exec_driver_sql(query, (term, _MOST_OF_A_TERM))]

    def _units_of_any(
        self, connection: Connection, groups: Sequence[Sequence[str]]
    ) -> Sequence[int]:
        found: set[int] = set()
        for group in groups:
            marks = ", ".join("?" * len(group))
            query = (
                f"SELECT unit FROM {_TERMS} WHERE term IN ({marks}) GROUP BY unit"  # noqa: S608 - a constant name
                " HAVING count(*) = ? ORDER BY unit DESC LIMIT ?"
            )
            values = (*group, len(group), _MOST_OF_COMMON_TERMS)
            found |= {row[0] for row in connection.exec_driver_sql(query, values)}
        return sorted(found, reverse=True)[:_MOST_OF_COMMON_TERMS]

    def _units_with(self, connection: Connection, beginnings: Sequence[str]) -> Sequence[int]:
        query = f"SELECT unit FROM {_TERMS} WHERE term >= ? AND term < ?"  # noqa: S608 - a constant name
        found = (
            {row[0] for row in connection.exec_driver_sql(query, (each, each + _LAST))}
            for each in beginnings
        )
        return sorted(set.intersection(*found), reverse=True)[:_MOST_OF_A_SEARCH]


class Trigrams:
    """PostgreSQL's pg_trgm: three letters at a time, in an index of the texts themselves."""

    def create(self, connection: Connection) -> None:
        """Make the extension's indexes of both sides."""
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
        for side in ("source", "target"):
            connection.execute(
                text(
                    f"CREATE INDEX IF NOT EXISTS {PREFIX}trigrams_{side} ON {PREFIX}units"
                    f" USING gin ({side} gin_trgm_ops)"
                )
            )

    def add(self, connection: Connection, units: Sequence[Indexed]) -> None:
        """Do nothing: PostgreSQL keeps its indexes itself."""

    def remove(self, connection: Connection, units: Sequence[Indexed]) -> None:
        """Do nothing, as `add`."""

    def tidy(self, connection: Connection) -> None:
        """Let the planner know what there is."""
        connection.execute(text(f"ANALYZE {PREFIX}units"))

    def find_near(
        self, connection: Connection, source: str, *, pair: int, limit: int
    ) -> Sequence[int]:
        """Return the units that share most trigrams with `source`."""
        threshold = "SELECT set_config('pg_trgm.similarity_threshold', :least, true)"
        connection.execute(text(threshold), {"least": str(_TRIGRAM_LIKENESS)})
        query = (
            f"SELECT id FROM {PREFIX}units WHERE pair = :pair AND source % :source"  # noqa: S608 - a constant name
            " ORDER BY similarity(source, :source) DESC, id DESC LIMIT :limit"
        )
        values = {"pair": pair, "source": source, "limit": limit}
        return [row[0] for row in connection.execute(text(query), values)]

    def find_words(
        self, connection: Connection, words: str, *, pair: int, in_target: bool
    ) -> Sequence[int]:
        """Return the units that hold every word, with its accents."""
        side = "target" if in_target else "source"
        wanted = _WORDS.findall(words)
        tests = " AND ".join(f"{side} ILIKE :word{place}" for place in range(len(wanted)))
        values: dict[str, object] = {
            f"word{place}": f"%{word}%" for place, word in enumerate(wanted)
        }
        query = (
            f"SELECT id FROM {PREFIX}units WHERE pair = :pair AND {tests}"  # noqa: S608 - constant names
            " ORDER BY id DESC LIMIT :limit"
        )
        values |= {"pair": pair, "limit": _MOST_OF_A_SEARCH}
        return [row[0] for row in connection.execute(text(query), values)]


def _match(connection: Connection, expression: str, limit: int) -> Sequence[int]:
    """Return the units of an expression, the newest first, as one value: fetching rows is slow."""
    newest = f"SELECT rowid FROM {_TERMS} WHERE {_TERMS} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608 - a constant name
    query = f"SELECT group_concat(rowid) FROM ({newest})"  # noqa: S608 - the same
    found = connection.exec_driver_sql(query, (expression, limit)).scalar()
    return [int(number) for number in found.split(",")] if found else []


def _all_terms(units: Iterable[Indexed]) -> Iterator[tuple[int, list[str]]]:
    for number, pair, source, target in units:
        both = (*_source_terms(source, pair), *_target_terms(target, pair))
        yield number, list(dict.fromkeys(both))


def _source_terms(source: str, pair: int) -> tuple[str, ...]:
    """Return the terms of a source; each names its pair, so that pairs do not mix."""
    return tuple(f"{pair}_{term}" for term in terms_of(source))


def _target_terms(target: str, pair: int) -> tuple[str, ...]:
    return tuple(f"{pair}t_{term}" for term in terms_of(target) if "_" not in term)


def _is_double(term: str) -> bool:
    return term.count("_") > 1


def _groups(words: Sequence[str], common: Sequence[str]) -> Sequence[Sequence[str]]:
    """Return sets of terms one of which a near sentence is likely to have whole."""
    if len(words) <= _SHORT:
        return [[each for each in words if each != left] for left in words if len(words) > 1]
    doubles = [term for term in common if _is_double(term)]
    used = doubles if len(doubles) >= _FEWEST_COMMON else list(common)
    half = len(used) // 2
    return [used[:half], used[half:]] if len(used) >= _FEWEST_COMMON else []
