"""Which files the rooms of a message show of it at present."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from bridge.chat.attachment import Attachment
from bridge.chat.content import load_content
from bridge.store.database import Database


class SqliteShownFiles:
    """Implements `bridge.relay.ports.ShownFiles`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, room: int, native: str) -> Mapping[int, tuple[Attachment, ...]]:
        """The files of a message that was written in a room, by the numbers of the rooms that it was sent to."""

        def select(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            return connection.execute(
                "SELECT room, content, EXISTS (SELECT 1 FROM deliveries AS changes"
                " WHERE changes.message = deliveries.message AND changes.room = deliveries.room"
                " AND changes.kind = 'edit' AND changes.state IN ('waiting', 'taken')) AS changing"
                " FROM deliveries WHERE kind = 'message' AND content IS NOT NULL AND message ="
                " (SELECT id FROM messages WHERE room = ? AND native = ?)",
                (room, native),
            ).fetchall()

        found: dict[int, tuple[Attachment, ...]] = {}
        for row in await self._database.read(select):
            content = load_content(row["content"])
            if content.author is not None:
                # What an earlier edit is yet to replace is still there.
                kept = content.replaces if row["changing"] else None
                found[row["room"]] = content.attachments if kept is None else kept
        return found
