"""Joining and parting rooms, and what must follow at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from bridge.relay.ports import Bridges


class Joining:
    """Implements `bridge.relay.ports.Bridges` over another; `after` is awaited whenever rooms joined or parted."""

    def __init__(self, bridges: Bridges, after: Callable[[], Awaitable[None]]) -> None:
        self._bridges = bridges
        self._after = after

    async def join(self, rooms: Sequence[int]) -> int:
        """Make rooms one conversation."""
        bridge = await self._bridges.join(rooms)
        await self._after()
        return bridge

    async def leave(self, room: int) -> None:
        """Take a room out of its bridge."""
        await self._bridges.leave(room)
        await self._after()
