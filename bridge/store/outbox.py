"""The outbox: deliveries that wait, shipments under way, and the copies that they made."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Iterable, Sequence

from bridge.chat.author import Author
from bridge.chat.content import load_content
from bridge.chat.delivery import Block, Copy, DeliveryKind, Reaction, Shipment, ShipmentState
from bridge.chat.room import Room, RoomRef
from bridge.relay.records import Loading, Pending, Spot, Stored, Stretch
from bridge.store.database import Database

_UNDER_WAY = "('pending', 'sending', 'unknown')"


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
        return None if row is None else _room(row)

    async def rooms(self) -> list[Room]:
        """The rooms in which something waits or is under way."""

        def select(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            return connection.execute(
                "SELECT * FROM rooms WHERE id IN (SELECT room FROM deliveries WHERE state = 'waiting'"
                " UNION SELECT room FROM deliveries WHERE state = 'taken'"
                f" UNION SELECT room FROM shipments WHERE state IN {_UNDER_WAY})"
            ).fetchall()

        rows = await self._database.read(select)
        return [_room(row) for row in rows]

    async def under_way(self, room: Room) -> list[Stored]:
        """Shipments that were stored and neither sent nor failed, in order."""
        return await self._shipments(room, f"shipments.room = ? AND shipments.state IN {_UNDER_WAY}", (room.id,))

    async def shown(self, room: Room, message: int) -> list[Stored]:
        """The sent shipments that show a message in a room, in order, as the message reads now."""
        where = (
            "shipments.room = ? AND shipments.state = 'sent' AND shipments.id IN"
            " (SELECT shipment FROM copies WHERE message = ? AND room = ?)"
        )
        return await self._shipments(room, where, (room.id, message, room.id))

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
            numbers = []
            for loading in loadings:
                cursor = connection.execute(
                    "INSERT INTO shipments (room, nonce, reply_to, after, state, attempt, sent_at)"
                    " VALUES (?, ?, ?, ?, 'sending', 1, ?)",
                    (room.id, loading.nonce, loading.reply_to, loading.after, now),
                )
                assert cursor.lastrowid is not None  # noqa: S101 - SQLite gives one to every insert
                numbers.append(cursor.lastrowid)
                _insert_blocks(connection, cursor.lastrowid, loading.stretches)
            connection.executemany(
                "UPDATE deliveries SET state = 'shipped' WHERE id = ?", [(number,) for number in by_id]
            )
            return numbers

        numbers = await self._database.write(insert)
        return [_shipment(room, number, load, by_id, now) for number, load in zip(numbers, loadings, strict=False)]

    async def sent(self, results: Sequence[tuple[Shipment, Sequence[Copy]]]) -> None:
        """Remember copies; the shipments are done."""

        def record(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "UPDATE shipments SET state = 'sent' WHERE id = ?", [(shipment.id,) for shipment, _ in results]
            )
            connection.executemany(
                "INSERT INTO copies (shipment, room, native, message, part)"
                " SELECT id, room, ?, ?, ? FROM shipments WHERE id = ?",
                [
                    (copy.native, copy.message, copy.part, shipment.id)
                    for shipment, copies in results
                    for copy in copies
                ],
            )

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

        def replace_blocks(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM blocks WHERE shipment = ?", (shipment,))
            _insert_blocks(connection, shipment, stretches)

        await self._database.write(replace_blocks)

    async def forget(self, room: Room, natives: Collection[str], message: int | None = None) -> None:
        """Copies that no longer exist; with a message, only what they showed of that one."""
        rows = [(room.id, native, message, message) for native in natives]
        await self._database.write(
            lambda connection: connection.executemany(
                "DELETE FROM copies WHERE room = ? AND native = ? AND (? IS NULL OR message = ?)", rows
            )
        )

    async def newest(self, room: Room, before: int | None = None) -> str:
        """The platform's identity of the newest copy in a room, of shipments before one where it is given; "" else."""

        def select(connection: sqlite3.Connection) -> str:
            row = connection.execute(
                "SELECT native FROM copies WHERE room = ? AND (? IS NULL OR shipment < ?) ORDER BY id DESC LIMIT 1",
                (room.id, before, before),
            ).fetchone()
            return "" if row is None else str(row["native"])

        return await self._database.read(select)

    async def spots(self, room: Room, message: int) -> list[Spot]:
        """Where a message stands in a room: its copies, and itself where it was written there."""

        def select(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            return connection.execute(
                "SELECT native, 0 AS original FROM copies WHERE message = ? AND room = ?"
                " UNION ALL SELECT native, 1 FROM messages WHERE id = ? AND room = ?",
                (message, room.id, message, room.id),
            ).fetchall()

        return [Spot(room.ref, row["native"], bool(row["original"])) for row in await self._database.read(select)]

    async def reactions(self, message: int) -> list[tuple[int, Reaction]]:
        """The reactions to a message, each with the number of the room it was made in."""

        def select(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            return connection.execute(
                "SELECT reactions.room, reactions.emoji, members.platform, members.native, members.name, members.avatar"
                " FROM reactions JOIN members ON members.id = reactions.member WHERE reactions.message = ?"
                " ORDER BY reactions.rowid",
                (message,),
            ).fetchall()

        return [
            (
                row["room"],
                Reaction(Author(row["platform"], row["native"], row["name"], row["avatar"]), row["emoji"]),
            )
            for row in await self._database.read(select)
        ]

    async def _shipments(self, room: Room, where: str, values: Sequence[object]) -> list[Stored]:
        def select(connection: sqlite3.Connection) -> tuple[list[sqlite3.Row], list[sqlite3.Row]]:
            blocks = connection.execute(
                "SELECT shipments.id AS shipment, shipments.nonce, shipments.state, shipments.attempt,"
                " shipments.reply_to AS answered, shipments.after, shipments.sent_at, blocks.part, blocks.parts,"
                ' blocks.start, blocks."end", blocks.folded, deliveries.id AS delivery, deliveries.message,'
                " deliveries.content, deliveries.private_to, deliveries.handle"
                " FROM shipments JOIN blocks ON blocks.shipment = shipments.id"
                " JOIN deliveries ON deliveries.id = blocks.delivery"
                f" WHERE {where} ORDER BY shipments.id, blocks.position",
                values,
            ).fetchall()
            numbers = list(dict.fromkeys(row["shipment"] for row in blocks))
            marks = ",".join("?" * len(numbers))
            natives = connection.execute(
                f"SELECT shipment, native FROM copies WHERE shipment IN ({marks}) ORDER BY id",
                numbers,
            ).fetchall()
            return blocks, natives

        blocks, natives = await self._database.read(select)
        return _stored(room, blocks, natives)


def _unchanged(connection: sqlite3.Connection, pending: Pending) -> bool:
    row = connection.execute("SELECT state, version FROM deliveries WHERE id = ?", (pending.id,)).fetchone()
    return row is not None and row["state"] == "waiting" and row["version"] == pending.version


def _room(row: sqlite3.Row) -> Room:
    return Room(row["id"], RoomRef(row["platform"], row["native"]), row["title"], row["bridge"])


def _insert_blocks(connection: sqlite3.Connection, shipment: int, stretches: Sequence[Stretch]) -> None:
    connection.executemany(
        'INSERT INTO blocks (shipment, position, delivery, part, parts, start, "end", folded)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (shipment, position, s.delivery, s.part, s.parts, s.start, s.end, int(s.folded))
            for position, s in enumerate(stretches)
        ],
    )


def _stored(room: Room, rows: Iterable[sqlite3.Row], natives: Iterable[sqlite3.Row]) -> list[Stored]:
    grouped: dict[int, list[sqlite3.Row]] = {}
    for row in rows:
        grouped.setdefault(row["shipment"], []).append(row)
    copies: dict[int, dict[str, None]] = {}
    for row in natives:
        copies.setdefault(row["shipment"], {})[row["native"]] = None
    result = []
    for number, members in grouped.items():
        first = members[0]
        blocks = tuple(_block(row) for row in members if row["content"])
        shipment = Shipment(
            number,
            room.ref,
            first["nonce"],
            blocks,
            first["answered"],
            first["private_to"],
            first["handle"],
            first["attempt"],
            first["sent_at"],
            first["after"],
        )
        result.append(Stored(shipment, ShipmentState(first["state"]), tuple(copies.get(number, ()))))
    return result


def _block(row: sqlite3.Row) -> Block:
    content = load_content(row["content"])
    text = content.body.lead.cut(row["start"], row["end"])
    return Block(row["delivery"], row["message"], content, text, row["part"], row["parts"], folded=bool(row["folded"]))


def _shipment(room: Room, number: int, loading: Loading, pendings: dict[int, Pending], now: float) -> Shipment:
    blocks = []
    for stretch in loading.stretches:
        pending = pendings[stretch.delivery]
        assert pending.content is not None  # noqa: S101 - only what has a content is packed
        text = pending.content.body.lead.cut(stretch.start, stretch.end)
        blocks.append(
            Block(
                pending.id, pending.message, pending.content, text, stretch.part, stretch.parts, folded=stretch.folded
            )
        )
    head = pendings[loading.stretches[0].delivery]
    return Shipment(
        number,
        room.ref,
        loading.nonce,
        tuple(blocks),
        loading.reply_to,
        head.private_to,
        head.handle,
        attempt=1,
        sent_at=now,
        after=loading.after,
    )
