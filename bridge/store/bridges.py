"""Which rooms are one conversation."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence

from bridge.store.database import Database


class SqliteBridges:
    """Implements `bridge.relay.ports.Bridges`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def join(self, rooms: Sequence[int]) -> int:
        """Make rooms one conversation, with all rooms that they were joined to before; returns the bridge."""

        def change(connection: sqlite3.Connection) -> int:
            marks = ",".join("?" * len(rooms))
            found = connection.execute(
                f"SELECT DISTINCT bridge FROM rooms WHERE id IN ({marks}) AND bridge IS NOT NULL ORDER BY bridge", rooms
            ).fetchall()
            old = [row["bridge"] for row in found]
            bridge = old[0] if old else _new_bridge(connection)
            connection.execute(f"UPDATE rooms SET bridge = ? WHERE id IN ({marks})", (bridge, *rooms))
            for other in old[1:]:
                connection.execute("UPDATE rooms SET bridge = ? WHERE bridge = ?", (bridge, other))
                connection.execute("DELETE FROM bridges WHERE id = ?", (other,))
            return bridge

        return await self._database.write(change)

    async def leave(self, room: int) -> None:
        """Take a room out of its bridge; a bridge of one room is none."""

        def change(connection: sqlite3.Connection) -> None:
            row = connection.execute("SELECT bridge FROM rooms WHERE id = ?", (room,)).fetchone()
            if row is None or row["bridge"] is None:
                return
            connection.execute("UPDATE rooms SET bridge = NULL WHERE id = ?", (room,))
            left = connection.execute("SELECT count(*) FROM rooms WHERE bridge = ?", (row["bridge"],)).fetchone()[0]
            if left < 2:
                connection.execute("UPDATE rooms SET bridge = NULL WHERE bridge = ?", (row["bridge"],))
                connection.execute("DELETE FROM bridges WHERE id = ?", (row["bridge"],))

        await self._database.write(change)


def _new_bridge(connection: sqlite3.Connection) -> int:
    number = connection.execute("INSERT INTO bridges (created_at) VALUES (?)", (time.time(),)).lastrowid
    assert number is not None  # noqa: S101 - SQLite gives one to every insert
    return number
