"""Copies: which platform message shows what, and where a message stands in a room."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from bridge.chat.author import Author
from bridge.chat.delivery import Copy, Reaction, Shipment
from bridge.chat.room import Room
from bridge.relay.records import Spot


def record_copies(connection: sqlite3.Connection, results: Sequence[tuple[Shipment, Sequence[Copy]]]) -> None:
    """Inside a transaction: remember what shipments became."""
    connection.executemany(
        "INSERT INTO copies (shipment, room, native, message, part)"
        " SELECT id, room, ?, ?, ? FROM shipments WHERE id = ?",
        [(copy.native, copy.message, copy.part, shipment.id) for shipment, copies in results for copy in copies],
    )


def forget_copies(
    connection: sqlite3.Connection, room: Room, natives: Collection[str], message: int | None = None
) -> None:
    """Inside a transaction: copies that no longer exist; with a message, only what they showed of that one."""
    connection.executemany(
        "DELETE FROM copies WHERE room = ? AND native = ? AND (? IS NULL OR message = ?)",
        [(room.id, native, message, message) for native in natives],
    )


def newest_copy(connection: sqlite3.Connection, room: Room, before: int | None = None) -> str:
    """The platform's identity of the newest copy in a room, of shipments before one where it is given; "" else."""
    row = connection.execute(
        "SELECT native FROM copies WHERE room = ? AND (? IS NULL OR shipment < ?) ORDER BY id DESC LIMIT 1",
        (room.id, before, before),
    ).fetchone()
    return "" if row is None else str(row["native"])


def spots(connection: sqlite3.Connection, room: Room, message: int) -> list[Spot]:
    """Where a message stands in a room: its copies, and itself where it was written there."""
    rows = connection.execute(
        "SELECT native, 0 AS original FROM copies WHERE message = ? AND room = ?"
        " UNION ALL SELECT native, 1 FROM messages WHERE id = ? AND room = ?",
        (message, room.id, message, room.id),
    )
    return [Spot(room.ref, row["native"], bool(row["original"])) for row in rows]


def reactions(connection: sqlite3.Connection, message: int) -> list[tuple[int, Reaction]]:
    """The reactions to a message, each with the number of the room it was made in."""
    rows = connection.execute(
        "SELECT reactions.room, reactions.emoji, members.platform, members.native, members.name, members.avatar"
        " FROM reactions JOIN members ON members.id = reactions.member WHERE reactions.message = ?"
        " ORDER BY reactions.rowid",
        (message,),
    )
    return [
        (row["room"], Reaction(Author(row["platform"], row["native"], row["name"], row["avatar"]), row["emoji"]))
        for row in rows
    ]
