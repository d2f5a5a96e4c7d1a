from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from bridge.store.backup import backup, restore
from bridge.store.database import Database, connect
from bridge.store.migrations import SchemaError, migrate


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "magpie.db"
    migrate(path)
    add_room(path, "before")
    return path


def add_room(path: Path, native: str) -> None:
    with closing(connect(path)) as connection:
        connection.execute("INSERT INTO rooms (platform, native, created_at) VALUES ('web', ?, 1.0)", (native,))


def rooms(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT native FROM rooms ORDER BY id")]


async def test_a_backup_while_running_is_whole_and_comes_back(tmp_path: Path, database: Path) -> None:
    running = Database(database)
    await running.write(
        lambda c: c.execute("INSERT INTO rooms (platform, native, created_at) VALUES ('web', 'during', 1.0)")
    )
    copy = tmp_path / "copy.db"
    assert backup(database, copy) > 0
    assert rooms(copy) == ["before", "during"]
    running.close()
    add_room(database, "after")
    old = restore(copy, database)
    assert rooms(database) == ["before", "during"]
    assert old is not None
    assert rooms(old) == ["before", "during", "after"]


def test_nothing_is_written_over(tmp_path: Path, database: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("precious")
    with pytest.raises(FileExistsError):
        backup(database, copy)
    assert copy.read_text() == "precious"


def test_a_damaged_backup_changes_nothing(tmp_path: Path, database: Path) -> None:
    bad = tmp_path / "bad.db"
    backup(database, bad)
    content = bytearray(bad.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    bad.write_bytes(bytes(content))
    with pytest.raises((SchemaError, sqlite3.DatabaseError)):
        restore(bad, database)
    assert rooms(database) == ["before"]


def test_a_backup_into_an_empty_folder(tmp_path: Path, database: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(database, copy)
    target = tmp_path / "new" / "magpie.db"
    assert restore(copy, target) is None
    assert rooms(target) == ["before"]


def hammer(path: Path, stop: threading.Event, numbers: list[int]) -> None:
    """Write one room after the other, each in a transaction of its own, as fast as the disk takes it."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        while not stop.is_set():
            number = len(numbers)
            connection.execute(
                "INSERT INTO rooms (platform, native, title, created_at) VALUES ('web', ?, ?, 1.0)",
                (f"during {number}", "x" * 2000),
            )
            numbers.append(number)


def test_a_backup_under_load_ends_and_holds_everything_from_before_it(tmp_path: Path, database: Path) -> None:
    with closing(connect(database)) as connection:
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO rooms (platform, native, title, created_at) VALUES ('web', ?, ?, 1.0)",
            [(f"old {number}", "x" * 4000) for number in range(5000)],
        )
        connection.execute("COMMIT")
    stop, numbers = threading.Event(), list[int]()
    writer = threading.Thread(target=hammer, args=(database, stop, numbers))
    writer.start()
    try:
        while len(numbers) < 50:
            stop.wait(0.001)
        known = len(numbers)
        copy = tmp_path / "copy.db"
        begun = time.monotonic()
        assert backup(database, copy) > 20_000_000
        took = time.monotonic() - begun
        assert len(numbers) > known
    finally:
        stop.set()
        writer.join()
    assert took < 30
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    kept = rooms(copy)
    assert kept[: 5001 + known] == [
        "before",
        *(f"old {n}" for n in range(5000)),
        *(f"during {n}" for n in range(known)),
    ]
    # One moment of it: no hole, and nothing from later without what came before.
    assert kept[5001:] == [f"during {number}" for number in range(len(kept) - 5001)]
    restore(copy, database)
    assert rooms(database) == kept
