"""How far each channel was read, durably, a little behind what was accepted and never ahead of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

import structlog

from bridge.adapters.discord.patience import Patience
from bridge.adapters.discord.rooms import room_ref
from bridge.relay.adapter import Core

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Position:
    """The newest message that was read, 0 before the first, and the time of the newest edit in microseconds."""

    message: int = 0
    edited: int = 0

    @classmethod
    def read(cls, stored: str) -> Position:
        """From what the core keeps."""
        message, _, edited = stored.partition("/")
        return cls(int(message), int(edited or 0)) if message.isdecimal() else cls()

    def __str__(self) -> str:
        return f"{self.message}/{self.edited}"


class Positions:
    """Kept in memory and written behind: what is read twice after a crash is known by its keys."""

    def __init__(self, core: Core, patience: Patience) -> None:
        self._core = core
        self._patience = patience
        self._known: dict[int, Position] = {}
        self._unwritten: dict[int, None] = {}
        self._waiting = asyncio.Event()

    async def run(self) -> None:
        """Write until cancelled."""
        while True:
            await self._waiting.wait()
            self._waiting.clear()
            while self._unwritten:
                channel = next(iter(self._unwritten))
                del self._unwritten[channel]
                try:
                    await self._core.advance(room_ref(channel), str(self._known[channel]))
                except Exception:
                    log.exception("position not written yet", channel=channel)
                    self._unwritten[channel] = None
                    await asyncio.sleep(self._patience.trouble)

    async def of(self, channel: int) -> Position:
        """How far a channel was read."""
        if channel not in self._known:
            stored = Position.read(await self._core.cursor(room_ref(channel)))
            self._known.setdefault(channel, stored)
        return self._known[channel]

    async def reach(self, channel: int, *, message: int = 0, edited: int = 0) -> None:
        """Everything in a channel up to here was accepted."""
        before = await self.of(channel)
        after = replace(before, message=max(before.message, message), edited=max(before.edited, edited))
        if after != before:
            self._known[channel] = after
            self._unwritten[channel] = None
            self._waiting.set()
