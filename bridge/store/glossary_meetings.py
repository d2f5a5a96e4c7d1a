"""Which terms were explained in which room, and when."""

from __future__ import annotations

import sqlite3
import time
from collections import OrderedDict

from bridge.store.database import Database

REMEMBERED = 20_000


class SqliteMeetings:
    """Implements `bridge.relay.explaining.Meetings`; what was told lately is kept in memory too."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._told: OrderedDict[tuple[int, str], tuple[float, str]] = OrderedDict()

    async def first(self, room: int, term: str, message: str, within: float) -> bool:
        """Whether a room was not told of a term within so many seconds, except under this very message."""
        now = time.time()
        known = self._told.get((room, term))
        if known is not None and now - known[0] < within:
            return known[1] == message

        def change(connection: sqlite3.Connection) -> tuple[float, str]:
            row = connection.execute(
                "SELECT at, message FROM term_meetings WHERE room = ? AND term = ?", (room, term)
            ).fetchone()
            if row is not None and now - row["at"] < within:
                return row["at"], row["message"]
            connection.execute(
                "INSERT INTO term_meetings (room, term, message, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (room, term) DO UPDATE SET message = excluded.message, at = excluded.at",
                (room, term, message, now),
            )
            return now, message

        met = self._told[room, term] = await self._database.write(change)
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        return met[1] == message
