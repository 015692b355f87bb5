"""Open the memory's database, and say clearly why it cannot be opened.

SQLite's file is written ahead of (WAL), so that a killed run leaves the state of the last finished
one. A file that is damaged, another program's, or of another version of this program is never
touched: it is reported, and `translate memory rebuild` makes a new one.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, inspect, make_url, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from workflow.errors import MemoryStoreError
from workflow.memory.tables import ABOUT, METADATA, PREFIX, VERSION
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import NoReturn

    from sqlalchemy.engine import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection

REBUILD = tr("make it again from the workspace's files: translate memory rebuild")
_DRIVER = "postgresql+psycopg"
_WAIT_SECONDS = 10
_CACHE_KIB = 65536
_MAPPED_BYTES = 2**28
_LOCK = 0x7261616E
"""Of PostgreSQL's advisory locks, the one that writers of a memory hold."""


def open_file(path: Path) -> Engine:
    """Open, or make, the memory in an SQLite file.

    Raises `MemoryStoreError`: ``memory-damaged``, ``memory-foreign``, ``memory-version``,
    ``memory-unavailable``.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": _WAIT_SECONDS}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    _prepare(engine, where=str(path))
    return engine


def open_server(url: str) -> Engine:
    """Open, or make, the memory in a PostgreSQL database. The password is never shown.

    Raises `MemoryStoreError` as `open_file` does, and ``memory-url`` for a URL of anything else.
    """
    engine = _connect(url)
    _prepare(engine, where=shown(engine.url))
    return engine


def clear_server(url: str) -> None:
    """Remove a memory of an older layout from a database, so that it can be made again.

    One of a newer layout belongs to colleagues who are ahead: it is refused (``memory-version``).
    """
    engine = _connect(url)
    try:
        _prepare(engine, where=shown(engine.url))
    except MemoryStoreError as error:
        is_newer = error.slug == "memory-version" and "newer" in error.message
        if is_newer or error.slug not in {"memory-version", "memory-damaged"}:
            raise
        _drop_tables(engine)
    finally:
        engine.dispose()


def _connect(url: str) -> Engine:
    try:
        address = make_url(url)
        if address.drivername not in {"postgresql", "postgres", _DRIVER}:
            _refuse_url()
        return create_engine(
            address.set(drivername=_DRIVER),
            pool_pre_ping=True,
            connect_args={"connect_timeout": _WAIT_SECONDS},
        )
    except (ArgumentError, NoSuchModuleError, ValueError):
        _refuse_url()
    except ModuleNotFoundError as error:
        raise MemoryStoreError(
            tr("PostgreSQL's driver psycopg is not installed"),
            slug="memory-unavailable",
            hint=tr('install it: pip install "trianon[postgresql]"; or remove url from [memory]'),
        ) from error


def shown(address: URL) -> str:
    """Return an address without its password, also where a parameter holds one."""
    return address.set(query={}).render_as_string(hide_password=True)


@contextlib.contextmanager
def translated_errors(engine: Engine) -> Iterator[None]:
    """Turn what a database reports into the `MemoryStoreError` that says what to do."""
    try:
        yield
    except DatabaseError as error:
        _refuse(error, _place_of(engine))


@contextlib.contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose changes are kept together, or not at all where an error leaves it."""
    with translated_errors(engine), engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        yield connection


@contextlib.contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the memory."""
    with translated_errors(engine), engine.connect() as connection:
        yield connection


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # sqlite3 would begin by itself
    cursor = connection.cursor()
    with contextlib.suppress(sqlite3.OperationalError):  # a network drive may not know it
        cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    cursor.execute(f"PRAGMA mmap_size={_MAPPED_BYTES}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _prepare(engine: Engine, *, where: str) -> None:
    """Check what the database holds, and make the tables where it holds nothing of ours."""
    try:
        found = set(inspect(engine).get_table_names())
        if ABOUT.name not in found:
            if engine.dialect.name == "sqlite" and found:
                raise MemoryStoreError(
                    tr("the file is another program's database, not a translation memory"),
                    slug="memory-foreign",
                    position=Position(path=where),
                    hint=REBUILD,
                )
            _make_tables(engine)
        _check_version(engine, where)
    except DatabaseError as error:
        engine.dispose()
        _refuse(error, where)


def _make_tables(engine: Engine) -> None:
    from workflow.memory.candidates import candidates_for  # noqa: PLC0415 - it opens nothing itself

    with writing(engine) as connection:
        METADATA.create_all(connection)
        candidates_for(connection).create(connection)
        if connection.execute(select(ABOUT.c.value)).first() is None:
            connection.execute(ABOUT.insert(), {"name": "version", "value": str(VERSION)})


def _check_version(engine: Engine, where: str) -> None:
    with engine.connect() as connection:
        found = connection.scalar(select(ABOUT.c.value).where(ABOUT.c.name == "version"))
    if found != str(VERSION):
        is_newer = (found or "").isdigit() and int(found or 0) > VERSION
        is_file = engine.dialect.name == "sqlite"
        raise MemoryStoreError(
            tr(
                "the translation memory was made by {age} version of this program"
                ' (layout "{layout}", here "{version}")',
                age=tr("a newer") if is_newer else tr("an older"),
                layout=found,
                version=VERSION,
            ),
            slug="memory-version",
            position=Position(path=where),
            hint=REBUILD
            if is_file or not is_newer
            else tr("install that version of Trianon here too"),
        )


def _drop_tables(engine: Engine) -> None:
    """Remove the memory's tables from a database, and nothing else."""
    with writing(engine) as connection:
        names = [name for name in inspect(connection).get_table_names() if name.startswith(PREFIX)]
        for name in names:
            connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}" CASCADE')


def _place_of(engine: Engine) -> str:
    is_file = engine.dialect.name == "sqlite"
    return str(engine.url.database) if is_file else shown(engine.url)


def _refuse_url() -> NoReturn:
    raise MemoryStoreError(
        tr("the url of [memory] is not that of a PostgreSQL database"),
        slug="memory-url",
        hint=tr('write url = "postgresql://user@host/database"; without url the memory is a file'),
    ) from None


_DAMAGED = ("not a database", "malformed", "disk image", "corrupt")


def _refuse(error: DatabaseError, where: str) -> NoReturn:
    """Raise the error that says what to do; the driver's own words carry no password."""
    reason = " ".join(str(error.orig).split("\n")[0].split())
    if any(sign in reason for sign in _DAMAGED) or _lacks_table(reason):
        raise MemoryStoreError(
            tr("the translation memory is damaged: {reason}", reason=reason),
            slug="memory-damaged",
            position=Position(path=where),
            hint=REBUILD,
        ) from error
    if isinstance(error, OperationalError) and "locked" in reason:
        hint = "another run is writing it: wait until it ends"
    elif where.startswith("postgresql"):
        hint = "check url in [memory], the server, and the rights of its user; pg_trgm is needed"
    else:
        hint = "check the permissions and the free space of its folder"
    raise MemoryStoreError(
        tr("the translation memory cannot be used: {reason}", reason=reason),
        slug="memory-unavailable",
        position=Position(path=where),
        hint=hint,
    ) from error


def _lacks_table(reason: str) -> bool:
    return "no such table" in reason or ("relation" in reason and "does not exist" in reason)
