"""Who asked not to be relayed."""

from __future__ import annotations

import sqlite3

from bridge.relay.records import LEFT_OUT
from bridge.store.database import Database


class SqliteLeftOut:
    """Looks them up."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keys(self) -> list[str]:
        """Their keys, as `Author.key`."""

        def select(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            return connection.execute("SELECT platform, native FROM members WHERE standing = ?", (LEFT_OUT,)).fetchall()

        return [f"{row['platform']}:{row['native']}" for row in await self._database.read(select)]
