"""A year of messages in a few seconds: the file stays as large as what it holds."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bridge.store.database import Database, connect
from bridge.store.migrations import migrate
from bridge.store.retention import SqliteRetention

DAY = 86_400.0
MONTH = 30 * DAY
FIRST = 1_800_000_000.0
TEXT = '{"original":{"plain":"' + "一句话 and some words more. " * 12 + '"}}'


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "magpie.db"
    migrate(path)
    with closing(connect(path)) as connection:
        connection.execute("INSERT INTO bridges (id, created_at) VALUES (1, 1.0)")
        connection.executemany(
            "INSERT INTO rooms (id, platform, native, bridge, created_at) VALUES (?, 'web', ?, 1, 1.0)",
            [(1, "a"), (2, "b")],
        )
        connection.execute("INSERT INTO members (platform, native, name, seen_at) VALUES ('web', 'm', 'Mei', 1.0)")
    database = Database(path)
    yield database
    database.close()


def written(connection: sqlite3.Connection, count: int, begin: float, seconds: float) -> None:
    """Messages that came in one room and were shown in the other, spread over a time; each replies to the last."""
    first = (connection.execute("SELECT max(id) FROM messages").fetchone()[0] or 0) + 1
    numbers = [(number, begin + (number - first) * seconds / count) for number in range(first, first + count)]
    tables: dict[str, tuple[str, list[tuple[object, ...]]]] = {
        "inbox": ("key, payload, state, received_at", [(f"k{n}", "", "done", t) for n, t in numbers]),
        "messages": (
            "id, room, native, member, language, content, reply_to, written_at",
            [(n, 1, f"n{n}", 1, "zh", TEXT, n - 1 if n > first else None, t) for n, t in numbers],
        ),
        "deliveries": (
            "id, room, kind, message, content, reply_to, state, created_at",
            [(n, 2, "message", n, TEXT, n - 1 if n > first else None, "shipped", t) for n, t in numbers],
        ),
        "shipments": ("id, room, nonce, state", [(n, 2, f"s{n}", "sent") for n, _ in numbers]),
        "blocks": (
            'shipment, position, delivery, part, parts, start, "end", folded',
            [(n, 0, n, 0, 1, 0, 1, 0) for n, _ in numbers],
        ),
        "copies": ("shipment, room, native, message", [(n, 2, f"c{n}", n) for n, _ in numbers]),
        "reactions": ("message, member, emoji, room", [(n, 1, "👍", 1) for n, _ in numbers]),
    }
    for table, (columns, rows) in tables.items():
        marks = ",".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


async def settled(database: Database, retention: SqliteRetention, now: float) -> int:
    """Let retention do all it has to; returns the size of the file in bytes."""
    while await retention.expire(now):
        pass
    while await retention.give_back():
        pass
    with closing(connect(database.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return os.stat(database.path).st_size  # noqa: PTH116 - as good as Path.stat, which the event loop must not wait for


async def test_a_year_of_messages_takes_no_more_than_its_last_months(database: Database) -> None:
    retention = SqliteRetention(database, MONTH)
    sizes = []
    for month in range(12):
        await database.write(lambda c, at=FIRST + month * MONTH: written(c, 500, at, MONTH))  # type: ignore[misc]
        sizes.append(await settled(database, retention, FIRST + (month + 1) * MONTH))
    assert max(sizes[4:]) < sizes[3] * 1.1
    rows = await database.read(lambda c: c.execute("SELECT count(*) FROM messages").fetchone()[0])
    assert 1500 <= rows <= 1600


async def test_after_a_busy_month_the_space_is_given_back(database: Database) -> None:
    retention = SqliteRetention(database, MONTH)
    await database.write(lambda c: written(c, 4000, FIRST, MONTH))
    busy = await settled(database, retention, FIRST + MONTH)
    quiet = await settled(database, retention, FIRST + 5 * MONTH)
    assert quiet < 2_000_000 < busy
    with closing(connect(database.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


async def test_what_is_still_to_be_shown_stays_with_all_it_needs(database: Database) -> None:
    retention = SqliteRetention(database, MONTH)

    def unfinished(connection: sqlite3.Connection) -> None:
        written(connection, 6, FIRST, DAY)
        connection.execute("UPDATE deliveries SET state = 'waiting' WHERE id = 2")
        connection.execute("UPDATE shipments SET state = 'unknown' WHERE id = 4")

    await database.write(unfinished)
    await settled(database, retention, FIRST + 12 * MONTH)
    left = await database.read(
        lambda c: [
            [row[0] for row in c.execute(f"SELECT id FROM {table} ORDER BY id")]
            for table in ("messages", "deliveries", "shipments")
        ]
    )
    assert left == [[2, 4], [2, 4], [2, 4]]


async def test_a_message_shown_together_with_a_newer_one_keeps_its_shipment(database: Database) -> None:
    retention = SqliteRetention(database, MONTH)

    def together(connection: sqlite3.Connection) -> None:
        written(connection, 2, FIRST, 10 * MONTH)
        connection.execute("UPDATE blocks SET shipment = 1, position = 1 WHERE delivery = 2")
        connection.execute("UPDATE copies SET shipment = 1 WHERE message = 2")
        connection.execute("DELETE FROM shipments WHERE id = 2")

    await database.write(together)
    await settled(database, retention, FIRST + 4 * MONTH)
    left = await database.read(
        lambda c: (
            [tuple(row) for row in c.execute("SELECT shipment, delivery FROM blocks")]
            + [tuple(row) for row in c.execute("SELECT shipment, message FROM copies")]
        )
    )
    assert left == [(1, 2), (1, 2)]


def test_a_database_from_before_gives_back_too(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    fixture = Path(__file__).parent / "upgrades" / "1-first.sql"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(fixture.read_text(encoding="utf-8"))
        assert connection.execute("PRAGMA auto_vacuum").fetchone()[0] == 0
    migrate(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA auto_vacuum").fetchone()[0] == 2
