"""One SQLite database: a single writer thread that commits in groups, and readers beside it."""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

T = TypeVar("T")

#: Writes that wait together are committed together, up to this many.
GROUP = 256
READERS = 2
#: Pages (of 4 KiB) in the write-ahead log, and seconds without a write, after which it is copied back.
PAGES_AT_MOST = 16_000
IDLE_SECONDS = 0.5
BUSY_SECONDS = 10


@dataclass(slots=True)
class _Job(Generic[T]):
    change: Callable[[sqlite3.Connection], T]
    done: Future[T]


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a connection as Magpie uses it.

    WAL, `synchronous=FULL`, foreign keys on, transactions by hand, and what is erased is written over.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    if not read_only:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        # The writer copies the log back when it has nothing to do; in the middle of a burst that would cost tens of ms.
        connection.execute(f"PRAGMA wal_autocheckpoint={PAGES_AT_MOST}")
        # What is erased is written over, which SQLite is not always built to do.
        connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA query_only={int(read_only)}")
    return connection


class Database:
    """Runs changes in one writer thread and queries in reader threads, so that the event loop never waits for disk.

    The schema must be there already (see `bridge.store.migrations`). Use `close` when done.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._jobs: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write_forever, name="magpie-store", daemon=True)
        self._readers = ThreadPoolExecutor(READERS, "magpie-read")
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._writer.start()

    async def write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Run a change inside a transaction; when this returns it is on disk.

        Several changes may share one transaction; one that raises is rolled back alone and raises here.
        """
        return await asyncio.wrap_future(self._submit(change))

    async def read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        """Run a query in a reader thread; it sees everything whose `write` has returned."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._run_query, query)

    def close(self) -> None:
        """Finish what waits, then close; blocks until that is done."""
        self._jobs.put(None)
        self._writer.join()
        self._readers.shutdown()
        for connection in self._opened:
            connection.close()

    def _submit(self, change: Callable[[sqlite3.Connection], T]) -> Future[T]:
        job = _Job(change, Future())
        self._jobs.put(job)
        return job.done

    def _run_query(self, query: Callable[[sqlite3.Connection], T]) -> T:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = connect(self.path, read_only=True)
            self._opened.append(connection)
        return query(connection)

    def _write_forever(self) -> None:
        connection = connect(self.path)
        open_for_more = True
        while open_for_more:
            group, open_for_more = self._gather(connection)
            self._commit(connection, group)
        connection.close()

    def _gather(self, connection: sqlite3.Connection) -> tuple[list[_Job[Any]], bool]:
        try:
            first = self._jobs.get(timeout=IDLE_SECONDS)
        except queue.Empty:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            first = self._jobs.get()
        group: list[_Job[Any]] = []
        while first is not None:
            group.append(first)
            if len(group) == GROUP:
                return group, True
            try:
                first = self._jobs.get_nowait()
            except queue.Empty:
                return group, True
        return group, False

    def _commit(self, connection: sqlite3.Connection, group: list[_Job[Any]]) -> None:
        if not group:
            return
        results: list[tuple[_Job[Any], Any]] = []
        try:
            connection.execute("BEGIN IMMEDIATE")
            for job in group:
                if job.done.set_running_or_notify_cancel():
                    self._attempt(connection, job, results)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            for job in group:
                if job.done.running():
                    job.done.set_exception(error)
            return
        for job, result in results:
            job.done.set_result(result)

    @staticmethod
    def _attempt(connection: sqlite3.Connection, job: _Job[Any], results: list[tuple[_Job[Any], Any]]) -> None:
        connection.execute("SAVEPOINT change")
        try:
            result = job.change(connection)
        except Exception as error:  # noqa: BLE001 - the caller is told, the others in the group go on
            connection.execute("ROLLBACK TO change")
            connection.execute("RELEASE change")
            job.done.set_exception(error)
        else:
            connection.execute("RELEASE change")
            results.append((job, result))
