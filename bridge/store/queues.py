"""What waits to be shown, platform by platform."""

from __future__ import annotations

import sqlite3

from bridge.store.database import Database

#: What waits, and what was packed into a shipment that has not arrived: for those who want to read it, both wait.
#: A room that is gone shows nothing any more.
_STANDING = """
SELECT rooms.platform, count(*) AS depth, min(unshown.created_at) AS oldest
FROM (
    SELECT id, room, created_at FROM deliveries WHERE state = 'waiting'
    UNION
    SELECT deliveries.id, deliveries.room, deliveries.created_at FROM shipments
    JOIN blocks ON blocks.shipment = shipments.id
    JOIN deliveries ON deliveries.id = blocks.delivery
    WHERE shipments.state IN ('pending', 'sending', 'unknown')
) AS unshown
JOIN rooms ON rooms.id = unshown.room AND rooms.state = 'open'
GROUP BY rooms.platform
"""


class SqliteQueues:
    """Implements `bridge.operations.sampling.Queues`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def standing(self) -> dict[str, tuple[int, float]]:
        """By platform, how many deliveries are not shown yet, and when the oldest of them was made (Unix seconds)."""

        def select(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            return connection.execute(_STANDING).fetchall()

        return {row["platform"]: (row["depth"], row["oldest"]) for row in await self._database.read(select)}
