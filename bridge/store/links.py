"""Codes that join rooms."""

from __future__ import annotations

import sqlite3
import time

from bridge.commands.ports import Offer
from bridge.store import codes
from bridge.store.database import Database
from bridge.store.places import place_of

PURPOSE = "room"


class SqliteLinks:
    """Implements `bridge.commands.ports.Links`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def issue(self, room: int, member: int) -> str:
        """A new code of a room; older ones of the same room stop working."""
        return await self._database.write(lambda c: codes.issue(c, PURPOSE, room=room, member=member))

    async def claim(self, code: str, room: int, member: int) -> Offer | None:
        """Use a code in another room; None where it does not work (any more)."""

        def change(connection: sqlite3.Connection) -> Offer | None:
            row = codes.unused(connection, PURPOSE, code)
            if row is None:
                return None
            connection.execute(
                "UPDATE codes SET claimed_room = ?, claimed_member = ? WHERE hash = ?", (room, member, row["hash"])
            )
            return _offer(connection, row["room"], room, member)

        return await self._database.write(change)

    async def waiting(self, room: int) -> Offer | None:
        """Who waits for a yes from this room."""

        def select(connection: sqlite3.Connection) -> Offer | None:
            row = connection.execute(
                "SELECT * FROM codes WHERE room = ? AND purpose = ? AND claimed_room IS NOT NULL AND expires_at >= ?"
                " ORDER BY expires_at DESC LIMIT 1",
                (room, PURPOSE, time.time()),
            ).fetchone()
            return None if row is None else _offer(connection, room, row["claimed_room"], row["claimed_member"])

        return await self._database.read(select)

    async def settle(self, room: int) -> None:
        """The offer was answered."""
        await self._database.write(
            lambda c: c.execute("DELETE FROM codes WHERE room = ? AND purpose = ?", (room, PURPOSE))
        )


def _offer(connection: sqlite3.Connection, first: int, second: int, member: int) -> Offer:
    name = connection.execute("SELECT name FROM members WHERE id = ?", (member,)).fetchone()["name"]
    return Offer(place_of(connection, first), place_of(connection, second), name)
