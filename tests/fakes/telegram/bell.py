"""Waiting for something to become true, without looking again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Rung whenever something changed; whoever waits looks once per ring."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake everyone who waits."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def next_ring(self) -> None:
        """Wait until the bell rings once more."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)

    async def wait_for(self, look: Callable[[], T | None], timeout: float) -> T:  # noqa: ASYNC109
        """What ``look`` returns once that is neither None nor False. ``timeout`` in seconds; raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while True:
                found = look()
                if found is not None and found is not False:
                    return found
                await self.next_ring()
