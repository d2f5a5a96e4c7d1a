"""One working engine for each direction, loaded when it is first needed, with the batcher before it."""

from __future__ import annotations

import asyncio
import ctypes
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import structlog

from bridge.chat.reader import ModelLanguage
from bridge.translation.argos import Models
from bridge.translation.batch import Batcher
from bridge.translation.engine import Engine
from bridge.translation.errors import PackageError
from bridge.translation.opening import opened
from bridge.translation.package import Package
from bridge.translation.packages import Packages

_log = structlog.get_logger(__name__)
_THREADS = 8


@dataclass(frozen=True, slots=True)
class Direction:
    """An engine and the queue before it."""

    engine: Engine
    batcher: Batcher


class Engines:
    """Finds the best package of a direction that works; a broken one is named in the log and passed over."""

    def __init__(self, packages: Packages, *, load: Callable[[Package], Engine] | None = None) -> None:
        """`load` makes an engine of a package, and raises `PackageError` if it cannot."""
        models = Models()
        self._packages = packages
        self._load = load or (lambda package: opened(package, models))
        self._executor = ThreadPoolExecutor(_THREADS, thread_name_prefix="magpie-translate")
        self._directions: dict[tuple[ModelLanguage, ModelLanguage], Direction | None] = {}
        self._loading = asyncio.Lock()

    async def direction(self, source: ModelLanguage, target: ModelLanguage) -> Direction | None:
        """The engine of a direction, or None if no package of it works."""
        key = source, target
        if key not in self._directions:
            async with self._loading:
                if key not in self._directions:
                    loop = asyncio.get_running_loop()
                    engine = await loop.run_in_executor(self._executor, self._find, source, target)
                    self._directions[key] = Direction(engine, Batcher(engine, self._executor)) if engine else None
        return self._directions[key]

    def forget(self) -> None:
        """Look at the packages anew when a direction is next asked for: one was installed or removed."""
        self._directions.clear()

    def close(self) -> None:
        """Let go of the threads; what is being translated is finished, what waits is cancelled."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _find(self, source: ModelLanguage, target: ModelLanguage) -> Engine | None:
        for package in self._packages.translating(source, target):
            try:
                engine = self._load(package)
            except PackageError as error:
                _log.warning("package_unusable", package=package.name, error=str(error))
                continue
            _give_back_memory()
            _log.info("package_loaded", package=engine.name, workers=engine.workers, limit=engine.limit)
            return engine
        _log.warning("no_package", source=source, target=target)
        return None


def _give_back_memory() -> None:
    """Return to the system what reading a package took, some 45 MB for the starter; glibc keeps it otherwise."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):
        # Another C library, which has its own ways.
        return
