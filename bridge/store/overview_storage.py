"""How much is on the disk, and copies of it."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from bridge.operations.admin.records import Backup, Stored
from bridge.store.backup import BACKUPS, backup, beside
from bridge.store.database import Database
from bridge.store.overview import read


class SqliteStorage:
    """Implements `bridge.operations.admin.ports.Storage`."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._path = database.path
        self._clock = clock

    async def measured(self) -> Stored:
        """How much there is."""

        def select(connection: sqlite3.Connection) -> Stored:
            unused, page = (
                connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_size")
            )
            files, size = connection.execute("SELECT count(*), coalesce(sum(size), 0) FROM web_files").fetchone()
            schema = connection.execute("SELECT max(name) FROM _sqlite_migrations").fetchone()[0]
            backups = sorted(map(_backup, self._path.parent.glob(BACKUPS)), key=lambda one: one.at)
            return Stored(
                folder=str(self._path.parent),
                database=_size(self._path),
                log=_size(self._path.with_name(f"{self._path.name}-wal")),
                unused=unused * page,
                files=files,
                file_bytes=size,
                free=shutil.disk_usage(self._path.parent).free,
                backups=len(backups),
                backup_bytes=sum(one.size for one in backups),
                last_backup=backups[-1] if backups else None,
                schema=schema,
            )

        return await read(self._path, select)

    async def back_up(self) -> Backup:
        """Copy the database while it is in use, to a dated file beside it. Raises `OSError`."""
        target = beside(self._path, self._clock())
        try:
            await asyncio.to_thread(backup, self._path, target)
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
        return await asyncio.to_thread(_backup, target)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _backup(path: Path) -> Backup:
    found = path.stat()
    return Backup(str(path), found.st_mtime, found.st_size)
