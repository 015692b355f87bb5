"""The translation memory: what people approved once, found again.

It is kept in SQLite, or in a PostgreSQL database that several people share, and can always be made
again from the workspace's files. `database` opens it, `store` fills it, `lookup` asks it, `tmx`
exchanges it with other tools. SQLAlchemy is imported with those modules, so that commands import
them where they need them.
"""

from __future__ import annotations

from workflow.memory.values import Match, MatchKind, Origin, OriginKind, Query, Unit

__all__ = ["Match", "MatchKind", "Origin", "OriginKind", "Query", "Unit"]
