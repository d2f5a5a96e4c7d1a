"""The database's versions: one function each, applied in order and remembered by name.

A database that knows a version which this program does not is refused, because sqlite-utils would apply old code to it
without a word. Before an older database is changed, a copy of it is put beside it.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from bridge.store.database import connect
from bridge.store.schema import create_core_tables
from bridge.store.schema_completing import complete, write_terms_as_lines
from bridge.store.schema_glossary import create_glossary_tables
from bridge.store.schema_people import name_authors_of_corrections, name_people_in_rows
from bridge.store.schema_web import create_web_tables

migrations = Migrations("magpie")
#: https://www.sqlite.org/pragma.html#pragma_auto_vacuum
_INCREMENTAL = 2


class SchemaError(Exception):
    """The database cannot be used; the message is one sentence that says what to do."""


@migrations(name="0001_rooms_messages_outbox")
def _first(db: Database) -> None:
    create_core_tables(db)
    create_web_tables(db)
    create_glossary_tables(db)


@migrations(name="0001_completed")
def _completed(db: Database) -> None:
    complete(db, _first)
    write_terms_as_lines(db)


@migrations(name="0002_messages_by_time")
def _messages_by_time(db: Database) -> None:
    # What the last day and month brought, room by room, is read out of the index alone.
    db.table("messages").create_index(["written_at", "room", "member"])


@migrations(name="0003_people_in_rows")
def _people_in_rows(db: Database) -> None:
    name_people_in_rows(db)


@migrations(name="0004_replies_of_deliveries")
def _replies_of_deliveries(db: Database) -> None:
    # A message that goes asks for what replies to it.
    db.execute("CREATE INDEX deliveries_reply_to ON deliveries (reply_to) WHERE reply_to IS NOT NULL")


@migrations(name="0005_authors_of_corrections")
def _authors_of_corrections(db: Database) -> None:
    name_authors_of_corrections(db)


@migrations(name="0006_notices")
def _notices(db: Database) -> None:
    # Somebody who leaves may be named in any of Magpie's own words, which are few among many.
    db.execute("CREATE INDEX deliveries_notices ON deliveries (room) WHERE kind = 'notice' AND content IS NOT NULL")


def migrate(path: Path, versions: Migrations = migrations) -> list[str]:
    """Bring the database at `path` up to date, making it where it is missing; returns the versions applied.

    Raises `SchemaError` for a database from a newer Magpie, for a file that is no database, and where references
    between tables would break.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(connect(path)) as connection:
            return _upgrade(connection, path, versions)
    except sqlite3.DatabaseError as error:
        raise SchemaError(f"{path} cannot be opened as Magpie's database ({error}); restore a backup of it.") from error


def verify(path: Path, versions: Migrations = migrations) -> list[str]:
    """The versions that the database at `path` lacks; changes nothing. Raises `SchemaError` as `migrate` does."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return _pending(Database(connection), path, versions)


def _pending(db: Database, path: Path, versions: Migrations) -> list[str]:
    known = {version.name for version in versions.pending(Database(memory=True))}
    if unknown := [version.name for version in versions.applied(db) if version.name not in known]:
        raise SchemaError(
            f"{path} was written by a newer Magpie (it has {unknown[0]}); install that version, or restore a backup."
        )
    return [version.name for version in versions.pending(db)]


def _upgrade(connection: sqlite3.Connection, path: Path, versions: Migrations) -> list[str]:
    db = Database(connection)
    pending = _pending(db, path, versions)
    if not pending:
        return []
    if versions.applied(db):
        _copy(connection, path.with_name(f"{path.name}.before-{pending[0]}-{time.strftime('%Y%m%d-%H%M%S')}"))
    # transform() replaces tables, and a child table's cascade would fire in the middle of that.
    connection.execute("PRAGMA foreign_keys=OFF")
    versions.apply(db)
    if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
        raise SchemaError(f"{path} has rows of {broken[0][0]} that refer to nothing; restore a backup of it.")
    connection.execute("PRAGMA foreign_keys=ON")
    if connection.execute("PRAGMA auto_vacuum").fetchone()[0] != _INCREMENTAL:
        # Without it the file keeps for good whatever space it took once; it can be set only by writing all of it anew.
        connection.execute(f"PRAGMA auto_vacuum={_INCREMENTAL}")
        connection.execute("VACUUM")
    return pending


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
