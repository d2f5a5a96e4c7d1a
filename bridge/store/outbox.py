"""The outbox: deliveries that wait, shipments under way, and the copies that they made."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Sequence

from bridge.chat.content import load_content
from bridge.chat.delivery import Copy, DeliveryKind, Reaction, Shipment, ShipmentState
from bridge.chat.room import Room
from bridge.relay.records import Loading, Pending, Spot, Stored, Stretch
from bridge.store import outbox_copies, outbox_shipments
from bridge.store.database import Database
from bridge.store.places import room_of


class SqliteOutbox:
    """Implements `bridge.relay.ports.Outbox`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def room(self, number: int) -> Room | None:
        """The room of a number, None for one that is gone."""

        def select(connection: sqlite3.Connection) -> sqlite3.Row | None:
            row: sqlite3.Row | None = connection.execute(
                "SELECT * FROM rooms WHERE id = ? AND state = 'open'", (number,)
            ).fetchone()
            return row

        row = await self._database.read(select)
        return None if row is None else room_of(row)

    async def rooms(self) -> list[Room]:
        """The rooms in which something waits or is under way."""

        def select(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            return connection.execute(
                "SELECT * FROM rooms WHERE id IN (SELECT room FROM deliveries WHERE state = 'waiting'"
                " UNION SELECT room FROM deliveries WHERE state = 'taken'"
                f" UNION SELECT room FROM shipments WHERE state IN {outbox_shipments.UNDER_WAY})"
            ).fetchall()

        rows = await self._database.read(select)
        return [room_of(row) for row in rows]

    async def under_way(self, room: Room) -> list[Stored]:
        """Shipments that were stored and neither sent nor failed, in order."""
        return await self._database.read(lambda c: outbox_shipments.under_way(c, room))

    async def shown(self, room: Room, message: int) -> list[Stored]:
        """The sent shipments that show a message in a room, in order, as the message reads now."""
        return await self._database.read(lambda c: outbox_shipments.shown(c, room, message))

    async def waiting(self, room: Room, limit: int) -> list[Pending]:
        """Deliveries that wait, in order."""

        def select(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            return connection.execute(
                "SELECT * FROM deliveries WHERE room = ? AND state = 'waiting' ORDER BY id LIMIT ?", (room.id, limit)
            ).fetchall()

        return [
            Pending(
                row["id"],
                row["room"],
                DeliveryKind(row["kind"]),
                row["message"],
                load_content(row["content"]) if row["content"] else None,
                row["reply_to"],
                row["private_to"],
                row["handle"],
                row["created_at"],
                row["version"],
            )
            for row in await self._database.read(select)
        ]

    async def load(
        self, room: Room, loadings: Sequence[Loading], pendings: Sequence[Pending], *, waiting: bool = True
    ) -> list[Shipment]:
        """Store shipments, about to be sent, with what they carry; the deliveries no longer wait.

        Empty where one of them was taken back or rewritten since it was read.
        """
        by_id, now = {pending.id: pending for pending in pendings}, time.time()

        def insert(connection: sqlite3.Connection) -> list[int]:
            if waiting and not all(_unchanged(connection, pending) for pending in pendings):
                return []
            numbers = [outbox_shipments.insert_shipment(connection, loading, now) for loading in loadings]
            connection.executemany(
                "UPDATE deliveries SET state = 'shipped' WHERE id = ?", [(number,) for number in by_id]
            )
            return numbers

        numbers = await self._database.write(insert)
        return [
            outbox_shipments.loaded(room, number, loading, by_id, now)
            for number, loading in zip(numbers, loadings, strict=False)
        ]

    async def sent(self, results: Sequence[tuple[Shipment, Sequence[Copy]]]) -> None:
        """Remember copies; the shipments are done."""

        def record(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "UPDATE shipments SET state = 'sent' WHERE id = ?", [(shipment.id,) for shipment, _ in results]
            )
            outbox_copies.record_copies(connection, results)

        await self._database.write(record)

    async def mark(self, shipment: int, state: ShipmentState) -> None:
        """Remember how far a shipment has come: pending again, or of unknown outcome."""
        await self._database.write(
            lambda connection: connection.execute(
                "UPDATE shipments SET state = ? WHERE id = ?", (state.value, shipment)
            )
        )

    async def failed(self, shipment: int, error: str) -> None:
        """Give a shipment up."""
        await self._database.write(
            lambda connection: connection.execute(
                "UPDATE shipments SET state = 'failed', error = ? WHERE id = ?", (error, shipment)
            )
        )

    async def take(self, delivery: int) -> None:
        """A refresh begins: what changes from now on needs another."""
        await self._database.write(
            lambda connection: connection.execute("UPDATE deliveries SET state = 'taken' WHERE id = ?", (delivery,))
        )

    async def put_back(self, room: Room) -> None:
        """Refreshes that an earlier run began wait again."""
        await self._database.write(
            lambda connection: connection.execute(
                "UPDATE deliveries SET state = 'waiting' WHERE room = ? AND state = 'taken'", (room.id,)
            )
        )

    async def done(self, deliveries: Collection[int]) -> None:
        """Deliveries that needed no shipment are done."""
        rows = [(number,) for number in deliveries]
        await self._database.write(
            lambda connection: connection.executemany("UPDATE deliveries SET state = 'done' WHERE id = ?", rows)
        )

    async def rewrite(self, shipment: int, stretches: Sequence[Stretch]) -> None:
        """A sent shipment now shows this."""
        await self._database.write(lambda c: outbox_shipments.rewrite_shipment(c, shipment, stretches))

    async def forget(self, room: Room, natives: Collection[str], message: int | None = None) -> None:
        """Copies that no longer exist; with a message, only what they showed of that one."""
        await self._database.write(lambda c: outbox_copies.forget_copies(c, room, natives, message))

    async def newest(self, room: Room, before: int | None = None) -> str:
        """The platform's identity of the newest copy in a room, of shipments before one where it is given; "" else."""
        return await self._database.read(lambda c: outbox_copies.newest_copy(c, room, before))

    async def spots(self, room: Room, message: int) -> list[Spot]:
        """Where a message stands in a room: its copies, and itself where it was written there."""
        return await self._database.read(lambda c: outbox_copies.spots(c, room, message))

    async def reactions(self, message: int) -> list[tuple[int, Reaction]]:
        """The reactions to a message, each with the number of the room it was made in."""
        return await self._database.read(lambda c: outbox_copies.reactions(c, message))


def _unchanged(connection: sqlite3.Connection, pending: Pending) -> bool:
    row = connection.execute("SELECT state, version FROM deliveries WHERE id = ?", (pending.id,)).fetchone()
    return row is not None and row["state"] == "waiting" and row["version"] == pending.version
