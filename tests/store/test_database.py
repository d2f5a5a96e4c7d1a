from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bridge.store.database import Database, connect


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    path = tmp_path / "a.db"
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT UNIQUE, parent REFERENCES parents)")
    database = Database(path)
    yield database
    database.close()


async def names(database: Database) -> list[str]:
    rows = await database.read(lambda c: c.execute("SELECT name FROM things ORDER BY id").fetchall())
    return [row["name"] for row in rows]


async def insert(database: Database, name: str, parent: int | None = None) -> int | None:
    def change(connection: sqlite3.Connection) -> int | None:
        return connection.execute("INSERT INTO things (name, parent) VALUES (?, ?)", (name, parent)).lastrowid

    return await database.write(change)


async def test_a_reader_sees_what_was_written(database: Database) -> None:
    assert await insert(database, "one") == 1
    assert await names(database) == ["one"]


async def test_many_writes_keep_their_order_and_share_commits(database: Database) -> None:
    await asyncio.gather(*(insert(database, f"n{number:04}") for number in range(1000)))
    assert await names(database) == [f"n{number:04}" for number in range(1000)]


async def test_a_change_that_fails_takes_no_other_with_it(database: Database) -> None:
    results = await asyncio.gather(
        insert(database, "a"), insert(database, "a"), insert(database, "b"), return_exceptions=True
    )
    assert isinstance(results[1], sqlite3.IntegrityError)
    assert await names(database) == ["a", "b"]


async def test_foreign_keys_are_on(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await insert(database, "orphan", parent=7)


async def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError):
        await database.read(lambda c: c.execute("INSERT INTO things (name) VALUES ('x')"))


async def test_every_commit_reaches_the_disk(database: Database) -> None:
    def pragmas(connection: sqlite3.Connection) -> tuple[str, int]:
        journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
        return journal, connection.execute("PRAGMA synchronous").fetchone()[0]

    assert await database.write(pragmas) == ("wal", 2)


async def test_closing_finishes_what_waits(tmp_path: Path, database: Database) -> None:
    waiting = [asyncio.ensure_future(insert(database, f"late {number}")) for number in range(50)]
    await asyncio.sleep(0)
    await asyncio.to_thread(database.close)
    await asyncio.gather(*waiting)
    with closing(sqlite3.connect(database.path)) as connection:
        assert connection.execute("SELECT count(*) FROM things").fetchone()[0] == 50
