"""One Magpie: settings in, a running bridge out."""

from __future__ import annotations

import asyncio
import fcntl
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path

import structlog

from bridge.adapters.web.adapter import WebAdapter
from bridge.commands.summary import roster
from bridge.core import Core, build_core
from bridge.glossary.books import Books
from bridge.glossary.packs import builtin
from bridge.language.detect import Detector
from bridge.operations.health import add_health_routes, add_metrics_route
from bridge.relay.adapter import Adapter
from bridge.relay.shipping import Lateness
from bridge.settings import Settings
from bridge.store.database import Database
from bridge.store.migrations import migrate
from bridge.store.web import WebTables
from bridge.translation.interpreter import Interpreter
from bridge.translation.packages import Packages

log = structlog.get_logger(__name__)

#: Seconds for what was accepted to be shown before the process ends. What is left waits on disk for the next start.
DRAIN = 8.0


class StartError(Exception):
    """Magpie cannot start; the message is one sentence that says what to do."""


class App:
    """Everything of one process. `announce` is told the address of the web room once it is open."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stopping = asyncio.Event()
        self._loaded = False

    def stop(self) -> None:
        """Begin to drain; `run` returns when that is done."""
        self._stopping.set()

    async def run(self, announce: Callable[[str], None]) -> None:
        """Run until `stop` is called. Raises `StartError`, and `SchemaError` for a database that cannot be used."""
        async with AsyncExitStack() as stack:
            stack.enter_context(_alone(self._settings.data_dir))
            database = await stack.enter_async_context(_open_database(self._settings.data_dir / "magpie.db"))
            interpreter = await stack.enter_async_context(Interpreter(Packages(self._settings.data_dir / "packages")))
            detector = Detector()
            books = await asyncio.to_thread(lambda: Books(builtin()))
            web = WebAdapter(self._settings.web, WebTables(database), self._settings.data_dir)
            adapters: dict[str, Adapter] = {"web": web, **_messengers(self._settings)}
            lateness = Lateness(self._settings.delivery.late_after, self._settings.delivery.digest_after)
            retention = self._settings.operations.retention_days
            core = build_core(database, adapters, detector, books, interpreter, lateness, retention)
            self._add_routes(web, adapters)
            await self._run(core, web, adapters, detector, interpreter, announce)
        log.info("stopped")

    def _add_routes(self, web: WebAdapter, adapters: Mapping[str, Adapter]) -> None:
        def checks() -> dict[str, bool]:
            return {"models": self._loaded, **{name: adapter.ready() for name, adapter in adapters.items()}}

        add_health_routes(web.app, checks)
        if not self._settings.operations.port:
            add_metrics_route(web.app, checks)

    async def _run(
        self,
        core: Core,
        web: WebAdapter,
        adapters: Mapping[str, Adapter],
        detector: Detector,
        interpreter: Interpreter,
        announce: Callable[[str], None],
    ) -> None:
        await core.resume()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(core.run())]
            tasks += [group.create_task(adapter.run(core.intake), name=name) for name, adapter in adapters.items()]
            await asyncio.gather(interpreter.load(), asyncio.to_thread(detector.warm_up), web.started.wait())
            self._loaded = True
            announce(web.url)
            await self._stopping.wait()
            await self._drain(core)
            for task in tasks:
                task.cancel()

    @staticmethod
    async def _drain(core: Core) -> None:
        begun = time.monotonic()
        try:
            async with asyncio.timeout(DRAIN):
                await core.relay.drained()
                await core.shipping.drained()
        except TimeoutError:
            log.info("still waiting in the outbox; shown after the next start")
        log.info("drained", seconds=round(time.monotonic() - begun, 2))


def _messengers(settings: Settings) -> dict[str, Adapter]:
    """The platforms whose tokens are set. Their client libraries are large, and are imported for them alone."""
    adapters: dict[str, Adapter] = {}
    if settings.telegram.token is not None:
        from bridge.adapters.telegram.adapter import TelegramAdapter  # noqa: PLC0415

        adapters["telegram"] = TelegramAdapter(settings.telegram, settings.data_dir, roster())
    return adapters


@asynccontextmanager
async def _open_database(path: Path) -> AsyncIterator[Database]:
    applied = await asyncio.to_thread(migrate, path)
    if applied:
        log.info("database brought up to date", applied=applied)
    database = Database(path)
    try:
        yield database
    finally:
        await asyncio.to_thread(database.close)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the data folder for one process, since two would answer every message twice."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "magpie.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            sentence = f"Another Magpie is using {folder}; stop it, or set MAGPIE_DATA_DIR to a folder of its own."
            raise StartError(sentence) from error
        yield
