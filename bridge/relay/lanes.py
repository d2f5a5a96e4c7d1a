"""Lanes: work of one key in order, keys beside each other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")


class Lanes(Generic[Key, Item]):
    """Hands what was put under a key to a handler, in order, up to `most` items at a time; one call a key at once."""

    def __init__(self, handle: Callable[[Key, list[Item]], Awaitable[None]], most: int = 64) -> None:
        self._handle = handle
        self._most = most
        self._waiting: dict[Key, deque[Item]] = {}
        self._group: asyncio.TaskGroup | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    async def run(self) -> None:
        """Work until cancelled; what was put before starts now."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            for key in list(self._waiting):
                group.create_task(self._drive(key))
            await asyncio.get_running_loop().create_future()

    def put(self, key: Key, item: Item) -> None:
        """Let an item be handled after those before it under the same key."""
        self._idle.clear()
        lane = self._waiting.get(key)
        if lane is not None:
            lane.append(item)
            return
        self._waiting[key] = deque([item])
        if self._group is not None:
            self._group.create_task(self._drive(key))

    async def drained(self) -> None:
        """Wait until nothing is left to do."""
        await self._idle.wait()

    async def _drive(self, key: Key) -> None:
        lane = self._waiting[key]
        try:
            while lane:
                await self._handle(key, [lane.popleft() for _ in range(min(self._most, len(lane)))])
        finally:
            del self._waiting[key]
            if not self._waiting:
                self._idle.set()
