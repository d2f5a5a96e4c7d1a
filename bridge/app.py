"""One Magpie: settings in, a running bridge out."""

from __future__ import annotations

import asyncio
import fcntl
import gc
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path

import structlog

from bridge.adapters.faces import Faces
from bridge.adapters.web.adapter import WebAdapter
from bridge.adapters.web.avatars import Avatars
from bridge.adapters.web.security import Gate
from bridge.commands.summary import roster
from bridge.core import Core, build_core
from bridge.glossary.books import Books
from bridge.glossary.packs import builtin
from bridge.language.detect import Detector
from bridge.metrics import metrics
from bridge.operations.admin.admission import Admission
from bridge.operations.admin.application import PATH, Admin
from bridge.operations.admin.board import Sources
from bridge.operations.admin.depot import Depot
from bridge.operations.health import Checks, add_health_routes, add_metrics_route, serve_operations
from bridge.operations.sampling import Sampling
from bridge.relay.adapter import Adapter
from bridge.relay.shipping import Lateness
from bridge.settings import Operations, Settings
from bridge.store.database import Database
from bridge.store.glossary_keepers import SqliteRecent
from bridge.store.left_out import SqliteLeftOut
from bridge.store.migrations import migrate
from bridge.store.overview import SqliteOverview
from bridge.store.overview_storage import SqliteStorage
from bridge.store.queues import SqliteQueues
from bridge.store.retention import SqliteRetention
from bridge.store.web import WebTables
from bridge.translation.engines import Engines
from bridge.translation.interpreter import Interpreter
from bridge.translation.packages import Packages

log = structlog.get_logger(__name__)

#: Seconds for what was accepted to be shown before the process ends. What is left waits on disk for the next start.
DRAIN = 5.0
DAY = 86_400.0
_LOCK = "magpie.lock"


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
        settings, folder = self._settings, self._settings.data_dir
        async with AsyncExitStack() as stack:
            stack.enter_context(alone(folder))
            database = await stack.enter_async_context(_open_database(folder / "magpie.db"))
            packages = Packages(folder / "packages")
            engines = Engines(packages)
            interpreter = await stack.enter_async_context(Interpreter(packages, engines=engines))
            books = await asyncio.to_thread(lambda: Books(builtin()))
            days = settings.operations.retention_days
            web = WebAdapter(settings.web, WebTables(database), folder, retention_days=days)
            faces = Faces(folder / "avatars", settings.web.public_url, SqliteLeftOut(database).keys)
            web.app.router.add_routes(Avatars(faces).routes())
            adapters: dict[str, Adapter] = {"web": web, **_messengers(settings, faces)}
            lateness = Lateness(settings.delivery.late_after, settings.delivery.digest_after)
            detector = Detector()
            core = build_core(database, adapters, detector, books, interpreter, lateness, days)
            web.attach_slang(core.slang)
            checks = self._checks(adapters)
            add_health_routes(web.app, checks)
            # The host's pages are no part of what the web room's public address stands for.
            gate = Gate(settings.web.trusted_proxies, "")
            admission = await asyncio.to_thread(Admission.load, folder, settings.operations.admin_token)
            index = settings.translation.package_index
            depot = Depot(packages, engines, interpreter, index, lambda: self._loaded)
            admin = await asyncio.to_thread(
                Admin, admission, gate, _sources(database, checks, days), core.glossary, SqliteRecent(database), depot
            )
            await stack.enter_async_context(_host_pages(settings.operations, web, checks, gate, admin))
            await core.resume()
            async with asyncio.TaskGroup() as group:
                work = [core.run(), SqliteRetention(database, days * DAY).run()]
                work += [Sampling(SqliteQueues(database), adapters).run(), admin.run()]
                work += [adapter.run(core.intake) for adapter in adapters.values()]
                tasks = [group.create_task(one) for one in work]
                await asyncio.gather(interpreter.load(), asyncio.to_thread(detector.warm_up), web.started.wait())
                spare_the_collector()
                self._loaded = True
                token_file = str(admission.file or "")
                log.info("the host's page is open", address=_admin_address(settings), token_file=token_file)
                announce(web.url)
                await self._stopping.wait()
                await self._drain(core)
                for task in tasks:
                    task.cancel()
        log.info("stopped")

    def _checks(self, adapters: Mapping[str, Adapter]) -> Checks:
        def checks() -> dict[str, bool]:
            return {"models": self._loaded, **{name: adapter.ready() for name, adapter in adapters.items()}}

        return checks

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


@asynccontextmanager
async def _host_pages(
    operations: Operations, web: WebAdapter, checks: Checks, gate: Gate, admin: Admin
) -> AsyncIterator[None]:
    """Metrics and the host's page, on their own port or, for this machine alone, on the web room's."""
    if operations.port:
        async with serve_operations(operations, checks, partial(admin.add_to, local_only=False)):
            yield
    else:
        add_metrics_route(web.app, checks, local_to=gate)
        admin.add_to(web.app, local_only=True)
        yield


def _sources(database: Database, checks: Checks, retention_days: int) -> Sources:
    overview, storage, queues = SqliteOverview(database), SqliteStorage(database), SqliteQueues(database)
    return Sources(overview, storage, queues, checks, metrics, retention_days)


def _admin_address(settings: Settings) -> str:
    operations = settings.operations
    host, port = (operations.host, operations.port) if operations.port else ("localhost", settings.web.port)
    shown = "localhost" if host in {"0.0.0.0", "::", "127.0.0.1"} else host  # noqa: S104 - compared, not bound
    return f"http://{shown}:{port}{PATH}"


def _messengers(settings: Settings, faces: Faces) -> dict[str, Adapter]:
    """The platforms whose tokens are set. Their client libraries are large, and are imported for them alone."""
    adapters: dict[str, Adapter] = {}
    if settings.telegram.token is not None:
        from bridge.adapters.telegram.adapter import TelegramAdapter  # noqa: PLC0415

        adapters["telegram"] = TelegramAdapter(settings.telegram, settings.data_dir, roster())
    if settings.discord.token is not None:
        from bridge.adapters.discord.adapter import DiscordAdapter  # noqa: PLC0415

        adapters["discord"] = DiscordAdapter(settings.discord, settings.data_dir, roster(), faces=faces)
    return adapters


def spare_the_collector() -> None:
    """Leave what was loaded for good out of every further garbage collection, which would stop all rooms to look at it.

    See https://docs.python.org/3/library/gc.html#gc.freeze.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


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
def alone(folder: Path) -> Iterator[None]:
    """Hold the data folder for one process, since two would answer every message twice."""
    # What people write is for nobody else on this machine.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            sentence = f"Another Magpie is using {folder}; stop it, or set MAGPIE_DATA_DIR to a folder of its own."
            raise StartError(sentence) from error
        yield


def occupied(folder: Path) -> bool:
    """Whether a process holds the data folder; makes neither the folder nor anything in it."""
    try:
        with (folder / _LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
