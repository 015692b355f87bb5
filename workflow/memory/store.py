"""The memory's content: what each file of the workspace put into it.

Translations belong to the file that they were read from, and a file's translations are replaced
together: what a translator changed, or no longer approves, is changed or gone in the memory too,
and reading all files again gives the same memory.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from workflow.languages import is_same_language
from workflow.memory.candidates import candidates_for
from workflow.memory.database import reading, writing
from workflow.memory.keys import key_of, shape_key
from workflow.memory.tables import ORIGINS, PAIRS, UNITS
from workflow.memory.values import Origin, OriginKind, Unit
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Column
    from sqlalchemy.engine import Connection, Engine

    from workflow.memory.candidates import Candidates, Indexed

_BATCH = 5000
_MANY = 20_000
"""Units after which the index is worth tidying."""


class Store:
    """A memory that is open. Several processes may read while one writes."""

    def __init__(self, engine: Engine, *, project: str = "") -> None:
        """Keep what `project` puts in apart from what others put into the same database."""
        self.engine = engine
        self._project = project

    @property
    def is_shared(self) -> bool:
        """Tell whether other workspaces may put their translations here too."""
        return self.engine.dialect.name != "sqlite"

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def origins(self) -> dict[str, Origin]:
        """Return the files that are in the memory, by their paths."""
        columns = (ORIGINS.c[name] for name in ("path", "name", "kind", "digest", "stamp"))
        query = select(*columns).where(ORIGINS.c.project == self._project).order_by(ORIGINS.c.path)
        with reading(self.engine) as connection:
            rows = connection.execute(query).all()
        return {
            path: Origin(path=path, name=name, kind=OriginKind(kind), digest=digest, stamp=stamp)
            for path, name, kind, digest, stamp in rows
        }

    def replace(
        self,
        origin: Origin,
        units: Iterable[Unit],
        *,
        progress: Callable[[int], None] | None = None,
    ) -> int:
        """Make `units` all that the memory has of a file, and return how many they are.

        An error on the way, also one that `units` raises, leaves the memory as it was.
        """
        with writing(self.engine) as connection:
            candidates = candidates_for(connection)
            self._forget(connection, candidates, origin.path)
            number = self._add_origin(connection, origin)
            count = 0
            for batch in _batches(units):
                _add_units(connection, candidates, batch, origin=number)
                count += len(batch)
                if progress:
                    progress(count)
            if count >= _MANY:
                candidates.tidy(connection)
        return count

    def touch(self, origin: Origin) -> None:
        """Note the new stamp of a file whose content is what it was."""
        with writing(self.engine) as connection:
            connection.execute(
                update(ORIGINS)
                .where(ORIGINS.c.project == self._project, ORIGINS.c.path == origin.path)
                .values(stamp=origin.stamp)
            )

    def remove(self, paths: Iterable[str]) -> None:
        """Forget what came from these files."""
        with writing(self.engine) as connection:
            candidates = candidates_for(connection)
            for path in paths:
                self._forget(connection, candidates, path)

    def pairs(self) -> tuple[tuple[int, LangTag, LangTag], ...]:
        """Return the number and the languages of each pair that the memory has ever held."""
        query = select(PAIRS.c.id, PAIRS.c.source_lang, PAIRS.c.target_lang)
        order = (PAIRS.c.source_lang, PAIRS.c.target_lang)
        with reading(self.engine) as connection:
            rows = connection.execute(query.order_by(*order)).all()
        return tuple((number, LangTag(source), LangTag(target)) for number, source, target in rows)

    def counts(self) -> tuple[tuple[LangTag, LangTag, int, int], ...]:
        """Return each pair of languages with its translations and how many of them are reviewed."""
        reviewed = func.sum(UNITS.c.reviewed.cast(UNITS.c.pair.type))
        query = (
            select(PAIRS.c.source_lang, PAIRS.c.target_lang, func.count(), reviewed)
            .join(UNITS, UNITS.c.pair == PAIRS.c.id)
            .group_by(PAIRS.c.source_lang, PAIRS.c.target_lang)
            .order_by(PAIRS.c.source_lang, PAIRS.c.target_lang)
        )
        with reading(self.engine) as connection:
            rows = connection.execute(query).all()
        return tuple(
            (LangTag(source), LangTag(target), count, int(good))
            for source, target, count, good in rows
        )

    def count_of(self, kind: OriginKind) -> int:
        """Return how many files of a kind are in the memory, whoever put them there."""
        query = select(func.count()).select_from(ORIGINS).where(ORIGINS.c.kind == kind.value)
        with reading(self.engine) as connection:
            return connection.scalar(query) or 0

    def units(self, target_langs: Collection[LangTag] = ()) -> Iterator[Unit]:
        """Yield all translations, of all pairs or into these languages, in an order of their own.

        The order depends on their texts alone, not on when they came in.
        """
        pairs = {
            number: (source, target)
            for number, source, target in self.pairs()
            if not target_langs or any(is_same_language(each, target) for each in target_langs)
        }
        names = ("source", "target", "before", "after", "place", "reviewed", "is_old", "by", "date")
        columns = [UNITS.c[name] for name in names]
        # PostgreSQL would sort by the rules of the language that its server was installed in.
        by_bytes = "C" if self.is_shared else "BINARY"
        texts = (*columns[:2], ORIGINS.c.project, ORIGINS.c.path)
        order = (*(column.collate(by_bytes) for column in texts), UNITS.c.id)
        for number, (source_lang, target_lang) in pairs.items():
            query = select(*columns).join(ORIGINS, UNITS.c.origin == ORIGINS.c.id)
            query = query.where(UNITS.c.pair == number).order_by(*order)
            with reading(self.engine) as connection:
                streamed = connection.execution_options(yield_per=_BATCH).execute(query)
                for row in streamed.mappings():
                    yield Unit(**row, source_lang=source_lang, target_lang=target_lang)

    def _forget(self, connection: Connection, candidates: Candidates, path: str) -> None:
        number = connection.scalar(
            select(ORIGINS.c.id).where(ORIGINS.c.project == self._project, ORIGINS.c.path == path)
        )
        if number is None:
            return
        query = select(UNITS.c.id, UNITS.c.pair, UNITS.c.source, UNITS.c.target)
        rows = connection.execute(query.where(UNITS.c.origin == number).order_by(UNITS.c.id))
        while batch := rows.fetchmany(_BATCH):
            candidates.remove(connection, [tuple(row) for row in batch])
        connection.execute(delete(UNITS).where(UNITS.c.origin == number))
        connection.execute(delete(ORIGINS).where(ORIGINS.c.id == number))

    def _add_origin(self, connection: Connection, origin: Origin) -> int:
        number = _next(connection, ORIGINS.c.id)
        connection.execute(
            ORIGINS.insert(),
            {
                "id": number,
                "project": self._project,
                "path": origin.path,
                "name": origin.name,
                "kind": origin.kind.value,
                "digest": origin.digest,
                "stamp": origin.stamp,
            },
        )
        return number


def _batches(units: Iterable[Unit]) -> Iterator[Sequence[Unit]]:
    iterator = iter(units)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _add_units(
    connection: Connection, candidates: Candidates, units: Sequence[Unit], *, origin: int
) -> None:
    pairs = {
        langs: _pair_number(connection, *langs)
        for langs in dict.fromkeys((unit.source_lang, unit.target_lang) for unit in units)
    }
    first = _next(connection, UNITS.c.id)
    rows = [
        _row(unit, number, origin=origin, pair=pairs[unit.source_lang, unit.target_lang])
        for number, unit in enumerate(units, start=first)
    ]
    connection.execute(UNITS.insert(), rows)
    indexed: list[Indexed] = [
        (number, pairs[unit.source_lang, unit.target_lang], unit.source, unit.target)
        for number, unit in enumerate(units, start=first)
    ]
    candidates.add(connection, indexed)


def _row(unit: Unit, number: int, *, origin: int, pair: int) -> dict[str, object]:
    return {
        "id": number,
        "origin": origin,
        "pair": pair,
        "source": unit.source,
        "target": unit.target,
        "source_key": key_of(unit.source),
        "shape_key": shape_key(unit.source, unit.source_lang),
        "before": unit.before,
        "after": unit.after,
        "place": unit.place,
        "reviewed": unit.reviewed,
        "is_old": unit.is_old,
        "by": unit.by,
        "date": unit.date,
    }


def _pair_number(connection: Connection, source_lang: LangTag, target_lang: LangTag) -> int:
    """Return the number of a pair of languages, given to it now if need be."""
    same = (PAIRS.c.source_lang == source_lang, PAIRS.c.target_lang == target_lang)
    number = connection.scalar(select(PAIRS.c.id).where(*same))
    if number is None:
        number = _next(connection, PAIRS.c.id)
        values = {"id": number, "source_lang": source_lang, "target_lang": target_lang}
        connection.execute(PAIRS.insert(), values)
    return number


def _next(connection: Connection, column: Column[int]) -> int:
    """Return the first number above all that are in use; one run at a time writes."""
    return (connection.scalar(select(func.max(column))) or 0) + 1
