"""Calls of all rooms together, let through as fast as their platform allows."""

from __future__ import annotations

import asyncio
import time

from bridge.chat.capabilities import Pace
from bridge.relay.pacing import Pacer


class Turnstile:
    """One call after the other, in the order in which they came; at most `pace` of them."""

    def __init__(self, pace: Pace) -> None:
        self._pacer = Pacer((pace,))
        self._lock = asyncio.Lock()

    async def enter(self, calls: int = 1) -> None:
        """Wait until so many calls may be made."""
        async with self._lock:
            for _ in range(calls):
                await asyncio.sleep(self._pacer.delay(time.monotonic()))
                self._pacer.spend(time.monotonic())

    def hold(self, seconds: float) -> None:
        """Let nobody through for so long: the platform asked for patience."""
        self._pacer.hold(time.monotonic() + seconds)
