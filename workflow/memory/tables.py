"""The tables, the same in SQLite and in PostgreSQL.

A change of what they hold, or of what `keys` computes, raises `VERSION`: an older memory is then
made again from the workspace's files instead of being converted.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = 1
PREFIX = "trianon_"
"""Of every table: a PostgreSQL database may hold those of other programs."""

METADATA = MetaData()

ABOUT = Table(
    f"{PREFIX}about",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

ORIGINS = Table(
    f"{PREFIX}origins",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("project", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("stamp", Text, nullable=False),
    UniqueConstraint("project", "path"),
)

PAIRS = Table(
    f"{PREFIX}pairs",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("source_lang", Text, nullable=False),
    Column("target_lang", Text, nullable=False),
    UniqueConstraint("source_lang", "target_lang"),
)

UNITS = Table(
    f"{PREFIX}units",
    METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("origin", Integer, ForeignKey(ORIGINS.c.id), nullable=False),
    Column("pair", Integer, ForeignKey(PAIRS.c.id), nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("source_key", BigInteger, nullable=False),
    Column("shape_key", BigInteger, nullable=False),
    Column("before", BigInteger, nullable=False),
    Column("after", BigInteger, nullable=False),
    Column("place", Text, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("is_old", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("date", Text, nullable=False),
    # Keys and not texts: PostgreSQL indexes no text longer than 2,700 bytes.
    Index(f"{PREFIX}units_source", "source_key", "pair"),
    Index(f"{PREFIX}units_shape", "shape_key", "pair"),
    Index(f"{PREFIX}units_origin", "origin"),
)
