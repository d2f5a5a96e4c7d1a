"""Shipments as they are stored: what was packed, what it shows, and how far it has come."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from bridge.chat.content import load_content
from bridge.chat.delivery import Block, Shipment, ShipmentState
from bridge.chat.room import Room
from bridge.relay.records import Loading, Pending, Stored, Stretch

UNDER_WAY = "('pending', 'sending', 'unknown')"


def under_way(connection: sqlite3.Connection, room: Room) -> list[Stored]:
    """Shipments that were stored and neither sent nor failed, in order."""
    return _select(connection, room, f"shipments.room = ? AND shipments.state IN {UNDER_WAY}", (room.id,))


def shown(connection: sqlite3.Connection, room: Room, message: int) -> list[Stored]:
    """The sent shipments that show a message in a room, in order, as the message reads now."""
    where = (
        "shipments.room = ? AND shipments.state = 'sent' AND shipments.id IN"
        " (SELECT shipment FROM copies WHERE message = ? AND room = ?)"
    )
    return _select(connection, room, where, (room.id, message, room.id))


def insert_shipment(connection: sqlite3.Connection, loading: Loading, now: float) -> int:
    """Inside a transaction: a shipment that is about to be sent; returns its number."""
    number = connection.execute(
        "INSERT INTO shipments (room, nonce, reply_to, after, state, attempt, sent_at)"
        " VALUES (?, ?, ?, ?, 'sending', 1, ?)",
        (loading.room, loading.nonce, loading.reply_to, loading.after, now),
    ).lastrowid
    assert number is not None  # noqa: S101 - SQLite gives one to every insert
    _insert_blocks(connection, number, loading.stretches)
    return number


def rewrite_shipment(connection: sqlite3.Connection, shipment: int, stretches: Sequence[Stretch]) -> None:
    """Inside a transaction: a sent shipment now shows this."""
    connection.execute("DELETE FROM blocks WHERE shipment = ?", (shipment,))
    _insert_blocks(connection, shipment, stretches)


def loaded(room: Room, number: int, loading: Loading, pendings: Mapping[int, Pending], now: float) -> Shipment:
    """What `insert_shipment` stored, with the deliveries (by their numbers) that it carries."""
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


def _select(connection: sqlite3.Connection, room: Room, where: str, values: Sequence[object]) -> list[Stored]:
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
        f"SELECT shipment, native FROM copies WHERE shipment IN ({marks}) ORDER BY id", numbers
    ).fetchall()
    return _stored(room, blocks, natives)


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
