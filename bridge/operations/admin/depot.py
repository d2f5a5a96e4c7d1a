"""The translation packages at hand and those that can be had: installing, removing, and using what changed at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

import structlog

from bridge.operations.admin.refusal import Denied
from bridge.translation.download import Progress
from bridge.translation.engines import Engines
from bridge.translation.errors import PackageError
from bridge.translation.interpreter import Interpreter
from bridge.translation.offers import Available, Origin, offered
from bridge.translation.packages import Packages

log = structlog.get_logger(__name__)

#: Installations that are remembered, and those that run beside each other.
REMEMBERED, AT_ONCE = 8, 2


class Stage(StrEnum):
    """How far an installation has come."""

    FETCHING = "fetching"
    CHECKING = "checking"
    INSTALLED = "installed"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(slots=True)
class Installation:
    """One package on its way. `done` and `total` in bytes, `total` None while nobody knows; `sentence` if it failed."""

    name: str
    total: int | None
    done: int = 0
    stage: Stage = Stage.FETCHING
    sentence: str = ""
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def under_way(self) -> bool:
        """Whether it has not ended."""
        return self.stage in {Stage.FETCHING, Stage.CHECKING}


@dataclass(frozen=True, slots=True)
class PackageLine:
    """A package at hand; `size` in bytes."""

    name: str
    source: str
    target: str
    size: int
    builtin: bool
    in_use: bool


class Depot:
    """Does what `magpie models` does, for the process that is running."""

    def __init__(
        self, packages: Packages, engines: Engines, interpreter: Interpreter, index: str, loaded: Callable[[], bool]
    ) -> None:
        """`index` is the address of Argos's index; `loaded` tells whether the start has loaded its packages."""
        self._packages = packages
        self._engines = engines
        self._interpreter = interpreter
        self._index = index
        self._loaded = loaded
        self._offers: dict[tuple[Origin, str], Available] = {}
        self._installations: dict[str, Installation] = {}
        self._in_use: frozenset[str] = frozenset()
        self._changing = asyncio.Lock()
        self._group: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Let installations run until cancelled, which cancels them."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            try:
                await asyncio.Event().wait()
            finally:
                self._group = None

    @property
    def installations(self) -> list[Installation]:
        """Those that run, and the last that ended."""
        return list(self._installations.values())

    async def listed(self) -> list[PackageLine]:
        """The packages at hand."""
        if self._loaded() and not self._changing.locked():
            self._in_use = frozenset((await self._interpreter.load()).values())
        return await asyncio.to_thread(self._lines)

    async def offered(self, origin: Origin) -> list[Available]:
        """Ask an index what can be had. Raises `Denied`."""
        try:
            offers = await offered(origin, self._index if origin is Origin.ARGOS else "")
        except PackageError as error:
            raise Denied.because(error, status=502) from error
        self._offers |= {(origin, offer.name): offer for offer in offers}
        return offers

    def install(self, origin: Origin, name: str) -> None:
        """Begin to fetch a package that was offered. Raises `Denied`."""
        offer = self._offers.get((origin, name))
        if offer is None or self._group is None:
            raise Denied("Look first at what can be had.", status=409)
        under_way = [one.name for one in self.installations if one.under_way]
        if name in under_way:
            raise Denied("This package is on its way already.", status=409)
        if len(under_way) >= AT_ONCE:
            raise Denied("Wait until one of those that are on their way is there.", status=409)
        self._installations.pop(name, None)
        for ended in [one.name for one in self.installations if not one.under_way][: -REMEMBERED + 1]:
            del self._installations[ended]
        installation = self._installations[name] = Installation(name, offer.size or None)
        installation.task = self._group.create_task(self._install(installation, offer))

    async def cancel(self, name: str) -> None:
        """Stop fetching a package; what came is gone on with next time. Raises `Denied`."""
        found = self._installations.get(name)
        if found is None or found.task is None or not found.under_way:
            raise Denied("This package is not on its way any more.", status=409)
        if found.stage is Stage.CHECKING:
            raise Denied("It has come and is being checked; remove it afterwards.", status=409)
        found.task.cancel()
        with suppress(asyncio.CancelledError):
            await found.task

    async def remove(self, name: str) -> None:
        """Delete an installed package, and go on with what is left. Raises `Denied`."""
        try:
            async with self._changing:
                await asyncio.to_thread(self._packages.remove, name)
                await self._renew()
        except PackageError as error:
            raise Denied.because(error) from error
        log.info("package removed at the admin page", package=name)

    async def _install(self, installation: Installation, offer: Available) -> None:
        try:
            await offer.fetch(self._packages, _reporting(installation))
            installation.stage = Stage.CHECKING
            async with self._changing:
                await self._renew()
        except asyncio.CancelledError:
            installation.stage = Stage.CANCELLED
            raise
        except (PackageError, OSError) as error:
            installation.stage, installation.sentence = Stage.FAILED, str(error)
        except Exception:
            # Whatever is wrong with a package, conversations go on.
            log.exception("a package could not be installed", package=installation.name)
            installation.stage, installation.sentence = Stage.FAILED, "The log says why."
        else:
            installation.stage = Stage.INSTALLED
            log.info("package installed at the admin page", package=installation.name)

    async def _renew(self) -> None:
        """Use the best packages from now on. Translations wait meanwhile, a second or two where they are large."""
        self._engines.forget()
        self._in_use = frozenset((await self._interpreter.load()).values())

    def _lines(self) -> list[PackageLine]:
        lines: list[PackageLine] = []
        unseen = set(self._in_use)
        for package in (*self._packages.installed(), *self._packages.builtin()):
            of, source, target = package.name, package.metadata.source, package.metadata.target
            lines.append(PackageLine(of, source, target, package.size, package.builtin, of in unseen))
            # One in the box may have the same name as one that was installed, which is the one that is used then.
            unseen.discard(of)
        return lines


def _reporting(installation: Installation) -> Progress:
    def report(done: int, total: int | None) -> None:
        installation.done, installation.total = done, total or installation.total
        if total and done >= total:
            installation.stage = Stage.CHECKING

    return report
