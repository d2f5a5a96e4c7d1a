"""Forgetting: texts after some days, identities later, since a platform may report an old event again.

What was deleted goes within the hour. A correction that nobody accepted goes with the texts; an accepted one is the
group's own.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import structlog

from bridge.store.database import Database
from bridge.store.retention_rows import forget_rows, give_back

log = structlog.get_logger(__name__)

#: Rows in one transaction, so that messages never wait long behind it.
BATCH = 500
#: Identities of events and messages are kept for this many times as long as texts: a platform may report an event
#: again, people may reply to what is old, and deletions must find their copies.
IDENTITIES = 3
#: Seconds between rounds, and between batches of one, in which messages come first.
ROUND, PAUSE = 3600.0, 0.2
SHOWN = "UPDATE deliveries SET content = NULL WHERE content IS NOT NULL AND state <> 'waiting' AND created_at < ?"
REFRESHED = (
    "DELETE FROM deliveries WHERE kind <> 'message' AND state NOT IN ('waiting', 'taken') AND created_at < ?"
    " AND NOT EXISTS (SELECT 1 FROM blocks WHERE delivery = deliveries.id)"
)
#: The texts of what was deleted, once that is seen everywhere.
DELETED = (
    "UPDATE deliveries SET content = NULL WHERE content IS NOT NULL AND state <> 'waiting' AND message IN"
    " (SELECT id FROM messages WHERE deleted_at IS NOT NULL AND deleted_at < ?)"
)
REACTED = "DELETE FROM reactions WHERE message IN (SELECT id FROM messages WHERE written_at < ?)"
UNACCEPTED = "DELETE FROM corrections WHERE state <> 'active' AND at < ?"
OVER = "DELETE FROM sanctions WHERE max(coalesce(lifted_at, 0), until) BETWEEN 1 AND ?"


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
            if self._seconds and not changed:
                await self.drop_copies(time.time())
                changed = await self.give_back()
            await asyncio.sleep(PAUSE if changed else ROUND)

    async def give_back(self) -> int:
        """Give a batch of free pages back to the disk; returns how many, 0 when nothing is left to do."""
        return await self._database.write(give_back)

    async def drop_copies(self, now: float) -> None:
        """Delete the copies of the database that were made before an upgrade, since they hold texts too."""
        await asyncio.to_thread(_drop_copies, self._database.path, now - self._seconds)

    async def expire(self, now: float) -> int:
        """Erase a batch of what is too old; returns how many rows changed, 0 when nothing is left to do."""
        before, long_before = now - self._seconds, now - IDENTITIES * self._seconds
        changed = 0
        for statement, limit in (
            ("UPDATE messages SET content = NULL WHERE content IS NOT NULL AND written_at < ?", before),
            (SHOWN, before),
            (REFRESHED, before),
            (DELETED, now - ROUND),
            (UNACCEPTED, before),
            (OVER, before),
            ("UPDATE inbox SET payload = '' WHERE state = 'failed' AND payload <> '' AND received_at < ?", before),
            (REACTED, long_before),
            ("DELETE FROM inbox WHERE state <> 'waiting' AND received_at < ?", long_before),
            ("DELETE FROM codes WHERE expires_at < ?", before),
        ):
            changed += await self._limited(statement, limit)
        return changed + await self._database.write(lambda connection: forget_rows(connection, long_before))

    async def _limited(self, statement: str, limit: float) -> int:
        """At most a batch of rows: SQLite's UPDATE and DELETE know no LIMIT, so the rows are chosen first.

        They are looked for in a reader, since that may take a while where there are many, and messages wait for the
        writer.
        """
        verb, _, condition = statement.partition(" WHERE ")
        table = verb.split()[1] if verb.startswith("UPDATE") else verb.split()[2]
        chosen = await self._database.read(
            lambda c: [
                row[0] for row in c.execute(f"SELECT rowid FROM {table} WHERE {condition} LIMIT {BATCH}", (limit,))
            ]
        )
        if not chosen:
            return 0
        # The condition again, since much may have happened meanwhile.
        change = f"{verb} WHERE rowid IN ({','.join('?' * len(chosen))}) AND {condition}"
        return await self._database.write(lambda c: c.execute(change, (*chosen, limit)).rowcount)


def _drop_copies(database: Path, before: float) -> None:
    for path in database.parent.glob(f"{database.name}.before-*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            log.info("a copy of the database from before an upgrade was deleted", file=path.name)
