"""A web room that is served for real, with a core that ships back."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bridge.adapters.web.adapter import WebAdapter
from bridge.adapters.web.limits import Limits
from bridge.settings import Web
from bridge.store.database import Database
from bridge.store.migrations import migrate
from bridge.store.web import WebTables
from tests.adapters.web.client import Client
from tests.adapters.web.echo import EchoCore


class Served:
    """A running web adapter."""

    def __init__(self, store: WebTables, data_dir: Path, settings: Web, limits: Limits | None = None) -> None:
        self.core = EchoCore()
        self._settings = settings
        self._data_dir = data_dir
        self.store = store
        self.adapter = WebAdapter(settings, store, data_dir, limits)
        self.core.adapter = self.adapter
        self._tasks: list[asyncio.Task[None]] = []
        self._clients: list[Client] = []

    @property
    def url(self) -> str:
        return self.adapter.url

    async def start(self) -> None:
        self._tasks = [asyncio.create_task(self.adapter.run(self.core)), asyncio.create_task(self.core.work())]
        await asyncio.wait_for(self.adapter.started.wait(), 5)

    async def adapter_restart(self) -> None:
        """Stop serving, and serve the same data at the same address."""
        await self.pause()
        await self.resume()

    async def pause(self) -> None:
        """Stop serving."""
        self._settings.port = int(self.url.rsplit(":", 1)[1])
        await self._cancel()

    async def resume(self) -> None:
        """Serve again, after `pause`."""
        self.adapter = WebAdapter(self._settings, self.store, self._data_dir)
        self.core.adapter = self.adapter
        await self.start()

    async def stop(self) -> None:
        for client in self._clients:
            await client.close()
        await self._cancel()

    async def _cancel(self) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._tasks = []

    def client(self, **headers: str) -> Client:
        client = Client(self.url, headers)
        self._clients.append(client)
        return client


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "magpie.db"
    migrate(path)
    return path


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Iterator[Database]:
    path = Path(shutil.copy(empty_database, tmp_path))
    database = Database(path)
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> WebTables:
    return WebTables(database)


@pytest.fixture
async def served(store: WebTables, tmp_path: Path) -> AsyncIterator[Served]:
    served = Served(store, tmp_path, Web(host="127.0.0.1", port=0))
    await served.start()
    yield served
    await served.stop()
