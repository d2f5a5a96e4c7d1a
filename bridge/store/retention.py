"""Forgetting: texts after some days, identities later, since a platform may report an old event again."""

from __future__ import annotations

import asyncio
import sqlite3
import time

from bridge.store.database import Database

#: Rows in one transaction, so that messages never wait long behind it.
BATCH = 500
#: Identities of events are kept for this many times as long as texts: a platform may report an event again.
IDENTITIES = 3
#: Seconds between rounds, and between batches of one, in which messages come first.
ROUND, PAUSE = 3600.0, 0.2
SHOWN = "UPDATE deliveries SET content = NULL WHERE content IS NOT NULL AND state <> 'waiting' AND created_at < ?"
REFRESHED = (
    "DELETE FROM deliveries WHERE kind <> 'message' AND state NOT IN ('waiting', 'taken') AND created_at < ?"
    " AND id NOT IN (SELECT delivery FROM blocks)"
)


class SqliteRetention:
    """Erases what is older than it should be, a batch at a time."""

    def __init__(self, database: Database, seconds: float) -> None:
        """Texts are kept for `seconds`, 0 for good."""
        self._database = database
        self._seconds = seconds

    async def run(self) -> None:
        """Erase once an hour, until cancelled."""
        while True:
            changed = await self.expire(time.time()) if self._seconds else 0
            await asyncio.sleep(PAUSE if changed else ROUND)

    async def expire(self, now: float) -> int:
        """Erase a batch of what is too old; returns how many rows changed, 0 when nothing is left to do."""
        before, long_before = now - self._seconds, now - IDENTITIES * self._seconds

        def change(connection: sqlite3.Connection) -> int:
            changed = 0
            for statement, limit in (
                ("UPDATE messages SET content = NULL WHERE content IS NOT NULL AND written_at < ?", before),
                (SHOWN, before),
                (REFRESHED, before),
                ("DELETE FROM inbox WHERE state <> 'waiting' AND received_at < ?", long_before),
                ("DELETE FROM codes WHERE expires_at < ?", before),
            ):
                changed += _limited(connection, statement, limit)
            return changed

        return await self._database.write(change)


def _limited(connection: sqlite3.Connection, statement: str, limit: float) -> int:
    """At most a batch of rows: SQLite's UPDATE and DELETE know no LIMIT, so the rows are chosen first."""
    verb, _, condition = statement.partition(" WHERE ")
    table = verb.split()[1] if verb.startswith("UPDATE") else verb.split()[2]
    chosen = f"rowid IN (SELECT rowid FROM {table} WHERE {condition} LIMIT {BATCH})"
    return connection.execute(f"{verb} WHERE {chosen}", (limit,)).rowcount
