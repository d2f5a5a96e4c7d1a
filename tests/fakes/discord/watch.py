"""Waiting for something to become true, without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Watch:
    """Wakes those who wait for a condition, each time something changed."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def touch(self) -> None:
        """Say that something changed."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(
        self,
        probe: Callable[[], T | None],
        *,
        timeout: float,  # noqa: ASYNC109
        otherwise: Callable[[], str],
    ) -> T:
        """Wait until `probe` returns something and return that.

        `timeout` is in real seconds; when it runs out, TimeoutError is raised with the text that `otherwise` makes.
        """
        try:
            async with asyncio.timeout(timeout):
                while (found := probe()) is None:
                    future = asyncio.get_running_loop().create_future()
                    self._waiting.add(future)
                    try:
                        await future
                    finally:
                        self._waiting.discard(future)
                return found
        except TimeoutError:
            msg = f"after {timeout} s: {otherwise()}"
            raise TimeoutError(msg) from None
