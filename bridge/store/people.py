"""Members of several platforms who are one person, and what is stored of them."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import structlog

from bridge.relay.records import LEFT_OUT, Member
from bridge.store import codes
from bridge.store.database import Database, connect
from bridge.store.leaving import erase
from bridge.store.places import member_of

log = structlog.get_logger(__name__)

PURPOSE = "person"


class SqlitePeople:
    """Implements `bridge.commands.ports.People` and `bridge.relay.ports.Selves`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def issue(self, member: int) -> str:
        """A new code of a member, which works once, for ten minutes."""
        return await self._database.write(lambda c: codes.issue(c, PURPOSE, room=None, member=member))

    async def join(self, code: str, member: int) -> Sequence[Member] | None:
        """Make two members one person; returns all of that person's members, None where the code does not work."""

        def change(connection: sqlite3.Connection) -> Sequence[Member] | None:
            row = codes.unused(connection, PURPOSE, code)
            if row is None or row["member"] == member:
                return None
            connection.execute("DELETE FROM codes WHERE hash = ?", (row["hash"],))
            person = _person_of(connection, row["member"]) or _person_of(connection, member) or _new(connection)
            for one in (row["member"], member):
                former = _person_of(connection, one)
                connection.execute("UPDATE members SET person = ? WHERE id = ? OR person = ?", (person, one, former))
            return _selves(connection, member)

        return await self._database.write(change)

    async def selves(self, member: int) -> Sequence[Member]:
        """The members that are the same person, this one included."""
        return await self._database.read(lambda c: _selves(c, member))

    async def on(self, platform: str, keys: Collection[str]) -> Mapping[str, str]:
        """For each author's key the key of the same person on a platform, where there is one."""

        def select(connection: sqlite3.Connection) -> dict[str, str]:
            marks = ",".join("?" * len(keys))
            rows = connection.execute(
                "SELECT one.platform || ':' || one.native AS key, other.native FROM members AS one"
                " JOIN members AS other ON other.person = one.person AND other.platform = ?"
                f" WHERE one.platform || ':' || one.native IN ({marks})",
                (platform, *keys),
            ).fetchall()
            return {row["key"]: f"{platform}:{row['native']}" for row in rows}

        return await self._database.read(select)

    async def author_of(self, room: int, native: str) -> Member | None:
        """Who wrote a message, found by its identity or a copy's."""

        def select(connection: sqlite3.Connection) -> Member | None:
            row = connection.execute(
                "SELECT members.* FROM members JOIN messages ON messages.member = members.id WHERE messages.id = ("
                " SELECT max(id) FROM (SELECT id FROM messages WHERE room = ? AND native = ?"
                " UNION SELECT message FROM copies WHERE room = ? AND native = ?))",
                (room, native, room, native),
            ).fetchone()
            return None if row is None else member_of(row)

        return await self._database.read(select)

    async def named(self, room: int, name: str) -> Sequence[Member]:
        """Members who wrote in a room or its bridge under a name, upper and lower case alike."""

        def select(connection: sqlite3.Connection) -> list[Member]:
            rows = connection.execute(
                "SELECT DISTINCT members.* FROM members JOIN messages ON messages.member = members.id"
                " JOIN rooms ON rooms.id = messages.room WHERE lower(members.name) = lower(?) AND (rooms.id = ?"
                " OR rooms.bridge = (SELECT bridge FROM rooms WHERE id = ?))",
                (name, room, room),
            ).fetchall()
            return [member_of(row) for row in rows]

        return await self._database.read(select)

    async def leave(self, member: int) -> int:
        """Relay a person no more and erase what is stored of them; returns how many messages that were."""
        return await self._database.write(lambda c: erase(c, _selves(c, member)))

    async def scrub(self) -> None:
        """Let nothing that was erased stand in the write-ahead log."""
        await asyncio.to_thread(_empty_log, self._database.path)

    async def come_back(self, member: int) -> None:
        """Relay a person again."""

        def change(connection: sqlite3.Connection) -> None:
            for one in _selves(connection, member):
                connection.execute("UPDATE members SET standing = '' WHERE id = ? AND standing = ?", (one.id, LEFT_OUT))

        await self._database.write(change)


def _empty_log(path: Path) -> None:
    """Copy the write-ahead log back and empty it, since what was erased still stands in it."""
    with closing(connect(path)) as connection:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        log.info("the write-ahead log keeps what was erased until it is written over")


def _person_of(connection: sqlite3.Connection, member: int) -> int | None:
    row = connection.execute("SELECT person FROM members WHERE id = ?", (member,)).fetchone()
    person: int | None = None if row is None else row["person"]
    return person


def _new(connection: sqlite3.Connection) -> int:
    number = connection.execute("INSERT INTO people (created_at) VALUES (?)", (time.time(),)).lastrowid
    assert number is not None  # noqa: S101 - SQLite gives one to every insert
    return number


def _selves(connection: sqlite3.Connection, member: int) -> list[Member]:
    rows = connection.execute(
        "SELECT * FROM members WHERE id = ? OR person = (SELECT person FROM members WHERE id = ?) ORDER BY id",
        (member, member),
    ).fetchall()
    return [member_of(row) for row in rows]
