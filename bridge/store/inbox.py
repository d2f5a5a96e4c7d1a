"""The inbox: events that were accepted, each under its platform's own identity."""

from __future__ import annotations

import sqlite3
import time

from pydantic import ValidationError

from bridge.chat.event import Event, dump_event, load_event
from bridge.relay.records import Arrival
from bridge.store.database import Database


class SqliteInbox:
    """Implements `bridge.relay.ports.Inbox`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, event: Event) -> Arrival | None:
        """Store an event; None where its key was known already."""
        payload, now = dump_event(event).decode(), time.time()

        def insert(connection: sqlite3.Connection) -> int | None:
            cursor = connection.execute(
                "INSERT INTO inbox (key, payload, received_at) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING",
                (event.key, payload, now),
            )
            return cursor.lastrowid if cursor.rowcount else None

        number = await self._database.write(insert)
        return None if number is None else Arrival(number, event, now)

    async def waiting(self) -> list[Arrival]:
        """What was accepted and not completed, in the order of arrival. What cannot be read is set aside."""

        def select(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            return connection.execute(
                "SELECT id, payload, received_at FROM inbox WHERE state = 'waiting' ORDER BY id"
            ).fetchall()

        arrivals = []
        for row in await self._database.read(select):
            try:
                arrivals.append(Arrival(row["id"], load_event(row["payload"]), row["received_at"]))
            except ValidationError:
                await self.fail(row["id"])
        return arrivals

    async def fail(self, arrival: int) -> None:
        """Set an event aside; its row stays, for whoever looks into it."""
        await self._database.write(
            lambda connection: connection.execute("UPDATE inbox SET state = 'failed' WHERE id = ?", (arrival,))
        )


def complete(connection: sqlite3.Connection, arrival: int) -> None:
    """Inside a transaction: the event is done. Its key stays, so that a second arrival is known; its text goes."""
    connection.execute("UPDATE inbox SET state = 'done', payload = '' WHERE id = ?", (arrival,))
