from __future__ import annotations

import sqlite3
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
