from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from bridge.store.database import connect
from bridge.store.migrations import SchemaError, migrate, migrations, verify


def newer() -> Migrations:
    """The versions of a Magpie to come."""
    versions = Migrations("magpie")
    for version in migrations.pending(Database(memory=True)):
        versions(name=version.name)(version.fn)

    @versions(name="9999_from_the_future")
    def future(db: Database) -> None:
        db.table("rooms").transform(rename={"title": "heading"})

    return versions


def test_a_new_database_gets_every_version_and_then_none(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "magpie.db"
    assert migrate(path)
    assert migrate(path) == []
    assert verify(path) == []
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_an_older_database_is_copied_and_then_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    migrate(path)
    with closing(connect(path)) as connection:
        connection.execute("INSERT INTO rooms (platform, native, title, created_at) VALUES ('web', 'r', 'Room', 1.0)")
        connection.execute("INSERT INTO members (platform, native, name, seen_at) VALUES ('web', 'm', 'Mei', 1.0)")
        connection.execute(
            "INSERT INTO messages (room, native, member, language, written_at) VALUES (1, '1', 1, 'zh', 1.0)"
        )
    assert verify(path, newer()) == ["9999_from_the_future"]
    assert migrate(path, newer()) == ["9999_from_the_future"]
    with closing(connect(path)) as connection:
        assert connection.execute("SELECT heading FROM rooms").fetchone()[0] == "Room"
        assert connection.execute("SELECT count(*) FROM messages").fetchone()[0] == 1
    copies = list(tmp_path.glob("magpie.db.before-9999*"))
    assert len(copies) == 1
    with closing(sqlite3.connect(copies[0])) as connection:
        assert connection.execute("SELECT title FROM rooms").fetchone()[0] == "Room"


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    migrate(path, newer())
    before = path.read_bytes()
    with pytest.raises(SchemaError, match=r"newer Magpie.*9999_from_the_future"):
        migrate(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    path.write_text("this is a shopping list, " * 100)
    with pytest.raises(SchemaError, match="cannot be opened"):
        migrate(path)
