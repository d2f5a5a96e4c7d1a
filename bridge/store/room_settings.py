"""What a room's administrators set by hand, and what waits in its conversation."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bridge.chat.reader import ReaderLanguage
from bridge.store.database import Database


class SqliteRoomSettings:
    """Implements `bridge.commands.ports.RoomSettings`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def override(self, room: int, languages: Sequence[ReaderLanguage]) -> None:
        """The languages that a room reads; none: as learnt."""
        tags = " ".join(language.value for language in languages)
        await self._database.write(lambda c: c.execute("UPDATE rooms SET override = ? WHERE id = ?", (tags, room)))

    async def waiting(self, bridge: int | None, room: int) -> int:
        """How many deliveries wait in a conversation."""

        def select(connection: sqlite3.Connection) -> int:
            row = connection.execute(
                "SELECT count(*) FROM deliveries JOIN rooms ON rooms.id = deliveries.room"
                " WHERE deliveries.state = 'waiting' AND (rooms.id = ? OR rooms.bridge = ?)",
                (room, bridge),
            ).fetchone()
            return int(row[0])

        return await self._database.read(select)
