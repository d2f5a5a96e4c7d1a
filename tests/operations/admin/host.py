"""The host's page over a whole core: a real database, platforms in memory, a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bridge.adapters.web.security import Gate
from bridge.chat.reader import ReaderLanguage
from bridge.chat.room import RoomRef
from bridge.chat.text import Text
from bridge.core import Core, build_core
from bridge.glossary.books import Books
from bridge.glossary.term import Hit
from bridge.language.detect import Detector
from bridge.language.language import Language
from bridge.metrics import Metrics, metrics
from bridge.operations.admin.admission import Admission
from bridge.operations.admin.application import Admin
from bridge.operations.admin.board import Sources
from bridge.operations.admin.depot import Depot
from bridge.operations.health import add_metrics_route
from bridge.relay.shipping import Lateness
from bridge.store.database import Database
from bridge.store.glossary_keepers import SqliteRecent
from bridge.store.migrations import migrate
from bridge.store.overview import SqliteOverview
from bridge.store.overview_storage import SqliteStorage
from bridge.store.queues import SqliteQueues
from bridge.translation.engines import Engines
from bridge.translation.interpreter import Interpreter
from bridge.translation.packages import Packages
from bridge.translation.translation import Outcome, Translation
from tests.relay.conversation import Conversation, link
from tests.relay.loopback import Loopback

TOKEN = "open-sesame-0123456789"
Json = dict[str, Any]


class Termwise:
    """Translates by writing the target before the text, in which terms are replaced."""

    async def translate(
        self, text: Text, source: Language, target: ReaderLanguage, hits: Sequence[Hit] = ()
    ) -> Translation:
        words = text.plain
        if "untranslatable" in words:
            return Translation(text, target, Outcome.REFUSED, "loop")
        for hit in sorted(hits, key=lambda hit: -hit.start):
            words = words[: hit.start] + hit.term.text + words[hit.end :]
        return Translation(Text(f"<{target.value} {words}>"), target, Outcome.TRANSLATED)


@dataclass
class Host:
    """Somebody in front of the page, without a browser."""

    core: Core
    database: Database
    conversation: Conversation
    admin: Admin
    packages: Packages
    interpreter: Interpreter
    server: TestServer
    http: aiohttp.ClientSession
    parts: dict[str, bool]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    async def log_in(self, token: str = TOKEN, **headers: str) -> tuple[int, Json]:
        return await self.post("login", {"token": token}, **headers)

    async def post(self, path: str, body: Json | None = None, **headers: str) -> tuple[int, Json]:
        sent = {"Origin": self.url, **{name.replace("_", "-"): value for name, value in headers.items()}}
        async with self.http.post(f"{self.url}/admin/api/{path}", json=body or {}, headers=sent) as response:
            answer = await response.json() if response.content_type == "application/json" else {}
            return response.status, answer

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.http.get(self.url + path, headers=sent) as response:
            return response.status, await response.text()

    async def state(self, find: str = "", limit: int = 50) -> Json:
        query = {"find": find, "limit": str(limit)}
        async with self.http.get(f"{self.url}/admin/api/state", params=query) as response:
            assert response.status == 200, await response.text()
            state: Json = await response.json()
            return state

    async def until(self, wanted: Callable[[Json], bool]) -> Json:
        """The first state that satisfies a condition."""
        async with asyncio.timeout(30):
            while True:
                state = await self.state()
                if wanted(state):
                    return state


@dataclass(frozen=True)
class Setting:
    """How a page is served."""

    local_only: bool = True
    proxies: tuple[str, ...] = ()
    public_url: str = ""
    index: str = "http://127.0.0.1:9/"
    metrics: Metrics = metrics
    linked: Sequence[RoomRef] = ()
    retention_days: int = 30
    loads: bool = False
    """Whether the packages in the box are loaded, which takes a second."""


@asynccontextmanager
async def serving(folder: Path, *adapters: Loopback, setting: Setting = Setting()) -> AsyncIterator[Host]:
    """A running core and its page; nobody is logged in."""
    path = folder / "magpie.db"
    await asyncio.to_thread(migrate, path)
    database = Database(path)
    books, platforms = Books(), {adapter.platform: adapter for adapter in adapters}
    core = build_core(database, platforms, Detector(), books, Termwise(), Lateness(), setting.retention_days)
    if setting.linked:
        await link(database, core, setting.linked)
    await core.resume()
    parts = {"models": True, **dict.fromkeys(platforms, True)}
    packages = Packages(folder / "packages")
    engines = Engines(packages)
    async with Interpreter(packages, engines=engines) as interpreter:
        depot = Depot(packages, engines, interpreter, setting.index, lambda: setting.loads)
        admission = await asyncio.to_thread(Admission.load, folder, SecretStr(TOKEN))
        gate = Gate(setting.proxies, setting.public_url)
        overview, storage, queues = SqliteOverview(database), SqliteStorage(database), SqliteQueues(database)
        sources = Sources(overview, storage, queues, lambda: parts, setting.metrics, setting.retention_days)
        admin = Admin(admission, gate, sources, core.glossary, SqliteRecent(database), depot)
        app = web.Application(client_max_size=64 * 1024)
        add_metrics_route(app, lambda: parts, local_to=gate if setting.local_only else None)
        admin.add_to(app, local_only=setting.local_only)
        tasks = [asyncio.create_task(core.run()), asyncio.create_task(admin.run())]
        http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        try:
            server = TestServer(app)
            async with server, http:
                talk = Conversation(core, database)
                yield Host(core, database, talk, admin, packages, interpreter, server, http, parts)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await asyncio.to_thread(database.close)
