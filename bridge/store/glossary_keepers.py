"""Who decides on terms, and the messages that a term is tried on."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Sequence

from pydantic import TypeAdapter

from bridge.chat.text import Text
from bridge.relay.records import Member
from bridge.store.database import Database
from bridge.store.places import member_of

_TEXT: TypeAdapter[Text] = TypeAdapter(Text)


class SqliteKeepers:
    """Implements `bridge.commands.slang_ports.Keepers`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def listed(self, rooms: Collection[int]) -> Sequence[Member]:
        """The keepers of a conversation."""

        def select(connection: sqlite3.Connection) -> list[Member]:
            rows = connection.execute(
                "SELECT * FROM members WHERE id IN"
                f" (SELECT member FROM keepers WHERE room IN ({_marks(rooms)})) ORDER BY name",
                list(rooms),
            )
            return [member_of(row) for row in rows]

        return await self._database.read(select)

    async def add(self, room: int, member: int, by: Member) -> None:
        """Make a member a keeper, as another decided."""
        await self._database.write(
            lambda connection: connection.execute(
                'INSERT INTO keepers (room, member, "by", by_member, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
                (room, member, by.name, by.id, time.time()),
            )
        )

    async def remove(self, rooms: Collection[int], member: int) -> bool:
        """A member, with all selves of the person, is no keeper any more; False where they were none."""

        def delete(connection: sqlite3.Connection) -> bool:
            gone = connection.execute(
                f"DELETE FROM keepers WHERE room IN ({_marks(rooms)}) AND member IN ({_SELVES})",
                [*rooms, member, member],
            )
            return gone.rowcount > 0

        return await self._database.write(delete)

    async def is_keeper(self, rooms: Collection[int], member: int) -> bool:
        """Whether a member, or another self of the same person, is a keeper."""

        def select(connection: sqlite3.Connection) -> bool:
            row = connection.execute(
                f"SELECT 1 FROM keepers WHERE room IN ({_marks(rooms)}) AND member IN ({_SELVES})",
                [*rooms, member, member],
            ).fetchone()
            return row is not None

        return await self._database.read(select)


class SqliteRecent:
    """Implements `bridge.commands.slang_ports.Recent`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def texts(self, rooms: Collection[int], limit: int) -> Sequence[str]:
        """The texts of the last messages of a conversation, the latest first."""

        def select(connection: sqlite3.Connection) -> list[str]:
            rows = connection.execute(
                f"SELECT content FROM messages WHERE room IN ({_marks(rooms)}) AND content IS NOT NULL"
                " AND deleted_at IS NULL ORDER BY id DESC LIMIT ?",
                [*rooms, limit],
            )
            return [_TEXT.validate_json(row["content"]).plain for row in rows]

        return [text for text in await self._database.read(select) if text]


_SELVES = "SELECT id FROM members WHERE id = ? OR person = (SELECT person FROM members WHERE id = ?)"


def _marks(rooms: Collection[int]) -> str:
    return ",".join("?" * len(rooms))
