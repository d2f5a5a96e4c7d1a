"""Copies of the database while it is in use, and putting one back."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from bridge.store.migrations import SchemaError, verify

#: What a backup beside the database is called, as a pattern and with the time it was made, in the host's time zone.
BACKUPS, _NAME = "magpie-*.backup.db", "magpie-%Y%m%d-%H%M%S.backup.db"


def beside(database: Path, now: float | None = None) -> Path:
    """Where a backup made now (seconds since the epoch) goes that nobody gave a place."""
    return database.with_name(time.strftime(_NAME, time.localtime(now)))


def backup(database: Path, target: Path) -> int:
    """Copy a database that may be in use, whole and sound, to a new file; returns its size in bytes.

    Raises `FileExistsError` rather than write over something, and `SchemaError` for what is no database of ours.
    """
    verify(database)
    if target.exists():
        raise FileExistsError(17, "There is a file already; name another", str(target))
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(unfinished)) as copy,
    ):
        # All in one step, which sees one moment of the log: in several, each write begins the copy anew, for ever.
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    unfinished.chmod(0o600)
    os.replace(unfinished, target)  # noqa: PTH105 - as good as Path.replace
    return target.stat().st_size


def restore(source: Path, database: Path) -> Path | None:
    """Put a backup in the place of the database, which must not be in use; returns where the old one went.

    Raises `SchemaError` for a backup that is damaged, or from a newer Magpie.
    """
    verify(source)
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as connection:
        if (found := connection.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
            raise SchemaError(f"{source} is damaged ({found}); use another backup.")
    database.parent.mkdir(parents=True, exist_ok=True)
    staged = database.with_name(database.name + ".restored")
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as connection,
        closing(sqlite3.connect(staged)) as copy,
    ):
        connection.backup(copy)
    old: Path | None = None
    if database.exists():
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old = database.with_name(database.name + ".replaced")
        database.replace(old)
    for leftover in ("-wal", "-shm"):
        database.with_name(database.name + leftover).unlink(missing_ok=True)
    staged.replace(database)
    return old
