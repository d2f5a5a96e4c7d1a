"""Rooms, bridges and members."""

from __future__ import annotations

import sqlite3
import time

from pydantic import TypeAdapter

from bridge.chat.author import Author
from bridge.chat.reader import ReaderLanguage
from bridge.chat.room import Room, RoomRef
from bridge.language.prior import Prior
from bridge.relay.reading import dump_reading, load_reading
from bridge.relay.records import LEFT_OUT, Learnt, Member, Place, Standing
from bridge.store.database import Database
from bridge.store.standing import standing

_PRIOR: TypeAdapter[Prior] = TypeAdapter(Prior)


class SqlitePlaces:
    """Implements `bridge.relay.ports.Places`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def know(self, ref: RoomRef, title: str = "", hint: str = "") -> Place:
        """The room, made where it is new; a title or hint that is not empty is remembered."""

        def find_or_make(connection: sqlite3.Connection) -> Place:
            connection.execute(
                "INSERT INTO rooms (platform, native, title, created_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (platform, native) DO UPDATE SET state = 'open',"
                " title = CASE WHEN excluded.title = '' THEN title ELSE excluded.title END",
                (ref.platform, ref.id, title, time.time()),
            )
            place = _place(_room_row(connection, ref))
            if hint:
                reading = place.reading.hinted(hint)
                connection.execute("UPDATE rooms SET reading = ? WHERE id = ?", (dump_reading(reading), place.room.id))
                place = _place(_room_row(connection, ref))
            return place

        return await self._database.write(find_or_make)

    async def of_bridge(self, bridge: int) -> list[Place]:
        """All rooms of a bridge that are not gone."""

        def select(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            return connection.execute(
                "SELECT * FROM rooms WHERE bridge = ? AND state = 'open' ORDER BY id", (bridge,)
            ).fetchall()

        return [_place(row) for row in await self._database.read(select)]

    async def meet(self, author: Author) -> tuple[Member, bool]:
        """The member, made or brought up to date; True where they are new. Of who is left out nothing is written."""

        def upsert(connection: sqlite3.Connection) -> tuple[sqlite3.Row, bool]:
            known = connection.execute(
                "SELECT 1 FROM members WHERE platform = ? AND native = ?", (author.platform, author.id)
            ).fetchone()
            connection.execute(
                "INSERT INTO members (platform, native, name, avatar, language, seen_at) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (platform, native) DO UPDATE SET name = excluded.name, avatar = excluded.avatar,"
                " language = CASE WHEN excluded.language = '' THEN language ELSE excluded.language END,"
                " seen_at = excluded.seen_at WHERE standing <> ?",
                (author.platform, author.id, author.name, author.avatar, author.language, time.time(), LEFT_OUT),
            )
            row = connection.execute(
                "SELECT * FROM members WHERE platform = ? AND native = ?", (author.platform, author.id)
            ).fetchone()
            return row, known is None

        row, new = await self._database.write(upsert)
        return member_of(row), new

    async def find(self, ref: RoomRef) -> Place | None:
        """The room, None where it is new; writes nothing."""

        def select(connection: sqlite3.Connection) -> Place | None:
            row = connection.execute(
                "SELECT * FROM rooms WHERE platform = ? AND native = ?", (ref.platform, ref.id)
            ).fetchone()
            return None if row is None else _place(row)

        return await self._database.read(select)

    async def find_member(self, author: Author) -> Member | None:
        """The member, None where they are new; writes nothing."""

        def select(connection: sqlite3.Connection) -> Member | None:
            row = connection.execute(
                "SELECT * FROM members WHERE platform = ? AND native = ?", (author.platform, author.id)
            ).fetchone()
            return None if row is None else member_of(row)

        return await self._database.read(select)

    async def move(self, old: RoomRef, new: RoomRef) -> None:
        """Give a room its new identity. A room that already has it hands its own place over to the old one."""

        def rename(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE rooms SET native = native || ' (replaced ' || id || ')', state = 'gone', bridge = NULL"
                " WHERE platform = ? AND native = ? AND EXISTS"
                " (SELECT 1 FROM rooms WHERE platform = ? AND native = ?)",
                (new.platform, new.id, old.platform, old.id),
            )
            connection.execute(
                "UPDATE rooms SET native = ? WHERE platform = ? AND native = ?", (new.id, old.platform, old.id)
            )

        await self._database.write(rename)

    async def lose(self, ref: RoomRef) -> None:
        """Remember that a room cannot be reached; what waits for it fails."""

        def mark(connection: sqlite3.Connection) -> None:
            row = connection.execute(
                "UPDATE rooms SET state = 'gone' WHERE platform = ? AND native = ? RETURNING id", (ref.platform, ref.id)
            ).fetchone()
            if row is not None:
                connection.execute(
                    "UPDATE deliveries SET state = 'failed' WHERE room = ? AND state = 'waiting'", (row["id"],)
                )
                connection.execute(
                    "UPDATE shipments SET state = 'failed', error = 'room gone'"
                    " WHERE room = ? AND state IN ('pending', 'sending', 'unknown')",
                    (row["id"],),
                )

        await self._database.write(mark)

    async def position(self, ref: RoomRef) -> str:
        """How far the adapter has read the room."""

        def select(connection: sqlite3.Connection) -> str:
            row = connection.execute(
                "SELECT position FROM rooms WHERE platform = ? AND native = ?", (ref.platform, ref.id)
            ).fetchone()
            return "" if row is None else str(row["position"])

        return await self._database.read(select)

    async def advance(self, ref: RoomRef, position: str) -> None:
        """Remember how far the adapter has read the room."""
        await self._database.write(
            lambda connection: connection.execute(
                "INSERT INTO rooms (platform, native, position, created_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (platform, native) DO UPDATE SET position = excluded.position",
                (ref.platform, ref.id, position, time.time()),
            )
        )

    async def standing(self, ref: RoomRef, limit: int) -> list[Standing]:
        """The newest `limit` messages written in a room, and as many copies shown in it, that were not taken back."""
        return await self._database.read(lambda connection: standing(connection, ref, limit))

    async def joined(self, platform: str) -> list[RoomRef]:
        """The rooms of a platform that are in a bridge and not gone."""

        def select(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            return connection.execute(
                "SELECT platform, native FROM rooms"
                " WHERE platform = ? AND state = 'open' AND bridge IS NOT NULL ORDER BY id",
                (platform,),
            ).fetchall()

        return [RoomRef(row["platform"], row["native"]) for row in await self._database.read(select)]


def learn(connection: sqlite3.Connection, learnt: Learnt) -> None:
    """Inside a transaction: remember what a message taught of its room and its author."""
    connection.execute("UPDATE rooms SET reading = ? WHERE id = ?", (dump_reading(learnt.reading), learnt.room))
    prior = _PRIOR.dump_json(learnt.prior).decode()
    connection.execute("UPDATE members SET prior = ? WHERE id = ?", (prior, learnt.member))


def _room_row(connection: sqlite3.Connection, ref: RoomRef) -> sqlite3.Row:
    row: sqlite3.Row = connection.execute(
        "SELECT * FROM rooms WHERE platform = ? AND native = ?", (ref.platform, ref.id)
    ).fetchone()
    return row


def room_of(row: sqlite3.Row) -> Room:
    """The room of a row of `rooms`."""
    return Room(row["id"], RoomRef(row["platform"], row["native"]), row["title"], row["bridge"])


def place_of(connection: sqlite3.Connection, room: int) -> Place:
    """Inside a query or transaction: the room of a number."""
    return _place(connection.execute("SELECT * FROM rooms WHERE id = ?", (room,)).fetchone())


def member_of(row: sqlite3.Row) -> Member:
    """The member of a row of `members`."""
    prior = _PRIOR.validate_json(row["prior"]) if row["prior"] else Prior()
    return Member(row["id"], row["platform"], row["native"], row["name"], prior, row["standing"])


def _place(row: sqlite3.Row) -> Place:
    override = tuple(ReaderLanguage(tag) for tag in row["override"].split())
    return Place(room_of(row), load_reading(row["reading"]), override, row["state"] == "gone")
