"""Rooms and what waits in them, as the host's page shows them."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from bridge.chat.reader import ReaderLanguage
from bridge.operations.admin.records import Corrections, Proposal, RoomLine, Waiting
from bridge.relay.reading import load_reading
from bridge.store.database import Database, connect
from bridge.store.glossary_rows import entry_of

T = TypeVar("T")

DAY, MONTH = 86_400.0, 30 * 86_400.0
#: Seconds for which the month's people are remembered, since counting them reads a month.
REMEMBERED = 60.0

_TITLE = "coalesce(nullif(rooms.title, ''), web_rooms.title, '')"
_WEB = "LEFT JOIN web_rooms ON rooms.platform = 'web' AND web_rooms.id = rooms.native"
#: A room that another took the place of is no room any more.
_ROOMS = f"""
SELECT rooms.id, rooms.platform, {_TITLE} AS title, rooms.bridge, rooms.state, rooms.reading, rooms.override,
    web_rooms.id AS web, web_rooms.closed
FROM rooms {_WEB}
WHERE rooms.native NOT LIKE '% (replaced %'
ORDER BY rooms.id
"""
#: The plus keeps SQLite from reading the whole table in the order of rooms, where an index by time holds all it needs.
MESSAGES = "SELECT room, count(*) FROM messages WHERE written_at > ? GROUP BY +room"
WRITERS = "SELECT room, count(DISTINCT member) FROM messages WHERE written_at > ? GROUP BY +room"
_PROPOSED = "SELECT * FROM terms WHERE state = 'proposed' ORDER BY id LIMIT ?"
_PROPOSED_IN = f"""
SELECT rooms.id, rooms.platform, {_TITLE} AS title FROM rooms {_WEB}
WHERE rooms.id IN (SELECT room FROM terms WHERE state = 'proposed')
"""
_CORRECTIONS = f"""
SELECT rooms.platform, {_TITLE} AS title, rooms.id AS number, count(*) AS waiting
FROM corrections JOIN rooms ON rooms.id = corrections.room {_WEB}
WHERE corrections.state = 'proposed' GROUP BY rooms.id ORDER BY rooms.id
"""


class SqliteOverview:
    """Implements `bridge.operations.admin.ports.Overview`.

    It reads over connections of its own, so that no message ever waits for a figure.
    """

    def __init__(self, database: Database) -> None:
        self._path = database.path
        self._people: dict[int, int] = {}
        self._counted = float("-inf")

    async def rooms(self, now: float) -> list[RoomLine]:
        """All rooms that Magpie knows, with what the last day (before `now`, seconds since the epoch) brought."""

        def select(connection: sqlite3.Connection) -> list[RoomLine]:
            messages = _counts(connection, MESSAGES, now - DAY)
            people, members = self._writers(connection, now), _members(connection)
            return [_line(row, messages, people, members) for row in connection.execute(_ROOMS)]

        return await read(self._path, select)

    async def waiting(self, limit: int) -> Waiting:
        """What waits for a decision, with at most so many proposals, the oldest."""

        def select(connection: sqlite3.Connection) -> Waiting:
            total = connection.execute("SELECT count(*) FROM terms WHERE state = 'proposed'").fetchone()[0]
            entries = [entry_of(row) for row in connection.execute(_PROPOSED, (limit,))]
            rooms = {row["id"]: (row["platform"], row["title"]) for row in connection.execute(_PROPOSED_IN)}
            proposals = [Proposal(entry, *rooms.get(entry.owner.room, ("", ""))) for entry in entries]
            corrections = [Corrections(*row) for row in connection.execute(_CORRECTIONS)]
            return Waiting(total, tuple(proposals), tuple(corrections))

        return await read(self._path, select)

    def _writers(self, connection: sqlite3.Connection, now: float) -> Mapping[int, int]:
        if time.monotonic() - self._counted > REMEMBERED:
            self._people = _counts(connection, WRITERS, now - MONTH)
            self._counted = time.monotonic()
        return self._people


async def read(path: Path, query: Callable[[sqlite3.Connection], T]) -> T:
    """Run a query in a thread, over a connection of its own."""

    def run() -> T:
        with closing(connect(path, read_only=True)) as connection:
            return query(connection)

    return await asyncio.to_thread(run)


def _counts(connection: sqlite3.Connection, query: str, since: float) -> dict[int, int]:
    return {row[0]: row[1] for row in connection.execute(query, (since,))}


def _members(connection: sqlite3.Connection) -> dict[str, int]:
    rows = connection.execute("SELECT room, count(*) FROM web_members WHERE standing = 'here' GROUP BY room")
    return {row[0]: row[1] for row in rows}


def _line(
    row: sqlite3.Row, messages: Mapping[int, int], people: Mapping[int, int], members: Mapping[str, int]
) -> RoomLine:
    override = tuple(ReaderLanguage(tag) for tag in row["override"].split())
    languages = override or load_reading(row["reading"]).languages()
    return RoomLine(
        row["id"],
        row["platform"],
        row["title"],
        row["bridge"],
        row["state"] == "gone" or bool(row["closed"]),
        tuple(language.value for language in languages),
        bool(override),
        people.get(row["id"], 0) if row["web"] is None else members.get(row["web"], 0),
        messages.get(row["id"], 0),
    )
